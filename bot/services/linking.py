"""Game accounts that people link by a key of the game, which is kept sealed.

A key is opened for the one request that needs it. It is never handed out, not even to its owner.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.domain.game_account import PERMISSIONS, GameLink, is_key
from bot.domain.ids import UserId
from bot.domain.viewer import Viewer
from bot.errors import KeyMalformedError, KeyPermissionsError, LinkingOffError, LinkUnreadableError, NotLinkedError
from bot.gateways.gameapi.accounts import AccountApi
from bot.repositories.unit import UnitFactory
from bot.services.pacing import Dear, Paces

if TYPE_CHECKING:  # cryptography takes its time to load, and most installations begin without
    from bot.gateways.vault import Vault

BATCH = 100
"""Keys that are sealed anew in one transaction."""


@dataclass(frozen=True, slots=True)
class Doorway:
    """What is needed to take keys: a vault to keep them in, and the game that knows them."""

    vault: "Vault"
    api: AccountApi


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A link as its owner sees it."""

    name: str
    linked_at: datetime
    characters: tuple[str, ...] = ()
    """In the order of the game; empty where they were not asked for."""
    others: int = 0
    """How many other people linked the same game account."""


@dataclass(frozen=True, slots=True)
class Resealed:
    """What a change of secrets came to: how many keys are sealed with the new one now, and how many nothing opens."""

    done: int
    unreadable: int


class GameLinks:
    """Links game accounts. Without a doorway everything but `find` and `unlink` raises LinkingOffError."""

    def __init__(
        self, units: UnitFactory, doorway: Doorway | None, clock: Callable[[], datetime], paces: Paces
    ) -> None:
        self._units = units
        self._doorway = doorway
        self._clock = clock
        self._paces = paces
        self._watchers: list[Callable[[UserId], None]] = []

    def watch(self, watcher: Callable[[UserId], None]) -> None:
        """Call `watcher` with each person whose key is another one from now on, or gone."""
        self._watchers.append(watcher)

    @property
    def api(self) -> AccountApi:
        """The game as keys open it."""
        return self._require_doorway().api

    async def prepare(self, viewer: Viewer) -> Linked | None:
        """Return what is linked so far, before somebody types a key."""
        self._require_doorway()
        return await self.find(viewer)

    async def find(self, viewer: Viewer) -> Linked | None:
        """Return what is linked; the game is not asked."""
        async with self._units(reads_only=True) as unit:
            link = await unit.links.find(viewer.user)
            if link is None:
                return None
            others = await unit.links.count_others(viewer.user, link.game_id)
            return Linked(name=link.name, linked_at=link.linked_at, others=others)

    async def link(self, viewer: Viewer, key: SecretStr) -> Linked:
        """Keep a key, once the game says whose it is and that it may do all that is needed.

        It takes the place of an earlier one. Raises KeyMalformedError, KeyRefusedError, KeyPermissionsError,
        GameApiError, TooOftenError; what was kept before stays then.
        """
        doorway = self._require_doorway()
        typed = key.get_secret_value().strip()
        if not is_key(typed):
            raise KeyMalformedError
        self._paces.take(Dear.GAME, viewer)
        key = SecretStr(typed.upper())
        allowed = await doorway.api.fetch_permissions(key)
        if missing := [name for name in PERMISSIONS if name not in allowed]:
            raise KeyPermissionsError(missing)
        account, characters = await asyncio.gather(doorway.api.fetch_account(key), doorway.api.fetch_characters(key))
        sealed, now = doorway.vault.seal(viewer.user, key), self._clock()
        link = GameLink(sealed=sealed, secret=doorway.vault.mark, game_id=account.id, name=account.name, linked_at=now)
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, now)
            await unit.links.keep(viewer.user, link)
            others = await unit.links.count_others(viewer.user, account.id)
        self._tell(viewer.user)
        return Linked(name=account.name, linked_at=now, characters=characters, others=others)

    async def unlink(self, viewer: Viewer) -> bool:
        """Erase the key and whose it is; tells whether there was one."""
        async with self._units() as unit:
            was_linked = await unit.links.delete(viewer.user)
        self._tell(viewer.user)
        return was_linked

    async def open_key(self, viewer: Viewer) -> SecretStr:
        """Return the viewer's key, for a request. Raises NotLinkedError, LinkUnreadableError."""
        return (await self._open(viewer))[1]

    async def list_characters(self, viewer: Viewer) -> Linked:
        """Return the link with the characters of this moment; a new name of the account is noted.

        Raises what `open_key` does, KeyRefusedError, GameApiError, TooOftenError.
        """
        api = self.api
        self._paces.take(Dear.GAME, viewer)
        link, key = await self._open(viewer)
        account, characters = await asyncio.gather(api.fetch_account(key), api.fetch_characters(key))
        if account.name != link.name:
            await self._rename(viewer, link, account.name)
        return Linked(name=account.name, linked_at=link.linked_at, characters=characters)

    async def reseal(self, *, batch: int = BATCH) -> Resealed:
        """Seal every key with the first secret, a batch at a time; those that nothing opens stay as they are."""
        vault, done, unreadable, after = self._require_doorway().vault, 0, 0, None
        while True:
            async with self._units() as unit:
                found = await unit.links.list_sealed_otherwise(vault.mark, limit=batch, after=after)
                for owner, link in found:
                    try:
                        sealed = vault.seal(owner, vault.open(owner, link.sealed))
                    except LinkUnreadableError:
                        unreadable += 1
                    else:
                        done += await unit.links.reseal(owner, link, sealed, vault.mark)
            if len(found) < batch:
                return Resealed(done, unreadable)
            after = found[-1][0]

    def _tell(self, user: UserId) -> None:
        for watcher in self._watchers:
            watcher(user)

    async def _open(self, viewer: Viewer) -> tuple[GameLink, SecretStr]:
        vault = self._require_doorway().vault
        async with self._units(reads_only=True) as unit:
            link = await unit.links.find(viewer.user)
        if link is None:
            raise NotLinkedError
        return link, vault.open(viewer.user, link.sealed)

    async def _rename(self, viewer: Viewer, link: GameLink, name: str) -> None:
        async with self._units() as unit:
            now = await unit.links.find(viewer.user)
            if now is not None and now.game_id == link.game_id:
                await unit.links.keep(viewer.user, replace(now, name=name))

    def _require_doorway(self) -> Doorway:
        if self._doorway is None:
            raise LinkingOffError
        return self._doorway
