"""What builds wear: read from pasted text, kept with the build, and turned into attributes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.builds import Build
from bot.domain.gamedata import GameData
from bot.domain.gear.equipment import ItemKind
from bot.domain.gear.gear import WeaponSet
from bot.domain.gear.pairing import find_pairings
from bot.domain.gear.reading.reader import GearReader, Reading
from bot.domain.gear.totals import Appraiser, Attributes
from bot.domain.suggestions import typed_key
from bot.domain.viewer import Viewer
from bot.errors import GearUnreadError
from bot.repositories.unit import UnitFactory
from bot.services.changes import change_build
from bot.services.givings import ASSUMED_MODE
from bot.services.lookup import require_own

SUGGESTED = 25
"""Names that are offered at a time."""


@dataclass(frozen=True, slots=True)
class Dressed:
    """A build with the gear that was read, and what became of each word of the text."""

    build: Build
    reading: Reading


class Wardrobe:
    """Dresses builds."""

    def __init__(
        self, units: UnitFactory, reader: GearReader, appraiser: Appraiser, clock: Callable[[], datetime]
    ) -> None:
        self._units = units
        self._reader = reader
        self._appraiser = appraiser
        self._clock = clock

    async def dress(self, viewer: Viewer, ref: str, text: str) -> Dressed:
        """Keep what `text` says that an own build wears, in place of what was said before.

        What is not understood is told and never filled in. Raises GearUnreadError where nothing is understood, and
        what `BuildLibrary.publish` raises for a build that is not the viewer's.
        """
        async with self._units() as unit:
            now = self._clock()
            await unit.accounts.ensure(viewer.user, now)
            build = await require_own(unit.builds, viewer, ref, "build")
            reading = self._reader.read(text, _known_sets(build, self._appraiser.game))
            if not reading.understood:
                raise GearUnreadError(text)
            return Dressed(await change_build(unit, build, now, gear=reading.gear), reading)

    async def undress(self, viewer: Viewer, ref: str) -> Build:
        """Take back what was said of an own build's gear."""
        async with self._units() as unit:
            now = self._clock()
            await unit.accounts.ensure(viewer.user, now)
            build = await require_own(unit.builds, viewer, ref, "build")
            return await change_build(unit, build, now, gear=None)

    def get_attributes(self, build: Build) -> Attributes | None:
        """Return the attributes in the build's mode, the first weapon set in hand; None without gear and in PvP."""
        if build.gear is None:
            return None
        return self._appraiser.appraise(build.gear, build.template.profession, build.mode or ASSUMED_MODE)

    def get_item_name(self, kind: ItemKind, number: int) -> str | None:
        """Return the name of an item, None for one that nothing is known of."""
        item = self._appraiser.equipment.items[kind].get(number)
        return item.name if item else None

    def get_combination_name(self, number: int) -> str | None:
        """Return the name of a combination of attributes."""
        combination = self._appraiser.equipment.combinations.get(number)
        return combination.name if combination else None

    def suggest_items(self, kind: ItemKind, text: str) -> list[str]:
        """Return at most SUGGESTED names of items that hold what was typed, those that begin with it first."""
        return _fitting({item.name for item in self._appraiser.equipment.items[kind].values()}, text)

    def suggest_combinations(self, text: str) -> list[str]:
        """Return at most SUGGESTED names of combinations, likewise."""
        return _fitting({one.name for one in self._appraiser.equipment.combinations.values()}, text)


def _known_sets(build: Build, game: GameData) -> tuple[WeaponSet, ...]:
    """Return the weapon sets where the code leaves one way to hold its weapons only."""
    pairings = find_pairings(build.template.weapons, build.template.profession, game)
    return tuple(WeaponSet(weapons=pair) for pair in pairings[0]) if len(pairings) == 1 else ()


def _fitting(names: set[str], text: str) -> list[str]:
    typed = typed_key(text)
    hits = [(not key.startswith(typed), name) for name in names if typed in (key := typed_key(name))]
    return [name for _, name in sorted(hits)[:SUGGESTED]]
