"""What a team has and lacks, subgroup by subgroup: boons reach five, one's own subgroup first.

Never an average over the squad; what is asked of the whole squad is counted apart. Only builds that are seated, and
that the reader may see, count; places without one are counted and told.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.builds import Build
from bot.domain.combos import ComboRules, Pair, pair_up, rate_combos
from bot.domain.giving import Giving
from bot.domain.modes import GameMode
from bot.domain.needs import Demand, Need
from bot.domain.teams import PLACES, Seat, Team


@dataclass(frozen=True, slots=True)
class Answer:
    """A need and the seats that meet it; fewer than `amount` are a gap, more of them are duplicates."""

    need: Need
    by: tuple[Seat, ...]
    amount: int = 1
    at_most: int | None = None

    @property
    def missing(self) -> int:
        """How many more builds must meet the need."""
        return max(0, self.amount - len(self.by))

    @property
    def surplus(self) -> int:
        """How many more builds meet the need than are allowed to."""
        return 0 if self.at_most is None else max(0, len(self.by) - self.at_most)


@dataclass(frozen=True, slots=True)
class SubgroupReport:
    """One subgroup."""

    number: int
    answers: tuple[Answer, ...]
    open_places: int
    unknown_places: int
    """Filled places of whose build the reader sees nothing."""
    combo_efficacy: float
    """0 to 100, as `rate_combos` reckons it for one subgroup."""
    pairs: tuple[Pair, ...]
    """The combos of its builds, the most frequent first."""


def analyze(
    team: Team, give: Callable[[Build], Giving], demands: Sequence[Demand], mode: GameMode, rules: ComboRules
) -> tuple[SubgroupReport, ...]:
    """Return a report for every subgroup that has a filled place; `team` is as the reader sees it."""
    numbers = sorted({seat.subgroup for seat in team.seats})
    return tuple(_report(team, number, give, demands, mode, rules) for number in numbers)


def analyze_squad(team: Team, give: Callable[[Build], Giving], demands: Sequence[Demand]) -> tuple[Answer, ...]:
    """Return what the whole squad has and lacks of what is asked of it as one; `team` is as the reader sees it."""
    return _answers(demands, _given(team.seats, give))


_Given = Sequence[tuple[Seat, Giving]]


def _report(
    team: Team,
    number: int,
    give: Callable[[Build], Giving],
    demands: Sequence[Demand],
    mode: GameMode,
    rules: ComboRules,
) -> SubgroupReport:
    seats = [seat for seat in team.seats if seat.subgroup == number]
    given = _given(seats, give)
    combos = [giving.combos for _, giving in given]
    return SubgroupReport(
        number=number,
        answers=_answers(demands, given),
        open_places=PLACES - len(seats),
        unknown_places=len(seats) - len(given),
        combo_efficacy=rate_combos(combos, mode, rules),
        pairs=pair_up(combos, rules),
    )


def _given(seats: Sequence[Seat], give: Callable[[Build], Giving]) -> _Given:
    return [(seat, give(seat.build)) for seat in seats if seat.build is not None]


def _answers(demands: Sequence[Demand], given: _Given) -> tuple[Answer, ...]:
    return tuple(_answer(demand, given) for demand in demands)


def _answer(demand: Demand, given: _Given) -> Answer:
    by = tuple(seat for seat, giving in given if demand.need.is_met_by(giving))
    return Answer(demand.need, by, demand.amount, demand.at_most)
