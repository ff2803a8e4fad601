"""Lineups as `gw2optimizer optimize` writes them: a record for programs, lines for people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.cli.codes import legible
from bot.domain.lineup.advice import Fix, Gap, Ideas, Why, explain_bench, explain_gaps
from bot.domain.lineup.board import Board
from bot.domain.lineup.contrast import Contrast, contrast
from bot.domain.lineup.coverage import Coverage, Seating, arrange, cover
from bot.domain.lineup.newcomers import Newcomer
from bot.domain.lineup.problem import WHOLE, Problem, Spots
from bot.domain.lineup.score import Score
from bot.domain.lineup.search import Outcome, Reason

Record = dict[str, Any]
_WIDEST = 32

_WHY = {
    Why.NO_BUILD: "offers no build",
    Why.RULE: "there is room, but a limit, a wish or a pin forbids it",
    Why.PINNED: "the places are taken by players who are pinned to them",
    Why.WANTED: "a place is free, or would be, but wants what they do not offer",
    Why.NEEDED: "whoever gave way would be missed more: a need would be met less",
    Why.KEPT: "somebody who sits there already would have to go",
    Why.LATER: "those who play signed up earlier",
    Why.UNSURE: "is late or tentative, and those who play are not, or less so",
    Why.LESS_LIKED: "those who play get what they like better",
    Why.PATIENCE: "those who play were left out more often",
    Why.EQUAL: "those who play are as good or better in all that counts",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A lineup with all that is said about it."""

    problem: Problem
    outcome: Outcome
    seats: tuple[Seating, ...]
    coverage: tuple[Coverage, ...]
    gaps: tuple[Gap, ...]
    bench: dict[int, Why]
    newcomer: Newcomer | None = None

    @classmethod
    def of(cls, problem: Problem, outcome: Outcome, ideas: Ideas) -> "Told":
        """Explain a lineup."""
        spots: Spots = outcome.best
        return cls(
            problem=problem,
            outcome=outcome,
            seats=arrange(problem, spots),
            coverage=tuple(cover(problem, spots)),
            gaps=tuple(explain_gaps(problem, spots, ideas)),
            bench=explain_bench(problem, spots),
        )

    def name(self, player: int) -> str:
        """Return a player's name."""
        return self.problem.players[player].name


def to_record(told: Told) -> Record:
    """Return what `--json` writes; amounts are in builds."""
    outcome = told.outcome
    return {
        "status": "optimal" if outcome.reason is Reason.PROVED else "limit",
        "score": score_record(outcome.score),
        "bound": score_record(outcome.bound),
        "gap": outcome.gap,
        "unproven": outcome.stage,
        "seconds": round(outcome.seconds, 3),
        "squads": list(squad_records(told)),
        "bench": [{"player": told.name(player), "why": _WHY[why]} for player, why in told.bench.items()],
        "gaps": [_gap_record(gap, told) for gap in told.gaps],
        "newcomer": None if (one := told.newcomer) is None else {"role": one.role, "score": score_record(one.score)},
    }


def score_record(score: Score) -> Record:
    """Return the fields of a score by name."""
    return asdict(score)


def squad_records(told: Told) -> Iterator[Record]:
    """Yield the squads."""
    for squad in range(1, told.problem.squads + 1):
        yield {
            "subgroups": [
                _subgroup_record(told, squad, number) for number in range(1, told.problem.template.subgroups + 1)
            ],
            "coverage": _coverage_record(told, squad, None),
        }


def _subgroup_record(told: Told, squad: int, number: int) -> Record:
    return {
        "number": number,
        "seats": [
            {
                "place": seat.place,
                "player": told.name(seat.player),
                "build": seat.offer,
                "roles": list(told.problem.players[seat.player].offers[seat.offer].roles),
            }
            for seat in _find_seats(told, squad, number)
        ],
        "coverage": _coverage_record(told, squad, number),
    }


def _coverage_record(told: Told, squad: int, subgroup: int | None) -> Record:
    return {
        one.quota.need: {
            "need": _amount(one.quota.amount),
            "have": _amount(one.have),
            "from": [told.name(player) for player in one.by],
        }
        for one in told.coverage
        if (one.squad, one.subgroup) == (squad, subgroup)
    }


def _gap_record(gap: Gap, told: Told) -> Record:
    where = gap.coverage
    return {
        "squad": where.squad,
        "subgroup": where.subgroup,
        "need": where.quota.need,
        "missing": _amount(where.missing),
        "fix": None if gap.fix is None else _say(gap.fix, where, told),
    }


def _find_seats(told: Told, squad: int, subgroup: int) -> list[Seating]:
    return [seat for seat in told.seats if (seat.squad, seat.subgroup) == (squad, subgroup)]


def _amount(hundredths: int) -> float:
    return hundredths // WHOLE if hundredths % WHOLE == 0 else hundredths / WHOLE


def _say(fix: Fix, where: Coverage, told: Told) -> str:
    place = "the squad" if where.subgroup is None else f"subgroup {where.subgroup}"
    if fix.completes:
        then = f"{place} would be complete"
    elif fix.closes:
        then = f"{place} would have {where.quota.need}"
    else:
        then = f"{place} would have more {where.quota.need}"
    if fix.player is None:
        return f"if one more player brought a {fix.role} build, {then}"
    return f"if {told.name(fix.player)} brought a {fix.role} build, {then}"


def to_lines(told: Told) -> Iterator[str]:
    """Yield what a person reads."""
    outcome, problem = told.outcome, told.problem
    proof = "the best there is, proven" if outcome.reason is Reason.PROVED else _say_gap(outcome)
    yield f"{outcome.score.seated} of {len(problem.players)} play; {proof} in {outcome.seconds:.2f} s"
    width = max((len(legible(told.name(seat.player), _WIDEST)) for seat in told.seats), default=0)
    for squad in range(1, problem.squads + 1):
        if problem.squads > 1:
            yield f"\nSquad {squad}"
        for number in range(1, problem.template.subgroups + 1):
            yield f"\nSubgroup {number}"
            yield from _seat_lines(told, _find_seats(told, squad, number), width)
            yield from _need_lines(told, squad, number)
        if whole := list(_need_lines(told, squad, None)):
            yield from ("\nThe whole squad", *whole)
    if told.bench:
        yield "\nOn the bench"
        yield from (f"  {legible(told.name(player), _WIDEST)}: {_WHY[why]}" for player, why in told.bench.items())
    if told.newcomer is not None:
        yield f"\n{_say_newcomer(told.newcomer, told)}"


def _say_newcomer(newcomer: Newcomer, told: Told) -> str:
    met = newcomer.score.met / max(1, Board(told.problem).asked)
    others = newcomer.score.seated - told.outcome.score.seated - 1
    more = f", and {others} who {'waits' if others == 1 else 'wait'} would play" if others > 0 else ""
    return f"If one more player brought a {newcomer.role} build, {met:.0%} of the needs would be met{more}"


def _say_gap(outcome: Outcome) -> str:
    return f"not proven the best, {outcome.stage} may still gain {outcome.gap:.1%},"


def _seat_lines(told: Told, seats: Sequence[Seating], width: int) -> Iterator[str]:
    if not seats:
        yield "  nobody"
    for seat in seats:
        offer = told.problem.players[seat.player].offers[seat.offer]
        name = legible(told.name(seat.player), _WIDEST)
        yield f"  {seat.place}  {name:<{width}}  {legible(', '.join(offer.roles) or offer.name, 60)}"


def _need_lines(told: Told, squad: int, subgroup: int | None) -> Iterator[str]:
    here = [one for one in told.coverage if (one.squad, one.subgroup) == (squad, subgroup) and one.quota.amount]
    if met := [f"{one.quota.need} ({_names(told, one.by)})" for one in here if not one.missing]:
        yield f"     has {', '.join(met)}"
    for gap in told.gaps:
        where = gap.coverage
        if (where.squad, where.subgroup) == (squad, subgroup):
            have = f", has {_amount(where.have)} of {_amount(where.quota.amount)}" if where.have else ""
            fix = f": {legible(_say(gap.fix, where, told))}" if gap.fix else ""
            yield f"     ! lacks {where.quota.need}{have}{fix}"


def _names(told: Told, players: Iterable[int]) -> str:
    return ", ".join(legible(told.name(player), _WIDEST) for player in players)


def to_differences(told: Told, other: Told) -> Iterator[str]:
    """Yield in what another lineup differs: who plays, and what."""
    for number, (before, after) in enumerate(zip(told.outcome.best, other.outcome.best, strict=True)):
        name = legible(told.name(number), _WIDEST)
        if after is None and before is not None:
            yield f"{name} waits"
        elif after is not None and (before is None or before.offer != after.offer):
            offer = told.problem.get_offer(number, after)
            yield f"{name} plays {legible(', '.join(offer.roles) or offer.name, 60)}"
    yield from _say_contrast(contrast(told.problem, told.outcome.best, other.outcome.best))


def _say_contrast(found: Contrast) -> Iterator[str]:
    if found.combos:
        combos = "combo" if abs(found.combos) == 1 else "combos"
        yield f"{abs(found.combos)} {combos} {'more' if found.combos > 0 else 'less'}"
    elif found.worth:
        yield f"combos are worth {'more' if found.worth > 0 else 'less'}"
    if found.professions:
        yield f"professions are {'more' if found.professions > 0 else 'less'} varied"
    if found.damage:
        yield f"kinds of damage are {'better' if found.damage > 0 else 'less'} balanced"
