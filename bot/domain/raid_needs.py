"""What a raid asked for and lacked, as its lineup was when it was under way; kept as counts that name nobody."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.domain.needs import Demand, Need
from bot.domain.raids import RaidSeat, Roster
from bot.domain.seating import Demands

NOTED_AFTER: Final = timedelta(hours=2)
"""How long after the start the lineup is taken for the one that played."""
FEWEST: Final = 3
"""Raids; of fewer it is not said that they lack something again and again."""


@dataclass(frozen=True, slots=True)
class NeedNote:
    """A need in one raid. A part is a subgroup in which somebody sat, or the squad as one."""

    need: Need
    asked: int
    """Of how many parts it was asked."""
    lacking: int
    """In how many of them too few met it, whatever those played of whom nothing is known."""
    unsure: int
    """In how many of the others that hangs on guests, or on members who named nothing."""


@dataclass(frozen=True, slots=True)
class NeedRecord:
    """A need over many raids."""

    need: Need
    raids: int
    """How many asked for it."""
    missing: int
    """In how many of them some part lacked it."""
    unsure: int
    """In how many of the others nobody can tell."""


@dataclass(frozen=True, slots=True)
class Lacks:
    """In how many of so many raids some part lacked a need: those that were missing in half of them or more."""

    raids: int
    missing: Mapping[Need, int]
    """The one missing most often first."""


def find_lacks(raids: Collection[Sequence[NeedNote]]) -> Lacks:
    """Return what was missing again and again in raids of which something was noted; unsure is not missing."""
    counts = Counter(note.need for notes in raids for note in notes if note.lacking)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    often = {need: count for need, count in ordered if len(raids) >= FEWEST and 2 * count >= len(raids)}
    return Lacks(len(raids), often)


def note_needs(roster: Roster, demands: Demands) -> tuple[NeedNote, ...]:
    """Return what the raid asked for, in the order of `Need`; nothing where nobody sat."""
    judged = list(_judge_all(roster, demands))
    notes = []
    for need in Need:
        short = [missing for one, missing in judged if one is need]
        if short:
            notes.append(NeedNote(need, len(short), short.count(True), short.count(None)))
    return tuple(notes)


def _judge_all(roster: Roster, demands: Demands) -> Iterator[tuple[Need, bool | None]]:
    """Yield for each part and need whether it was missing; None where nobody can tell."""
    sitting = [seat for seat in roster.seats if seat.player is not None]
    for number in sorted({seat.subgroup for seat in sitting}):
        part = [seat for seat in sitting if seat.subgroup == number]
        yield from ((one.need, _is_missing(roster, part, one)) for one in demands.subgroup if one.amount)
    if sitting:
        yield from ((one.need, _is_missing(roster, sitting, one)) for one in demands.squad if one.amount)


def _is_missing(roster: Roster, part: Sequence[RaidSeat], demand: Demand) -> bool | None:
    played = [roster.choice_at(seat) for seat in part]
    met = sum(choice is not None and demand.need in choice.gives for choice in played)
    if met >= demand.amount:
        return False
    return None if met + played.count(None) >= demand.amount else True
