"""Builds in from the characters of a linked game account: their build tabs, in the gear of an equipment tab.

What is fetched is kept in memory for a few minutes, so that choosing tabs asks the game once.
"""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.characters import BuildTab, CharacterTabs, EquipmentTab, Lack, Lacks
from bot.domain.ids import UserId
from bot.domain.sketch import Sketch
from bot.domain.viewer import Viewer
from bot.errors import NotFoundError
from bot.gateways.gameapi.build_tabs import read_build_tab
from bot.gateways.gameapi.equipment_tabs import list_items, read_equipment_tab
from bot.services.almanac import Almanac
from bot.services.exchange import json_file
from bot.services.exchange.imports import Importer, Plan
from bot.services.linking import GameLinks
from bot.services.pacing import Dear, Paces

FRESH: Final = timedelta(minutes=3)
KEPT: Final = 200
"""Characters that are kept at once."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The plan of an import from a character, and what of its tabs could not be taken along."""

    plan: Plan
    lacks: Lacks


class CharacterImporter:
    """Takes builds from characters: previewed and confirmed as every import is."""

    def __init__(
        self, links: GameLinks, importer: Importer, almanac: Almanac, clock: Callable[[], datetime], paces: Paces
    ) -> None:
        self._links = links
        self._importer = importer
        self._almanac = almanac
        self._clock = clock
        self._paces = paces
        self._fetched: OrderedDict[tuple[UserId, str], tuple[datetime, CharacterTabs]] = OrderedDict()
        links.watch(self.drop)

    async def fetch_tabs(self, viewer: Viewer, character: str) -> CharacterTabs:
        """Return what a character plays and wears.

        Raises what `GameLinks.list_characters` does, and NotFoundError("character") for one renamed or deleted.
        """
        key = await self._links.open_key(viewer)
        kept = self._fetched.get((viewer.user, character))
        if kept is not None and self._clock() - kept[0] < FRESH:
            return kept[1]
        self._paces.take(Dear.GAME, viewer)
        api, edition = self._links.api, self._almanac.edition
        builds, equipment = await asyncio.gather(
            api.fetch_build_tabs(key, character), api.fetch_equipment_tabs(key, character)
        )
        items = {int(item.id): item for item in await api.fetch_items(list_items(equipment))}
        tabs = CharacterTabs(
            character=character,
            builds=tuple(filter(None, (read_build_tab(tab, edition.game) for tab in builds))),
            equipment=tuple(read_equipment_tab(tab, items, edition) for tab in equipment),
        )
        self._keep(viewer, tabs)
        return tabs

    async def preview(self, viewer: Viewer, character: str, builds: Collection[int], equipment: int) -> Brought:
        """Tell what would be saved of these build tabs in the gear of an equipment tab, 0 for none; nothing is yet.

        Raises what `fetch_tabs` and `Importer.preview` do, and NotFoundError("tab") where none of the tabs is there.
        """
        tabs = await self.fetch_tabs(viewer, character)
        chosen = [tab for tab in tabs.builds if tab.number in builds]
        worn = next((tab for tab in tabs.equipment if tab.number == equipment), None)
        if not chosen or (equipment and worn is None):
            raise NotFoundError("tab", character)
        lacks: Counter[Lack] = Counter()
        for found in (*(tab.lacks for tab in chosen), *([worn.lacks] if worn else [])):
            lacks.update(found)
        entries = (json_file.format_entry(_sketch(tab, worn)) for tab in chosen)
        text = json_file.HEAD + json_file.BETWEEN.join(entries) + json_file.FOOT
        return Brought(await self._importer.preview(viewer, text), lacks)

    def drop(self, user: UserId) -> None:
        """Forget what was fetched for a person: they linked another account, or none any more, or were erased."""
        self._fetched = OrderedDict((key, kept) for key, kept in self._fetched.items() if key[0] != user)

    def sweep(self) -> None:
        """Forget what is kept no longer."""
        since = self._clock() - FRESH
        while self._fetched and (next(iter(self._fetched.values()))[0] <= since or len(self._fetched) > KEPT):
            self._fetched.popitem(last=False)

    def _keep(self, viewer: Viewer, tabs: CharacterTabs) -> None:
        self._fetched[viewer.user, tabs.character] = (self._clock(), tabs)
        self._fetched.move_to_end((viewer.user, tabs.character))
        self.sweep()
        # a little later than it runs out, so that nothing stays where nobody asks any more
        asyncio.get_running_loop().call_later(FRESH.total_seconds() + 1, self.sweep)


def _sketch(tab: BuildTab, worn: EquipmentTab | None) -> Sketch:
    if worn is None:
        return Sketch(template=tab.template, name=tab.name or None)
    template = replace(tab.template, weapons=worn.weapons)
    return Sketch(template=template, name=tab.name or None, gear=None if worn.gear.is_empty else worn.gear)
