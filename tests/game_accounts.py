"""Accounts of the game, in the shapes of its API: what a key may do, whose it is, what the characters play and wear."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

KEY = "0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F90A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9"
OTHER_KEY = "FFFFFFFF-4E5F-6071-8293-A4B5C6D7E8F90A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9"
ALL = ("account", "builds", "characters", "inventories")
_NEEDS = {"tokeninfo": "account", "account": "account", "characters": "characters"}


@dataclass
class GameAccount:
    """One account; `characters` by name, each with its tabs."""

    id: str = "C19467C6-F5AD-E211-8756-78E7D1936222"
    name: str = "Mia.1234"
    permissions: tuple[str, ...] = ALL
    characters: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass
class Accounts:
    """All that keys open."""

    by_key: dict[str, GameAccount] = field(default_factory=dict)

    def find(self, path: tuple[str, ...], authorization: str) -> tuple[int, Any]:
        """Return status and content for a path such as ("characters", "Mia", "buildtabs")."""
        account = self.by_key.get(authorization.removeprefix("Bearer "))
        if account is None or not authorization.startswith("Bearer "):
            return HTTPStatus.UNAUTHORIZED, {"text": "Invalid access token"}
        for scope in _scopes(path):
            if scope not in account.permissions:
                return HTTPStatus.FORBIDDEN, {"text": f"requires scope {scope}"}
        return _tell(account, path)


def is_keyed(path: str) -> bool:
    """Tell whether a path asks for an account."""
    return path.partition("/")[0] in _NEEDS


def _scopes(path: tuple[str, ...]) -> Iterator[str]:
    yield _NEEDS[path[0]]
    if len(path) > 1:
        yield "builds"


def _tell(account: GameAccount, path: tuple[str, ...]) -> tuple[int, Any]:
    match path:
        case ("tokeninfo",):
            told = {"id": "0A1B2C3D", "name": "<b>my key</b>", "permissions": list(account.permissions)}
            return HTTPStatus.OK, {**told, "type": "APIKey"}
        case ("account",):
            return HTTPStatus.OK, {"id": account.id, "name": account.name, "age": 1, "world": 2202, "guilds": []}
        case ("characters",):
            return HTTPStatus.OK, list(account.characters)
        case ("characters", name, what) if name in account.characters:
            return HTTPStatus.OK, account.characters[name].get(what, [])
    return HTTPStatus.NOT_FOUND, {"text": "no such character"}
