"""What belongs to a person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.accounts import AccountSummary
from bot.domain.holdings import Holding
from bot.domain.viewer import Viewer
from bot.gateways.cache import NO_CACHE, Cache, invalidates
from bot.repositories.unit import UnitFactory
from bot.services.exchange.characters import CharacterImporter
from bot.services.farewell import list_led, say_farewell
from bot.services.kept import everything
from bot.services.learning.noting import Learning, ask_erasure
from bot.services.tastes import Tastes


class Accounts:
    """People as such."""

    def __init__(
        self,
        units: UnitFactory,
        clock: Callable[[], datetime],
        *,
        cache: Cache = NO_CACHE,
        tastes: Tastes | None = None,
        learning: Learning | None = None,
        characters: CharacterImporter | None = None,
    ) -> None:
        self._units = units
        self._clock = clock
        self._tastes = tastes
        self._learning = learning
        self._characters = characters
        self.cache = cache

    async def show(self, viewer: Viewer) -> AccountSummary:
        """Return what is kept of this person, in numbers; all zero for somebody unknown."""
        async with self._units(reads_only=True) as unit:
            summary = await unit.accounts.find_summary(viewer.user) or AccountSummary()
            seats, answers = await unit.accounts.count_seats(viewer.user), await unit.raids.count_entries(viewer.user)
            attended = await unit.attendance.count(viewer.user)
            held = await unit.people.count_held(viewer.user)
            since = (await unit.learning.find_consent(viewer.user)).since
            return replace(summary, seats=seats, answers=answers, attended=attended, held=held, learns_since=since)

    async def list_held(self, viewer: Viewer) -> tuple[Holding, ...]:
        """Return all that is kept of this person, in every table."""
        async with self._units(reads_only=True) as unit:
            return await unit.people.list_held(viewer.user)

    async def count_led(self, viewer: Viewer) -> int:
        """Return how many raids to come the person leads, which `delete_everything` would call off."""
        async with self._units(reads_only=True) as unit:
            return len(await list_led(unit, viewer.user, self._clock()))

    @invalidates(everything)
    async def delete_everything(self, viewer: Viewer) -> None:
        """Erase the person for good, wherever they stand; see `say_farewell`. Again changes nothing."""
        async with self._units() as unit:
            pseudonyms = await ask_erasure(unit, viewer.user, self._clock())
            await say_farewell(unit, viewer.user, self._clock())
        if self._tastes is not None:
            self._tastes.drop(viewer.user)
        if self._characters is not None:
            self._characters.drop(viewer.user)
        if self._learning is not None:
            await self._learning.erase(viewer.user, pseudonyms)
