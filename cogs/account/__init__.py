"""`/account`: what the bot holds of the person who asks."""

from typing import TYPE_CHECKING, Any

from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands

from bot.domain.accounts import AccountSummary
from bot.services.accounts import Accounts
from cogs.account import text
from cogs.ui.controls import Layout
from cogs.ui.people import Interaction, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import Words, moment, reader

if TYPE_CHECKING:
    from bot.app import Bot


class Account(commands.GroupCog, group_name="account", group_description=T("What I hold about you")):
    """The `/account` commands."""

    def __init__(self, accounts: Accounts) -> None:
        super().__init__()
        self._accounts = accounts

    @app_commands.command(name="show", description=T("Show what I hold about you"))
    async def show(self, interaction: Interaction) -> None:
        await thinking(interaction)
        summary = await self._accounts.show(viewer(interaction))
        words = reader(interaction)
        card = ui.Container[Any](
            ui.TextDisplay(render_summary(summary, words)), ui.TextDisplay(f"-# {words(text.IDS)}")
        )
        await whisper(interaction, Layout(card))


def render_summary(summary: AccountSummary, words: Words) -> str:
    """Return in plain words what belongs to one person."""
    head = f"## {words(text.TITLE)}"
    seats = words.n(text.SEATS_ONE, text.SEATS_MANY, summary.seats) if summary.seats else ""
    answers = words.n(text.ANSWERS_ONE, text.ANSWERS_MANY, summary.answers) if summary.answers else ""
    attended = words.n(text.ATTENDED_ONE, text.ATTENDED_MANY, summary.attended) if summary.attended else ""
    loose = [row for row in (seats, answers, attended) if row]
    if summary.created_at is None:
        return "\n".join([head, *(loose or [words(text.NOTHING)])])
    rows = [
        words.n(text.BUILDS_ONE, text.BUILDS_MANY, summary.builds, published=summary.published),
        words.n(text.TEAMS_ONE, text.TEAMS_MANY, summary.teams),
        words.n(text.DELETED_ONE, text.DELETED_MANY, summary.deleted),
        *loose,
    ]
    since = words(text.SINCE, when=moment(summary.created_at, "d"))
    return "\n".join([head, since, *(f"- {row}" for row in rows)])


async def setup(bot: "Bot") -> None:
    """Add the commands; discord.py calls this on loading the extension."""
    await bot.add_cog(Account(bot.services.accounts))
