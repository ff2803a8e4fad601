"""Attendance: who came to a raid, as its leader noted it down, and what that makes over many raids."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from bot.domain.raids import Answer, Raid, Roster
from bot.domain.teams import Player

KEPT: Final = timedelta(days=365)
"""How long after its start a raid is kept, and with it who signed up and who came."""
LOOKED_AT: Final = timedelta(days=90)
"""How far back shares are counted."""


class Presence(StrEnum):
    """Whether somebody came."""

    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"
    EXCUSED = "excused"
    """Absent, and said so before."""

    @property
    def came(self) -> bool:
        """Tell whether they took part."""
        return self in {Presence.PRESENT, Presence.LATE}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is noted of one person, a member or a guest, for one raid."""

    player: Player
    presence: Presence


@dataclass(frozen=True, slots=True)
class Sheet:
    """Who came to one raid. Until it is saved it is a proposal, with what the leader changed of it so far."""

    raid: Raid
    marks: tuple[Mark, ...]
    saved_at: datetime | None = None
    worked: bool | None = None
    """What a leader found of the lineup; None where nobody said."""
    takes_verdict: bool = False
    """Whether a leader may say that."""

    def of(self, presence: Presence) -> tuple[Player, ...]:
        """Return who has that mark, members by their ids first."""
        return tuple(mark.player for mark in self.marks if mark.presence is presence)


@dataclass(frozen=True, slots=True)
class Attended:
    """A mark with the raid that it was given for."""

    raid: Raid
    mark: Mark


@dataclass(frozen=True, slots=True)
class Tally:
    """What one person's marks make together."""

    player: Player
    counts: Mapping[Presence, int] = field(default_factory=dict)

    @property
    def came(self) -> int:
        """How often they took part."""
        return sum(count for presence, count in self.counts.items() if presence.came)

    @property
    def share(self) -> Fraction | None:
        """Part of the raids to which they came, those aside for which they were excused; None where none is left."""
        counted = sum(count for presence, count in self.counts.items() if presence is not Presence.EXCUSED)
        return Fraction(self.came, counted) if counted else None


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many came to a raid, of how many that something is noted of."""

    raid: Raid
    came: int
    count: int


def propose(roster: Roster) -> tuple[Mark, ...]:
    """Return what is likely, by the lineup: who sits came, late where they said so; who said no is excused."""
    late = {entry.user for entry in roster.answered(Answer.LATE)}
    seated = (
        Mark(seat.player, Presence.LATE if seat.player.user in late else Presence.PRESENT)
        for seat in roster.seats
        if seat.player is not None
    )
    excused = (Mark(Player(user=entry.user), Presence.EXCUSED) for entry in roster.answered(Answer.ABSENT))
    return arranged([*excused, *seated])


def arranged(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return one mark for each person, the last one said; members by their ids, then guests by their names."""
    by_player = {mark.player: mark for mark in marks}
    return tuple(by_player[player] for player in sorted(by_player, key=_order))


def tallied(attended: Iterable[Attended]) -> tuple[Tally, ...]:
    """Return what each person's marks make together, whoever came most often first."""
    counts: dict[Player, Counter[Presence]] = {}
    for one in attended:
        counts.setdefault(one.mark.player, Counter())[one.mark.presence] += 1
    tallies = [Tally(player, dict(counted)) for player, counted in counts.items()]
    return tuple(sorted(tallies, key=lambda tally: (-tally.came, *_order(tally.player))))


def _order(player: Player) -> tuple[bool, int, str]:
    return player.user is None, player.user or 0, player.name or ""
