"""The panel on which a leader notes who came to a raid. What is chosen is kept at once; *Save* lets it count."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

import discord
from discord import ui
from typing_extensions import override

from bot.domain.attendance import Presence, Sheet
from bot.domain.raids import Raid, RaidStatus
from bot.domain.teams import Player
from bot.services.jobs import Handler
from bot.services.raids.attendance import members
from bot.services.raids.timetable import ATTEND
from cogs.raids.attendance import text
from cogs.raids.cards import ACCENT
from cogs.ui.controls import Layout, RefButton, row
from cogs.ui.entities import EntitySelect
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.picking import PickSelect
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.words import Words, moment, reader

if TYPE_CHECKING:
    from bot.app import Bot

_SIGNS = {Presence.PRESENT: "✅", Presence.LATE: "🕒", Presence.ABSENT: "❌", Presence.EXCUSED: "💬"}
_NAMES = {
    Presence.PRESENT: text.PRESENT,
    Presence.LATE: text.LATE,
    Presence.ABSENT: text.ABSENT,
    Presence.EXCUSED: text.EXCUSED,
}
_LISTED = 60
"""People named for each mark: with ids of twenty digits all four lists fit one message."""


class TakeAttendance(RefButton, verb="raid-attend"):
    """Open the panel; stands below the post of a raid that began."""

    label = text.TAKE

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        sheet = await services(interaction).attendance.require_sheet(viewer(interaction), self.ref)
        await whisper(interaction, panel(sheet, reader(interaction)))


class SaveAttendance(RefButton, verb="raid-attend-save"):
    """Let the sheet count."""

    label = text.SAVE
    style = discord.ButtonStyle.success

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        sheet = await services(interaction).attendance.save(viewer(interaction), self.ref)
        await redraw(interaction, panel(sheet, reader(interaction)))


class _People(EntitySelect[ui.UserSelect[Any]], verb="raid-attend-none"):
    """Members with one mark. Discord lists and names them; the bot need not know how they are called.

    More than 25 cannot be shown as chosen: then none are, and who is chosen here gets the mark too.
    """

    further: ClassVar[str]
    """What it asks for where none are shown as chosen, since they are too many."""
    presence: ClassVar[Presence]

    def __init__(self, ref: str, words: Words | None = None, chosen: Sequence[int] = ()) -> None:
        super().__init__(ref, words)
        self.chosen = () if len(chosen) >= CHOICES else tuple(chosen)
        self.item.default_values = [discord.SelectDefaultValue(id=user, type=_USER) for user in self.chosen]
        if words is not None and len(chosen) >= CHOICES:
            self.item.placeholder = words(self.further)

    @override
    def make(self) -> ui.UserSelect[Any]:
        return ui.UserSelect(min_values=0, max_values=CHOICES)

    @override
    @classmethod
    async def from_custom_id(cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any) -> Self:
        # what was shown as chosen: whoever is missing from the answer was taken out by hand
        shown_before = item.default_values if isinstance(item, ui.UserSelect) else []
        return cls(match["ref"], chosen=[one.id for one in shown_before])

    @override
    async def choose(self, interaction: Interaction) -> None:
        await heard(interaction)
        chosen = members(user.id for user in self.item.values)
        service = services(interaction).attendance
        sheet = await service.mark(viewer(interaction), self.ref, self.presence, chosen, members(self.chosen))
        await redraw(interaction, panel(sheet, reader(interaction)))


class Late(_People, verb="raid-attend-late"):
    """Who came late."""

    placeholder, further = text.CHOOSE_LATE, text.MORE_LATE
    presence = Presence.LATE


class Absent(_People, verb="raid-attend-absent"):
    """Who did not come."""

    placeholder, further = text.CHOOSE_ABSENT, text.MORE_ABSENT
    presence = Presence.ABSENT


class Excused(_People, verb="raid-attend-excused"):
    """Who did not come, but said so."""

    placeholder, further = text.CHOOSE_EXCUSED, text.MORE_EXCUSED
    presence = Presence.EXCUSED


class Present(_People, verb="raid-attend-present"):
    """Who came, too: also people who never signed up."""

    placeholder = further = text.CHOOSE_PRESENT
    presence = Presence.PRESENT


class AbsentGuests(PickSelect, verb="raid-attend-guests"):
    """Which guests did not come; the others did."""

    placeholder = text.CHOOSE_GUESTS

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        offered = [Player(name=option.value) for option in self.item.options]
        absent = [player for player in offered if player.name in values]
        service = services(interaction).attendance
        sheet = await service.mark(viewer(interaction), self.ref, Presence.ABSENT, absent, offered)
        await redraw(interaction, panel(sheet, reader(interaction)))


class LineupWorked(RefButton, verb="raid-worked"):
    """Say that the lineup worked."""

    label = text.WORKED
    emoji = "👍"

    @override
    async def press(self, interaction: Interaction) -> None:
        await _judge(interaction, self.ref, worked=True)


class LineupFailed(RefButton, verb="raid-failed"):
    """Say that it did not."""

    label = text.FAILED
    emoji = "👎"

    @override
    async def press(self, interaction: Interaction) -> None:
        await _judge(interaction, self.ref, worked=False)


class TakeVerdictBack(RefButton, verb="raid-unjudged"):
    """Say neither."""

    label = text.TAKE_BACK

    @override
    async def press(self, interaction: Interaction) -> None:
        await _judge(interaction, self.ref, worked=None)


async def _judge(interaction: Interaction, ref: str, *, worked: bool | None) -> None:
    await heard(interaction)
    sheet = await services(interaction).verdicts.judge(viewer(interaction), ref, worked=worked)
    await redraw(interaction, panel(sheet, reader(interaction)))


CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (
    TakeAttendance,
    SaveAttendance,
    Late,
    Absent,
    Excused,
    Present,
    AbsentGuests,
    LineupWorked,
    LineupFailed,
    TakeVerdictBack,
)
_USER = discord.SelectDefaultValueType.user


def handlers(bot: "Bot") -> dict[str, Handler]:
    """Return who has the posts of raids that began drawn with the button."""

    async def offer(ref: str) -> bool:
        await bot.services.attendance.offer(ref)
        return True

    return {ATTEND: offer}


def after_start(raid: Raid, words: Words, now: datetime) -> tuple[ui.Item[Any], ...]:
    """Return the button that stands below a raid that began."""
    took_place = raid.status in {RaidStatus.OPEN, RaidStatus.LOCKED} and now >= raid.starts_at
    return (TakeAttendance(raid.short_id, words),) if took_place else ()


def panel(sheet: Sheet, words: Words) -> Layout:
    """Return who came, with a select for each mark but the one that all others have."""
    ref = sheet.raid.short_id
    state = words(text.PROPOSED) if sheet.saved_at is None else words(text.SAVED, when=moment(sheet.saved_at))
    rows = [f"## {words(text.TITLE, title=shown(sheet.raid.title, limit=80))}", state]
    lists = [_list(sheet, presence, words) for presence in Presence]
    parts: list[ui.Item[Any]] = [ui.TextDisplay("\n".join(rows)), ui.TextDisplay("\n".join(lists))]
    chosen = {kind: _users(sheet, kind.presence) for kind in (Late, Absent, Excused)}
    for kind, users in chosen.items():
        select = kind(ref, words, users)
        # Discord shows who is chosen in place of what the select asks
        parts += [ui.TextDisplay(f"-# {words(kind.placeholder)}")] if select.chosen else []
        parts.append(row(select))
    parts.append(row(Present(ref, words)))
    if any(len(users) >= CHOICES for users in chosen.values()):
        parts.append(ui.TextDisplay(f"-# {words(text.FULL, count=CHOICES)}"))
    guests = [mark for mark in sheet.marks if mark.player.name is not None][:CHOICES]
    if guests:
        options = [
            discord.SelectOption(
                label=clip(mark.player.name or "", CHOICE_NAME),
                value=mark.player.name or "",
                default=mark.presence is Presence.ABSENT,
            )
            for mark in guests
        ]
        parts.append(row(AbsentGuests(ref, options, words)))
    parts += _verdict(sheet, words)
    card = ui.Container[Any](*parts, ui.TextDisplay(f"-# {words(text.PRIVATE)}"), accent_color=ACCENT)
    return Layout(card, row(SaveAttendance(ref, words)))


def name_of(player: Player) -> str:
    """Return a member as a mention, a guest by name."""
    return f"<@{player.user}>" if player.user is not None else shown(player.name or "", limit=40)


def _verdict(sheet: Sheet, words: Words) -> list[ui.Item[Any]]:
    """Return what is found of the lineup, with buttons to say or unsay it; nothing where there is neither."""
    ref, said = sheet.raid.short_id, sheet.worked
    found = {True: text.FOUND_WORKED, False: text.FOUND_FAILED, None: text.JUDGE}[said]
    buttons: list[ui.Item[Any]] = []
    if sheet.takes_verdict:
        kinds = [kind for kind, worked in ((LineupWorked, True), (LineupFailed, False)) if worked is not said]
        buttons += [kind(ref, words) for kind in kinds]
    if said is not None:
        buttons.append(TakeVerdictBack(ref, words))
    return [ui.TextDisplay(words(found)), row(*buttons)] if buttons else []


def _users(sheet: Sheet, presence: Presence) -> list[int]:
    return [player.user for player in sheet.of(presence) if player.user is not None]


def _list(sheet: Sheet, presence: Presence, words: Words) -> str:
    people = sheet.of(presence)
    named = [name_of(player) for player in people[:_LISTED]]
    if len(people) > _LISTED:
        named.append(words(text.MORE, count=len(people) - _LISTED))
    names = ", ".join(named) or words(text.NOBODY)
    return f"{_SIGNS[presence]} **{words(_NAMES[presence])}** ({len(people)}) {names}"
