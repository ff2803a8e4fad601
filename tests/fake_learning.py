"""Learning from use, in memory; part of the twin in `fakes.py`."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.ids import UserId
from bot.domain.learning.consent import NO_CONSENT, Consent

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeLearning:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def find_consent(self, user: UserId) -> Consent:
        return self._state.consents.get(user, NO_CONSENT)

    async def set_consent(self, user: UserId, consent: Consent) -> None:
        if user in self._state.accounts:
            self._state.consents[user] = consent

    async def mark_asked(self, user: UserId, now: datetime) -> bool:
        known = await self.find_consent(user)
        if user not in self._state.accounts or known.asked_at is not None:
            return False
        self._state.consents[user] = replace(known, asked_at=now)
        return True

    async def find_consents(self) -> Mapping[UserId, datetime]:
        return {user: said.since for user, said in self._state.consents.items() if said.since is not None}

    async def list_secrets(self) -> Mapping[int, bytes]:
        return dict(self._state.learning_secrets)

    async def keep_secret(self, period: int, secret: bytes) -> None:
        self._state.learning_secrets.setdefault(period, secret)

    async def drop_secrets(self, before: int) -> None:
        state = self._state
        state.learning_secrets = {period: kept for period, kept in state.learning_secrets.items() if period >= before}

    async def ask_erasures(self, period: int, pseudonyms: Collection[str], now: datetime) -> None:  # noqa: ARG002 - kept for people who look into the table
        self._state.learning_erasures.update(dict.fromkeys(pseudonyms, period))

    async def list_erasures(self) -> frozenset[str]:
        return frozenset(self._state.learning_erasures)

    async def drop_erasures(self, before: int) -> None:
        state = self._state
        state.learning_erasures = {one: of for one, of in state.learning_erasures.items() if of >= before}
