"""The buttons of the leader's board that leave it as it is: publish the lineup, show what was changed."""

from typing import TYPE_CHECKING

import discord
from discord import ui
from typing_extensions import override

from bot.services.jobs import Handler
from bot.services.raids.announcing import Saying
from bot.services.raids.lineups import RESEAT
from cogs.raids.cards import ACCENT
from cogs.raids.leaving import SEND_S, ask_who_left
from cogs.raids.lineup import text
from cogs.raids.lineup.render import render_history, render_published
from cogs.raids.saying import Message, announce
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
        lineups, eyes, words = services(interaction).lineups, viewer(interaction), reader(interaction)
        roster = (await lineups.require(eyes, self.ref)).roster
        await ask_who_left(interaction.client, roster, SEND_S)
        saying = await lineups.publish(eyes, self.ref)
        left = services(interaction).leavers.among(roster.raid.guild, roster.seat_by_user)
        said = [await _published(interaction.client, saying, words)] if saying is not None or not left else []
        if left:
            said.append(words.n(text.UNMENTIONED_ONE, text.UNMENTIONED_MANY, len(left)))
        await whisper(interaction, Layout(ui.TextDisplay("\n".join(said))))


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


async def send_lineup(bot: "Bot", saying: Saying) -> None:
    """Mention those of the announcement who still sit, each where they do."""
    roster = saying.roster
    people = [user for user in saying.announcement.people if user in roster.seat_by_user]
    said = render_published(roster, people, words_for(roster.raid.locale))
    await announce(bot, saying, [Message(said, people)] if people else [])


async def _published(bot: "Bot", saying: Saying | None, words: Words) -> str:
    """Mention them; returns what became of it."""
    if saying is None:
        return words(text.PUBLISHED_NOBODY)
    try:
        await send_lineup(bot, saying)
    except (discord.Forbidden, discord.NotFound):
        return words(text.NOT_PUBLISHED, channel=f"<#{saying.raid.channel}>")
    return words.n(text.PUBLISHED_ONE, text.PUBLISHED_MANY, len(saying.announcement.people))
