"""Pictures drawn before, by what is on them: who asks for the same picture again gets the same bytes at once.

Drawing takes a thread, so that nobody else waits for it, and one picture is drawn once however many ask for it.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b
from typing import Final, TypeVar

V = TypeVar("V")

ROOM: Final = 8 * 2**20
"""Bytes that are kept in memory: some hundred pictures."""
EDITION: Final = 1
"""Counts how pictures look: raise it when the same value is drawn otherwise, for keys may outlive the program."""


def digest_of(value: object) -> str:
    """Return the key of what a picture shows; `value` is made of dataclasses, tuples, words and numbers alone."""
    said = f"{EDITION}:{type(value).__module__}:{value!r}"
    return blake2b(said.encode(), digest_size=16).hexdigest()


class Album:
    """Keeps pictures up to a number of bytes; those that were asked for the longest time ago give way."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._drawing: dict[str, asyncio.Task[bytes]] = {}

    @property
    def size(self) -> int:
        """Bytes kept at the moment, never more than there is room for."""
        return self._size

    async def find(self, value: V, draw: Callable[[V], bytes], take_turn: Callable[[], None] = lambda: None) -> bytes:
        """Return the picture of `value`, drawn by `draw` if it is not here, and if `take_turn` raises nothing."""
        key = digest_of(value)
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return kept
        task = self._drawing.get(key)
        if task is None:
            take_turn()
            task = asyncio.create_task(self._drawn(key, value, draw))
            self._drawing[key] = task
        # who gives up waiting must not spoil it for the others
        return await asyncio.shield(task)

    async def _drawn(self, key: str, value: V, draw: Callable[[V], bytes]) -> bytes:
        try:
            picture = await asyncio.to_thread(draw, value)
        finally:
            del self._drawing[key]
        self._keep(key, picture)
        return picture

    def _keep(self, key: str, picture: bytes) -> None:
        self._kept[key] = picture
        self._size += len(picture)
        while self._size > self._room:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest)
