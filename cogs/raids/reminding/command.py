"""`/raid remind`: which reminders go out, one now, and how a person gets theirs."""

from collections.abc import Sequence
from typing import Any, ClassVar

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.reminders import SCHEDULED, Reminder, Way
from bot.services.raids.reminding import ReminderPlan
from cogs.raids.cards import ACCENT
from cogs.raids.reminding import text
from cogs.raids.reminding.sending import ask_before, send_by_hand
from cogs.ui.controls import Layout, Notice, RefButton, row
from cogs.ui.direct import write_to
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.picking import PickSelect
from cogs.ui.raid_choices import suggest_raids
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.words import Words, moment, reader

_NAMES = {Reminder.DAY: text.DAY, Reminder.HOUR: text.HOUR, Reminder.QUARTER: text.QUARTER}
_WAYS = {Way.CHANNEL: text.BY_CHANNEL, Way.DIRECT: text.BY_DIRECT, Way.NONE: text.BY_NONE}


@app_commands.command(name="remind", description=T("Choose how you are reminded; leaders choose what goes out"))
@app_commands.describe(raid=T("A raid of this server"))
@app_commands.autocomplete(raid=suggest_raids)
async def remind(interaction: Interaction, raid: str) -> None:
    """Show the panel of a raid's reminders."""
    await thinking(interaction)
    plan = await services(interaction).reminders.show(viewer(interaction), raid)
    await whisper(interaction, panel(plan, reader(interaction)))


class ChooseReminders(PickSelect, verb="raid-remind"):
    """Say which reminders go out by themselves."""

    placeholder = text.CHOOSE

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        wanted = [which for which in SCHEDULED if which in values]
        plan = await services(interaction).reminders.choose(viewer(interaction), self.ref, wanted)
        await redraw(interaction, panel(plan, reader(interaction)))


class ChooseWay(PickSelect, verb="raid-remind-me"):
    """Say how one gets reminders. A direct message is tried at once, so that nobody waits for one in vain."""

    placeholder = text.CHOOSE_WAY
    least = most = 1

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        way, words = Way(values[0]), reader(interaction)
        await services(interaction).reminders.set_way(viewer(interaction), way)
        is_open = way is not Way.DIRECT or await write_to(
            interaction.client, viewer(interaction).user, words(text.DIRECT_WORKS)
        )
        plan = await services(interaction).reminders.show(viewer(interaction), self.ref)
        await redraw(interaction, panel(plan, words, note=None if is_open else words(text.DIRECT_CLOSED)))


class _Ask(RefButton, verb="raid-remind-ask"):
    """Ask whether a reminder is to go out now."""

    which: ClassVar[Reminder]
    question: ClassVar[str]

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        plan, words = await services(interaction).reminders.show(viewer(interaction), self.ref), reader(interaction)
        values = {
            "title": shown(plan.raid.title),
            "channel": f"<#{plan.raid.thread or plan.raid.channel}>",
            "count": plan.expected,
        }
        yes = SendSeated if self.which is Reminder.NOW else SendAsked
        await redraw(interaction, Notice(words(self.question, **values), yes(self.ref, words), Back(self.ref, words)))


class AskSeated(_Ask, verb="raid-remind-now"):
    """Before those who have a place are reminded."""

    label = text.SEND_SEATED
    which = Reminder.NOW
    question = text.CONFIRM_SEATED


class AskMissing(_Ask, verb="raid-remind-missing"):
    """Before those who did not answer are asked."""

    label = text.SEND_ASKED
    which = Reminder.ASK
    question = text.CONFIRM_ASKED


class SendSeated(RefButton, verb="raid-remind-send"):
    """Remind those who have a place."""

    label = text.YES_SEND
    style = discord.ButtonStyle.primary
    which: ClassVar[Reminder] = Reminder.NOW

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        service, words = services(interaction).reminders, reader(interaction)
        if (await service.show(viewer(interaction), self.ref)).expected is not None:  # asked for by leaders alone
            await ask_before(interaction.client, self.ref, self.which)
        call = await service.send_now(viewer(interaction), self.ref, self.which)
        count = len(call.mentioned) + call.direct
        note = words(text.SENT, count=count) if count else words(text.NOBODY)
        try:
            if call.saying is not None:
                await send_by_hand(interaction.client, call.saying)
        except (discord.Forbidden, discord.NotFound):
            note = words(text.UNSENT, channel=f"<#{call.raid.thread or call.raid.channel}>")
        plan = await service.show(viewer(interaction), self.ref)
        await redraw(interaction, panel(plan, words, note=note))


class SendAsked(SendSeated, verb="raid-remind-send-missing"):
    """Ask those who did not answer."""

    which = Reminder.ASK


class Back(RefButton, verb="raid-remind-back"):
    """Show the panel again."""

    label = text.BACK

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        plan = await services(interaction).reminders.show(viewer(interaction), self.ref)
        await redraw(interaction, panel(plan, reader(interaction)))


CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (
    ChooseReminders,
    ChooseWay,
    AskSeated,
    AskMissing,
    SendSeated,
    SendAsked,
    Back,
)
COMMANDS: tuple[app_commands.Command[Any, ..., None], ...] = (remind,)


def panel(plan: ReminderPlan, words: Words, *, note: str | None = None) -> Layout:
    """Return what goes out when; leaders choose it, everybody chooses how they get theirs."""
    ref, leads = plan.raid.short_id, plan.expected is not None
    rows = [f"## {words(text.TITLE, title=shown(plan.raid.title, limit=80))}", render_next(plan, words)]
    if leads:
        rows.append(f"-# {words(text.EXPECTED, count=plan.expected)}")
    else:
        rows += [f"- {words(_NAMES[which])}" for which in plan.wanted]
    parts: list[ui.Item[Any]] = [ui.TextDisplay("\n".join(rows))]
    if leads:
        options = [
            discord.SelectOption(label=words(_NAMES[which]), value=which, default=which in plan.wanted)
            for which in SCHEDULED
        ]
        parts.append(row(ChooseReminders(ref, options, words)))
        parts.append(row(AskSeated(ref, words), AskMissing(ref, words, disabled=not plan.expected)))
    ways = [discord.SelectOption(label=words(name), value=way, default=way is plan.way) for way, name in _WAYS.items()]
    parts += [ui.Separator(), ui.TextDisplay(words(text.MY_WAY, way=f"**{words(_WAYS[plan.way])}**"))]
    parts.append(row(ChooseWay(ref, ways, words)))
    return Layout(*([ui.TextDisplay(note)] if note else []), ui.Container(*parts, accent_color=ACCENT))


def render_next(plan: ReminderPlan, words: Words) -> str:
    """Return which reminder goes out next, and when."""
    if plan.next is None:
        return words(text.NO_NEXT)
    which, at = plan.next
    return words(text.NEXT, which=words(_NAMES[which]), when=f"{moment(at, 'f')} ({moment(at)})")
