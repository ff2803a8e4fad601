"""What services may ask of storage about learning from use; part of the unit of work in `unit.py`."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from bot.domain.ids import UserId
from bot.domain.learning.consent import Consent


class LearningRepository(Protocol):
    """Who said yes, and what their pseudonyms are made with. What is noted is no business of the database."""

    async def find_consent(self, user: UserId) -> Consent:
        """Return what a person said, or that they never said anything."""

    async def set_consent(self, user: UserId, consent: Consent) -> None:
        """Keep what somebody with an account said."""

    async def mark_asked(self, user: UserId, now: datetime) -> bool:
        """Note that somebody with an account is asked; False where they were asked before or answered."""

    async def find_consents(self) -> Mapping[UserId, datetime]:
        """Return all who said yes, and when."""

    async def list_secrets(self) -> Mapping[int, bytes]:
        """Return what pseudonyms are made with, by the period."""

    async def keep_secret(self, period: int, secret: bytes) -> None:
        """Keep what pseudonyms of a period are made with, unless there is something already."""

    async def drop_secrets(self, before: int) -> None:
        """Throw away what pseudonyms of earlier periods are made with, for good."""

    async def ask_erasures(self, period: int, pseudonyms: Collection[str], now: datetime) -> None:
        """Note that the lines of pseudonyms are to go; again is fine."""

    async def list_erasures(self) -> frozenset[str]:
        """Return whose lines are to go."""

    async def drop_erasures(self, before: int) -> None:
        """Forget whose lines of earlier periods are to go: there are none any more."""
