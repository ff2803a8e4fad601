"""Measures the optimizer on sign-ups that are made up, always the same ones, beside plainer ways to seat people."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from time import monotonic
from typing import Any, Final

from bot.cli.made_natures import dress
from bot.domain.combos import ComboRules
from bot.domain.lineup.board import Board
from bot.domain.lineup.greedy import fill, improve
from bot.domain.lineup.offers import RoleTable, worths_of
from bot.domain.lineup.problem import WHOLE, Offer, Player, Problem, Spots, Template
from bot.domain.lineup.score import Score
from bot.domain.lineup.search import Limit, Outcome, Progress, Reason, Watch, search, search_on
from bot.domain.modes import GameMode
from bot.domain.teams import Content

CANCELLATIONS: Final = 5
"""Of each seated squad of 50, one after the other."""
LARGE: Final = 50
_PVE = ("heal-alac", "heal-quick", "heal", "quick-dps", "alac-dps", "tank", "dps")
_WVW = ("stability-support", "healer", "cleanser", "strip", "damage")
_COMMON: Final[Mapping[str, Mapping[str, float]]] = {
    "ordinary": {"dps": 8, "damage": 5, "tank": 0.5},
    "scarce": {"dps": 30, "damage": 60, "tank": 0.5},
    "uneven": {"dps": 8, "damage": 5, "tank": 0.5},
}
"""How often each role is offered; others once."""
_BESIDES: Final = ("might", "fury", "stability", "cleanse", "boon-strip", "crowd-control")
_CHANCE: Final = 0.15
"""That a build gives one of these besides what its role does."""
_PARTS: Final = (30, 50, 70, 100)
"""Hundredths of a need that a build meets where supplies are uneven."""
_NEAR: Final = 0.01
_SPARE: Final = 1.1
"""Players for each place in a large squad."""


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of sign-ups."""

    content: str
    supply: str
    """"ordinary"; "scarce", few support others; "uneven", a build meets a need in part."""
    builds: int
    seed: int


@dataclass(frozen=True, slots=True)
class Timing:
    """What was measured: seconds, None where it did not come about within the limit; scores by who found them."""

    case: Case
    players: int
    first: float
    within_1_percent: float | None
    """Of the needs that can be met."""
    proof: float | None
    gap: float
    needs_gap: float
    scores: dict[str, Score]
    asked: int
    plain_proof: float | None
    """The plain model's."""


def list_cases(seeds: int) -> Iterator[Case]:
    """Yield what is measured."""
    for content in ("raid", "open-world", "wvw-zerg"):
        for supply in _COMMON:
            for builds in (3, 5):
                yield from (Case(content, supply, builds, seed) for seed in range(seeds))


def make_problem(case: Case, content: Content, roles: RoleTable, combos: ComboRules) -> Problem:
    """Return sign-ups for a content; the same case brings the same."""
    rng = random.Random(f"{case}")  # noqa: S311 - repeatable on purpose, nothing is secret
    template = Template.of(content, worths_of(combos, content.mode or GameMode.PVE))
    natures = random.Random(f"natures of {case}")  # noqa: S311 - as above
    words = _WVW if content.mode == "wvw" else _PVE
    shares = {word: _COMMON[case.supply].get(word, 1.0) for word in words}
    count = template.capacity if content.id == "raid" else round(template.capacity * _SPARE)
    players = (
        Player(
            name=f"{number}",
            offers=tuple(dress(_make_offers(rng, roles, shares, case.builds, uneven=case.supply == "uneven"), natures)),
            benched=rng.randint(0, 2),
        )
        for number in range(count)
    )
    return Problem(template=template, players=tuple(players))


def _make_offers(
    rng: random.Random, roles: RoleTable, shares: Mapping[str, float], builds: int, *, uneven: bool
) -> Iterator[Offer]:
    offered = dict.fromkeys(rng.choices(list(shares), list(shares.values()))[0] for _ in range(builds))
    for liked, role in enumerate(offered):
        besides = {need: WHOLE for need in _BESIDES if rng.random() < _CHANCE}
        supplies = roles.get_supplies((role,)) | besides
        if uneven:
            supplies = {need: rng.choice(_PARTS) for need in supplies}
        yield Offer(name=role, roles=(role,), supplies=supplies, liking=max(1, 5 - liked), skill=rng.randint(20, 100))


def time_search(problem: Problem, case: Case, seconds: float) -> Timing:
    """Search once, and let the others try."""
    import bot.domain.lineup.solver  # noqa: F401 - large: loaded before the clock runs, as in a worker process

    heard: list[tuple[float, Progress]] = []
    began = monotonic()

    def hear(progress: Progress) -> None:
        heard.append((monotonic() - began, progress))

    for step in search(problem, Limit(seconds), 0, Watch(monotonic, report=hear)):
        hear(step)
    took, outcome = heard[-1]
    first = next(at for at, progress in heard if progress.score.seated)
    near = next((at for at, progress in heard if get_needs_gap(progress) <= _NEAR), None)
    proven = isinstance(outcome, Outcome) and outcome.reason is Reason.PROVED
    board, plain = Board(problem), _solve_plainly(problem, seconds)
    scores = {
        "this": outcome.score,
        "greedy": board.rate(fill(board, range(len(problem.players)))),
        "climbing": board.rate(_climb(board, max(1.0, took))),
        "plain model": plain.score,
    }
    return Timing(
        case=case,
        players=len(problem.players),
        first=first,
        within_1_percent=near,
        proof=took if proven else None,
        gap=outcome.gap,
        needs_gap=get_needs_gap(outcome),
        scores=scores,
        asked=board.asked,
        plain_proof=plain.seconds if plain.stage is None else None,
    )


def get_needs_gap(progress: Progress) -> float:
    """Return which part of the needs that may be met is not."""
    return (progress.bound.met - progress.score.met) / max(1, progress.bound.met)


def count_moves(problem: Problem, seed: int) -> list[int]:
    """Return how many move or are left out when one of the seated cancels, for several who do."""
    watch = Watch(monotonic)
    *_, outcome = search(problem, Limit(5), 0, watch)
    seated = [number for number, spot in enumerate(outcome.best) if spot is not None]
    moves = []
    for number in random.Random(seed).sample(seated, CANCELLATIONS):  # noqa: S311 - repeatable on purpose
        players = list(problem.players)
        players[number] = replace(players[number], offers=())
        current = tuple(None if one == number else spot for one, spot in enumerate(outcome.best))
        *_, mended = search(replace(problem, players=tuple(players), current=current), Limit(5), 0, watch)
        moves.append(len(seated) - 1 - mended.score.kept)
    return moves


def _climb(board: Board, seconds: float) -> Spots:
    """Begin anew at random until the time is over, each time climbing as far as single changes lead."""
    rng = random.Random(0)  # noqa: S311 - repeatable on purpose
    until = monotonic() + seconds
    best: Spots = (None,) * len(board.problem.players)
    while monotonic() < until:
        order = list(range(len(best)))
        rng.shuffle(order)
        found = improve(board, fill(board, order), rng.randrange(1000), steps=100_000)
        best = max(best, found, key=board.rate)
    return best


class _PlainBoard(Board):
    """A board on which every player is told apart in every subgroup, as a model is written at first."""

    def is_tied(self, number: int) -> bool:
        return number >= 0


def _solve_plainly(problem: Problem, seconds: float) -> Progress:
    nobody: Spots = (None,) * len(problem.players)
    *_, outcome = search_on(_PlainBoard(problem), Limit(seconds), 0, Watch(monotonic), nobody)
    return outcome


def to_record(timing: Timing) -> dict[str, Any]:
    """Return a measure for programs."""
    return asdict(timing)


def to_line(timing: Timing) -> str:
    """Return a measure for people."""
    case = timing.case
    what = f"{case.content:<11}{case.supply:<9}{case.builds:>2}{case.seed:>3}{timing.players:>4}"
    times = "".join(map(_say_seconds, (timing.first, timing.within_1_percent, timing.proof)))
    scores = "".join(f"{_say(score, timing.asked):>21}" for score in timing.scores.values())
    return f"{what}{times}{timing.needs_gap:>7.2%}{scores}{_say_seconds(timing.plain_proof)}"


HEAD: Final = (
    f"{'content':<11}{'':<9}{'b':>2}{'#':>3}{'n':>4}{'first':>6}{'1 %':>6}{'proof':>6}{'gap':>7}"
    f"{'this':>21}{'greedy':>21}{'climbing':>21}{'plain model':>21}{'proof':>6}"
)


def _say_seconds(at: float | None) -> str:
    return f"{'-' if at is None else f'{at:.2f}':>6}"


def _say(score: Score, asked: int) -> str:
    return f"{score.met / max(1, asked):.1%} {score.seated} {score.liking} {score.combos}"
