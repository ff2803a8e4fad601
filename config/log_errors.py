"""How errors look in logs: where they happened and of which class, with the whole chain of causes.

An error's own words often quote what somebody typed, or a row of the database. So they are left out, except those of
classes that speak of code only; what is told of the others is their codes.
"""

import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Final

from bot.errors import InternalError

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]

_OF_CODE: Final = (
    *(TypeError, AttributeError, NameError, ImportError, IndexError, ZeroDivisionError, RuntimeError),
    *(NotImplementedError, RecursionError, AssertionError, InternalError),
)
"""Exactly these: a subclass may say anything."""
_CODES: Final = ("sqlstate", "status", "code", "errno", "strerror")
_LINKS: Final = {
    "cause": "The above was the direct cause of this:",
    "context": "While that was handled, this happened:",
}


def format_error(exc_info: ExcInfo) -> str:
    """Return an error with its causes, the first of them first."""
    return "\n".join(_lines(exc_info[1], set()))


def name_of(error: BaseException) -> str:
    """Return the class of an error and what is known of it without its own words."""
    name = type(error).__qualname__
    if type(error) in _OF_CODE:
        return f"{name}: {error}"
    codes = [f"{key}={value}" for key in _CODES if isinstance(value := getattr(error, key, None), int | str)]
    return f"{name} ({', '.join(codes)})" if codes else name


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before, link = (error.__cause__, "cause") if error.__cause__ else (error.__context__, "context")
    if before is not None and id(before) not in seen and (link == "cause" or not error.__suppress_context__):
        yield from _lines(before, seen)
        yield _LINKS[link]
    yield "Traceback (most recent call last):"
    yield from (frame.rstrip("\n") for frame in traceback.format_tb(error.__traceback__))
    yield name_of(error)
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _lines(inner, seen)
