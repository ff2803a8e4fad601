"""`/raid attendance`: who came, for leaders by raid, by person and as a table; for members their own."""

from io import BytesIO
from typing import Any

import discord
from babel.numbers import format_percent
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.attendance import LOOKED_AT, Presence, Tally, Turnout
from bot.domain.raids import Raid
from bot.services.raids.attendance import PAGE, OwnRecord, Record
from cogs.raids.attendance import text
from cogs.raids.attendance.panel import name_of, panel
from cogs.raids.cards import ACCENT
from cogs.ui.choices import Choice
from cogs.ui.controls import Layout, RefButton, RefSelect, row
from cogs.ui.errors import quietly
from cogs.ui.limits import CHOICES
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.raid_choices import label_of, to_choices
from cogs.ui.replies import thinking, whisper
from cogs.ui.sending import tell
from cogs.ui.turning import TurnButton
from cogs.ui.words import Words, moment, reader

FILE_NAME = "attendance.csv"
_PERSON, _RAID = "person", "raid"


async def _suggest_begun(interaction: Interaction, current: str) -> list[Choice]:
    return to_choices(await quietly(_begun(interaction, current)))


async def _begun(interaction: Interaction, current: str) -> list[Raid]:
    return list(await services(interaction).attendance.suggest(viewer(interaction), current))


@app_commands.command(name="attendance", description=T("See when you came; leaders note and see who came"))
@app_commands.describe(raid=T("A raid that began, to note who came; for leaders"))
@app_commands.autocomplete(raid=_suggest_begun)
async def attendance(interaction: Interaction, raid: str | None = None) -> None:
    """Show the sheet of a raid, what all sheets make, or one's own marks."""
    await thinking(interaction)
    words, eyes = reader(interaction), viewer(interaction)
    if raid is not None:
        sheet = await services(interaction).attendance.require_sheet(eyes, raid)
        await whisper(interaction, panel(sheet, words))
    elif eyes.is_leader():
        await whisper(interaction, await record(interaction, _PERSON, 0))
    else:
        own = await services(interaction).attendance.find_own(eyes)
        await whisper(interaction, Layout(ui.Container(ui.TextDisplay(render_own(own, words)), accent_color=ACCENT)))


class TurnRecord(TurnButton, verb="raid-record"):
    """Show a page; the reference is by what, and how many rows lie before it."""

    label = text.NEXT

    @override
    async def page(self, interaction: Interaction, about: str, where: str) -> Layout:
        return await record(interaction, about, int(where) if where.isdecimal() else 0)


class FirstOfRecord(TurnRecord, verb="raid-record-first"):
    """Show the first page."""

    label = text.FIRST


class ByRaid(TurnRecord, verb="raid-record-raids"):
    """Show the raids."""

    label = text.BY_RAID


class ByPerson(TurnRecord, verb="raid-record-people"):
    """Show the people."""

    label = text.BY_PERSON


class OpenSheet(RefSelect, verb="raid-record-open"):
    """Show the sheet of one raid."""

    placeholder = text.CHOOSE_RAID

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await thinking(interaction)
        sheet = await services(interaction).attendance.require_sheet(viewer(interaction), ref)
        await whisper(interaction, panel(sheet, reader(interaction)))


class GetTable(RefButton, verb="raid-record-table"):
    """Hand out all of it as a table."""

    label = text.TABLE

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        table = await services(interaction).attendance.export(viewer(interaction))
        await tell(interaction, files=lambda: [discord.File(BytesIO(table), filename=FILE_NAME)])


COMMANDS: tuple[app_commands.Command[Any, ..., None], ...] = (attendance,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (TurnRecord, FirstOfRecord, ByRaid, ByPerson, OpenSheet, GetTable)


async def record(interaction: Interaction, by: str, start: int) -> Layout:
    """Return one page of a guild's attendance, for its leaders."""
    words, service = reader(interaction), services(interaction).attendance
    listing = service.list_people if by == _PERSON else service.list_raids
    found = await listing(viewer(interaction), start)
    if not found.raids:
        return Layout(ui.Container(ui.TextDisplay(words(text.NO_RECORD, days=LOOKED_AT.days)), accent_color=ACCENT))
    head = words.n(text.RECORD_OF_ONE, text.RECORD_OF_MANY, found.raids, days=LOOKED_AT.days)
    rows = [render_tally(tally, words) for tally in found.tallies]
    rows += [render_turnout(turnout, words) for turnout in found.turnouts]
    card = ui.Container[Any](
        ui.TextDisplay(f"## {words(text.RECORD)}\n-# {head}"),
        ui.TextDisplay("\n".join(rows) or words(text.NOBODY)),
        ui.TextDisplay(f"-# {words(text.PRIVATE)}"),
        accent_color=ACCENT,
    )
    return Layout(card, *_controls(found, by, start, words))


def render_own(own: OwnRecord, words: Words) -> str:
    """Return what leaders noted of the reader."""
    head = f"## {words(text.OWN)}"
    if own.tally is None:
        return f"{head}\n{words(text.NO_OWN)}"
    rows = [render_tally(own.tally, words)]
    for one in own.attended[:CHOICES]:
        title, when = shown(one.raid.title, limit=40), moment(one.raid.starts_at, "d")
        rows.append(f"- {when} · {title} · {words(_WORDS[one.mark.presence])}")
    return "\n".join([head, *rows, f"-# {words(text.PRIVATE)}"])


def render_tally(tally: Tally, words: Words) -> str:
    """Return how often somebody came."""
    share = "-" if tally.share is None else format_percent(float(tally.share), locale=words.language)
    excused = tally.counts.get(Presence.EXCUSED, 0)
    values = {"who": name_of(tally.player), "share": share, "came": tally.came, "count": sum(tally.counts.values())}
    return words(text.SHARE_EXCUSED, **values, excused=excused) if excused else words(text.SHARE, **values)


def render_turnout(turnout: Turnout, words: Words) -> str:
    """Return how many came to a raid."""
    raid = turnout.raid
    title, when = shown(raid.title, limit=60), moment(raid.starts_at, "d")
    return words(text.IN_RAID, title=title, when=when, came=turnout.came, count=turnout.count)


_WORDS = {
    Presence.PRESENT: text.OWN_PRESENT,
    Presence.LATE: text.OWN_LATE,
    Presence.ABSENT: text.OWN_ABSENT,
    Presence.EXCUSED: text.OWN_EXCUSED,
}


def _controls(found: Record, by: str, start: int, words: Words) -> list[ui.Item[Any]]:
    parts: list[ui.Item[Any]] = []
    if listed := [turnout.raid for turnout in found.turnouts]:
        options = [discord.SelectOption(label=label_of(raid), value=raid.short_id) for raid in listed]
        parts.append(row(OpenSheet(options, words)))
    buttons: list[ui.Item[Any]] = [FirstOfRecord(f"{by}:0", words)] if start else []
    if not found.is_last:
        buttons.append(TurnRecord(f"{by}:{start + PAGE}", words))
    buttons.append(ByRaid(f"{_RAID}:0", words) if by == _PERSON else ByPerson(f"{_PERSON}:0", words))
    buttons.append(GetTable(_PERSON, words))
    return [*parts, row(*buttons)]
