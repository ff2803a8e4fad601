"""`/build`: save, show, list, publish, unpublish, delete. Each parses, defers, asks the library and shows a card."""

from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands

from bot.domain.modes import GameMode
from bot.services.builds import BuildLibrary
from cogs.builds import text
from cogs.builds.controls import SHELF
from cogs.ui.choices import MODES, suggest_builds, suggest_own_builds
from cogs.ui.errors import HANDED_BACK
from cogs.ui.keeping import listed, question
from cogs.ui.limits import OPTION_TEXT
from cogs.ui.people import Interaction, taste, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.shelf import DELETED, OWN, PUBLIC
from cogs.ui.words import reader

_LISTS = [
    app_commands.Choice(name=T("mine"), value=OWN),
    app_commands.Choice(name=T("of this server"), value=PUBLIC),
    app_commands.Choice(name=T("deleted"), value=DELETED),
]


class Builds(commands.GroupCog, group_name="build", group_description=T("Keep, show and publish builds")):
    """The `/build` commands."""

    def __init__(self, library: BuildLibrary) -> None:
        super().__init__()
        self._library = library

    @app_commands.command(
        name="save",
        description=T("Save a build from its in-game build code"),
        extras={HANDED_BACK: ("code", "name")},
    )
    @app_commands.describe(
        code=T("The code that the game copies, such as [&DQ…]"),
        name=T("How you want to find it again; without a name, its specialization"),
        mode=T("The game mode that it is meant for"),
    )
    @app_commands.choices(mode=MODES)
    async def save(
        self,
        interaction: Interaction,
        code: app_commands.Range[str, 1, OPTION_TEXT],
        name: str | None = None,
        mode: str | None = None,
    ) -> None:
        await thinking(interaction)
        eyes = viewer(interaction)
        saved = await self._library.save(
            eyes, code, name=name, mode=GameMode(mode) if mode else taste(interaction).mode
        )
        note = reader(interaction)(text.SAVED if saved.is_new else text.ALREADY_SAVED)
        await whisper(interaction, SHELF.card(interaction, saved.build, note=note))

    @app_commands.command(name="show", description=T("Show a build"))
    @app_commands.describe(build=T("One of your builds or of this server's"))
    @app_commands.autocomplete(build=suggest_builds)
    async def show(self, interaction: Interaction, build: str) -> None:
        await thinking(interaction)
        found = await self._library.require(viewer(interaction), build)
        await whisper(interaction, SHELF.card(interaction, found))

    @app_commands.command(name="list", description=T("List your builds, or those of this server"))
    @app_commands.describe(which=T("Which builds; without a choice, yours"))
    @app_commands.choices(which=_LISTS)
    async def list(self, interaction: Interaction, which: str = OWN) -> None:
        await thinking(interaction)
        await whisper(interaction, await listed(interaction, SHELF, which))

    @app_commands.command(name="publish", description=T("Show one of your builds to everyone in this server"))
    @app_commands.describe(build=T("One of your builds"))
    @app_commands.autocomplete(build=suggest_own_builds)
    @app_commands.guild_only()
    async def publish(self, interaction: Interaction, build: str) -> None:
        await thinking(interaction)
        published = await self._library.publish(viewer(interaction), build)
        await whisper(interaction, SHELF.card(interaction, published))

    @app_commands.command(name="unpublish", description=T("Take one of your builds back from this server"))
    @app_commands.describe(build=T("One of your builds"))
    @app_commands.autocomplete(build=suggest_own_builds)
    @app_commands.guild_only()
    async def unpublish(self, interaction: Interaction, build: str) -> None:
        await thinking(interaction)
        taken_back = await self._library.unpublish(viewer(interaction), build)
        await whisper(interaction, SHELF.card(interaction, taken_back))

    @app_commands.command(name="delete", description=T("Delete one of your builds; it can be undone for 30 days"))
    @app_commands.describe(build=T("One of your builds"))
    @app_commands.autocomplete(build=suggest_own_builds)
    async def delete(self, interaction: Interaction, build: str) -> None:
        await thinking(interaction)
        found = await self._library.require(viewer(interaction), build)
        await whisper(interaction, question(SHELF, found, viewer(interaction), reader(interaction)))
