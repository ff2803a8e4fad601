"""The root of all errors, whose fault each is, and what can go wrong with anything that is kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any


class BotError(Exception):
    """Root of all errors that this project raises itself; each passes between processes with all its data."""

    def __reduce__(self) -> tuple[Any, ...]:
        # `args` is the message, not what the constructor takes: made again without it, then given its data.
        return _make_again, (type(self), self.args), vars(self)


class UserError(BotError):
    """The person who asked can mend it."""


class LimitReachedError(UserError):
    """A person or guild keeps `limit` things of a `kind` ("build", "team", "absence", "template"): no more fit."""

    def __init__(self, kind: str, limit: int) -> None:
        self.kind = kind
        self.limit = limit
        super().__init__(f"at most {limit} {kind}s")


class TooOftenError(UserError):
    """Something that costs much was asked for as often as it may be; `until` is when it may be again."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(f"not before {until.isoformat()}")


class InvalidProblemError(UserError):
    """What is to be optimized makes no sense: at `path` stands something else than `expected` says, in English."""

    def __init__(self, path: str, expected: str) -> None:
        self.path = path
        self.expected = expected
        super().__init__(f"{path}: expected {expected}")


class NotFoundError(UserError):
    """No such thing, or none that this person may see: the two are told alike.

    `kind` is what was asked for ("build", "raid", "series", "lineup" …; `NOT_FOUND` in `cogs/ui/text.py` has them all),
    `ref` how it was called, `near` the names of things that the person may see and perhaps meant, the likeliest first.
    """

    def __init__(self, kind: str, ref: str, *, near: Sequence[str] = ()) -> None:
        self.kind = kind
        self.ref = ref
        self.near = tuple(near)
        super().__init__(f"no {kind} {ref!r}")


class ConflictError(UserError):
    """The thing was changed by somebody else between the look and the click."""


class EditedMeanwhileError(ConflictError):
    """Fields of a build that somebody edited were changed by another hand since they began; `fields` names them."""

    def __init__(self, fields: Sequence[str]) -> None:
        self.fields = tuple(fields)
        super().__init__(f"changed meanwhile: {', '.join(self.fields)}")


class NotAllowedError(UserError):
    """The person sees the thing but may not do this; `needed` is who may: "owner", "leader" (of the team) or "admin".

    Or it is "raids": raid leaders may; "moderator": moderators may; "operator": whoever runs the bot may; "guild": this
    works in a server only, not in a direct message; "other": on somebody else's thing only; "ping": with roles only
    that raids may mention; "learning": in servers that let the bot learn.
    """

    def __init__(self, needed: str) -> None:
        self.needed = needed
        super().__init__(f"needs {needed}")


class UpstreamError(BotError):
    """Something that this project stands on does not answer."""


class StorageUnavailableError(UpstreamError):
    """The database cannot be reached or cut the connection; nothing was written."""


class StorageUnsureError(StorageUnavailableError):
    """The database went away during a commit: what was to be written may be written, or may not."""


class StorageRefusesError(StorageUnavailableError):
    """The database can be read but takes nothing new: its disk is full, or it is read-only."""


class GameApiError(UpstreamError):
    """The game's API gave no answer to the request for `path`; `reason` is for logs."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class GameApiClosedError(GameApiError):
    """The game's API is closed for maintenance."""


class GameApiAnswerError(GameApiError):
    """The game's API answered something that cannot be used; `status` and `body` where they say why."""

    def __init__(self, path: str, reason: str, *, status: int = 0, body: bytes = b"") -> None:
        self.status = status
        self.body = body
        super().__init__(path, reason)


class InternalError(BotError):
    """Our own fault."""


def _make_again(kind: type[BotError], args: tuple[Any, ...]) -> BotError:
    return kind.__new__(kind, *args)
