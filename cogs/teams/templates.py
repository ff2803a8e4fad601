"""`/team template`: what a guild keeps as templates of its own, and the panel on which leaders say what one needs."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.needs import Demand, Need
from bot.domain.sizes import PLACES
from bot.domain.templates import GuildTemplate
from cogs.teams import templates_text as text
from cogs.teams.cards import ACCENT
from cogs.teams.template_counts import SQUAD, counted_options, need_name, number_options
from cogs.ui.choices import suggest_teams
from cogs.ui.controls import Layout, Notice, RefButton, RefSelect, row
from cogs.ui.errors import HANDED_BACK
from cogs.ui.limits import CHOICE_NAME, clip
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.picking import PickSelect
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.terms import mode_name, supply_name
from cogs.ui.words import Words, reader

_NAME = 40
_DOT = " · "


@app_commands.command(
    name="template",
    description=T("Save a team as a template of this server, or show the templates"),
    extras={HANDED_BACK: ("name",)},
)
@app_commands.describe(
    team=T("The team whose size and needs are kept; without one, the templates are shown"),
    name=T("What the template is called; without it, like the team"),
)
@app_commands.autocomplete(team=suggest_teams)
@app_commands.guild_only()
async def template(interaction: Interaction, team: str = "", name: str = "") -> None:
    """Save a template, or list those that there are."""
    await thinking(interaction)
    if not team:
        await whisper(interaction, await _list(interaction))
        return
    found = await services(interaction).teams.require(viewer(interaction), team)
    kept = await services(interaction).templates.save(viewer(interaction), found.short_id, name or found.name)
    await whisper(interaction, _panel(interaction, kept, reader(interaction)(text.SAVED)))


class OpenTemplate(RefSelect, verb="template-open"):
    """Show one of the list; leaders can change it there."""

    placeholder = text.OPEN

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await heard(interaction)
        await redraw(interaction, _panel(interaction, await _require(interaction, ref)))


class DeleteTemplate(RefButton, verb="template-delete"):
    """Ask whether to delete it."""

    label = text.DELETE
    style = discord.ButtonStyle.danger

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        kept, words = await _require(interaction, self.ref), reader(interaction)
        sentence = words(text.SURE, name=shown(kept.name))
        yes, no = DeleteTemplateYes(self.ref, words), KeepTemplate(self.ref, words)
        await redraw(interaction, Notice(sentence, yes, no))


class DeleteTemplateYes(RefButton, verb="template-delete-yes"):
    """Delete it."""

    label = text.YES
    style = discord.ButtonStyle.danger

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        gone = await services(interaction).templates.delete(viewer(interaction), self.ref)
        await redraw(interaction, Notice(reader(interaction)(text.GONE, name=shown(gone.name))))


class KeepTemplate(RefButton, verb="template-keep"):
    """Leave it as it is and show it again."""

    label = text.KEEP

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        await redraw(interaction, _panel(interaction, await _require(interaction, self.ref)))


class NeedsOfEach(PickSelect, verb="template-each"):
    """What each subgroup needs."""

    placeholder = text.EACH

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await _ask(interaction, self.ref, values, of_squad=False)


class NeedsOfSquad(PickSelect, verb="template-squad"):
    """What the whole squad needs."""

    placeholder = text.WHOLE

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await _ask(interaction, self.ref, values, of_squad=True)


class ChooseCounted(RefSelect, verb="template-counted"):
    """Ask how many of a need; the reference is the template, the side and the need."""

    placeholder = text.CHOOSE_COUNT

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await heard(interaction)
        short_id, side, need = ref.split(":")
        kept, words = await _require(interaction, short_id), reader(interaction)
        numbers = number_options(kept, side, need)
        if not numbers:  # another leader took it out meanwhile
            await redraw(interaction, _panel(interaction, kept))
            return
        named = need_name(Demand(Need(need)), words, of_squad=side == SQUAD)
        said = words(text.ASK_COUNT, name=shown(kept.name), need=named)
        await redraw(interaction, Layout(ui.TextDisplay(said), row(ChooseCount(numbers, words))))


class ChooseCount(RefSelect, verb="template-count"):
    """Say how many."""

    placeholder = text.HOW_MANY

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await heard(interaction)
        short_id, side, need, number = ref.split(":")
        templates, eyes = services(interaction).templates, viewer(interaction)
        kept = await templates.count(eyes, short_id, Need(need), int(number), of_squad=side == SQUAD)
        await redraw(interaction, _panel(interaction, kept, reader(interaction)(text.CHANGED)))


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (template,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (
    OpenTemplate,
    DeleteTemplate,
    DeleteTemplateYes,
    KeepTemplate,
    NeedsOfEach,
    NeedsOfSquad,
    ChooseCounted,
    ChooseCount,
)


async def _ask(interaction: Interaction, ref: str, needs: Sequence[str], *, of_squad: bool) -> None:
    await heard(interaction)
    kept = await services(interaction).templates.ask(viewer(interaction), ref, needs, of_squad=of_squad)
    await redraw(interaction, _panel(interaction, kept, reader(interaction)(text.CHANGED)))


async def _require(interaction: Interaction, ref: str) -> GuildTemplate:
    return await services(interaction).templates.require(viewer(interaction), ref)


async def _list(interaction: Interaction) -> Layout:
    words = reader(interaction)
    kept = await services(interaction).templates.list_here(viewer(interaction))
    head = f"## {words(text.TITLE)}"
    if not kept:
        return Layout(ui.Container(ui.TextDisplay(head), ui.TextDisplay(words(text.NONE)), accent_color=ACCENT))
    rows = [f"- {_row(one, words)}" for one in kept]
    options = [discord.SelectOption(label=clip(one.name, CHOICE_NAME), value=one.short_id) for one in kept]
    hint = ui.TextDisplay[Any](f"-# {words(text.HINT)}")
    body = ui.Container[Any](ui.TextDisplay(head), ui.TextDisplay("\n".join(rows)), hint, accent_color=ACCENT)
    return Layout(body, row(OpenTemplate(options, words)))


def _row(kept: GuildTemplate, words: Words) -> str:
    content = kept.content
    needs = ", ".join(_needs((*content.needs, *content.squad_needs), words)) or words(text.NO_NEEDS)
    name = shown(kept.name, limit=_NAME)
    return words(text.ROW, name=name, places=content.subgroups * PLACES, needs=clip(needs, 2 * _NAME))


def _panel(interaction: Interaction, kept: GuildTemplate, note: str | None = None) -> Layout:
    words, content = reader(interaction), kept.content
    mode = [mode_name(content.mode, words)] if content.mode is not None else []
    size = f"{content.subgroups} x {PLACES}"
    parts = [f"## {shown(kept.name)}\n{_DOT.join([size, *mode])}"]
    for title, side in ((text.EACH, content.needs), (text.WHOLE, content.squad_needs)):
        needs = _needs(side, words)
        parts.append(f"**{words(title)}**\n{', '.join(needs) if needs else f'*{words(text.NO_NEEDS)}*'}")
    body = ui.Container[Any](*(ui.TextDisplay(part) for part in parts), accent_color=ACCENT)
    head = [ui.TextDisplay[Any](note)] if note else []
    return Layout(*head, body, *(_controls(kept, words) if viewer(interaction).is_leader() else []))


def _controls(kept: GuildTemplate, words: Words) -> list[ui.Item[Any]]:
    content, ref = kept.content, kept.short_id
    counted = counted_options(kept, words)
    return [
        row(NeedsOfEach(ref, _options(content.needs, words), words)),
        row(NeedsOfSquad(ref, _options(content.squad_needs, words), words)),
        *([row(ChooseCounted(counted, words))] if counted else []),
        row(DeleteTemplate(ref, words)),
    ]


def _options(side: Sequence[Demand], words: Words) -> list[discord.SelectOption]:
    asked = {demand.need for demand in side if demand.amount}
    return [
        discord.SelectOption(label=supply_name(need.value, words), value=need.value, default=need in asked)
        for need in Need
    ]


def _needs(side: Sequence[Demand], words: Words) -> list[str]:
    """Return what is asked for, with how many where that is not one, and the upper limits."""
    told = []
    for demand in side:
        need = supply_name(demand.need.value, words)
        if demand.amount:
            told.append(need if demand.amount == 1 else words(text.COUNTED, need=need, count=demand.amount))
        if demand.at_most is not None:
            told.append(words(text.LIMITED, need=need, count=demand.at_most))
    return told
