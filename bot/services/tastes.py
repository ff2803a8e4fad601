"""What people prefer, and in memory the part of it that every answer asks for."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.domain.ids import UserId
from bot.domain.modes import GameMode
from bot.domain.preferences import ANY_TASTE, Preferences, Taste
from bot.domain.reminders import Way
from bot.domain.viewer import Viewer
from bot.repositories.unit import UnitFactory
from bot.services.zones import require_zone


class Tastes:
    """People's preferences. The language of an answer is asked for before anything may be awaited, so it is in memory.

    A change counts at once in the process that it came to; others read it by `refresh`.
    """

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock
        self._known: dict[UserId, Taste] = {}
        self._changes = 0

    def get(self, user: UserId) -> Taste:
        """Return a person's taste, or that of somebody who never said anything."""
        return self._known.get(user, ANY_TASTE)

    async def refresh(self) -> None:
        """Read all tastes anew, unless one is changed meanwhile: that is newer than what was read."""
        before = self._changes
        async with self._units(reads_only=True) as unit:
            known = dict(await unit.preferences.find_tastes())
        if self._changes == before:
            self._known = known

    async def find(self, viewer: Viewer) -> Preferences:
        """Return what the viewer prefers; looking makes no account."""
        async with self._units(reads_only=True) as unit:
            return await unit.preferences.find(viewer.user)

    async def choose_language(self, viewer: Viewer, language: str | None) -> Preferences:
        """Answer the viewer in this language, or in the one that Discord is set to."""
        return await self._set(viewer, language=language)

    async def choose_mode(self, viewer: Viewer, mode: GameMode | None) -> Preferences:
        """Take this mode to be meant where the viewer chooses none."""
        return await self._set(viewer, mode=mode)

    async def choose_zone(self, viewer: Viewer, zone: str | None) -> Preferences:
        """Read the viewer's times in the zone of that name, or ask or go by the guild again; UnknownZoneError."""
        return await self._set(viewer, zone=None if zone is None else require_zone(zone).key)

    async def choose_way(self, viewer: Viewer, way: Way) -> Preferences:
        """Remind the viewer of raids in this way."""
        return await self._set(viewer, way=way)

    def drop(self, user: UserId) -> None:
        """Forget the taste of somebody who was erased."""
        self._changes += 1
        self._known.pop(user, None)

    async def _set(self, viewer: Viewer, **changes: Any) -> Preferences:
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, self._clock())
            await unit.preferences.set(viewer.user, changes)
            preferences = await unit.preferences.find(viewer.user)
        self.drop(viewer.user)
        if preferences.taste != ANY_TASTE:
            self._known[viewer.user] = preferences.taste
        return preferences
