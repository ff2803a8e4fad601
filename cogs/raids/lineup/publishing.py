"""The buttons of the leader's board that leave it as it is: publish the lineup, show what was changed."""

from typing import TYPE_CHECKING

import discord
from discord import ui
from typing_extensions import override

from bot.domain.ids import UserId
from bot.domain.raids import Roster
from bot.services.jobs import Handler
from bot.services.raids.lineups import RESEAT
from cogs.raids.cards import ACCENT
from cogs.raids.lineup import text
from cogs.raids.lineup.render import render_history, render_published
from cogs.raids.saying import say
from cogs.ui.controls import Layout, RefButton
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import Words, reader, words_for

if TYPE_CHECKING:
    from bot.app import Bot


class PublishLineup(RefButton, verb="lineup-publish"):
    """Mention those who are seated, each once for the same place."""

    label = text.PUBLISH
    style = discord.ButtonStyle.success

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        board, people = await services(interaction).lineups.publish(viewer(interaction), self.ref)
        is_sent = not people or await _send(interaction.client, board.roster, people)
        said = _told(board.roster, people, reader(interaction), is_sent=is_sent)
        await whisper(interaction, Layout(ui.TextDisplay(said)))


class LineupHistory(RefButton, verb="lineup-history"):
    """Show what leaders changed."""

    label = text.HISTORY

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        board = await services(interaction).lineups.require(viewer(interaction), self.ref)
        history = render_history(board.history, reader(interaction))
        await whisper(interaction, Layout(ui.Container(ui.TextDisplay(history), accent_color=ACCENT)))


def handlers(bot: "Bot") -> dict[str, Handler]:
    """Return who lets the next of those who wait move up after somebody was erased."""

    async def reseat(ref: str) -> bool:
        await bot.services.lineups.reseat(ref)
        return True

    return {RESEAT: reseat}


async def _send(bot: "Bot", roster: Roster, people: tuple[UserId, ...]) -> bool:
    """Mention these people where the raid is talked about; false, and noted as untold, where Discord refuses."""
    raid = roster.raid
    said = render_published(roster, people, words_for(raid.locale))
    try:
        await say(bot, raid, said, people)
    except (discord.Forbidden, discord.NotFound):
        await bot.services.lineups.unpublish(raid.short_id, people)
        return False
    return True


def _told(roster: Roster, people: tuple[UserId, ...], words: Words, *, is_sent: bool) -> str:
    if not people:
        return words(text.PUBLISHED_NOBODY)
    if not is_sent:
        return words(text.NOT_PUBLISHED, channel=f"<#{roster.raid.channel}>")
    return words.n(text.PUBLISHED_ONE, text.PUBLISHED_MANY, len(people))
