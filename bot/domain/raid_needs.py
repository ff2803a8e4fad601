"""What a raid asked for and lacked, as its lineup was when it was under way; kept as counts that name nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.domain.needs import Demand, Need
from bot.domain.raids import RaidSeat, Roster
from bot.domain.seating import Demands

NOTED_AFTER: Final = timedelta(hours=2)
"""How long after the start the lineup is taken for the one that played."""


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
