"""*Report* on a message, and the form in which somebody says why."""

from typing import Any
from uuid import UUID

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.ids import UserId
from bot.domain.order import REASON_LIMIT
from bot.domain.reports import ReportKind
from bot.errors import NotFoundError
from cogs.moderation import reports_text as text
from cogs.ui.controls import Notice, RefButton
from cogs.ui.messages import text_of
from cogs.ui.modals import Answers, SafeModal, in_time
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.reporting import custom_ids, find_thing, open_report
from cogs.ui.words import Words, reader

_RAID = "raid-sign:"


@app_commands.context_menu(name=T("Report"))
@app_commands.guild_only()
async def report(interaction: Interaction, message: discord.Message) -> None:
    """Ask why; of a card of ours the build or team is meant, of a raid's post its leader's words."""
    thing = find_thing(message) if message.author == interaction.client.user else None
    if thing is not None:
        await open_report(interaction, *thing)
        return
    ref = f"{message.channel.id}/{message.id}"
    await in_time(_begin(interaction, message, ref))
    await open_report(interaction, ReportKind.MESSAGE, ref)


class ReportForm(SafeModal, verb="report"):
    """Why somebody reports something. Sent empty by whoever reported it before, it withdraws that."""

    def __init__(self, ref: str, said: str, words: Words) -> None:
        super().__init__(words(text.TITLE), ref)
        field: ui.TextInput[Any] = ui.TextInput(
            custom_id="reason",
            style=discord.TextStyle.paragraph,
            max_length=REASON_LIMIT,
            default=said or None,
            required=not said,
        )
        self.add(words(text.WHY), field, words(text.AGAIN_HINT if said else text.WHY_HINT))

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await thinking(interaction)  # what it was opened from may be for all to see
        kind, _, named = ref.partition(":")
        eyes, reports, words = viewer(interaction), services(interaction).reports, reader(interaction)
        said = answers.texts["reason"]
        own = None if said.strip() else await reports.find_own(eyes, ReportKind(kind), named)
        if own is not None:
            await reports.withdraw(eyes, own.id)
            await whisper(interaction, Notice(words(text.WITHDRAWN)))
            return
        kept = await reports.report(eyes, ReportKind(kind), named, said, place=_place(interaction))
        await whisper(interaction, Notice(words(text.REPORTED), Withdraw(kept.id.hex, words)))


class Withdraw(RefButton, verb="report-withdraw"):
    """Take back what one reported."""

    label = text.WITHDRAW

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        await services(interaction).reports.withdraw(viewer(interaction), UUID(self.ref))
        await redraw(interaction, Notice(reader(interaction)(text.WITHDRAWN)))


MENUS = (report,)
CONTROLS = (Withdraw,)


async def _begin(interaction: Interaction, message: discord.Message, ref: str) -> None:
    author = await _author(interaction, message)
    await services(interaction).reports.begin(viewer(interaction), ref, author, text_of(message))


async def _author(interaction: Interaction, message: discord.Message) -> UserId | None:
    """Return whose words a message is: of a raid's post, those of its leader; of another bot's, nobody's."""
    if not message.author.bot:
        return UserId(message.author.id)
    if message.author != interaction.client.user:
        return None
    raids = (one.removeprefix(_RAID) for one in custom_ids(message.components) if one.startswith(_RAID))
    for ref in raids:
        try:
            return (await services(interaction).raids.require(viewer(interaction), ref)).raid.leader
        except NotFoundError:
            break
    return None


def _place(interaction: Interaction) -> str | None:
    message = interaction.message
    if message is None or message.flags.ephemeral:
        return None
    return f"{message.channel.id}/{message.id}"
