"""What may be told of what was noted, to whoever does research: sums of many, and of nobody."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from bot.gateways.events import Event, Level, Noted

FEWEST: Final = 5
"""People, or servers at the level counts, that a group needs to be told of."""


@dataclass(frozen=True, slots=True)
class Group:
    """What was done alike in one week; `of` are people, or servers at the level counts, where nobody is told apart."""

    level: Level
    week: date
    """Its Monday."""
    said: tuple[tuple[str, Any], ...]
    """Deed, kind of build, content and outcome, as they stand in a line."""
    of: int
    events: int


@dataclass(slots=True)
class Export:
    """The groups, and how much is not told of."""

    groups: list[Group] = field(default_factory=list)
    withheld_groups: int = 0
    withheld_events: int = 0


@dataclass(slots=True)
class Summary:
    """What there is."""

    events: Counter[Level] = field(default_factory=Counter)
    deeds: Counter[tuple[Level, str]] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None


def summarize(noted: Iterable[Noted]) -> Summary:
    """Count what there is, by level and deed."""
    found = Summary()
    for one in noted:
        found.events[one.event.level] += 1
        found.deeds[one.event.level, one.event.deed.value] += 1
        found.first = one.day if found.first is None else min(found.first, one.day)
        found.last = one.day if found.last is None else max(found.last, one.day)
    return found


def group_events(noted: Iterable[Noted]) -> Export:
    """Put together what is alike, and leave out what fewer than FEWEST did. What has a person is a count as well.

    Keys of pseudonyms change on Mondays, so within a week nobody counts twice. What was done in direct messages belongs
    to no server and is left out at the level counts.
    """
    members: dict[tuple[Level, date, tuple[tuple[str, Any], ...]], set[str]] = defaultdict(set)
    events: Counter[tuple[Level, date, tuple[tuple[str, Any], ...]]] = Counter()
    own: Counter[tuple[Level, date, tuple[tuple[str, Any], ...]]] = Counter()
    for one in noted:
        week = one.day - timedelta(days=one.day.weekday())
        for level, member in ((Level.COUNTS, one.event.guild), (Level.TASTE, one.event.person)):
            if level is Level.COUNTS or member is not None:
                key = level, week, _said(one.event)
                events[key] += 1
                own[key] += level is one.event.level
                members[key] |= set() if member is None else {member}
    export = Export()
    for key, count in sorted(events.items(), key=lambda one: repr(one[0])):
        if len(members[key]) < FEWEST:
            export.withheld_groups += 1
            export.withheld_events += own[key]
        else:
            export.groups.append(Group(*key, of=len(members[key]), events=count))
    return export


def _said(event: Event) -> tuple[tuple[str, Any], ...]:
    shown = event.model_dump(mode="json", exclude_none=True, exclude={"v", "guild", "person", "hour", "traits"})
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in shown.items())
