"""What people do with each other's builds: copy them, with their origin kept, and like them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from uuid_utils.compat import uuid7

from bot.domain.builds import Build, Origin
from bot.domain.ids import BuildId
from bot.domain.viewer import Viewer
from bot.gateways.events import Deed
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.builds import check_room
from bot.services.learning.noting import NO_NOTES, Notes
from bot.services.lookup import require_of_others, require_visible
from bot.services.short_ids import add_under_new_id
from bot.services.sight import as_seen


@dataclass(frozen=True, slots=True)
class Copied:
    """The outcome of copying. `is_new` is false when a copy was kept already: `build` is that one."""

    build: Build
    is_new: bool


@dataclass(frozen=True, slots=True)
class Liked:
    """The build after a press on the heart, and whether the person likes it now."""

    build: Build
    is_liked: bool


class BuildSharing:
    """Copies and likes builds of others. What the viewer may not see is not found; NotAllowedError("other") for own."""

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime], *, notes: Notes = NO_NOTES) -> None:
        self._units = units
        self._clock = clock
        self._notes = notes

    async def copy(self, viewer: Viewer, ref: str, *, again: bool = False) -> Copied:
        """Keep a private copy of somebody's build; its author can change theirs, and it stays.

        Somebody who keeps a copy already is handed that one, unless they want it `again`. LimitReachedError.
        """
        async with self._units() as unit:
            source = await self._hold_other(unit, viewer, ref)
            kept = None if again else await unit.builds.find_copy(viewer.user, source.short_id)
            if kept is not None:
                return Copied(await as_seen(unit, viewer, kept), is_new=False)
            await check_room(unit, viewer)
            copy = await self._add_copy(unit, viewer, source)
            await unit.popularity.add_use(source.id)
            seen = await as_seen(unit, viewer, copy)
        self._notes.note(viewer, Deed.COPIED, seen)
        return Copied(seen, is_new=True)

    async def toggle_like(self, viewer: Viewer, ref: str) -> Liked:
        """Like a build, or no longer."""
        async with self._units() as unit:
            build = await self._hold_other(unit, viewer, ref)
            is_liked = not await unit.popularity.is_liked(build.id, viewer.user)
            if is_liked:
                await unit.popularity.like(build.id, viewer.user, self._clock())
            else:
                await unit.popularity.unlike(build.id, viewer.user)
            changed = await require_visible(unit.builds, viewer, build.short_id, "build")
            seen = await as_seen(unit, viewer, changed)
        if is_liked:
            self._notes.note(viewer, Deed.LIKED, seen)
        return Liked(seen, is_liked)

    async def _hold_other(self, unit: UnitOfWork, viewer: Viewer, ref: str) -> Build:
        """Return somebody else's build, with all other writes of the viewer waiting."""
        await unit.accounts.ensure(viewer.user, self._clock())
        return await require_of_others(unit.builds, viewer, ref, "build")

    async def _add_copy(self, unit: UnitOfWork, viewer: Viewer, source: Build) -> Build:
        now = self._clock()

        def make(short_id: str) -> Build:
            return Build(
                id=BuildId(uuid7()),
                short_id=short_id,
                owner=viewer.user,
                origin=Origin(source.short_id, source.owner),
                created_at=now,
                updated_at=now,
                **{field: getattr(source, field) for field in _COPIED},
            )

        return await add_under_new_id(unit.builds.add, make)


_COPIED = ("name", "mode", "template", "code", "gear", "notes", "source_link", "roles", "tags")
