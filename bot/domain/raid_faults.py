"""What is raised where a raid's time forbids something. It belongs to the errors' tree in `bot/errors.py`."""

from datetime import datetime

from bot.errors import UserError


class RaidAheadError(UserError):
    """A raid has not begun: what was asked for is done afterwards."""


class RemindedAlreadyError(UserError):
    """People were reminded of a raid a moment ago; `until` is when they can be again."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(f"reminded already; again from {until:%H:%M} on")
