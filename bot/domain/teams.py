"""Teams: subgroups of five places, each for a build, a player, a wish for a role, or any mix of these."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Self

from bot.domain.builds import Build, Origin
from bot.domain.ids import GuildId, TeamId, UserId
from bot.domain.lineup.nature import Spread
from bot.domain.modes import GameMode
from bot.domain.names import clean_name
from bot.domain.needs import Demand
from bot.domain.sizes import PLACES
from bot.domain.viewer import Viewer
from bot.errors import InvalidPlaceError

FREE = "free"
"""The content of a team that is for nothing in particular: it needs nothing."""
TEAM_NOTES_LIMIT = 500
"""Code points: beside fifty places they must fit one message."""
_REVISION_BYTES = 3


@dataclass(frozen=True, slots=True)
class Content:
    """A kind of content and the size of the team it takes; `mode` is None where it is played in several."""

    id: str
    mode: GameMode | None
    subgroups: int
    needs: tuple[Demand, ...] = ()
    """What every subgroup needs."""
    squad_needs: tuple[Demand, ...] = ()
    """What the squad needs as one, whoever of it brings it."""
    aliases: tuple[str, ...] = ()
    """Other ids that people type for it, such as `raid10`."""
    name: str | None = None
    """What a guild calls one of its own; others are known by their id."""
    spreads: tuple[Spread, ...] = ()
    """Of what there shall be some of everything."""


@dataclass(frozen=True, slots=True)
class Player:
    """Who sits in a place: a Discord user, or the name of somebody who is not on Discord. One of the two is set."""

    user: UserId | None = None
    name: str | None = None

    def __post_init__(self) -> None:
        if (self.user is None) == (self.name is None):
            raise ValueError(f"a player has a user or a name: {self!r}")

    @classmethod
    def named(cls, text: str) -> Self:
        """Return the player called `text`, cleaned; raises InvalidNameError."""
        return cls(name=clean_name(text))


@dataclass(frozen=True, slots=True)
class Seat:
    """A place, counted from 1, and what is in it. `hidden`: there is a build, but not one that the reader may see."""

    subgroup: int
    place: int
    build: Build | None = None
    player: Player | None = None
    hidden: bool = False
    wish: str | None = None
    """The role that is to be played here: a plan, and no fact about who or what is seated."""
    former: bool = False
    """Somebody sat here who had everything of theirs erased; until another player comes, or it is cleared."""

    def is_open(self) -> bool:
        """Tell whether nobody and no build is seated here, be it wished for or not."""
        return self.build is None and self.player is None and not self.hidden

    def is_empty(self) -> bool:
        """Tell whether nothing would be lost with the place."""
        return self.is_open() and self.wish is None

    def is_blank(self) -> bool:
        """Tell whether nothing at all is known of the place, nor that somebody sat here."""
        return self.is_empty() and not self.former

    def completed_by(self, other: "Seat") -> "Seat | None":
        """Return this seat with what `other` adds to it, or None when something seated here would be lost.

        A wish gives way to another one.
        """
        if self.build is not None and other.build is not None and self.build.id != other.build.id:
            return None
        if self.player is not None and other.player is not None and self.player != other.player:
            return None
        return replace(
            other,
            build=other.build or self.build,
            player=other.player or self.player,
            wish=other.wish or self.wish,
            former=self.former and other.player is None,
        )

    def brings_build(self, before: "Seat") -> bool:
        """Tell whether a build comes to the place that was not in it `before`."""
        return self.build is not None and (before.build is None or before.build.id != self.build.id)

    def seen_by(self, viewer: Viewer) -> "Seat":
        """Return the seat as `viewer` may see it."""
        if self.build is None or self.build.is_visible_to(viewer):
            return self
        return replace(self, build=None, hidden=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A planned team. Private while `guild` is None, else public in that guild."""

    id: TeamId
    short_id: str
    owner: UserId
    name: str
    content: str
    subgroups: int
    notes: str = ""
    """The owner's words, with markdown in them; see `bot.domain.notes`."""
    mode: GameMode | None = None
    """In which its builds are judged; None leaves that to the content."""
    template: Content | None = None
    """What it is for, where that is a guild's own: as it was when that was chosen."""
    origin: Origin | None = None
    guild: GuildId | None = None
    seats: tuple[Seat, ...] = ()
    """Those of which something is kept, by subgroup and place."""
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None

    @property
    def revision(self) -> int:
        """A number that another change of the team makes another one: who edits it says which one they saw."""
        kept = (self.updated_at, self.name, self.notes, self.mode, self.content, self.subgroups)
        return int.from_bytes(blake2b(repr(kept).encode(), digest_size=_REVISION_BYTES).digest())

    @property
    def size(self) -> int:
        """How many places there are in all."""
        return self.subgroups * PLACES

    @property
    def filled(self) -> int:
        """In how many places somebody or a build is seated."""
        return sum(not seat.is_open() for seat in self.seats)

    def is_owned_by(self, viewer: Viewer) -> bool:
        """Tell whether the team belongs to `viewer`."""
        return self.owner == viewer.user

    def is_visible_to(self, viewer: Viewer) -> bool:
        """Tell whether `viewer` may know of the team."""
        if self.is_owned_by(viewer):
            return True
        return self.deleted_at is None and self.guild is not None and viewer.guild == self.guild

    def can_seat(self, viewer: Viewer) -> bool:
        """Tell whether `viewer` may fill and clear places: the owner, and the leaders of the team's guild."""
        return self.is_owned_by(viewer) or (self.is_visible_to(viewer) and viewer.is_leader())

    def seen_by(self, viewer: Viewer) -> "Team":
        """Return the team with the builds that `viewer` may not see replaced by the mark `hidden`."""
        return replace(self, seats=tuple(seat.seen_by(viewer) for seat in self.seats))

    def get_seat(self, subgroup: int, place: int) -> Seat:
        """Return what is in a place, maybe an empty seat; raises InvalidPlaceError where the team has no such place."""
        if not (1 <= subgroup <= self.subgroups and 1 <= place <= PLACES):
            raise InvalidPlaceError(subgroup=subgroup, place=place, subgroups=self.subgroups, places=PLACES)
        return self._seats_by_place().get((subgroup, place), Seat(subgroup, place))

    def get_seat_of(self, user: UserId) -> Seat | None:
        """Return the seat of a Discord user in this team."""
        return next((seat for seat in self.seats if seat.player and seat.player.user == user), None)

    def with_seat(self, seat: Seat) -> "Team":
        """Return the team with `seat` in its place; an empty seat empties it."""
        seats = {**self._seats_by_place(), (seat.subgroup, seat.place): seat}
        return replace(self, seats=tuple(seats[place] for place in sorted(seats) if not seats[place].is_blank()))

    def _seats_by_place(self) -> Mapping[tuple[int, int], Seat]:
        return {(seat.subgroup, seat.place): seat for seat in self.seats}
