"""What members report to the moderators of their guild, and what those decide.

All who report one thing while nothing is decided about it stand in one report, each with a reason of their own.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.ids import GuildId, UserId
from bot.domain.order import ThingKind

EXCERPT_LIMIT = 500
"""Characters that are kept of a message or of notes."""


class ReportKind(StrEnum):
    """What can be reported."""

    BUILD = ThingKind.BUILD.value
    TEAM = ThingKind.TEAM.value
    MESSAGE = "message"


class Verdict(StrEnum):
    """What moderators decide."""

    DISMISS = "dismiss"
    WARN = "warn"
    """Of a message: whoever wrote it is told. Deleting it is up to the moderators; it is not ours."""
    HIDE = "hide"
    """Of a build or team."""
    SUSPEND = "suspend"
    """Its owner is suspended; a build or team is hidden too."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What one person says of it."""

    user: UserId
    reason: str
    at: datetime
    place: str | None = None
    """The message in which it was seen, as "channel/message"."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What came of a report."""

    verdict: Verdict
    by: UserId | None
    """None for somebody who erased their account."""
    at: datetime
    reason: str
    entry: UUID
    """The entry of the log that tells the owner, and takes their answer."""


@dataclass(frozen=True, slots=True)
class Report:
    """One thing that was reported. Without complaints it is a form that somebody opened; nobody is shown it."""

    id: UUID
    guild: GuildId
    kind: ReportKind
    ref: str
    """The short id of a build or team; "channel/message" of a message."""
    owner: UserId | None
    """Whose it is; None where nobody can be told, as of a message of another bot."""
    name: str
    """What it is called; empty for messages."""
    excerpt: str
    opened_at: datetime
    complaints: tuple[Complaint, ...] = ()
    decision: Decision | None = None
    answer: str | None = None
    """What the owner said to the decision, once."""

    @property
    def is_thing(self) -> bool:
        """Tell whether it is a build or team."""
        return self.kind is not ReportKind.MESSAGE

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Return what can be decided."""
        if self.is_thing:
            return (Verdict.DISMISS, Verdict.HIDE, Verdict.SUSPEND)
        return (Verdict.DISMISS,) if self.owner is None else (Verdict.DISMISS, Verdict.WARN, Verdict.SUSPEND)

    @property
    def place(self) -> str | None:
        """Return the message in which it stands, as "channel/message", where anybody told."""
        if not self.is_thing:
            return self.ref
        return next((one.place for one in self.complaints if one.place), None)

    def complaint_of(self, user: UserId) -> Complaint | None:
        """Return what this person said of it."""
        return next((one for one in self.complaints if one.user == user), None)


class NoticeKind(StrEnum):
    """What somebody is told of."""

    DEED = "deed"
    """An entry of the log that concerns them."""
    REPORT = "report"
    """What came of something that they reported."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a person is told when they next use the bot."""

    user: UserId
    about: UUID
    guild: GuildId
    kind: NoticeKind
    at: datetime
