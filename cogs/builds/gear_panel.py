"""The panel below a card in which an author chooses gear part by part; each choice is kept at once.

All state stands in the controls: which build, which part is open, which page. So two panels of one build, or one from
before a restart, do no harm: a choice changes its part and nothing else.
"""

from typing import Any

import discord
from discord import ui
from typing_extensions import override

from bot.domain.builds import Build
from bot.domain.gear.choosing import SETS_PART, Option, Wearer
from bot.domain.gear.gear import Gear
from bot.services.gear import Wardrobe
from cogs.builds import gear_text as text
from cogs.builds.gear_sheet import choice_name, part_name, render_worn, short_name, span_name
from cogs.ui.controls import Layout, RefButton, RefSelect, row
from cogs.ui.keeping import KeptButton
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.shelf import Shelf
from cogs.ui.turning import TurnButton
from cogs.ui.words import Words, reader

_ACCENT = 0x8C6D46
_PAGE = CHOICES - 1
"""Options of a page; the first place of each is for taking back what was said."""
_PAGES = 6
"""A longer list is not leafed through: its names are offered while typing instead."""
_TYPED = frozenset({"food", "utility"})


class GearPanel(Layout):
    """What a build wears, with selects to choose a part and what stands there."""

    def __init__(
        self,
        build: Build,
        wardrobe: Wardrobe,
        words: Words,
        *,
        part: str = "",
        page: int = 0,
        undo: int | None = None,
        note: str | None = None,
    ) -> None:
        wearer = wardrobe.get_wearer(build, words.language)
        gear = wearer.get_gear(build.gear)
        part = part if part in wearer.list_parts(gear) else ""
        controls: list[ui.Item[Any]] = []
        if part:
            controls += _choosing(build, gear, wearer, words, part=part, page=page)
        controls += [
            row(GearPieces(_parts(build, gear, wearer, words, wearer.list_pieces(gear)), words)),
            row(GearRest(_parts(build, gear, wearer, words, wearer.list_rest(gear)), words)),
            row(*_buttons(build, build.version - 1 if undo is None else undo, words)),
        ]
        body = [ui.TextDisplay[Any](one) for one in _texts(build, gear, wearer, words, part)]
        blocks: list[ui.Item[Any]] = [ui.TextDisplay(note)] if note else []
        super().__init__(*blocks, ui.Container(*body, accent_color=_ACCENT), *controls)


def _texts(build: Build, gear: Gear, wearer: Wearer, words: Words, part: str) -> list[str]:
    texts = [f"## {words(text.PANEL, name=shown(build.name))}", render_worn(gear, wearer, words)]
    if part in _TYPED:
        texts.append(words(text.TYPE_IT, option=f"`{part}:`"))
    elif part:
        name = part_name(part, gear, wearer, words)
        texts.append(words(text.NOW, part=name, choice=choice_name(part, gear, wearer, words)))
    else:
        texts.append(f"-# {words(text.HOW)}")
    return texts


def _parts(
    build: Build, gear: Gear, wearer: Wearer, words: Words, parts: tuple[str, ...]
) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=clip(part_name(part, gear, wearer, words), CHOICE_NAME),
            description=clip(choice_name(part, gear, wearer, words), CHOICE_NAME),
            value=f"{build.short_id}:{part}",
        )
        for part in parts
    ]


def _choosing(build: Build, gear: Gear, wearer: Wearer, words: Words, *, part: str, page: int) -> list[ui.Item[Any]]:
    """Return the select of what can stand in a part, and the buttons to leaf through a long list."""
    options = _sorted(wearer.list_options(gear, part), part)
    pages = [options[start : start + _PAGE] for start in range(0, len(options), _PAGE)]
    now = wearer.get_choice(gear, part)
    if len(pages) > _PAGES:
        pages = [tuple(option for option in options if option.number == now)]
    page = min(page, max(0, len(pages) - 1))
    here = pages[page] if pages else ()
    chosen = GearChoice(_options(f"{build.short_id}:{part}:{page}", here, now, words), words)
    chosen.item.placeholder = clip(words(text.CHOOSE, part=part_name(part, gear, wearer, words)), CHOICE_NAME)
    turns = [
        GearPage(f"{build.short_id}:{part}:{number}", label=f"{arrow} {span_name(pages[number])}")
        for number, arrow in ((page - 1, "◀"), (page + 1, "▶"))
        if 0 <= number < len(pages)
    ]
    return [row(chosen), *([row(*turns)] if turns else [])]


def _sorted(options: tuple[Option, ...], part: str) -> tuple[Option, ...]:
    """Return names in the order in which they are read; numbers and pairings stay in their own."""
    if part == SETS_PART or part.startswith("infusion-"):
        return options
    return tuple(sorted(options, key=lambda option: short_name(option.name)))


def _options(ref: str, options: tuple[Option, ...], now: int, words: Words) -> list[discord.SelectOption]:
    found = [discord.SelectOption(label=words(text.NOT_SAID), value=f"{ref}:0")]
    return found + [
        discord.SelectOption(
            label=clip(short_name(option.name), CHOICE_NAME),
            value=f"{ref}:{option.number}",
            default=option.number == now,
        )
        for option in options
    ]


def _buttons(build: Build, undo: int, words: Words) -> list[ui.Item[Any]]:
    ref = build.short_id
    return [
        GearUndo(f"{ref}:{undo}", words, disabled=undo < 1),
        GearClear(ref, words, disabled=build.gear is None),
        GearDone(f"build:{ref}", words),
    ]


class OpenGear(RefButton, verb="gear"):
    """Open the panel below the card."""

    label = text.OPEN_GEAR

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        wardrobe = services(interaction).wardrobe
        build = await wardrobe.require(viewer(interaction), self.ref)
        await whisper(interaction, GearPanel(build, wardrobe, reader(interaction)))


class _PartSelect(RefSelect, verb="gear-part"):
    """Open a part: the value is the build and the part."""

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await heard(interaction)
        short_id, _, part = ref.partition(":")
        wardrobe = services(interaction).wardrobe
        build = await wardrobe.require(viewer(interaction), short_id)
        await redraw(interaction, GearPanel(build, wardrobe, reader(interaction), part=part))


class GearPieces(_PartSelect, verb="gear-pieces"):
    """Choose for which pieces to set a combination of attributes."""

    placeholder = text.PIECES


class GearRest(_PartSelect, verb="gear-rest"):
    """Choose what else to set: weapon sets, rune, sigils, relic, food, infusions."""

    placeholder = text.REST


class GearChoice(RefSelect, verb="gear-choice"):
    """Keep what was chosen: the value is the build, the part, the page and the choice."""

    placeholder = text.PIECES

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await heard(interaction)
        short_id, part, page, number = ref.split(":")
        wardrobe = services(interaction).wardrobe
        build = await wardrobe.choose(viewer(interaction), short_id, part, int(number))
        await redraw(interaction, GearPanel(build, wardrobe, reader(interaction), part=part, page=int(page)))


class GearPage(TurnButton, verb="gear-page"):
    """Turn to another page of a part's choices."""

    label = text.PAGE

    def __init__(self, ref: str, words: Words | None = None, *, label: str = "", disabled: bool = False) -> None:
        super().__init__(ref, words, disabled=disabled)
        self.item.label = label or self.label

    @override
    async def page(self, interaction: Interaction, about: str, where: str) -> Layout:
        part, _, page = where.partition(":")
        wardrobe = services(interaction).wardrobe
        build = await wardrobe.require(viewer(interaction), about)
        return GearPanel(build, wardrobe, reader(interaction), part=part, page=int(page))


class GearUndo(RefButton, verb="gear-undo"):
    """Go back to what the build wore before; pressed again, to what it wore before that."""

    label = text.UNDO
    emoji = "↩️"

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        short_id, _, version = self.ref.partition(":")
        wardrobe, words = services(interaction).wardrobe, reader(interaction)
        undone = await wardrobe.undo(viewer(interaction), short_id, int(version))
        note = None if undone.version else words(text.NOTHING_TO_UNDO)
        await redraw(interaction, GearPanel(undone.build, wardrobe, words, undo=max(0, undone.version - 1), note=note))


class GearClear(RefButton, verb="gear-clear"):
    """Take back everything that was said of the gear; it can be undone."""

    label = text.CLEAR
    style = discord.ButtonStyle.danger

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        wardrobe, words = services(interaction).wardrobe, reader(interaction)
        bare = await wardrobe.undress(viewer(interaction), self.ref)
        await redraw(interaction, GearPanel(bare, wardrobe, words, note=words(text.UNDRESSED)))


class GearDone(KeptButton, verb="gear-done"):
    """Show the build's card in place of the panel."""

    label = text.DONE
    style = discord.ButtonStyle.primary

    @override
    async def answer(self, interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
        return shelf.card(interaction, await shelf.keeper(interaction).require(viewer(interaction), ref))


CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (
    OpenGear,
    GearPieces,
    GearRest,
    GearChoice,
    GearPage,
    GearUndo,
    GearClear,
    GearDone,
)
