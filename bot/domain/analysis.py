"""What a team has and lacks, subgroup by subgroup: boons reach five, one's own subgroup first.

Never an average over the squad. Only builds that are seated, and that the reader may see, count; places without one
are counted and told.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.builds import Build
from bot.domain.combos import ComboRules, Pair, pair_up, rate_combos
from bot.domain.giving import Giving
from bot.domain.modes import GameMode
from bot.domain.supplies import Kind, To
from bot.domain.teams import PLACES, Seat, Team

_HEALERS: Final = frozenset({"heal", "heal-quick", "heal-alac", "healer"})


class Need(StrEnum):
    """What a subgroup can be asked for."""

    QUICKNESS = "quickness"
    ALACRITY = "alacrity"
    HEALING = "healing"
    STABILITY = "stability"
    CLEANSE = "cleanse"

    def is_met_by(self, giving: Giving) -> bool:
        """Tell whether one build with this giving meets the need for its subgroup."""
        return _MEETS[self](giving)


@dataclass(frozen=True, slots=True)
class Answer:
    """A need and the seats that meet it; none is a gap, more than one are duplicates."""

    need: Need
    by: tuple[Seat, ...]


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
    team: Team, give: Callable[[Build], Giving], needs: Sequence[Need], mode: GameMode, rules: ComboRules
) -> tuple[SubgroupReport, ...]:
    """Return a report for every subgroup that has a filled place; `team` is as the reader sees it."""
    numbers = sorted({seat.subgroup for seat in team.seats})
    return tuple(_report(team, number, give, needs, mode, rules) for number in numbers)


def _report(
    team: Team, number: int, give: Callable[[Build], Giving], needs: Sequence[Need], mode: GameMode, rules: ComboRules
) -> SubgroupReport:
    seats = [seat for seat in team.seats if seat.subgroup == number]
    givings = {seat.place: give(seat.build) for seat in seats if seat.build is not None}
    combos = [giving.combos for giving in givings.values()]
    return SubgroupReport(
        number=number,
        answers=tuple(_answer(need, seats, givings) for need in needs),
        open_places=PLACES - len(seats),
        unknown_places=len(seats) - len(givings),
        combo_efficacy=rate_combos(combos, mode, rules),
        pairs=pair_up(combos, rules),
    )


def _answer(need: Need, seats: Sequence[Seat], givings: Mapping[int, Giving]) -> Answer:
    return Answer(need, tuple(seat for seat in seats if seat.place in givings and need.is_met_by(givings[seat.place])))


def _holds(boon: str) -> Callable[[Giving], bool]:
    return lambda giving: boon in giving.held


def _gives_allies(kind: Kind, name: str | None = None) -> Callable[[Giving], bool]:
    return lambda giving: any(
        supply.kind is kind and supply.to is To.ALLIES and name in {None, supply.name} for supply in giving.supplies
    )


_MEETS: Final[Mapping[Need, Callable[[Giving], bool]]] = MappingProxyType(
    {
        Need.QUICKNESS: _holds("quickness"),
        Need.ALACRITY: _holds("alacrity"),
        Need.HEALING: lambda giving: not _HEALERS.isdisjoint(giving.roles),
        Need.STABILITY: _gives_allies(Kind.BOON, "Stability"),
        Need.CLEANSE: _gives_allies(Kind.CLEANSE),
    }
)
