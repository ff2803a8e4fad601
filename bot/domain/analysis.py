"""What a team has and lacks, subgroup by subgroup: boons reach five, one's own subgroup first.

Never an average over the squad; what is asked of the whole squad is counted apart. Builds that are seated, and that the
reader may see, count. Where there is none, a place that wishes for a role is planned to meet what the role stands for,
which is told apart. Other places are counted and told.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.builds import Build
from bot.domain.combos import ComboRules, Pair, pair_up, rate_combos, worth_of
from bot.domain.giving import Giving
from bot.domain.lineup.offers import NO_ROLES, RoleTable
from bot.domain.modes import GameMode
from bot.domain.needs import Demand, Need
from bot.domain.sizes import PLACES
from bot.domain.teams import Seat, Team


@dataclass(frozen=True, slots=True)
class Answer:
    """A need and the seats that meet it; fewer than `amount` are a gap, more of them are duplicates."""

    need: Need
    by: tuple[Seat, ...]
    amount: int = 1
    at_most: int | None = None
    on_word: tuple[Seat, ...] = ()
    """Those of `by` whose build meets it by its author's word alone."""
    planned: tuple[Seat, ...] = ()
    """Seats without a build to be seen whose wish would meet it."""

    @property
    def missing(self) -> int:
        """How many more builds must meet the need, those that are planned not counted among them."""
        return max(0, self.amount - len(self.by) - len(self.planned))

    @property
    def is_planned(self) -> bool:
        """Whether nothing is missing, but only if what is planned comes true."""
        return not self.missing and self.amount > len(self.by)

    @property
    def duplicates(self) -> int:
        """How many builds meet the need for nothing: those beyond `amount`, where a second one adds nothing."""
        return max(0, len(self.by) - self.amount) if self.amount and self.need.is_met_once() else 0

    @property
    def surplus(self) -> int:
        """How many more builds meet the need than are allowed to."""
        return 0 if self.at_most is None else max(0, len(self.by) - self.at_most)


@dataclass(frozen=True, slots=True)
class Member:
    """A filled place, and what its build gives; None where the reader sees no build."""

    seat: Seat
    giving: Giving | None


@dataclass(frozen=True, slots=True)
class SubgroupReport:
    """One subgroup."""

    number: int
    members: tuple[Member, ...]
    """By place; open places are left out."""
    answers: tuple[Answer, ...]
    open_places: int
    unknown_places: int
    """Filled places of whose build the reader sees nothing."""
    combo_efficacy: float
    """0 to 100, as `rate_combos` reckons it for one subgroup."""
    pairs: tuple[Pair, ...]
    """The combos of its builds, those that do the most for the group first."""


@dataclass(frozen=True, slots=True)
class TeamReport:
    """A whole team."""

    subgroups: tuple[SubgroupReport, ...]
    """Those of which something is kept."""
    squad: tuple[Answer, ...]
    """What is asked of the squad as one."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a team is judged by, besides what its content asks for."""

    give: Callable[[Build], Giving]
    combos: ComboRules
    roles: RoleTable = NO_ROLES
    """What wishes stand for."""


def analyze(team: Team, demands: Sequence[Demand], mode: GameMode, rules: Rules) -> tuple[SubgroupReport, ...]:
    """Return a report for every subgroup that has a filled place; `team` is as the reader sees it."""
    numbers = sorted({seat.subgroup for seat in team.seats})
    return tuple(_report(team, number, demands, mode, rules) for number in numbers)


def analyze_squad(team: Team, demands: Sequence[Demand], rules: Rules) -> tuple[Answer, ...]:
    """Return what the whole squad has and lacks of what is asked of it as one; `team` is as the reader sees it."""
    return _answers(demands, team.seats, _given(team.seats, rules), rules)


_Given = Sequence[tuple[Seat, Giving]]


def _report(team: Team, number: int, demands: Sequence[Demand], mode: GameMode, rules: Rules) -> SubgroupReport:
    seats = [seat for seat in team.seats if seat.subgroup == number]
    filled = [seat for seat in seats if not seat.is_open()]
    given = _given(seats, rules)
    givings = {seat.place: giving for seat, giving in given}
    combos = [giving.combos for _, giving in given]
    return SubgroupReport(
        number=number,
        members=tuple(Member(seat, givings.get(seat.place)) for seat in seats),
        answers=_answers(demands, seats, given, rules),
        open_places=PLACES - len(filled),
        unknown_places=len(filled) - len(given),
        combo_efficacy=rate_combos(combos, mode, rules.combos),
        pairs=tuple(sorted(pair_up(combos, rules.combos), key=lambda pair: -worth_of(pair, mode, rules.combos))),
    )


def _given(seats: Sequence[Seat], rules: Rules) -> _Given:
    return [(seat, rules.give(seat.build)) for seat in seats if seat.build is not None]


def _answers(demands: Sequence[Demand], seats: Sequence[Seat], given: _Given, rules: Rules) -> tuple[Answer, ...]:
    wishes = [seat for seat in seats if seat.build is None and seat.wish is not None]
    planned = [(seat, rules.roles.get_supplies((seat.wish,))) for seat in wishes if seat.wish is not None]
    return tuple(_answer(demand, given, planned) for demand in demands)


def _answer(demand: Demand, given: _Given, planned: Sequence[tuple[Seat, Mapping[str, int]]]) -> Answer:
    met = [(seat, giving) for seat, giving in given if demand.need.is_met_by(giving)]
    on_word = tuple(seat for seat, giving in met if demand.need.is_declared_by(giving))
    hoped = tuple(seat for seat, supplies in planned if demand.need.value in supplies)
    return Answer(demand.need, tuple(seat for seat, _ in met), demand.amount, demand.at_most, on_word, hoped)
