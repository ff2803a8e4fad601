"""`/raid edit`: the panel by which leaders change a raid."""

from collections.abc import Awaitable
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.raid_options import RoleGroup
from bot.domain.raids import Raid, RaidStatus, Roster
from bot.domain.viewer import Viewer
from bot.errors import ConflictError
from bot.services.raids.editing import Changed
from cogs.raids.asks import parse_limits, render_asks
from cogs.raids.cards import ACCENT
from cogs.raids.editing import text
from cogs.raids.editing.canceling import CallOff
from cogs.raids.editing.form import RaidForm, field
from cogs.raids.editing.leaf import PAGES, OpenPanel, ToOptions, ToPanel, ToRequests, ToSeries
from cogs.raids.editing.moving import ChooseChannel, may_move
from cogs.raids.faults import render_faults
from cogs.raids.posting import PostRaid
from cogs.raids.render import render_head
from cogs.raids.rules import find_series
from cogs.ui.contents import named, offered
from cogs.ui.controls import Layout, RefButton, RefSelect, row
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.markup import shown
from cogs.ui.modals import Answers, SafeModal, answer_form, form_heard, in_time
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.prose import prose_within
from cogs.ui.raid_choices import suggest_led_raids
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.words import Words, reader

_NOTES = 1_000


@app_commands.command(name="edit", description=T("Change a raid, for its leaders: time, notes, places, options"))
@app_commands.describe(raid=T("A raid that you lead"))
@app_commands.autocomplete(raid=suggest_led_raids)
async def edit(interaction: Interaction, raid: str) -> None:
    """Show the panel."""
    await thinking(interaction)
    await whisper(interaction, await panel(interaction, await find(interaction, raid)))


class SizeForm(SafeModal, verb="raid-size"):
    """How many take part, and how many of each group of roles at most."""

    def __init__(self, raid: Raid, words: Words) -> None:
        super().__init__(words(text.SIZE_TITLE), f"{raid.short_id}:{raid.revision}")
        self.add(words(text.SIZE_FIELD), field("size", str(raid.size), 2, required=True))
        limits = dict(raid.options.limits)
        for group in RoleGroup:
            most = "" if group not in limits else str(limits[group])
            label = words(text.GROUP_FIELD, group=words(text.GROUPS[group]))
            self.add(label, field(group, most, 2), words(text.GROUP_HINT))

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await form_heard(interaction)
        short_id, _, revision = ref.partition(":")
        limits = parse_limits({group: answers.texts.get(group, "").strip() for group in RoleGroup})
        said = answers.texts["size"].strip()
        size = int(said) if said.isascii() and said.isdigit() else 0
        work = services(interaction).raid_editor.set_size(viewer(interaction), short_id, int(revision), size, limits)
        await answer_form(interaction, await changed_panel(interaction, short_id, work))


class EditRaid(RefButton, verb="raid-edit"):
    """Open the form with title, time and notes."""

    label = text.EDIT
    emoji = "✏️"

    @override
    async def press(self, interaction: Interaction) -> None:
        roster = await in_time(find(interaction, self.ref))
        await RaidForm(roster.raid, reader(interaction)).open(interaction)


class EditSize(RefButton, verb="raid-places"):
    """Open the form with size and limits."""

    label = text.SIZE_BUTTON

    @override
    async def press(self, interaction: Interaction) -> None:
        roster = await in_time(find(interaction, self.ref))
        await SizeForm(roster.raid, reader(interaction)).open(interaction)


class TakeOver(RefButton, verb="raid-take"):
    """Lead the raid from now on."""

    label = text.TAKE_OVER

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        changed = await services(interaction).raid_editor.take_over(viewer(interaction), self.ref)
        await redraw(interaction, await panel(interaction, changed.roster, note=reader(interaction)(text.TOOK_OVER)))


class ChooseTemplate(RefSelect, verb="raid-template"):
    """Play something else."""

    placeholder = text.CHOOSE_TEMPLATE

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await heard(interaction)
        short_id, revision, content = ref.split(":", 2)
        work = services(interaction).raid_editor.set_content(viewer(interaction), short_id, int(revision), content)
        await redraw(interaction, await changed_panel(interaction, short_id, work))


async def find(interaction: Interaction, ref: str) -> Roster:
    """Return a raid that the person may change."""
    return await services(interaction).raid_editor.require(viewer(interaction), ref)


async def changed_roster(interaction: Interaction, ref: str, work: Awaitable[Changed]) -> tuple[Roster, str]:
    """Return the raid after a change and what to say of it; where another hand was quicker, as it is now."""
    words = reader(interaction)
    try:
        changed = await work
    except ConflictError:
        return await find(interaction, ref), words(text.CHANGED_MEANWHILE)
    return changed.roster, _effects(changed, words)


async def changed_panel(interaction: Interaction, ref: str, work: Awaitable[Changed]) -> Layout:
    """Return the panel after a change."""
    roster, note = await changed_roster(interaction, ref, work)
    return await panel(interaction, roster, note=note)


async def panel(interaction: Interaction, roster: Roster, note: str | None = None) -> Layout:
    """Return the raid as its leader changes it."""
    words, raid = reader(interaction), roster.raid
    said = [render_head(raid, words), prose_within(raid.notes, _NOTES)]
    if raid.channel is not None and raid.message is None:
        said.append(words(text.POSTED_IN, channel=f"<#{raid.channel}>"))
    said += [await find_series(interaction, raid), render_asks(raid, words)]
    if raid.faults:
        said.append(render_faults(raid, words))
    if raid.leader is None:
        said.append(f"⚠️ {words(text.NO_LEADER)}")
    parts: list[ui.Item[Any]] = [ui.TextDisplay(note)] if note else []
    parts.append(ui.Container(ui.TextDisplay("\n".join(filter(None, said))), accent_color=ACCENT))
    parts.append(row(*_buttons(raid, words)))
    parts.append(row(ChooseTemplate(await _templates(interaction, raid, words), words)))
    if may_move(raid):
        parts.append(row(ChooseChannel(raid.short_id, words)))
    if more := _more(roster, viewer(interaction), words):
        parts.append(row(*more))
    return Layout(*parts)


def _buttons(raid: Raid, words: Words) -> list[ui.Item[Any]]:
    buttons: list[ui.Item[Any]] = [
        EditRaid(raid.short_id, words),
        EditSize(raid.short_id, words),
        ToOptions(raid.short_id, words),
        ToSeries(raid.short_id, words),
    ]
    if raid.status is RaidStatus.DRAFT or (raid.status is RaidStatus.OPEN and raid.message is None):
        buttons.append(PostRaid(raid.short_id, words))
    return buttons


def _more(roster: Roster, eyes: Viewer, words: Words) -> list[ui.Item[Any]]:
    """Return what is seldom wanted, below the rest."""
    raid, buttons = roster.raid, list[ui.Item[Any]]()
    if roster.requests() or raid.options.approval:
        buttons.append(ToRequests(raid.short_id, words))
    if raid.leader != eyes.user:
        buttons.append(TakeOver(raid.short_id, words))
    if raid.status is not RaidStatus.CANCELED:
        buttons.append(CallOff(raid.short_id, words))
    return buttons


async def _templates(interaction: Interaction, raid: Raid, words: Words) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=clip(named(content, words), CHOICE_NAME),
            value=f"{raid.short_id}:{raid.revision}:{content.id}",
            default=content.id == raid.content,
        )
        for content in await offered(interaction)
    ][:CHOICES]


def _effects(changed: Changed, words: Words) -> str:
    rows = [words(text.SAVED)]
    if changed.displaced:
        rows.append(words.n(text.DISPLACED_ONE, text.DISPLACED, changed.displaced))
    if changed.guests:
        names = words.list(shown(name, limit=40) for name in changed.guests)
        rows.append(words(text.GUESTS_LOST, names=names))
    return "\n".join(rows)


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (edit,)
PAGES[ToPanel.verb] = PAGES[OpenPanel.verb] = panel
CONTROLS = (EditRaid, EditSize, TakeOver, ChooseTemplate)
