"""Long lists, a page at a time, by the key of the last row instead of by counting rows.

A cursor is opaque outside: 32 characters that fit into a button's custom id. One that is damaged, or that was made for
another list, leads to the first page: a person who presses an old button sees a list, not an error.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, Self, TypeVar
from uuid import UUID

T = TypeVar("T")

PAGE_SIZE = 10
COUNTED = 2_000
"""So many are told exactly; a hundred thousand are counted too long for what the number is worth."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_TIME_BYTES = 8


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list of `total`; `next` is the cursor of the following page, None on the last one."""

    items: tuple[T, ...]
    next: str | None
    total: int
    is_capped: bool = False
    """Whether there are more than `total`: nobody counts further than COUNTED."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place after one row in a list that is ordered by time and key, newest first."""

    at: datetime
    key: UUID

    @classmethod
    def from_text(cls, text: str | None) -> Self | None:
        """Return the place that `text` stands for; None, the first page, for one that no list of ours gave out."""
        try:
            raw = base64.b64decode((text or "").encode("ascii"), altchars=b"-_", validate=True)
            at = _EPOCH + int.from_bytes(raw[:_TIME_BYTES], "big", signed=True) * _MICROSECOND
            cursor = cls(at, UUID(bytes=raw[_TIME_BYTES:]))
        except (UnicodeEncodeError, binascii.Error, OverflowError, ValueError):
            return None
        return cursor if cursor.to_text() == text else None

    def to_text(self) -> str:
        """Return the opaque form, `from_text` of which gives the cursor back."""
        micros = (self.at - _EPOCH) // _MICROSECOND
        return base64.urlsafe_b64encode(micros.to_bytes(_TIME_BYTES, "big", signed=True) + self.key.bytes).decode()
