"""What is wrong with a team, its places, and who or what is to come to them."""

from collections.abc import Sequence

from bot.errors.root import ConflictError, UserError


class InvalidPlaceError(UserError):
    """A team has no such subgroup or place; `subgroups` and `places` are what it has, counted from 1."""

    def __init__(self, *, subgroup: int, place: int, subgroups: int, places: int) -> None:
        self.subgroup = subgroup
        self.place = place
        self.subgroups = subgroups
        self.places = places
        super().__init__(f"subgroup {subgroup}, place {place} of {subgroups} subgroups with {places} places")


class UnknownContentError(UserError):
    """No template has this name; `known` lists those that exist."""

    def __init__(self, content: str, *, known: Sequence[str]) -> None:
        self.content = content
        self.known = tuple(known)
        super().__init__(f"unknown content {content!r}; known: {', '.join(self.known)}")


class NothingToSeatError(UserError):
    """A place was to be filled, and neither a build nor a player was named."""


class TwoPlayersError(UserError):
    """A member and a guest were named for the same place."""


class TeamTooSmallError(ConflictError):
    """A team was to have fewer subgroups, and `places` (subgroup and place) of the others still hold something."""

    def __init__(self, *, subgroups: int, places: Sequence[tuple[int, int]]) -> None:
        self.subgroups = subgroups
        self.places = tuple(places)
        super().__init__(f"{len(self.places)} places are held beyond subgroup {subgroups}")


class SeatTakenError(ConflictError):
    """A place that was to be filled is already filled by something else."""

    def __init__(self, *, subgroup: int, place: int) -> None:
        self.subgroup = subgroup
        self.place = place
        super().__init__(f"subgroup {subgroup}, place {place} is taken")


class AlreadySeatedError(ConflictError):
    """The member who is to be seated sits in this team already, in `subgroup` and `place`."""

    def __init__(self, *, subgroup: int, place: int) -> None:
        self.subgroup = subgroup
        self.place = place
        super().__init__(f"already seated in subgroup {subgroup}, place {place}")


class PublishedElsewhereError(ConflictError):
    """The team is public in another guild than this one."""
