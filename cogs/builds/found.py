"""*Show builds* and *Save build* on a message: every code in it, as cards that can be saved with one click.

A build that nobody keeps has no short id. Its controls carry the code itself, in its compact form; the few codes that
are too long for that are shown without a button.
"""

from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.builds import Build
from bot.domain.compact import from_compact, to_compact
from bot.domain.sheet import describe
from bot.domain.template import BuildTemplate
from bot.services.pasted import Pasted, PastedBuild, parse_pasted_builds
from cogs.builds import found_text, render, text
from cogs.builds.controls import SHELF
from cogs.builds.giving import render_giving
from cogs.builds.previewing import Preview
from cogs.ui.controls import Layout, RefButton, RefSelect, row
from cogs.ui.limits import CHOICE_NAME, CHOICES, CUSTOM_ID, clip
from cogs.ui.markup import code_block, shown
from cogs.ui.messages import text_of
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.professions import COLORS
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.terms import title_of
from cogs.ui.words import Words, reader


@app_commands.context_menu(name=T("Show builds"))
async def show_builds(interaction: Interaction, message: discord.Message) -> None:
    """Show every build in a message."""
    await thinking(interaction)
    pasted = parse_pasted_builds(text_of(message))
    if len(pasted.builds) == 1:
        await whisper(interaction, await _find_card(interaction, pasted.builds[0].template))
    else:
        await whisper(interaction, FoundList(interaction, pasted))


@app_commands.context_menu(name=T("Save build"))
async def save_build(interaction: Interaction, message: discord.Message) -> None:
    """Save the build in a message; several are an import, which is previewed first."""
    await thinking(interaction)
    said = text_of(message)
    pasted = parse_pasted_builds(said)
    if len(pasted.builds) == 1:
        await whisper(interaction, await _save(interaction, pasted.builds[0]))
    else:
        await whisper(
            interaction, Preview(interaction, await services(interaction).importer.preview(viewer(interaction), said))
        )


class FoundCard(Layout):
    """A build out of a message, at a glance: what its code says and what it gives."""

    def __init__(self, interaction: Interaction, template: BuildTemplate, kept: tuple[Build, ...]) -> None:
        words, known = reader(interaction), services(interaction)
        sheet = describe(template, known.game_in(words.language))
        texts = (
            f"## {render.render_kind(sheet, None, words)}",
            render.render_lines(sheet, words),
            render.render_skills(sheet, words),
            render.render_equipment(sheet, words),
            render_giving(known.givings.appraise(template, language=words.language), words),
            render.render_water(sheet, words),
            render.render_defects(sheet, words),
            code_block(template.chat_code()),
            f"-# {_state(template, kept, words)}",
        )
        card = ui.Container[Any](
            *(ui.TextDisplay[Any](told) for told in texts if told), accent_color=COLORS[sheet.profession]
        )
        super().__init__(card, *_controls(template, kept, words))


class SaveCode(RefButton, verb="save-code"):
    """Keep the build whose code the button carries."""

    label = found_text.SAVE
    style = discord.ButtonStyle.success

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        await redraw(interaction, await _save(interaction, PastedBuild(from_compact(self.ref), None)))


class ShowFound(RefSelect, verb="found-show"):
    """Show one of several builds of a message."""

    placeholder = found_text.SHOW_ONE

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await thinking(interaction)
        await whisper(interaction, await _find_card(interaction, from_compact(ref)))


class FoundList(Layout):
    """The builds of a message, with a select to show one of them."""

    def __init__(self, interaction: Interaction, pasted: Pasted) -> None:
        words = reader(interaction)
        options = list(_options(interaction, pasted))
        super().__init__(
            ui.Container[Any](ui.TextDisplay(_listing(interaction, pasted, words))),
            *([row(ShowFound(options[:CHOICES], words))] if options else []),
        )


CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (SaveCode, ShowFound)
MENUS = (show_builds, save_build)


async def _find_card(interaction: Interaction, template: BuildTemplate) -> FoundCard:
    kept = await services(interaction).builds.list_kept(viewer(interaction), template)
    return FoundCard(interaction, template, kept)


async def _save(interaction: Interaction, found: PastedBuild) -> Layout:
    library, words = services(interaction).builds, reader(interaction)
    saved = await library.save(viewer(interaction), found.template.chat_code(), name=found.title)
    note = words(text.SAVED if saved.is_new else text.ALREADY_SAVED)
    return SHELF.card(interaction, saved.build, note=note)


def _state(template: BuildTemplate, kept: tuple[Build, ...], words: Words) -> str:
    if kept:
        return words(found_text.KEPT_AS, name=shown(kept[0].name))
    return words(found_text.NOT_KEPT if _fits(template) else found_text.TOO_LONG)


def _controls(template: BuildTemplate, kept: tuple[Build, ...], words: Words) -> list[ui.Item[Any]]:
    return [] if kept or not _fits(template) else [row(SaveCode(to_compact(template), words))]


def _fits(template: BuildTemplate) -> bool:
    return len(f"{SaveCode.verb}:{to_compact(template)}") <= CUSTOM_ID


def _listing(interaction: Interaction, pasted: Pasted, words: Words) -> str:
    rows = [f"## {words.n(found_text.FOUND_ONE, found_text.FOUND_MANY, len(pasted.builds))}"]
    rows += [f"- **{shown(_name(interaction, one))}** · {_title(interaction, one)}" for one in pasted.builds[:CHOICES]]
    rest = len(pasted.builds) - CHOICES
    if rest > 0:
        rows.append(words(text.MORE, count=rest))
    if pasted.damaged:
        rows.append(f"-# {words.n(found_text.DAMAGED_ONE, found_text.DAMAGED_MANY, pasted.damaged)}")
    return "\n".join(rows)


def _options(interaction: Interaction, pasted: Pasted) -> Iterator[discord.SelectOption]:
    for one in pasted.builds:
        value = to_compact(one.template)
        if len(value) <= CHOICE_NAME:
            label = clip(_name(interaction, one), CHOICE_NAME)
            yield discord.SelectOption(label=label, description=_title(interaction, one), value=value)


def _name(interaction: Interaction, one: PastedBuild) -> str:
    return one.title or _title(interaction, one)


def _title(interaction: Interaction, one: PastedBuild) -> str:
    words = reader(interaction)
    return title_of(one.template, services(interaction).game_in(words.language), words)
