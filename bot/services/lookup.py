"""Finding one build or team by what a person calls it, as far as that person may know of it.

What is private is answered like what does not exist; what is visible but belongs to somebody else is refused.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar

from bot.domain.ids import GuildId, UserId
from bot.domain.names import name_key
from bot.domain.viewer import Viewer
from bot.errors import NotAllowedError, NotFoundError
from bot.services.short_ids import parse_short_id


class Owned(Protocol):
    """A thing that belongs to somebody: a build or a team."""

    @property
    def name(self) -> str: ...

    @property
    def deleted_at(self) -> datetime | None: ...

    def is_owned_by(self, viewer: Viewer) -> bool: ...

    def is_visible_to(self, viewer: Viewer) -> bool: ...


T = TypeVar("T", bound=Owned)
T_co = TypeVar("T_co", bound=Owned, covariant=True)


class Findable(Protocol[T_co]):
    """Where such things are found: the repository of builds, or that of teams."""

    async def find(self, short_id: str) -> T_co | None: ...

    async def find_own_named(self, owner: UserId, key: str, *, deleted: bool = False) -> tuple[T_co, ...]: ...

    async def find_public_named(self, guild: GuildId, key: str) -> tuple[T_co, ...]: ...


async def find_by_short_id(things: Findable[T], viewer: Viewer, ref: str) -> T | None:
    """Return the thing with that short id, if the viewer may know of it and it was not thrown away."""
    found = await _find_any_by_short_id(things, viewer, ref)
    return None if found is None or found.deleted_at is not None else found


async def require_visible(things: Findable[T], viewer: Viewer, ref: str, kind: str) -> T:
    """Return what `ref` names: a short id, else a name, the viewer's own things first, then what is public here.

    Raises NotFoundError of `kind`.
    """
    found = await find_by_short_id(things, viewer, ref) or await _find_by_name(things, viewer, ref)
    if found is None:
        raise NotFoundError(kind, ref)
    return found


async def require_of_others(things: Findable[T], viewer: Viewer, ref: str, kind: str) -> T:
    """Return somebody else's thing: a name means that of another first; NotAllowedError("other") for the viewer's."""
    found = await find_by_short_id(things, viewer, ref)
    if found is None and viewer.guild is not None:
        public = await things.find_public_named(viewer.guild, name_key(ref))
        found = _pick_best((thing for thing in public if not thing.is_owned_by(viewer)), ref)
    found = found or await require_visible(things, viewer, ref, kind)
    if found.is_owned_by(viewer):
        raise NotAllowedError("other")
    return found


async def require_own(things: Findable[T], viewer: Viewer, ref: str, kind: str) -> T:
    """Return the viewer's own thing; raises NotAllowedError("owner") for one that is only visible."""
    return _owned(await require_visible(things, viewer, ref, kind), viewer)


async def require_own_or_deleted(things: Findable[T], viewer: Viewer, ref: str, kind: str) -> T:
    """Return the viewer's own thing, be it kept or thrown away; a name means a kept one first."""
    found = await _find_any_by_short_id(things, viewer, ref) or await _find_by_name(things, viewer, ref)
    return _owned(found or await require_deleted(things, viewer, ref, kind), viewer)


async def require_deleted(things: Findable[T], viewer: Viewer, ref: str, kind: str) -> T:
    """Return what the viewer threw away under that short id or name (the last one first).

    A short id also finds the viewer's kept thing: what was restored twice is simply there.
    """
    found = await _find_any_by_short_id(things, viewer, ref)
    if found is None:
        found = _pick_best(await things.find_own_named(viewer.user, name_key(ref), deleted=True), ref)
    if found is None:
        found = await _find_by_name(things, viewer, ref)
    if found is None:
        raise NotFoundError(kind, ref)
    return _owned(found, viewer)


async def _find_any_by_short_id(things: Findable[T], viewer: Viewer, ref: str) -> T | None:
    short_id = parse_short_id(ref)
    found = None if short_id is None else await things.find(short_id)
    return found if found is not None and found.is_visible_to(viewer) else None


async def _find_by_name(things: Findable[T], viewer: Viewer, ref: str) -> T | None:
    key = name_key(ref)
    found = _pick_best(await things.find_own_named(viewer.user, key), ref)
    if found is None and viewer.guild is not None:
        found = _pick_best(await things.find_public_named(viewer.guild, key), ref)
    return found


def _pick_best(found: Iterable[T], ref: str) -> T | None:
    """Return the thing of exactly that name, else the first one whose name differs in case and accents only."""
    return min(found, key=lambda thing: thing.name != ref.strip(), default=None)


def _owned(found: T, viewer: Viewer) -> T:
    if not found.is_owned_by(viewer):
        raise NotAllowedError("owner")
    return found
