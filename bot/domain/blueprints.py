"""A team as the beginning of a raid: what is played, how large it is, and which role each place asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.raids import RaidSeat
from bot.domain.seating import At
from bot.domain.teams import Content


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a raid takes over from a team."""

    title: str
    content: Content
    """With as many subgroups as the team has."""
    wants: Mapping[At, str]
    """Roles by place."""

    @property
    def seats(self) -> tuple[RaidSeat, ...]:
        """The places that ask for a role, as a raid has them."""
        return tuple(RaidSeat(*at, wants=role) for at, role in sorted(self.wants.items()))
