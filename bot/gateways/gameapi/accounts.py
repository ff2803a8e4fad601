"""The game's API as somebody's key opens it: whose it is, their characters, what those play and wear."""

import asyncio
import re
from collections.abc import Collection
from http import HTTPStatus
from typing import Any, Final, Protocol
from urllib.parse import quote

import aiohttp
from pydantic import SecretStr

from bot.errors import (
    GameAccountClosedError,
    GameAccountSilentError,
    GameApiAnswerError,
    GameApiClosedError,
    GameApiError,
    KeyPermissionsError,
    KeyRefusedError,
    NotFoundError,
)
from bot.gateways.gameapi import api
from bot.gateways.gameapi.account_answers import AccountAnswer, BuildTabAnswer, EquipmentTabAnswer, TokenAnswer
from bot.gateways.gameapi.answers import ItemEntry
from bot.gateways.gameapi.asking import BURST, PER_SECOND, Asker, Patience, Question
from bot.gateways.gameapi.bucket import Sleep, TokenBucket
from bot.gateways.gameapi.client import BATCH

PATIENCE: Final = Patience(tries=2, timeout_s=8.0, first_wait_s=0.5, longest_wait_s=4.0)
"""Somebody waits."""
_REFUSALS: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_SCOPE: Final = re.compile(rb"requires scope (\w+)")


class AccountApi(Protocol):
    """Asks the game's API with a key.

    Raises KeyRefusedError, KeyPermissionsError, NotFoundError("character") for one that is renamed or gone, and
    GameAccountClosedError or GameAccountSilentError where there is no answer, or none that can be used.
    """

    async def fetch_permissions(self, key: SecretStr) -> frozenset[str]:
        """Return what the key may be used for."""
        ...

    async def fetch_account(self, key: SecretStr) -> AccountAnswer:
        """Return whose key it is."""
        ...

    async def fetch_characters(self, key: SecretStr) -> tuple[str, ...]:
        """Return the names of all characters."""
        ...

    async def fetch_build_tabs(self, key: SecretStr, character: str) -> tuple[BuildTabAnswer, ...]:
        """Return what a character plays."""
        ...

    async def fetch_equipment_tabs(self, key: SecretStr, character: str) -> tuple[EquipmentTabAnswer, ...]:
        """Return what a character wears."""
        ...

    async def fetch_items(self, ids: Collection[int]) -> tuple[ItemEntry, ...]:
        """Return items, without a key; those that the API does not know are missing."""
        ...


class HttpAccountApi:
    """The AccountApi over HTTP. The session is the caller's to open and close."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        base_url: str,
        *,
        patience: Patience = PATIENCE,
        bucket: TokenBucket | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._asker = Asker(session, base_url, patience, bucket or TokenBucket(BURST, PER_SECOND), sleep)

    async def fetch_permissions(self, key: SecretStr) -> frozenset[str]:
        """Return what the key may be used for."""
        token: TokenAnswer = await self._ask(key, "tokeninfo", TokenAnswer)
        return frozenset(token.permissions)

    async def fetch_account(self, key: SecretStr) -> AccountAnswer:
        """Return whose key it is."""
        account: AccountAnswer = await self._ask(key, "account", AccountAnswer)
        return account

    async def fetch_characters(self, key: SecretStr) -> tuple[str, ...]:
        """Return the names of all characters."""
        names: tuple[str, ...] = await self._ask(key, "characters", tuple[str, ...])
        return names

    async def fetch_build_tabs(self, key: SecretStr, character: str) -> tuple[BuildTabAnswer, ...]:
        """Return what a character plays."""
        tabs: tuple[BuildTabAnswer, ...] = await self._of(key, character, "buildtabs", tuple[BuildTabAnswer, ...])
        return tabs

    async def fetch_equipment_tabs(self, key: SecretStr, character: str) -> tuple[EquipmentTabAnswer, ...]:
        """Return what a character wears."""
        shape = tuple[EquipmentTabAnswer, ...]
        tabs: tuple[EquipmentTabAnswer, ...] = await self._of(key, character, "equipmenttabs", shape)
        return tabs

    async def fetch_items(self, ids: Collection[int]) -> tuple[ItemEntry, ...]:
        """Return items, without a key; those that the API does not know are missing."""
        wanted, found = sorted(ids), list[ItemEntry]()
        for start in range(0, len(wanted), BATCH):
            params = {"ids": ",".join(map(str, wanted[start : start + BATCH])), "lang": "en"}
            found += await self._answer(Question(path=api.ITEMS.path, shape=tuple[ItemEntry, ...], params=params))
        return tuple(found)

    async def _ask(self, key: SecretStr, path: str, shape: Any) -> Any:
        return await self._answer(Question(path=path, shape=shape, params={}, key=key))

    async def _of(self, key: SecretStr, character: str, what: str, shape: Any) -> Any:
        path, label = f"characters/{quote(character, safe='')}/{what}", f"characters/…/{what}"
        question = Question(path=path, shape=shape, params={"tabs": "all"}, key=key, label=label)
        return await self._answer(question, character)

    async def _answer(self, question: Question, character: str = "") -> Any:
        try:
            return await self._asker.ask(question)
        except GameApiClosedError as error:
            raise GameAccountClosedError(error.path, error.reason) from None
        except GameApiAnswerError as error:
            raise _refusal(error, character) from None
        except GameApiError as error:
            raise GameAccountSilentError(error.path, error.reason) from None


def _refusal(error: GameApiAnswerError, character: str) -> Exception:
    if error.status == HTTPStatus.FORBIDDEN and (scope := _SCOPE.search(error.body)):
        return KeyPermissionsError([scope[1].decode()])
    if error.status in _REFUSALS:
        return KeyRefusedError()
    if error.status == HTTPStatus.NOT_FOUND and character:
        return NotFoundError("character", character)
    return GameAccountSilentError(error.path, error.reason)
