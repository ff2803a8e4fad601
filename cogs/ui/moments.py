"""What is said of a text about a time that names no one moment, and of zones that do not exist."""

from collections.abc import Callable
from typing import Any

from bot import errors
from bot.domain.when.clocks import format_wall
from bot.errors import RaidAheadError, RemindedAlreadyError, TooOftenError
from cogs.ui import text
from cogs.ui.markup import shown
from cogs.ui.words import Words, moment

_QUOTED = 100
_OFFSET = len("+01:00")


def _unread(words: Words, error: errors.WhenUnreadError) -> str:
    return words(text.PERIOD_UNREAD if error.days else text.WHEN_UNREAD, part=shown(error.part, limit=_QUOTED))


def _missing(words: Words, error: errors.WhenMissingError) -> str:
    return words(text.WHEN_MISSING, text=shown(error.text, limit=_QUOTED))


def _too_far(words: Words, error: errors.WhenTooFarError) -> str:
    return words(text.WHEN_TOO_FAR, days=error.days)


def _past(words: Words, error: errors.PastWhenError) -> str:
    sentence = words(text.WHEN_PAST, text=shown(error.text, limit=_QUOTED))
    return f"{sentence} {words(text.WHEN_LATER, moments=_moments(words, error))}" if error.candidates else sentence


def _ambiguous(words: Words, error: errors.WhenError) -> str:
    return words(text.WHEN_AMBIGUOUS, text=shown(error.text, limit=_QUOTED), moments=_moments(words, error))


def _clock_change(words: Words, error: errors.ClockChangeError) -> str:
    message = text.WHEN_SKIPPED if error.change == "skipped" else text.WHEN_TWICE
    offsets = words.list((f"`UTC{format_wall(one)[-_OFFSET:]}`" for one in error.candidates), style="or")
    return words(message, text=shown(error.text, limit=_QUOTED), moments=_moments(words, error), offsets=offsets)


def _moments(words: Words, error: errors.WhenError) -> str:
    return words.list((f"**{moment(one, 'f')}**" for one in error.candidates), style="or")


def _unknown_zone(words: Words, error: errors.UnknownZoneError) -> str:
    sentence = words(text.UNKNOWN_ZONE, zone=shown(error.zone, limit=_QUOTED))
    if not error.near:
        return sentence
    near = words.list((f"`{name}`" for name in error.near), style="or")
    return f"{sentence} {words(text.DID_YOU_MEAN, near=near)}"


WHEN_WORDS: dict[type[Exception], Callable[[Words, Any], str]] = {
    errors.WhenError: _ambiguous,
    errors.WhenUnreadError: _unread,
    errors.WhenMissingError: _missing,
    errors.WhenTooFarError: _too_far,
    errors.AmbiguousWhenError: _ambiguous,
    errors.PastWhenError: _past,
    errors.ClockChangeError: _clock_change,
    errors.UnknownZoneError: _unknown_zone,
    errors.RepeatUnreadError: lambda words, error: words(text.REPEAT_UNREAD, text=shown(error.text, limit=_QUOTED)),
    errors.ZoneMissingError: lambda words, _error: words(text.ZONE_MISSING),
    RaidAheadError: lambda words, _error: words(text.RAID_AHEAD),
    RemindedAlreadyError: lambda words, error: words(text.REMINDED, when=moment(error.until)),
    TooOftenError: lambda words, error: words(text.TOO_OFTEN, when=moment(error.until)),
    errors.RaidClosedError: lambda words, _error: words(text.RAID_CLOSED),
}
