"""What a raid, its time or its size forbid."""

from datetime import datetime

from bot.errors.root import ConflictError, LimitReachedError, UserError


class InvalidSizeError(LimitReachedError):
    """A raid has no place, or more than the `limit` of its template."""


class RaidClosedError(UserError):
    """A raid takes no answers: it is locked, called off, closed or has begun."""


class RaidAheadError(UserError):
    """A raid has not begun: what was asked for is done afterwards."""


class RemindedAlreadyError(UserError):
    """People were reminded of a raid a moment ago; `until` is when they can be again."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(f"reminded already; again from {until:%H:%M} on")


class ProposalOutdatedError(ConflictError):
    """A lineup was proposed for seats and answers that are others by now."""
