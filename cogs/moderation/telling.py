"""What owners and suspended people are told, what the log channel shows, and the one answer."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

import discord
import structlog
from discord import ui
from typing_extensions import override

from bot.domain.ids import GuildId
from bot.domain.order import ANSWERABLE, REASON_LIMIT, Deed, LogEntry
from cogs.moderation import text
from cogs.moderation.log import render_entry
from cogs.moderation.reports_render import render_posted
from cogs.ui.controls import Notice, RefButton
from cogs.ui.limits import NONCE
from cogs.ui.markup import shown
from cogs.ui.modals import Answers, SafeModal, answer_form, form_heard, in_time
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.words import Words, addressed, moment, reader, words_for

if TYPE_CHECKING:
    from bot.app import Bot

_log = structlog.get_logger(__name__)
_NAME = 60


class AnswerModerators(RefButton, verb="order-answer"):
    """Open the form for the one answer of an owner."""

    label = text.ANSWER

    @override
    async def press(self, interaction: Interaction) -> None:
        await in_time(services(interaction).moderation.require_answerable(viewer(interaction), UUID(self.ref)))
        await AnswerForm.of(self.ref, reader(interaction)).open(interaction)


class AnswerForm(SafeModal, verb="order-answer"):
    """What the owner says to the reason."""

    @classmethod
    def of(cls, ref: str, words: Words) -> "AnswerForm":
        form = cls(words(text.ANSWER_TITLE), ref)
        field: ui.TextInput[Any] = ui.TextInput(
            custom_id="answer", style=discord.TextStyle.paragraph, max_length=REASON_LIMIT
        )
        form.add(words(text.ANSWER), field, words(text.ANSWER_HINT))
        return form

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await form_heard(interaction)
        await services(interaction).moderation.answer(viewer(interaction), UUID(ref), answers.texts["answer"])
        await answer_form(interaction, Notice(reader(interaction)(text.ANSWERED)))


async def tell_owner(bot: "Bot", key: str) -> bool:
    """Write to whom a deed concerns; whoever takes no messages is told when they next use the bot."""
    entry = await bot.services.moderation.find_entry(UUID(key))
    if entry is None or entry.subject is None or entry.deed not in text.TOLD:
        return True
    guild = await guild_of(bot, entry.guild)
    words = addressed(bot, entry.subject, _locale(bot, guild))
    try:
        person = await bot.fetch_user(entry.subject)
        await person.send(view=letter(entry, guild.name, words), nonce=entry.id.hex[:NONCE])
    except (discord.Forbidden, discord.NotFound) as error:
        _log.info("not told", status=error.status, code=error.code)
        await bot.services.notices.leave(entry.subject, entry.guild, entry.id)
    return True


def letter(entry: LogEntry, guild: str, words: Words) -> Notice:
    """Return what whoever a deed concerns is told of it, with the button for their one answer."""
    reason, target = shown(" ".join(entry.reason.split())), shown(entry.target, limit=_NAME)
    rows = [words(text.TOLD[entry.deed], guild=shown(guild, limit=_NAME), target=target, reason=reason)]
    if entry.deed is Deed.SUSPEND and entry.target:
        rows.append(words(text.SUSPENDED_OVER, target=target))
    if entry.until is not None:
        rows.append(words(text.SUSPENDED_UNTIL, until=moment(entry.until, "f")))
    can_answer = entry.deed in ANSWERABLE and entry.answer is None
    return Notice("\n".join(rows), *([AnswerModerators(entry.id.hex, words)] if can_answer else []))


async def tell_log(bot: "Bot", key: str) -> bool:
    """Post a deed in the log channel of its guild, where there is one that we may write in."""
    entry = await bot.services.moderation.find_entry(UUID(key))
    if entry is None:
        return True
    await _post(bot, entry.guild, entry.id, lambda words: render_entry(entry, words))
    return True


async def tell_report(bot: "Bot", key: str) -> bool:
    """Post in the log channel that something was reported; not by whom."""
    guild, _, report_id = key.partition(":")
    report = await bot.services.reports.find_told(GuildId(int(guild)), UUID(report_id))
    if report is not None and report.complaints and report.decision is None:
        await _post(bot, report.guild, report.id, lambda words: render_posted(report, words))
    return True


def _locale(bot: "Bot", guild: discord.Guild) -> str:
    return bot.services.rulebook.get(GuildId(guild.id)).language or str(guild.preferred_locale)


async def _post(bot: "Bot", where: GuildId, key: UUID, render: Callable[[Words], str]) -> None:
    channel = bot.services.rulebook.get(where).log_channel
    if channel is None:
        return
    words = words_for(_locale(bot, await guild_of(bot, where)))
    try:
        await bot.get_partial_messageable(channel).send(render(words), nonce=key.hex[:NONCE])
    except (discord.Forbidden, discord.NotFound) as error:
        _log.warning("log channel not written", status=error.status, code=error.code)


async def guild_of(bot: "Bot", guild: GuildId) -> discord.Guild:
    """Return a guild, asked of Discord where it is not known."""
    return bot.get_guild(guild) or await bot.fetch_guild(guild)


CONTROLS = (AnswerModerators,)
