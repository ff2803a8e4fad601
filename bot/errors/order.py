"""What moderators of a guild forbid."""

from datetime import datetime

from bot.errors.root import UserError


class HiddenHereError(UserError):
    """The thing was hidden by this guild's moderators, for `reason`, and cannot be published there."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__("hidden by moderators")


class SuspendedError(UserError):
    """The person is suspended in this guild, for `reason`; `until` is None where nobody said until when."""

    def __init__(self, reason: str, until: datetime | None) -> None:
        self.reason = reason
        self.until = until
        super().__init__("suspended")


class AnsweredError(UserError):
    """The owner of a hidden thing has answered already."""

    def __init__(self) -> None:
        super().__init__("answered already")


class DecidedError(UserError):
    """Somebody decided this report already: `verdict` is what, for `reason`."""

    def __init__(self, verdict: str, by: int | None, reason: str) -> None:
        self.verdict = verdict
        self.by = by
        self.reason = reason
        super().__init__(f"decided already: {verdict}")


class OwnReportError(UserError):
    """People cannot report what is theirs."""

    def __init__(self) -> None:
        super().__init__("their own")


class ReasonError(UserError):
    """A reason is empty, or has more than `limit` characters."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"a reason has 1 to {limit} characters")


class ImitationError(UserError):
    """A name that all would read looks like that of staff, of Discord or of the bot, or mentions everybody."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__("a name that imitates staff")


class LinkForbiddenError(UserError):
    """A text that all would read has a link, and the guild wants none there; `kind` is "invite" or "link"."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"no {kind}s here")
