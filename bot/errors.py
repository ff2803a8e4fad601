"""Every error of ours, and who is at fault for it.

    BotError
    ├── UserError                  the person can mend it; told in words that help
    │   ├── ChatCodeError          a text that is no build code (also a ValueError)
    │   ├── InvalidNameError       a name that is empty or too long
    │   ├── NotesTooLongError      notes of more characters than are kept
    │   ├── InvalidLinkError       a source link that is no address of a web page
    │   ├── InvalidTagsError       too many tags, or one that is too long
    │   ├── UnknownRoleError       a role that is not of the closed set
    │   ├── InvalidPlaceError      a subgroup or place that the team does not have
    │   ├── UnknownContentError    a kind of content that has no template
    │   ├── UnknownFilterError     a search for a value that there is not
    │   ├── LimitReachedError      as many things of a kind as one person may keep
    │   │   └── InvalidSizeError   more people than a raid's template has places
    │   ├── GearUnreadError        a text about gear in which nothing is understood
    │   ├── ImportRefusedError     an import that cannot be read at all
    │   ├── ImportRowError         a row of an import that is not as it should be
    │   ├── NothingToSeatError     a place was to be filled with neither a build nor a player
    │   ├── InvalidProblemError    sign-ups and wishes that contradict themselves
    │   ├── TwoPlayersError        a member and a guest were named for one place
    │   ├── WhenError              a text about a time that names no one moment
    │   │   ├── WhenUnreadError    part of it is not understood
    │   │   │   └── RepeatUnreadError  likewise of what recurs
    │   │   ├── WhenMissingError   it says too little
    │   │   ├── WhenTooFarError    it is farther ahead than anything is planned
    │   │   ├── AmbiguousWhenError it can be understood in several ways
    │   │   ├── PastWhenError      it is over
    │   │   └── ClockChangeError   clocks are turned: that time is skipped or comes twice
    │   ├── UnknownZoneError       no such time zone
    │   ├── ZoneMissingError       nobody knows in which zone this person writes times
    │   ├── RaidClosedError        a raid takes no answers any more
    │   ├── RaidAheadError         something was asked of a raid that is for afterwards
    │   ├── RemindedAlreadyError   people were reminded a moment ago
    │   ├── NotFoundError          no such thing, or none that this person may see
    │   ├── ConflictError          the thing changed meanwhile
    │   │   ├── EditedMeanwhileError what somebody is editing was changed by another hand
    │   │   ├── SeatTakenError     somebody else filled that place first
    │   │   ├── AlreadySeatedError the same member sits in another place of the team
    │   │   └── PublishedElsewhereError  the team is public in another guild
    │   └── NotAllowedError        visible, but for other hands to change
    ├── UpstreamError              something that we stand on does not answer
    │   ├── StorageUnavailableError
    │   └── GameApiError           the game's API does not answer
    │       ├── GameApiClosedError it is closed for maintenance, as often on patch days
    │       └── GameApiAnswerError its answer is of no known shape, or not whole
    └── InternalError              ours; shown with a reference id

An error carries data, not prose: `cogs/ui/errors.py` holds the words. `str()` of an error is for logs and for the
command line. Nothing but exceptions lives here.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal


class BotError(Exception):
    """Root of all errors that this project raises itself; each passes between processes with all its data."""

    def __reduce__(self) -> tuple[Any, ...]:
        # `args` is the message, not what the constructor takes: made again without it, then given its data.
        return _make_again, (type(self), self.args), vars(self)


class UserError(BotError):
    """The person who asked can mend it."""


class ChatCodeError(UserError, ValueError):
    """A text that was taken for a build code is none.

    `text` is what was read (shortened to 120 characters in the message), `expected` and `found` say in English what
    the reader wanted and met; both are closed vocabulary of the codec, with numbers filled in. `kind` is a stable
    name that words can be looked up by.
    """

    def __init__(self, text: str, *, kind: str, expected: str, found: str) -> None:
        self.text = text
        self.kind = kind
        self.expected = expected
        self.found = found
        shown = text if len(text) <= _SHOWN_TEXT else text[: _SHOWN_TEXT - 1] + "…"
        super().__init__(f"{shown!r}: expected {expected}, found {found}")


class InvalidNameError(UserError):
    """A name is empty after trimming, or longer than `limit` characters."""

    def __init__(self, name: str, *, limit: int) -> None:
        self.name = name
        self.limit = limit
        super().__init__(f"a name of {len(name)} characters; 1 to {limit} are allowed")


class NotesTooLongError(UserError):
    """Notes are longer than `limit` characters; `length` is what they have, in the form in which they are kept."""

    def __init__(self, *, length: int, limit: int) -> None:
        self.length = length
        self.limit = limit
        super().__init__(f"notes of {length} characters; at most {limit} are kept")


class InvalidLinkError(UserError):
    """A source link is no http or https address of at most `limit` characters."""

    def __init__(self, link: str, *, limit: int) -> None:
        self.link = link
        self.limit = limit
        super().__init__("no http or https address")


class InvalidTagsError(UserError):
    """There are more than `limit` tags, or `tag` is empty or has more than `tag_limit` characters."""

    def __init__(self, tags: Sequence[str], *, tag: str | None, limit: int, tag_limit: int) -> None:
        self.tags = tuple(tags)
        self.tag = tag
        self.limit = limit
        self.tag_limit = tag_limit
        super().__init__(f"{len(self.tags)} tags; at most {limit} of {tag_limit} characters")


class UnknownRoleError(UserError):
    """No role has this name; `known` lists those that there are."""

    def __init__(self, role: str, *, known: Sequence[str]) -> None:
        self.role = role
        self.known = tuple(known)
        super().__init__(f"unknown role {role!r}")


class InvalidPlaceError(UserError):
    """A team has no such subgroup or place; `subgroups` and `places` are what it has, counted from 1."""

    def __init__(self, *, subgroup: int, place: int, subgroups: int, places: int) -> None:
        self.subgroup = subgroup
        self.place = place
        self.subgroups = subgroups
        self.places = places
        super().__init__(f"subgroup {subgroup}, place {place} of {subgroups} subgroups with {places} places")


class UnknownContentError(UserError):
    """No template has this name; `known` lists those that exist."""

    def __init__(self, content: str, *, known: Sequence[str]) -> None:
        self.content = content
        self.known = tuple(known)
        super().__init__(f"unknown content {content!r}; known: {', '.join(self.known)}")


class UnknownFilterError(UserError):
    """A search asks for a value that there is not; `option` is the request's field, `near` are names likely meant."""

    def __init__(self, option: str, typed: str, *, near: Sequence[str] = ()) -> None:
        self.option = option
        self.typed = typed
        self.near = tuple(near)
        super().__init__(f"no {option} {typed!r}")


class LimitReachedError(UserError):
    """One person keeps `limit` things of a `kind` ("build" or "team"), and no more fit."""

    def __init__(self, kind: str, limit: int) -> None:
        self.kind = kind
        self.limit = limit
        super().__init__(f"at most {limit} {kind}s")


class InvalidSizeError(LimitReachedError):
    """A raid has no place, or more than the `limit` of its template."""


class GearUnreadError(UserError):
    """Nothing of a text is understood as gear."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__("nothing of the text is understood as gear")


class ImportRefusedError(UserError):
    """Nothing can be read from what was to be imported.

    `kind` is "empty" (nothing was given), "size" (more than `limit` bytes), "rows" (more than `limit` rows), "encoding"
    (no UTF-8), "unloaded" (Discord did not hand the file over), "foreign" (JSON, but no file of ours), "damaged" (a
    file of ours that is not whole), "version" (made by a newer version: `found`) or "gone" (what was previewed is not
    held any more).
    """

    def __init__(self, kind: str, *, limit: int = 0, found: int = 0) -> None:
        self.kind = kind
        self.limit = limit
        self.found = found
        super().__init__(f"import refused: {kind}")


class ImportRowError(UserError):
    """A field of a row is missing, unknown, or not of its kind; `field` is its name, empty for the row as a whole."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"field {field!r} of a row")


class NothingToSeatError(UserError):
    """A place was to be filled, and neither a build nor a player was named."""


class InvalidProblemError(UserError):
    """What is to be optimized makes no sense: at `path` stands something else than `expected` says, in English."""

    def __init__(self, path: str, expected: str) -> None:
        self.path = path
        self.expected = expected
        super().__init__(f"{path}: expected {expected}")


class TwoPlayersError(UserError):
    """A member and a guest were named for the same place."""


class WhenError(UserError):
    """A text about a time names no one moment. `candidates` are what may be meant, in order, in the writer's zone."""

    def __init__(self, text: str, *, candidates: Sequence[datetime] = ()) -> None:
        self.text = text
        self.candidates = tuple(candidates)
        super().__init__(f"{text!r} names no one moment; candidates: {[str(moment) for moment in self.candidates]}")


class WhenUnreadError(WhenError):
    """Nothing is understood of a text about a time or the `days` of a period, or nothing from `part` on."""

    def __init__(self, text: str, *, part: str, days: bool = False) -> None:
        self.part = part
        self.days = days
        super().__init__(text)


class RepeatUnreadError(WhenUnreadError):
    """A part of a text that says how something recurs is not understood."""


class WhenMissingError(WhenError):
    """A text about a time lacks something; `missing` is "time"."""

    def __init__(self, text: str, *, missing: Literal["time"]) -> None:
        self.missing = missing
        super().__init__(text)


class WhenTooFarError(WhenError):
    """A moment is more than `days` ahead."""

    def __init__(self, text: str, *, days: int) -> None:
        self.days = days
        super().__init__(text)


class AmbiguousWhenError(WhenError):
    """A text about a time can be understood in several ways."""


class PastWhenError(WhenError):
    """The moment is over; `candidates` are later ones that may be meant."""


class ClockChangeError(WhenError):
    """Clocks are turned: the wall time is "skipped", or comes "twice"."""

    def __init__(self, text: str, *, change: Literal["skipped", "twice"], candidates: Sequence[datetime]) -> None:
        self.change = change
        super().__init__(text, candidates=candidates)


class UnknownZoneError(UserError):
    """No time zone has this name; `near` are names that exist and are perhaps meant."""

    def __init__(self, zone: str, *, near: Sequence[str] = ()) -> None:
        self.zone = zone
        self.near = tuple(near)
        super().__init__(f"no time zone {zone!r}")


class ZoneMissingError(UserError):
    """A time was written by somebody who never said in which zone."""


class RaidClosedError(UserError):
    """A raid takes no answers: it is locked, called off, closed or has begun."""


class NotFoundError(UserError):
    """No such thing, or none that this person may see: the two are told alike.

    `kind` is "build", "team", "search", "version", "place" or "player"; `ref` is what was asked for, `near` the names
    of things that the person may see and perhaps meant, the likeliest first.
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


class SeatTakenError(ConflictError):
    """A place that was to be filled is already filled by something else."""

    def __init__(self, *, subgroup: int, place: int) -> None:
        self.subgroup = subgroup
        self.place = place
        super().__init__(f"subgroup {subgroup}, place {place} is taken")


class AlreadySeatedError(ConflictError):
    """The member who is to be seated sits in this team already, in `subgroup` and `place`."""

    def __init__(self, *, subgroup: int, place: int) -> None:
        self.subgroup = subgroup
        self.place = place
        super().__init__(f"already seated in subgroup {subgroup}, place {place}")


class PublishedElsewhereError(ConflictError):
    """The team is public in another guild than this one."""


class NotAllowedError(UserError):
    """The person sees the thing but may not do this; `needed` is "owner", "leader", "moderator" or "admin".

    Or it is "guild": this works in a server only, not in a direct message; or "other": on somebody else's thing only.
    """

    def __init__(self, needed: str) -> None:
        self.needed = needed
        super().__init__(f"needs {needed}")


class UpstreamError(BotError):
    """Something that this project stands on does not answer."""


class StorageUnavailableError(UpstreamError):
    """The database cannot be reached or cut the connection; nothing was written."""


class GameApiError(UpstreamError):
    """The game's API gave no answer to the request for `path`; `reason` is for logs."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class GameApiClosedError(GameApiError):
    """The game's API is closed for maintenance."""


class GameApiAnswerError(GameApiError):
    """The game's API answered something that cannot be used."""


class InternalError(BotError):
    """Our own fault."""


_SHOWN_TEXT = 120


def _make_again(kind: type[BotError], args: tuple[Any, ...]) -> BotError:
    return kind.__new__(kind, *args)
