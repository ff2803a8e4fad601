"""Raids → the text of a calendar file (RFC 5545): pure.

Times are in UTC, which every calendar shows in its reader's zone; each raid stands alone, so no rule recurs over a
change of clocks. A raid keeps its UID, and SEQUENCE grows with each change, so a newer file moves what an older one
brought. How long a raid takes nobody knows: there is no end.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.agenda import Planned
from bot.domain.raids import Answer, RaidStatus
from cogs.raids.agenda import text
from cogs.raids.render import post_link, render_choice
from cogs.ui.terms import purpose_name
from cogs.ui.words import Words

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//GW2Optimizer//raids//EN"


def format_calendar(filed: Iterable[Planned], words: Words) -> bytes:
    """Return the file, for one reader."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for planned in filed:
        calendar.add_component(_event(planned, words))
    return bytes(calendar.to_ical())


def _event(planned: Planned, words: Words) -> "Event":
    from icalendar import Event

    raid, event = planned.raid, Event()
    event.add("uid", f"{raid.id}@gw2optimizer")
    event.add("dtstamp", _in_utc(raid.updated_at))
    event.add("last-modified", _in_utc(raid.updated_at))
    event.add("sequence", (raid.updated_at - raid.created_at) // timedelta(seconds=1))
    event.add("dtstart", _in_utc(raid.starts_at))
    event.add("summary", raid.title)
    event.add("description", _described(planned, words))
    event.add("status", _status(planned))
    if raid.message is not None:
        event.add("url", post_link(raid))
    return event


def _status(planned: Planned) -> str:
    if planned.raid.status is RaidStatus.CANCELED:
        return "CANCELLED"
    is_sure = planned.entry is None or planned.entry.answer is not Answer.MAYBE
    return "CONFIRMED" if is_sure and planned.raid.status is not RaidStatus.DRAFT else "TENTATIVE"


def _described(planned: Planned, words: Words) -> str:
    rows = [purpose_name(planned.raid, words), planned.raid.notes]
    if planned.seat is not None:
        rows.append(words(text.YOUR_PLACE, subgroup=planned.seat.subgroup, place=planned.seat.place))
    if planned.choice is not None:
        rows.append(words(text.YOU_PLAY, choice=render_choice(planned.choice, words)))
    if planned.raid.message is not None:
        rows.append(post_link(planned.raid))
    return "\n".join(filter(None, rows))


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
