"""`/raid`: plan, show, cancel. Each parses, defers, asks a service and shows a card."""

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands

from bot.domain.ids import ChannelId
from bot.domain.when.tokens import LONGEST
from bot.services.raids.planning import Raids
from bot.services.zones import suggest_zones
from cogs.raids import text
from cogs.raids.choices import suggest_raids
from cogs.raids.posting import shown_raid
from cogs.ui.choices import Choice, suggest_teams
from cogs.ui.contents import content_id, suggest_contents
from cogs.ui.controls import Layout
from cogs.ui.errors import HANDED_BACK
from cogs.ui.limits import CHOICES
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import reader

_DEFAULT = "raid"


async def _suggest_zones(_interaction: Interaction, current: str) -> list[Choice]:
    return [app_commands.Choice(name=zone, value=zone) for zone in suggest_zones(current, CHOICES)]


class RaidCommands(commands.GroupCog, group_name="raid", group_description=T("Plan raids and sign up for them")):
    """The `/raid` commands."""

    def __init__(self, raids: Raids) -> None:
        super().__init__()
        self._raids = raids

    @app_commands.command(
        name="plan",
        description=T("Plan a raid; you see it before anybody else"),
        extras={HANDED_BACK: ("title", "when")},
    )
    @app_commands.describe(
        title=T("What the raid is called"),
        when=T("When it begins: friday 20:00, 2026-12-05 20:00, in 2 hours"),
        template=T("What is played; it gives the size and what is needed. Without a choice, a raid of ten"),
        channel=T("Where it is posted; without a choice, here"),
        zone=T("The time zone that you write times in, once: I remember it"),
        team=T("A team that it takes size, needs and roles of places from, in place of a template"),
    )
    @app_commands.autocomplete(template=suggest_contents, zone=_suggest_zones, team=suggest_teams)
    @app_commands.guild_only()
    async def plan(
        self,
        interaction: Interaction,
        title: str,
        when: app_commands.Range[str, 1, LONGEST],
        template: str = _DEFAULT,
        channel: discord.TextChannel | None = None,
        zone: str | None = None,
        team: str | None = None,
    ) -> None:
        await thinking(interaction)
        blueprint = None if team is None else await services(interaction).blueprints.of_team(viewer(interaction), team)
        raid = await self._raids.plan(
            viewer(interaction),
            title,
            when,
            blueprint or await content_id(template, interaction),
            channel=ChannelId(channel.id if channel is not None else interaction.channel_id or 0),
            zone=zone,
            locale=str(interaction.guild_locale or interaction.locale),
        )
        roster = await self._raids.require(viewer(interaction), raid.short_id)
        await whisper(interaction, shown_raid(interaction, roster))

    @app_commands.command(name="show", description=T("Show a raid"))
    @app_commands.describe(raid=T("A raid of this server"))
    @app_commands.autocomplete(raid=suggest_raids)
    async def show(self, interaction: Interaction, raid: str) -> None:
        await thinking(interaction)
        roster = await self._raids.require(viewer(interaction), raid)
        await whisper(interaction, shown_raid(interaction, roster))

    @app_commands.command(name="cancel", description=T("Call a raid off; its post says so"))
    @app_commands.describe(raid=T("A raid of this server"))
    @app_commands.autocomplete(raid=suggest_raids)
    async def cancel(self, interaction: Interaction, raid: str) -> None:
        await thinking(interaction)
        canceled = await self._raids.cancel(viewer(interaction), raid)
        note = reader(interaction)(text.CANCELED_NOW, title=shown(canceled.title))
        await whisper(interaction, Layout(ui.TextDisplay(note)))
