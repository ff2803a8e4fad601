"""A bot of discord.py alone, the yardstick of `bench commands`: the same commands, answered at once and always alike.

It knows no database, no language and no permission. What it answers is about as long as what this bot answers.
`python -m bot.cli.load.bare` runs it, by the settings `DISCORD_TOKEN` and `DISCORD_API_URL`.
"""

import os
import re
from typing import Any, Self

import discord
import yarl
from discord import app_commands, ui
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from typing_extensions import override

_FIELDS = 6
_LINE = "Virtuoso · Mesmer · PvE, with a line of text as long as one of a card usually is, and `k7m3qx2a`"


class SignUp(ui.DynamicItem[ui.Button[Any]], template=r"raid-sign:(?P<ref>.+)"):
    """A button that works without a memory."""

    def __init__(self, ref: str) -> None:
        super().__init__(ui.Button(label="Sign up", custom_id=f"raid-sign:{ref}"))

    @classmethod
    @override
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["ref"])

    @override
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await _answer(interaction)


class BuildCommands(commands.GroupCog, group_name="build", group_description="Builds"):
    """The `/build` commands of the load."""

    @app_commands.command(name="show", description="Show a build")
    async def show(self, interaction: discord.Interaction, build: str) -> None:
        """Answer."""
        await _answer(interaction, build)

    @show.autocomplete("build")
    async def _suggest(self, _interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current} {_LINE[:60]}", value=str(number)) for number in range(10)]

    @app_commands.command(name="list", description="List builds")
    async def list(self, interaction: discord.Interaction, which: str = "own") -> None:
        """Answer."""
        await _answer(interaction, which)

    @app_commands.command(name="search", description="Find builds")
    async def search(self, interaction: discord.Interaction, text: str = "") -> None:
        """Answer."""
        await _answer(interaction, text)

    @app_commands.command(name="publish", description="Publish a build")
    async def publish(self, interaction: discord.Interaction, build: str) -> None:
        """Answer."""
        await _answer(interaction, build)

    @app_commands.command(name="save", description="Save a build")
    async def save(self, interaction: discord.Interaction, code: str, name: str) -> None:
        """Answer."""
        await _answer(interaction, code, name)


class RaidCommands(commands.GroupCog, group_name="raid", group_description="Raids"):
    """The `/raid` commands of the load."""

    @app_commands.command(name="show", description="Show a raid")
    async def show(self, interaction: discord.Interaction, raid: str) -> None:
        """Answer."""
        await _answer(interaction, raid)


class BareBot(commands.AutoShardedBot):
    """The same connection to Discord as this bot's."""

    def __init__(self) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
        )

    @override
    async def setup_hook(self) -> None:
        await self.add_cog(BuildCommands())
        await self.add_cog(RaidCommands())
        self.add_dynamic_items(SignUp)
        await self.tree.sync()
        _, gateway, _ = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


async def _answer(interaction: discord.Interaction[Any], *values: str) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    embed = discord.Embed(title=" ".join(values)[:100], description="\n".join([_LINE] * 4))
    for number in range(_FIELDS):
        embed.add_field(name=f"Part {number}", value=_LINE)
    await interaction.followup.send(embed=embed, ephemeral=True)


def main() -> None:
    """Run until a signal."""
    Route.BASE = os.environ["DISCORD_API_URL"]
    BareBot().run(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    main()
