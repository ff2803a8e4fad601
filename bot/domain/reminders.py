"""Reminders of a raid: which there are, when each is due, and how people want to get theirs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.raids import Raid, RaidStatus

GRACE: Final = timedelta(minutes=10)
"""A reminder that could not go out in time, as when the bot was away, still does for so long; then it is dropped."""
PAUSE: Final = timedelta(minutes=10)
"""Between two reminders of one raid that leaders send by hand."""
REGULAR: Final = timedelta(days=42)
"""Who answered a raid of a guild in this time before another one is expected to answer that one, too."""


class Reminder(StrEnum):
    """A reminder of a raid."""

    DAY = "day"
    """A day before, to those who are expected to answer and did not."""
    HOUR = "hour"
    QUARTER = "quarter"
    NOW = "now"
    """Sent by a leader's hand to those who have a seat."""
    ASK = "ask"
    """Sent likewise to those who did not answer."""

    @property
    def lead(self) -> timedelta:
        """How long before the start it is due."""
        return _LEADS[self]

    @property
    def asks(self) -> bool:
        """Tell whether it goes to those who did not answer, instead of those who have a seat."""
        return self in {Reminder.DAY, Reminder.ASK}

    @property
    def is_standard(self) -> bool:
        """Tell whether it goes out where the leader chose nothing."""
        return self in {Reminder.HOUR, Reminder.QUARTER}


_LEADS: Final[Mapping[Reminder, timedelta]] = {
    Reminder.DAY: timedelta(days=1),
    Reminder.HOUR: timedelta(hours=1),
    Reminder.QUARTER: timedelta(minutes=15),
    Reminder.NOW: timedelta(),
    Reminder.ASK: timedelta(),
}
SCHEDULED: Final = (Reminder.DAY, Reminder.HOUR, Reminder.QUARTER)
"""Those that go out by themselves."""


class Way(StrEnum):
    """How a person gets reminders."""

    CHANNEL = "channel"
    """By a mention where the raid is posted."""
    DIRECT = "direct"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ReminderState:
    """What is known of one reminder of one raid."""

    is_wanted: bool
    sent_at: datetime | None = None
    """When it went out last."""

    def next_at(self, which: Reminder, raid: Raid, now: datetime) -> datetime | None:
        """Return when it is to go out, which may be past by up to GRACE; None where it is not to.

        It went out once it did at or after the time at which it is due; so a raid that moves is reminded of again, and
        one that moves to and fro is not.
        """
        due = raid.starts_at - which.lead
        is_on = self.is_wanted and raid.status in {RaidStatus.OPEN, RaidStatus.LOCKED}
        is_sent = self.sent_at is not None and self.sent_at >= due
        return due if is_on and not is_sent and now <= due + GRACE else None


States = Mapping[Reminder, ReminderState]


def state_of(states: States, which: Reminder) -> ReminderState:
    """Return the state of one; as it is by itself where nothing was chosen or sent."""
    return states.get(which, ReminderState(which.is_standard))


def wanted_among(states: States) -> Collection[Reminder]:
    """Return which of SCHEDULED go out, in their order."""
    return tuple(which for which in SCHEDULED if state_of(states, which).is_wanted)


def next_among(states: States, raid: Raid, now: datetime) -> tuple[Reminder, datetime] | None:
    """Return the reminder that goes out next, and when; None where none does."""
    times = ((state_of(states, which).next_at(which, raid, now), which) for which in SCHEDULED)
    at, which = min(((at, which) for at, which in times if at is not None), default=(None, None))
    return None if at is None or which is None else (which, at)
