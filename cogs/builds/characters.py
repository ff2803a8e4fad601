"""`/build import` from the characters of a linked game account: a character, its tabs, and the preview of every import.

What is chosen so far stands in the controls' ids, as "mask:gear:character": the build tabs as bits, the equipment tab,
and the name, which has 19 characters at most.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import discord
from discord import ui
from typing_extensions import override

from bot.domain.characters import CharacterTabs
from bot.services.linking import Linked
from cogs.builds import characters_text as text
from cogs.builds.character_tabs import render_choice, render_lacks, to_build_options, to_gear_options
from cogs.builds.previewing import Preview
from cogs.ui.controls import Layout, RefButton, RefSelect, row
from cogs.ui.game_account import CHARACTERS_VERB
from cogs.ui.limits import CHOICES, clip
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.picking import PickSelect
from cogs.ui.replies import heard, redraw
from cogs.ui.turning import TurnButton
from cogs.ui.words import Words, reader

_NAME = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody has chosen so far."""

    character: str
    builds: frozenset[int]
    gear: int

    @classmethod
    def parse(cls, ref: str) -> Self:
        """Return the choice that `ref` tells."""
        mask, gear, character = ref.split(":", 2)
        bits = int(mask, 16)
        return cls(character, frozenset(tab for tab in range(bits.bit_length()) if bits >> tab & 1), int(gear))

    @classmethod
    def first(cls, tabs: CharacterTabs) -> Self:
        """Return what is offered at first: what the character plays and wears now."""
        builds = [tab.number for tab in tabs.builds if tab.is_active] or [tab.number for tab in tabs.builds[:1]]
        gear = next((tab.number for tab in tabs.equipment if tab.is_active), 0)
        return cls(tabs.character, frozenset(builds), gear)

    @property
    def ref(self) -> str:
        """The choice as controls carry it."""
        return f"{sum(1 << tab for tab in self.builds):x}:{self.gear}:{self.character}"


async def open_characters(interaction: Interaction, page: int = 0) -> Layout:
    """Return the characters of the linked account to choose from."""
    linked = await services(interaction).links.list_characters(viewer(interaction))
    return Characters(linked, page, reader(interaction))


class Characters(Layout):
    """A select of characters, in the order of the alphabet, by pages."""

    def __init__(self, linked: Linked, page: int, words: Words) -> None:
        names = sorted(linked.characters, key=str.casefold)
        last = max(0, (len(names) - 1) // CHOICES)
        page = min(page, last)
        head = text.ACCOUNT if names else text.NO_CHARACTERS
        told = [f"## {words(text.TITLE)}", words(head, name=shown(linked.name))]
        if last:
            told.append(f"-# {words(text.PAGE, page=page + 1, pages=last + 1)}")
        here = names[page * CHOICES : (page + 1) * CHOICES]
        options = [discord.SelectOption(label=clip(name, _NAME), value=name) for name in here]
        turns: list[ui.Item[Any]] = []
        if page > 0:
            turns.append(TurnCharactersBack(str(page - 1), words))
        if page < last:
            turns.append(TurnCharacters(str(page + 1), words))
        super().__init__(
            ui.Container[Any](ui.TextDisplay("\n".join(told))),
            *([row(ChooseCharacter(options, words))] if options else []),
            *([row(*turns)] if turns else []),
        )


class TurnCharacters(TurnButton, verb=CHARACTERS_VERB):
    """Show a page of characters, counted from 0; others lead here by the same id."""

    label = text.NEXT

    @override
    async def page(self, interaction: Interaction, about: str, where: str) -> Layout:
        return await open_characters(interaction, int(about))


class TurnCharactersBack(TurnCharacters, verb="import-game-back"):
    """Turn back."""

    label = text.PREVIOUS


class OtherCharacter(TurnCharacters, verb="import-game-other"):
    """Begin anew."""

    label = text.OTHER


class ChooseCharacter(RefSelect, verb="import-character"):
    """Show a character's tabs."""

    placeholder = text.CHOOSE_CHARACTER

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await heard(interaction)
        tabs = await services(interaction).characters.fetch_tabs(viewer(interaction), ref)
        await redraw(interaction, Tabs(interaction, tabs, Choice.first(tabs)))


class Tabs(Layout):
    """The tabs of a character: which builds, and in which gear."""

    def __init__(self, interaction: Interaction, tabs: CharacterTabs, choice: Choice) -> None:
        words, game = reader(interaction), services(interaction).game
        others = OtherCharacter("0", words)
        told = ui.TextDisplay[Any](render_choice(tabs, choice.builds, choice.gear, words))
        if not tabs.builds:
            super().__init__(ui.Container[Any](told), row(others))
            return
        builds = to_build_options(tabs, choice.builds, game, words)
        gear = to_gear_options(tabs, choice.gear, services(interaction).wardrobe, game, words)
        super().__init__(
            ui.Container[Any](told),
            row(PickBuilds(choice.ref, builds, words)),
            row(PickGear(choice.ref, gear, words)),
            row(PreviewTabs(choice.ref, words), others),
        )


class PickBuilds(PickSelect, verb="import-tabs"):
    """Choose build tabs."""

    placeholder = text.CHOOSE_BUILDS
    least = 1

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        before = Choice.parse(self.ref)
        await _redraw(interaction, Choice(before.character, frozenset(map(int, values)), before.gear))


class PickGear(PickSelect, verb="import-gear"):
    """Choose an equipment tab, or none."""

    placeholder = text.CHOOSE_GEAR
    least = 1
    most = 1

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        before = Choice.parse(self.ref)
        await _redraw(interaction, Choice(before.character, before.builds, int(values[0])))


class PreviewTabs(RefButton, verb="import-tabs-preview"):
    """Show what would be saved."""

    label = text.PREVIEW
    style = discord.ButtonStyle.primary

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        choice, words = Choice.parse(self.ref), reader(interaction)
        brought = await services(interaction).characters.preview(
            viewer(interaction), choice.character, choice.builds, choice.gear
        )
        await redraw(interaction, Preview(interaction, brought.plan, note=render_lacks(brought.lacks, words)))


async def _redraw(interaction: Interaction, choice: Choice) -> None:
    await heard(interaction)
    tabs = await services(interaction).characters.fetch_tabs(viewer(interaction), choice.character)
    await redraw(interaction, Tabs(interaction, tabs, choice))


CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (
    TurnCharacters,
    TurnCharactersBack,
    OtherCharacter,
    ChooseCharacter,
    PickBuilds,
    PickGear,
    PreviewTabs,
)
