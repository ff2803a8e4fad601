"""What a search comes to: conditions on terms, an order, and the place where a page ends.

All conditions must hold. A condition holds by any of its terms; it holds exactly by one that was asked for as it
stands, and nearly by one that begins likewise or that a slip may have meant.
"""

import base64
import binascii
import struct
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Self
from uuid import UUID

from bot.domain.search.request import Order

_PLACE: Final = struct.Struct(">Biq16s")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is asked for."""

    exact: frozenset[str]
    near: frozenset[str] = frozenset()
    typed: str = ""
    """The words of the free text that it stands for; empty for what was chosen from a closed set."""
    guessed: bool = False
    """Whether nothing is called what was typed, so that `near` is a guess."""

    @property
    def terms(self) -> frozenset[str]:
        """All terms by which it holds."""
        return self.exact | self.near

    @property
    def is_graded(self) -> bool:
        """Whether some builds fit it better than others."""
        return bool(self.exact and self.near)


@dataclass(frozen=True, slots=True)
class Entry:
    """A build as a search sees it."""

    id: UUID
    at: datetime
    """When it was made public; of a private one when it was made."""
    likes: int = 0
    uses: int = 0
    terms: frozenset[str] = frozenset()
    """Empty where storage has compared them already."""
    score: int = 0
    """How many of the graded conditions hold exactly."""

    @property
    def standing(self) -> int:
        """How well it is thought of: a like weighs as much as two uses, for it is given on purpose."""
        return 2 * self.likes + self.uses


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an entry stands in a list, the highest first; as text it is opaque and fits into a button."""

    score: int
    count: int
    at: datetime
    key: UUID

    @classmethod
    def of(cls, entry: Entry, order: Order) -> Self:
        """Return where `entry` stands."""
        count = {Order.LIKED: entry.likes, Order.USED: entry.uses, Order.BEST: entry.standing}.get(order, 0)
        return cls(entry.score if order is Order.BEST else 0, count, entry.at, entry.id)

    @classmethod
    def from_text(cls, text: str | None) -> Self | None:
        """Return the place that `text` stands for; None, the beginning, for one that no list of ours gave out."""
        try:
            raw = base64.b64decode((text or "").encode("ascii") + b"=", altchars=b"-_", validate=True)
            score, count, micros, key = _PLACE.unpack(raw)
            return cls(score, count, _EPOCH + micros * _MICROSECOND, UUID(bytes=key))
        except (UnicodeEncodeError, binascii.Error, OverflowError, struct.error):
            return None

    def to_text(self) -> str:
        """Return the opaque form, `from_text` of which gives the place back."""
        micros = (self.at - _EPOCH) // _MICROSECOND
        packed = _PLACE.pack(self.score, self.count, micros, self.key.bytes)
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions and an order."""

    conditions: tuple[Condition, ...] = ()
    order: Order = Order.BEST

    @property
    def graded(self) -> tuple[Condition, ...]:
        """The conditions that decide which builds fit best."""
        return tuple(condition for condition in self.conditions if condition.is_graded)

    def get_score(self, terms: Collection[str]) -> int | None:
        """Return how many graded conditions hold exactly, None where a condition does not hold at all."""
        if any(condition.terms.isdisjoint(terms) for condition in self.conditions):
            return None
        return sum(not condition.exact.isdisjoint(terms) for condition in self.graded)

    def narrowed(self) -> Self:
        """Return the query without near terms where there are exact ones: for when very many builds fit."""
        strict = (replace(one, near=frozenset()) if one.is_graded else one for one in self.conditions)
        return replace(self, conditions=tuple(strict))

    def pick(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the entries that fit, scored, the first to be shown first."""
        scored = (
            replace(entry, score=score, terms=frozenset())
            for entry in entries
            if (score := self.get_score(entry.terms)) is not None
        )
        return sorted(scored, key=lambda entry: Place.of(entry, self.order), reverse=True)
