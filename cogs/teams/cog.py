"""`/team`: create, seat, clear, show, list, publish, unpublish, delete."""

import discord
from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands

from bot.domain.ids import UserId
from bot.domain.sizes import PLACES, SUBGROUPS
from bot.domain.teams import FREE, Player, Team
from bot.errors import TwoPlayersError
from bot.services.teams.planning import TeamPlanner
from cogs.teams import text
from cogs.teams.controls import SHELF
from cogs.teams.pages import analyzed
from cogs.teams.wishes import role_id, suggest_roles
from cogs.ui.choices import suggest_builds, suggest_own_teams, suggest_seatable_teams, suggest_teams
from cogs.ui.contents import content_id, suggest_contents
from cogs.ui.errors import HANDED_BACK
from cogs.ui.keeping import listed, question
from cogs.ui.people import Interaction, taste, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.shelf import DELETED, OWN, PUBLIC
from cogs.ui.words import Words, reader

_LISTS = [
    app_commands.Choice(name=T("mine"), value=OWN),
    app_commands.Choice(name=T("of this server"), value=PUBLIC),
    app_commands.Choice(name=T("deleted"), value=DELETED),
]
Subgroup = app_commands.Range[int, 1, SUBGROUPS]
Place = app_commands.Range[int, 1, PLACES]


class Teams(commands.GroupCog, group_name="team", group_description=T("Plan teams and seat builds and players")):
    """The `/team` commands."""

    def __init__(self, planner: TeamPlanner) -> None:
        super().__init__()
        self._planner = planner

    @app_commands.command(name="create", description=T("Start a new team"), extras={HANDED_BACK: ("name",)})
    @app_commands.describe(
        name=T("What the team is called"),
        content=T("What the team is for; it gives the size. Without a choice, nothing in particular"),
        subgroups=T("How many subgroups of five, where it is to be another size"),
    )
    @app_commands.autocomplete(content=suggest_contents)
    async def create(
        self, interaction: Interaction, name: str, content: str = FREE, subgroups: Subgroup | None = None
    ) -> None:
        await thinking(interaction)
        kind = await content_id(content, interaction)
        team = await self._planner.create(
            viewer(interaction), name, kind, subgroups=subgroups, usual_mode=taste(interaction).mode
        )
        await whisper(interaction, SHELF.card(interaction, team, note=reader(interaction)(text.CREATED)))

    @app_commands.command(
        name="seat",
        description=T("Fill a place of a team with a build, a player, a wish for a role, or any mix"),
        extras={HANDED_BACK: ("guest",)},
    )
    @app_commands.describe(
        team=T("One of your teams, or one that you lead"),
        subgroup=T("The subgroup, counted from 1"),
        place=T("The place in the subgroup, 1 to 5"),
        build=T("One of your builds or of this server's"),
        player=T("The member who plays here"),
        guest=T("The name of a player who is not on Discord"),
        role=T("What is to be played here, whoever comes"),
    )
    @app_commands.autocomplete(team=suggest_seatable_teams, build=suggest_builds, role=suggest_roles)
    async def seat(  # noqa: PLR0913, PLR0917 - one for each option
        self,
        interaction: Interaction,
        team: str,
        subgroup: Subgroup,
        place: Place,
        build: str | None = None,
        player: discord.User | None = None,
        guest: str | None = None,
        role: str | None = None,
    ) -> None:
        await thinking(interaction)
        wish = None if role is None else role_id(role, interaction)
        someone = _player(player, guest)
        seated = await self._planner.seat(
            viewer(interaction), team, subgroup, place, build_ref=build, player=someone, wish=wish
        )
        note = _seated(seated, subgroup, place, reader(interaction))
        await whisper(interaction, SHELF.card(interaction, seated, note=note))

    @app_commands.command(name="clear", description=T("Empty a place of a team"))
    @app_commands.describe(
        team=T("One of your teams, or one that you lead"),
        subgroup=T("The subgroup, counted from 1"),
        place=T("The place in the subgroup, 1 to 5"),
    )
    @app_commands.autocomplete(team=suggest_seatable_teams)
    async def clear(self, interaction: Interaction, team: str, subgroup: Subgroup, place: Place) -> None:
        await thinking(interaction)
        cleared = await self._planner.clear(viewer(interaction), team, subgroup, place)
        note = reader(interaction)(text.CLEARED, subgroup=subgroup, place=place)
        await whisper(interaction, SHELF.card(interaction, cleared, note=note))

    @app_commands.command(name="show", description=T("Show a team"))
    @app_commands.describe(team=T("One of your teams or of this server's"))
    @app_commands.autocomplete(team=suggest_teams)
    async def show(self, interaction: Interaction, team: str) -> None:
        await thinking(interaction)
        await whisper(interaction, SHELF.card(interaction, await self._planner.require(viewer(interaction), team)))

    @app_commands.command(name="analyze", description=T("Show what each subgroup of a team has and lacks"))
    @app_commands.describe(team=T("One of your teams or of this server's"))
    @app_commands.autocomplete(team=suggest_teams)
    async def analyze(self, interaction: Interaction, team: str) -> None:
        await thinking(interaction)
        await whisper(interaction, await analyzed(interaction, team))

    @app_commands.command(name="list", description=T("List your teams, or those of this server"))
    @app_commands.describe(which=T("Which teams; without a choice, yours"))
    @app_commands.choices(which=_LISTS)
    async def list(self, interaction: Interaction, which: str = OWN) -> None:
        await thinking(interaction)
        await whisper(interaction, await listed(interaction, SHELF, which))

    @app_commands.command(name="publish", description=T("Show one of your teams to everyone in this server"))
    @app_commands.describe(team=T("One of your teams"))
    @app_commands.autocomplete(team=suggest_own_teams)
    @app_commands.guild_only()
    async def publish(self, interaction: Interaction, team: str) -> None:
        await thinking(interaction)
        await whisper(interaction, SHELF.card(interaction, await self._planner.publish(viewer(interaction), team)))

    @app_commands.command(name="unpublish", description=T("Take one of your teams back from this server"))
    @app_commands.describe(team=T("One of your teams"))
    @app_commands.autocomplete(team=suggest_own_teams)
    async def unpublish(self, interaction: Interaction, team: str) -> None:
        await thinking(interaction)
        await whisper(interaction, SHELF.card(interaction, await self._planner.unpublish(viewer(interaction), team)))

    @app_commands.command(name="delete", description=T("Delete one of your teams; it can be undone for 30 days"))
    @app_commands.describe(team=T("One of your teams"))
    @app_commands.autocomplete(team=suggest_own_teams)
    async def delete(self, interaction: Interaction, team: str) -> None:
        await thinking(interaction)
        found = await self._planner.require(viewer(interaction), team)
        await whisper(interaction, question(SHELF, found, viewer(interaction), reader(interaction)))


def _seated(team: Team, subgroup: int, place: int, words: Words) -> str:
    build = team.get_seat(subgroup, place).build
    hidden = build is not None and team.guild is not None and team.guild not in build.published_in
    said = words(text.SEATED, subgroup=subgroup, place=place)
    return f"{said}\n{words(text.PRIVATE_BUILD)}" if hidden else said


def _player(member: discord.User | None, guest: str | None) -> Player | None:
    if member is not None and guest is not None:
        raise TwoPlayersError
    if member is not None:
        return Player(user=UserId(member.id))
    return Player.named(guest) if guest is not None else None
