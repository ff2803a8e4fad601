"""`gw2optimizer optimize`: the best lineup of those who signed up, for people or for programs."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from bot.cli.lineups import Told, score_record, squad_records, to_differences, to_lines, to_record
from bot.cli.refusal import Refusal
from bot.cli.signups import Poser, Signups, parse_signups
from bot.cli.streams import ending_quietly, read_lines, write_line
from bot.domain.giving import Giving
from bot.domain.lineup import search
from bot.domain.lineup.advice import Ideas
from bot.domain.lineup.alternatives import find_alternatives
from bot.domain.lineup.newcomers import find_newcomer
from bot.domain.lineup.offers import RoleTable
from bot.domain.lineup.problem import Problem
from bot.domain.lineup.search import Limit, Outcome, Watch
from bot.domain.lineup.squads import optimize_most
from bot.domain.modes import GameMode
from bot.domain.teams import Content
from bot.domain.template import BuildTemplate
from config.combos import load_combo_rules
from config.content import load_contents
from config.role_supplies import load_role_table

WATCH = Watch(monotonic)


def optimize(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Who signed up, as JSON; - is standard input.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
    alternatives: Annotated[
        int, typer.Option(min=0, max=5, help="Also so many lineups next to the best, in which others play or else.")
    ] = 0,
) -> None:
    """Seat those who signed up into the best lineup, proven, or with what is left to prove; and say what it lacks.

    The exit status is 2 if the file cannot be used.
    """
    with ending_quietly():
        signups = parse_signups(_read(file))
        roles = load_role_table()
        posed = Poser(_name_contents(), roles, _Giver(), load_combo_rules()).pose(signups)
        problem, outcome = _solve(posed, signups)
        ideas = _get_ideas(problem, roles)
        left = signups.limit_seconds - outcome.seconds
        newcomer = find_newcomer(problem, outcome.best, ideas, left, signups.seed, WATCH)
        told = replace(Told.of(problem, outcome, ideas), newcomer=newcomer)
        others = list(_find_others(told, alternatives, signups))
        if as_json:
            write_line(json.dumps(to_record(told) | ({"alternatives": _records(others)} if alternatives else {})))
        else:
            write_line("\n".join(_lines(told, others)))


class _Giver:
    """Tells what builds give; facts and rules are read when the first code is."""

    def __call__(self, template: BuildTemplate, mode: GameMode) -> Giving:
        from bot.cli.edition import find_edition
        from bot.cli.giving import Givings

        if not hasattr(self, "_givings"):
            self._givings = Givings.load(find_edition().edition, mode)
        return self._givings.find(template)


def _read(file: str) -> str:
    if file == "-":
        return "".join(read_lines())
    try:
        return Path(file).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Refusal(f"cannot read {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"{file}: expected UTF-8, found something else at byte {error.start}") from error


def _name_contents() -> dict[str, Content]:
    return {name: content for content in load_contents() for name in (content.id, *content.aliases)}


def _get_ideas(problem: Problem, roles: RoleTable) -> Ideas:
    return roles.get_ideas(quota.need for quota in (*problem.template.each, *problem.template.whole))


def _solve(problem: Problem, signups: Signups) -> tuple[Problem, Outcome]:
    """Return the best lineup, and the problem with its number of squads."""
    # large: loaded before the clock runs, so that the search has all the seconds that it is given
    import bot.domain.lineup.solver  # noqa: F401

    limit = Limit(signups.limit_seconds)
    if signups.squads == "max":
        return optimize_most(problem, limit, signups.seed, WATCH)
    return problem, search.optimize(problem, limit, signups.seed, WATCH)


def _find_others(told: Told, count: int, signups: Signups) -> Iterator[Told]:
    limit = Limit(signups.limit_seconds)
    for outcome in find_alternatives(told.problem, told.outcome.best, count, limit, signups.seed, WATCH):
        yield Told.of(told.problem, outcome, {})


def _records(others: list[Told]) -> list[dict[str, object]]:
    return [{"score": score_record(one.outcome.score), "squads": list(squad_records(one))} for one in others]


def _lines(told: Told, others: list[Told]) -> Iterator[str]:
    yield from to_lines(told)
    for number, other in enumerate(others, 1):
        yield f"\n--- Another lineup, {number} of {len(others)}: {' and '.join(to_differences(told, other))}"
