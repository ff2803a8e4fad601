"""The twin of the game's API as keys open it: in memory, with the same answers and refusals."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from pydantic import SecretStr, TypeAdapter

from bot.errors import GameApiError, KeyPermissionsError, KeyRefusedError, NotFoundError
from bot.gateways.gameapi.account_answers import AccountAnswer, BuildTabAnswer, EquipmentTabAnswer, TokenAnswer
from bot.gateways.gameapi.answers import ItemEntry
from tests.game_accounts import Accounts


@dataclass
class AccountApiTwin:
    """Answers what it is given; raises `error` where it is set."""

    accounts: Accounts = field(default_factory=Accounts)
    items: dict[int, dict[str, Any]] = field(default_factory=dict)
    error: GameApiError | None = None
    asked: list[str] = field(default_factory=list)

    async def fetch_permissions(self, key: SecretStr) -> frozenset[str]:
        token: TokenAnswer = self._ask(key, TokenAnswer, "tokeninfo")
        return frozenset(token.permissions)

    async def fetch_account(self, key: SecretStr) -> AccountAnswer:
        account: AccountAnswer = self._ask(key, AccountAnswer, "account")
        return account

    async def fetch_characters(self, key: SecretStr) -> tuple[str, ...]:
        names: tuple[str, ...] = self._ask(key, tuple[str, ...], "characters")
        return names

    async def fetch_build_tabs(self, key: SecretStr, character: str) -> tuple[BuildTabAnswer, ...]:
        tabs: tuple[BuildTabAnswer, ...] = self._ask(
            key, tuple[BuildTabAnswer, ...], "characters", character, "buildtabs"
        )
        return tabs

    async def fetch_equipment_tabs(self, key: SecretStr, character: str) -> tuple[EquipmentTabAnswer, ...]:
        shape = tuple[EquipmentTabAnswer, ...]
        tabs: tuple[EquipmentTabAnswer, ...] = self._ask(key, shape, "characters", character, "equipmenttabs")
        return tabs

    async def fetch_items(self, ids: Collection[int]) -> tuple[ItemEntry, ...]:
        self._fail("items")
        return tuple(ItemEntry.model_validate(self.items[number]) for number in sorted(ids) if number in self.items)

    def _ask(self, key: SecretStr, shape: Any, *path: str) -> Any:
        self._fail(path[-1])
        status, content = self.accounts.find(path, f"Bearer {key.get_secret_value()}")
        if status == HTTPStatus.NOT_FOUND:
            raise NotFoundError("character", path[1])
        if status == HTTPStatus.FORBIDDEN:
            raise KeyPermissionsError(re.findall(r"scope (\w+)", content["text"]))
        if status == HTTPStatus.UNAUTHORIZED:
            raise KeyRefusedError
        return TypeAdapter(shape).validate_json(json.dumps(content))

    def _fail(self, what: str) -> None:
        self.asked.append(what)
        if self.error is not None:
            raise self.error
