"""A proposal to fill a team, kept until somebody accepts it, and what changed in the team since.

What was in the places is kept as digests: who sat there is nobody's business once they left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final, Self

from bot.domain.filling import Fill
from bot.domain.ids import BuildId, TeamId
from bot.domain.sizes import PLACES
from bot.domain.teams import Seat, Team

At = tuple[int, int]
PROPOSAL_KEPT: Final = timedelta(days=1)
"""How long somebody may take to accept one."""
_MARK_BYTES: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What was proposed for a team, and how the team was then."""

    key: str
    team: TeamId
    frame: str
    """Mark of what the team is for and how large it is."""
    marks: Mapping[At, str]
    """Marks of the places of which something was kept."""
    fills: Mapping[At, BuildId]
    made_at: datetime

    @classmethod
    def of(cls, key: str, team: Team, fills: tuple[Fill, ...], made_at: datetime) -> Self:
        """Return the proposal for `team` as it is stored, nothing masked."""
        return cls(
            key=key,
            team=team.id,
            frame=_frame(team),
            marks={(seat.subgroup, seat.place): _mark(seat) for seat in team.seats},
            fills={(fill.before.subgroup, fill.before.place): fill.build.id for fill in fills},
            made_at=made_at,
        )

    def is_of(self, team: Team) -> bool:
        """Tell whether the team still is for the same, and as large."""
        return self.frame == _frame(team)

    def find_changes(self, team: Team) -> tuple[At, ...]:
        """Return the places that changed since; one that holds what is proposed did not, for that may be said twice."""
        now = {(seat.subgroup, seat.place): seat for seat in team.seats}
        places = ((number, place) for number in range(1, team.subgroups + 1) for place in range(1, PLACES + 1))
        return tuple(at for at in places if not self._is_same(at, now.get(at)))

    def is_filled(self, at: At, seat: Seat) -> bool:
        """Tell whether a place holds what is proposed for it."""
        return seat.build is not None and seat.build.id == self.fills.get(at)

    def _is_same(self, at: At, seat: Seat | None) -> bool:
        if seat is None:
            return at not in self.marks
        return self.is_filled(at, seat) or self.marks.get(at) == _mark(seat)


def _frame(team: Team) -> str:
    return _digest(f"{team.content}/{team.subgroups}")


def _mark(seat: Seat) -> str:
    build = seat.build.id if seat.build is not None else None
    return _digest(repr((build, seat.player, seat.wish)))


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_MARK_BYTES).hexdigest()
