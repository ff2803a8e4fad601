"""A raid for the person who asked, and the button by which its leader posts it."""

from typing import Any

import discord
from discord import ui
from typing_extensions import override

from bot.domain.raids import RaidStatus, Roster
from bot.services.raids.signups import demands_of
from cogs.raids import board, text
from cogs.raids.attendance.panel import after_start
from cogs.raids.cards import RaidCard
from cogs.raids.controls import answers
from cogs.raids.editing.leaf import OpenPanel
from cogs.raids.faults import render_faults
from cogs.raids.leading import leads_on
from cogs.raids.render import post_link
from cogs.ui.controls import Layout, Notice, RefButton
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw
from cogs.ui.words import reader

_TITLE = 80


class PostRaid(RefButton, verb="raid-post"):
    """Let people sign up and post the raid in its channel; where its post is gone, post it anew."""

    label = text.POST
    style = discord.ButtonStyle.success

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        raid = await services(interaction).raids.open(viewer(interaction), self.ref)
        await board.draw_or_note(interaction.client, raid.short_id)
        roster = await services(interaction).raids.require(viewer(interaction), raid.short_id)
        # why there is no post, the card says
        is_posted = roster.raid.message is not None
        await redraw(interaction, posted(interaction, roster) if is_posted else shown_raid(interaction, roster))


def posted(interaction: Interaction, roster: Roster) -> Layout:
    """Return where a raid was posted and how its leader goes on; the post itself says the rest."""
    words, raid = reader(interaction), roster.raid
    said = words(text.POSTED, title=shown(raid.title, limit=_TITLE), channel=f"<#{raid.channel}>")
    link: ui.Button[Any] = ui.Button(label=words(text.TO_POST), url=post_link(raid))
    faults = [render_faults(raid, words)] if raid.faults else []
    return Notice("\n".join([said, *faults]), link, *leads_on(roster, viewer(interaction), words))


def shown_raid(interaction: Interaction, roster: Roster, *, note: str | None = None) -> RaidCard:
    """Return a raid for the person who asked: all can answer, its leader can post it and goes on from it."""
    words, raid, eyes = reader(interaction), roster.raid, viewer(interaction)
    now, leads = services(interaction).raids.now(), leads_on(roster, eyes, words)
    controls: tuple[ui.Item[Any], ...] = ()
    if raid.status is RaidStatus.DRAFT:
        controls = (PostRaid(raid.short_id, words), OpenPanel(raid.short_id, words))
    elif raid.status is RaidStatus.OPEN and raid.message is None and leads:
        controls, note = (PostRaid(raid.short_id, words),), None if raid.faults else words(text.POST_GONE)
    elif raid.takes_answers(now):
        controls = answers(raid, words)
    elif leads:
        controls = after_start(raid, words, now)
    if raid.faults and raid.can_lead(eyes):
        note = "\n".join(filter(None, [note, render_faults(raid, words)]))
    demands = demands_of(services(interaction).raids.get_content(raid))
    return RaidCard(roster, demands, words, now=now, note=note, controls=controls, leads=leads)


CONTROLS = (PostRaid,)
