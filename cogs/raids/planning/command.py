"""`/raid plan`, and the answers to what it asks back."""

from datetime import UTC, datetime
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.ids import ChannelId, RoleId
from bot.domain.raids import Raid
from bot.domain.when.recurring import LONGEST as LONGEST_REPEAT
from bot.domain.when.tokens import LONGEST
from bot.errors import WhenError, ZoneMissingError
from bot.services.raids.asking import PlanRequest
from cogs.raids import text as raid_text
from cogs.raids.asks import render_around
from cogs.raids.editing.recurrence import suggest_repeats
from cogs.raids.pings import require_allowed
from cogs.raids.planning import text
from cogs.raids.planning.place import usual_place
from cogs.raids.posting import shown_raid
from cogs.raids.rules import find_series
from cogs.raids.times import time_options
from cogs.ui.choices import suggest_teams
from cogs.ui.contents import content_id, suggest_contents
from cogs.ui.controls import Layout, RefSelect, row
from cogs.ui.errors import HANDED_BACK, describe
from cogs.ui.limits import CHOICES
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.words import audience_locale, reader
from cogs.ui.zones import near_zones, suggest_zone_names, zone_name

_DEFAULT = "raid"


@app_commands.command(
    name="plan",
    description=T("Plan a raid; you see it before anybody else"),
    extras={HANDED_BACK: ("title", "when", "repeat")},
)
@app_commands.describe(
    title=T("What the raid is called"),
    when=T("When it begins: friday 20:00, 2026-12-05 20:00, in 2 hours"),
    template=T("What is played; it gives the size and what is needed. Without a choice, a raid of ten"),
    channel=T("Where it is posted; without a choice, in the raids channel of this server, else here"),
    ping=T("A role that is mentioned once, when it is posted"),
    repeat=T("Every week; mon, thu; every 2 weeks; monthly"),
    zone=T("The time zone that you write times in, once: I remember it"),
    team=T("A team that it takes size, needs and roles of places from, in place of a template"),
)
@app_commands.autocomplete(
    template=suggest_contents, repeat=suggest_repeats, zone=suggest_zone_names, team=suggest_teams
)
@app_commands.guild_only()
async def plan(  # noqa: PLR0913, PLR0917 - what can be said at once; Discord's own form
    interaction: Interaction,
    title: str,
    when: app_commands.Range[str, 1, LONGEST],
    template: str = _DEFAULT,
    channel: discord.TextChannel | None = None,
    ping: discord.Role | None = None,
    repeat: app_commands.Range[str, 1, LONGEST_REPEAT] | None = None,
    zone: str | None = None,
    team: str | None = None,
) -> None:
    """Plan it, or ask back what is not clear."""
    await thinking(interaction)
    place, told = usual_place(interaction) if channel is None else (ChannelId(channel.id), None)
    request = PlanRequest(
        title=title,
        when=when,
        content=await content_id(template, interaction),
        channel=place,
        locale=audience_locale(interaction),
        zone=zone,
        repeat=repeat,
        team=team,
        ping=None if ping is None else RoleId((await require_allowed(interaction, ping)).id),
    )
    await whisper(interaction, await planned(interaction, request, told))


class ChooseTime(RefSelect, verb="raid-when"):
    """Plan it at one of the times that may be meant."""

    placeholder = raid_text.CHOOSE_TIME

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await heard(interaction)
        token, _, seconds = ref.partition(":")
        moment = datetime.fromtimestamp(int(seconds), UTC)
        raid = await services(interaction).desk.answer_time(viewer(interaction), token, moment)
        await redraw(interaction, await _card(interaction, raid))


class ChooseZone(RefSelect, verb="raid-zone"):
    """Plan it in one's time zone, which is remembered."""

    placeholder = text.CHOOSE_ZONE

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await heard(interaction)
        token, _, zone = ref.partition(":")
        request = await services(interaction).desk.answer_zone(viewer(interaction), token, zone)
        await redraw(interaction, await planned(interaction, request))


async def planned(interaction: Interaction, request: PlanRequest, told: str | None = None) -> Layout:
    """Return the raid for its leader to look at, or what is to be asked, with the answers to choose from.

    What is `told` of its channel stands above either.
    """
    desk, who, words = services(interaction).desk, viewer(interaction), reader(interaction)
    title = shown(request.title, limit=80)
    try:
        return await _card(interaction, await desk.plan(who, request), told)
    except ZoneMissingError:
        select: ui.Item[Any] = ChooseZone(_zones(await desk.ask(who, request), str(interaction.locale)), words)
        said = words(text.WHICH_ZONE, title=title)
    except WhenError as error:
        if not error.candidates:
            raise
        select = ChooseTime(time_options(await desk.ask(who, request), error, words), words)
        said = f"{describe(words, error)}\n{words(text.WHICH, title=title)}"
    return Layout(ui.TextDisplay("\n".join(filter(None, [told, said]))), row(select))


async def _card(interaction: Interaction, raid: Raid, told: str | None = None) -> Layout:
    """Return the draft with what its card does not say: how it recurs, what comes with the post."""
    roster = await services(interaction).raids.require(viewer(interaction), raid.short_id)
    said = [told, await find_series(interaction, raid), render_around(raid, reader(interaction))]
    return shown_raid(interaction, roster, note="\n".join(filter(None, said)) or None)


def _zones(token: str, locale: str) -> list[discord.SelectOption]:
    zones = near_zones(locale)[:CHOICES]
    return [discord.SelectOption(label=zone_name(zone), value=f"{token}:{zone}") for zone in zones]


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (plan,)
CONTROLS = (ChooseTime, ChooseZone)
