"""What builds wear: read from pasted text, kept with the build, and turned into attributes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.builds import Build
from bot.domain.edition import Edition
from bot.domain.gear.choosing import Wearer, lay_over
from bot.domain.gear.equipment import ItemKind
from bot.domain.gear.gear import Gear
from bot.domain.gear.reading.lexicon import Lexicon, Vocabulary
from bot.domain.gear.reading.reader import GearReader, Reading
from bot.domain.gear.rules import AttributeRules
from bot.domain.gear.totals import Appraiser, Attributes
from bot.domain.suggestions import typed_key
from bot.domain.viewer import Viewer
from bot.errors import GearUnreadError
from bot.gateways.cache import NO_CACHE, Cache, invalidates
from bot.repositories.unit import UnitFactory
from bot.services.almanac import Almanac
from bot.services.changes import change_build
from bot.services.givings import ASSUMED_MODE
from bot.services.kept import tags_of_build, tags_within
from bot.services.lookup import require_own
from bot.services.sight import as_seen

SUGGESTED = 25
"""Names that are offered at a time."""


@dataclass(frozen=True, slots=True)
class Dressed:
    """A build with the gear that was read, and what became of each word of the text."""

    build: Build
    reading: Reading


@dataclass(frozen=True, slots=True)
class Undone:
    """A build that wears what it wore as `version`; 0 where there was nothing to go back to."""

    build: Build
    version: int


@dataclass(frozen=True, slots=True)
class GearRules:
    """The tables that gear is read and reckoned by."""

    words: Vocabulary
    attributes: AttributeRules


class Wardrobe:
    """Dresses builds."""

    def __init__(
        self,
        units: UnitFactory,
        almanac: Almanac,
        rules: GearRules,
        clock: Callable[[], datetime],
        *,
        cache: Cache = NO_CACHE,
    ) -> None:
        self._units = units
        self._almanac = almanac
        self._rules = rules
        self._clock = clock
        self.cache = cache
        self._reader: tuple[Edition, GearReader] | None = None
        """The last reader, and the facts that it knows."""

    @property
    def infusion_slots(self) -> int:
        """How many infusions can be worn."""
        return self._rules.attributes.infusion_slots

    @invalidates(tags_within)
    async def dress(self, viewer: Viewer, ref: str, text: str, *, adding: bool = False) -> Dressed:
        """Keep what `text` says that an own build wears, in place of what was said before, or `adding` to it.

        What is not understood is told and never filled in. Raises GearUnreadError where nothing is understood, and
        what `BuildLibrary.publish` raises for a build that is not the viewer's.
        """
        reader = await self._prepare_reader()
        async with self._units() as unit:
            now = self._clock()
            await unit.accounts.ensure(viewer.user, now)
            build = await require_own(unit.builds, viewer, ref, "build")
            worn = self.get_wearer(build).get_gear(build.gear)
            reading = reader.read(text, worn.sets if any(any(held.weapons) for held in worn.sets) else ())
            if not reading.understood:
                raise GearUnreadError(text)
            gear = lay_over(reading.gear, worn) if adding else reading.gear
            after = await change_build(unit, build, now, gear=gear)
            return Dressed(await as_seen(unit, viewer, after), reading)

    @invalidates(tags_of_build)
    async def undress(self, viewer: Viewer, ref: str) -> Build:
        """Take back what was said of an own build's gear."""
        return await self._change(viewer, ref, lambda _: None)

    @invalidates(tags_of_build)
    async def choose(self, viewer: Viewer, ref: str, part: str, number: int) -> Build:
        """Keep one choice, as `Wearer.choose` takes it, and leave all else as it is now; raises GearError."""
        return await self._change(viewer, ref, lambda build: self.get_wearer(build).choose(build.gear, part, number))

    @invalidates(tags_within)
    async def undo(self, viewer: Viewer, ref: str, version: int) -> Undone:
        """Let an own build wear what it wore before, as `version` or the newest one before it that wore something else.

        Where there is none any more, nothing changes.
        """
        async with self._units() as unit:
            now = self._clock()
            await unit.accounts.ensure(viewer.user, now)
            build = await require_own(unit.builds, viewer, ref, "build")
            earlier = await unit.versions.list_earlier(build.id)
            found = next((one for one in earlier if one.number <= version and one.gear != build.gear), None)
            after = await change_build(unit, build, now, gear=found.gear if found else build.gear)
            return Undone(await as_seen(unit, viewer, after), found.number if found else 0)

    async def require(self, viewer: Viewer, ref: str) -> Build:
        """Return an own build; raises what `dress` raises for one that is not the viewer's."""
        async with self._units(reads_only=True) as unit:
            return await require_own(unit.builds, viewer, ref, "build")

    def get_wearer(self, build: Build, language: str = "en") -> Wearer:
        """Return what the parts of a build's gear, and the choices for each, are listed by, named in a language."""
        edition = self._almanac.speaking(language)
        return Wearer(build.template, edition.equipment, edition.game, self._rules.attributes.infusion_slots)

    def get_attributes(self, build: Build) -> Attributes | None:
        """Return the attributes in the build's mode, the first weapon set in hand; None without gear and in PvP."""
        if build.gear is None:
            return None
        edition = self._almanac.edition
        appraiser = Appraiser(equipment=edition.equipment, rules=self._rules.attributes, game=edition.game)
        return appraiser.appraise(build.gear, build.template.profession, build.mode or ASSUMED_MODE)

    def get_item_name(self, kind: ItemKind, number: int, language: str = "en") -> str | None:
        """Return the name of an item in a language, None for one that nothing is known of."""
        item = self._almanac.speaking(language).equipment.items[kind].get(number)
        return item.name if item else None

    def get_combination_name(self, number: int, language: str = "en") -> str | None:
        """Return the name of a combination of attributes, likewise."""
        combination = self._almanac.speaking(language).equipment.combinations.get(number)
        return combination.name if combination else None

    def suggest_items(self, kind: ItemKind, text: str, language: str = "en") -> list[str]:
        """Return at most SUGGESTED names of items that hold what was typed, those that begin with it first."""
        return _fitting({item.name for item in self._almanac.speaking(language).equipment.items[kind].values()}, text)

    def suggest_combinations(self, text: str, language: str = "en") -> list[str]:
        """Return at most SUGGESTED names of combinations, likewise."""
        return _fitting({one.name for one in self._almanac.speaking(language).equipment.combinations.values()}, text)

    async def _change(self, viewer: Viewer, ref: str, dressed: Callable[[Build], Gear | None]) -> Build:
        async with self._units() as unit:
            now = self._clock()
            await unit.accounts.ensure(viewer.user, now)
            build = await require_own(unit.builds, viewer, ref, "build")
            return await as_seen(unit, viewer, await change_build(unit, build, now, gear=dressed(build)))

    async def _prepare_reader(self) -> GearReader:
        """Return the reader for the facts in use; a new one is made beside the event loop: it takes a tenth second."""
        edition = self._almanac.edition
        if self._reader is None or self._reader[0] is not edition:
            self._reader = (edition, await asyncio.to_thread(_make_reader, edition, self._rules))
        return self._reader[1]


def _make_reader(edition: Edition, rules: GearRules) -> GearReader:
    spoken = [edition.in_language(language).equipment for language in edition.translations]
    lexicon = Lexicon.build(edition.equipment, edition.game, rules.words, spoken)
    return GearReader(lexicon, edition.game, rules.attributes.infusion_slots)


def _fitting(names: set[str], text: str) -> list[str]:
    typed = typed_key(text)
    hits = [(not key.startswith(typed), name) for name in names if typed in (key := typed_key(name))]
    return [name for _, name in sorted(hits)[:SUGGESTED]]
