"""What owners and suspended people are told, what the log channel shows, and the one answer."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

import discord
import structlog
from discord import ui
from typing_extensions import override

from bot.domain.ids import GuildId
from bot.domain.order import REASON_LIMIT, Deed, LogEntry
from cogs.moderation import text
from cogs.moderation.log import render_entry
from cogs.ui.controls import Notice, RefButton
from cogs.ui.limits import NONCE
from cogs.ui.markup import shown
from cogs.ui.modals import Answers, SafeModal, answer_form, form_heard
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.words import Words, addressed, reader, words_for

if TYPE_CHECKING:
    from bot.app import Bot

_log = structlog.get_logger(__name__)
_NAME = 60


class AnswerModerators(RefButton, verb="order-answer"):
    """Open the form for the one answer of an owner."""

    label = text.ANSWER

    @override
    async def press(self, interaction: Interaction) -> None:
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
    """Write to whom a deed concerns; a closed mailbox is no error, since publishing says the reason too."""
    entry = await bot.services.moderation.find_entry(UUID(key))
    if entry is None or entry.subject is None or entry.deed not in text.TOLD:
        return True
    guild = bot.get_guild(entry.guild) or await bot.fetch_guild(entry.guild)
    words = addressed(bot, entry.subject, _locale(bot, guild))
    reason = shown(" ".join(entry.reason.split()))
    target = shown(entry.target, limit=_NAME)
    said = words(text.TOLD[entry.deed], guild=shown(guild.name, limit=_NAME), target=target, reason=reason)
    buttons = [AnswerModerators(entry.id.hex, words)] if entry.deed is Deed.HIDE else []
    try:
        person = await bot.fetch_user(entry.subject)
        await person.send(view=Notice(said, *buttons), nonce=entry.id.hex[:NONCE])
    except (discord.Forbidden, discord.NotFound) as error:
        _log.info("not told", status=error.status, code=error.code)
    return True


async def tell_log(bot: "Bot", key: str) -> bool:
    """Post a deed in the log channel of its guild, where there is one that we may write in."""
    entry = await bot.services.moderation.find_entry(UUID(key))
    if entry is None:
        return True
    channel = bot.services.rulebook.get(entry.guild).log_channel
    if channel is None:
        return True
    guild = bot.get_guild(entry.guild) or await bot.fetch_guild(entry.guild)
    try:
        await _post(bot, channel, entry, words_for(_locale(bot, guild)))
    except (discord.Forbidden, discord.NotFound) as error:
        _log.warning("log channel not written", status=error.status, code=error.code)
    return True


async def _post(bot: "Bot", channel: int, entry: LogEntry, words: Words) -> None:
    place = bot.get_partial_messageable(channel)
    await place.send(render_entry(entry, words), nonce=entry.id.hex[:NONCE])


def _locale(bot: "Bot", guild: discord.Guild) -> str:
    return bot.services.rulebook.get(GuildId(guild.id)).language or str(guild.preferred_locale)


CONTROLS = (AnswerModerators,)
