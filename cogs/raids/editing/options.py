"""The second page of `/raid edit`: who decides, when sign-ups end, what stands beside the post, who is mentioned."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import discord
from discord import ui
from typing_extensions import override

from bot.domain.ids import RoleId
from bot.domain.raid_options import Options
from bot.domain.raids import Raid, Roster
from cogs.raids.asks import DEADLINES, deadline_name, hours_before, render_asks
from cogs.raids.cards import ACCENT
from cogs.raids.editing import text
from cogs.raids.editing.leaf import PAGES, ToOptions, ToPanel
from cogs.raids.editing.panel import EditSize, changed_roster, find
from cogs.raids.pings import allowed_roles
from cogs.raids.render import render_head
from cogs.ui.controls import Layout, row
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.picking import PickSelect
from cogs.ui.replies import heard, redraw
from cogs.ui.words import Words, reader

_AT_START = "start"
_NOBODY = "0"


class ChooseExtras(PickSelect, verb="raid-extras"):
    """Say what is wanted of what is on or off."""

    placeholder = text.CHOOSE_EXTRAS

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        await _set(
            interaction,
            self.ref,
            lambda options: replace(
                options,
                approval="approval" in values,
                with_thread="with_thread" in values,
                with_event="with_event" in values,
            ),
        )


class ChooseDeadline(PickSelect, verb="raid-closes"):
    """Say when sign-ups end."""

    placeholder = text.CHOOSE_DEADLINE
    least = most = 1

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        short_id, revision = _parted(self.ref)
        ahead = None if values[0] == _AT_START else timedelta(hours=int(values[0]))
        work = services(interaction).raid_editor.set_deadline(viewer(interaction), short_id, revision, ahead)
        await redraw(interaction, await page(interaction, *await changed_roster(interaction, short_id, work)))


class ChoosePing(PickSelect, verb="raid-ping"):
    """Say which role is mentioned when the raid is posted."""

    placeholder = text.CHOOSE_PING
    least = most = 1

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        role = None if values[0] == _NOBODY else RoleId(int(values[0]))
        if role is not None and role not in {one.id for one in await allowed_roles(interaction)}:
            roster = await find(interaction, _parted(self.ref)[0])
            await redraw(interaction, await page(interaction, roster, reader(interaction)(text.ROLE_NOT_ALLOWED)))
            return
        await _set(interaction, self.ref, lambda options: replace(options, ping=role))


async def page(interaction: Interaction, roster: Roster, note: str | None = None) -> Layout:
    """Return the options of a raid with the controls to change them."""
    words, raid = reader(interaction), roster.raid
    ref = f"{raid.short_id}:{raid.revision}"
    said = "\n".join([render_head(raid, words), render_asks(raid, words)])
    parts: list[ui.Item[ui.LayoutView]] = [ui.TextDisplay(note)] if note else []
    parts += [
        ui.Container(ui.TextDisplay(said), accent_color=ACCENT),
        row(ChooseExtras(ref, _extras(raid, words), words)),
        row(ChooseDeadline(ref, _deadlines(raid, words), words)),
        row(ChoosePing(ref, _pings(raid, await allowed_roles(interaction), words), words)),
        row(EditSize(raid.short_id, words), ToPanel(raid.short_id, words)),
    ]
    return Layout(*parts)


def _extras(raid: Raid, words: Words) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(label=words(name), value=key, default=getattr(raid.options, key))
        for key, name in text.TURN_ON.items()
    ]


def _deadlines(raid: Raid, words: Words) -> list[discord.SelectOption]:
    chosen = hours_before(raid)
    hours = [None, *sorted({*DEADLINES, *([chosen] if chosen else [])})]
    return [
        discord.SelectOption(
            label=words(text.SIGNUPS_END, when=deadline_name(one, words)),
            value=_AT_START if one is None else str(one),
            default=one == chosen,
        )
        for one in hours
    ]


def _pings(raid: Raid, roles: list[discord.Role], words: Words) -> list[discord.SelectOption]:
    named = [(words(text.NO_PING), _NOBODY)]
    named += [(words(text.MENTION, role=clip(role.name, CHOICE_NAME - 20)), str(role.id)) for role in roles]
    chosen = str(raid.options.ping or _NOBODY)
    return [discord.SelectOption(label=name, value=key, default=key == chosen) for name, key in named[:CHOICES]]


async def _set(interaction: Interaction, ref: str, change: Callable[[Options], Options]) -> None:
    short_id, revision = _parted(ref)
    roster = await find(interaction, short_id)
    options = change(roster.raid.options)
    work = services(interaction).raid_editor.set_options(viewer(interaction), short_id, revision, options)
    await redraw(interaction, await page(interaction, *await changed_roster(interaction, short_id, work)))


def _parted(ref: str) -> tuple[str, int]:
    short_id, _, revision = ref.partition(":")
    return short_id, int(revision)


PAGES[ToOptions.verb] = page
CONTROLS = (ChooseExtras, ChooseDeadline, ChoosePing)
