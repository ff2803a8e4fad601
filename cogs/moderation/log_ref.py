"""What a log is filtered by, in the few characters that the id of a button has.

Both people, the deed by its number, the thing, both times and the place of the next page: 87 characters at most.
"""

from datetime import UTC, datetime, timedelta

from bot.domain.ids import UserId
from bot.domain.order import Deed, LogFilter, ThingKind, thing_key

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_DEEDS = tuple(Deed)
_PARTED = 6
_KINDS = {kind.value[0]: kind for kind in ThingKind}


def to_ref(wanted: LogFilter, cursor: str) -> str:
    """Return both as one reference."""
    parts = [
        _number(wanted.about),
        _number(wanted.by),
        _number(None if wanted.deed is None else _DEEDS.index(wanted.deed)),
        _thing(wanted.thing),
        _minute(wanted.since),
        _minute(wanted.until),
    ]
    return ":".join([f"-{parts[0]}", *parts[1:], cursor])


def read_ref(ref: str) -> tuple[LogFilter, str]:
    """Return what `to_ref` was given; all of the log for what it never gave."""
    if ref.count(":") != _PARTED:
        return LogFilter(), ""
    about, by, deed, thing, since, until, cursor = ref.split(":")
    number = _read_number(deed)
    kind = _KINDS[thing[0]] if thing else None
    wanted = LogFilter(
        about=_read_user(about[1:]),
        by=_read_user(by),
        deed=None if number is None else _DEEDS[number],
        thing=None if kind is None else thing_key(kind, thing[1:]),
        since=_read_minute(since),
        until=_read_minute(until),
    )
    return wanted, cursor


def _number(value: int | None) -> str:
    if value is None or value < 0:  # dividing never comes to an end below zero
        return ""
    if not value:
        return _DIGITS[0]
    digits = ""
    while value:
        value, digit = divmod(value, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def _read_number(text: str) -> int | None:
    return int(text, len(_DIGITS)) if text else None


def _read_user(text: str) -> UserId | None:
    number = _read_number(text)
    return None if number is None else UserId(number)


def _thing(thing: str | None) -> str:
    kind, _, short_id = (thing or "").partition(":")
    return f"{kind[:1]}{short_id}"


def _minute(at: datetime | None) -> str:
    return _number(None if at is None else (at - _EPOCH) // _MINUTE)


def _read_minute(text: str) -> datetime | None:
    number = _read_number(text)
    return None if number is None else _EPOCH + number * _MINUTE
