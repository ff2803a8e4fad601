"""Pictures are drawn once, off the event loop, and kept within bounds."""

import asyncio
import threading
from dataclasses import dataclass

import pytest

from cogs.ui.album import Album, digest_of


@dataclass(frozen=True, slots=True)
class Shown:
    word: str
    number: int = 0


class Drawer:
    def __init__(self, size: int = 10) -> None:
        self.drawn: list[Shown] = []
        self.threads: set[int] = set()
        self._size = size

    def __call__(self, value: Shown) -> bytes:
        self.drawn.append(value)
        self.threads.add(threading.get_ident())
        return value.word.encode().ljust(self._size, b".")


async def test_the_same_value_is_drawn_once() -> None:
    album, draw = Album(), Drawer()
    first, again = await album.find(Shown("a"), draw), await album.find(Shown("a"), draw)
    assert first == again == b"a........."
    assert draw.drawn == [Shown("a")]


async def test_it_is_drawn_in_another_thread() -> None:
    draw = Drawer()
    await Album().find(Shown("a"), draw)
    assert threading.get_ident() not in draw.threads


async def test_many_who_ask_at_once_share_one_drawing() -> None:
    album, draw = Album(), Drawer()
    pictures = await asyncio.gather(*(album.find(Shown("a"), draw) for _ in range(50)))
    assert len(set(pictures)) == 1
    assert draw.drawn == [Shown("a")]


async def test_who_gives_up_does_not_spoil_it_for_others() -> None:
    album, begin = Album(), threading.Event()

    def draw(value: Shown) -> bytes:
        begin.wait(10)
        return value.word.encode()

    impatient = asyncio.create_task(album.find(Shown("a"), draw))
    patient = asyncio.create_task(album.find(Shown("a"), draw))
    await asyncio.sleep(0)
    impatient.cancel()
    begin.set()
    assert await patient == b"a"


async def test_what_was_not_asked_for_the_longest_gives_way() -> None:
    album, draw = Album(room=25), Drawer()
    for word in ("a", "b", "a", "c", "a", "b"):
        await album.find(Shown(word), draw)
        assert album.size <= 25
    assert [value.word for value in draw.drawn] == ["a", "b", "c", "b"]


async def test_a_picture_larger_than_the_album_is_given_but_not_kept() -> None:
    album, draw = Album(room=5), Drawer()
    assert await album.find(Shown("a"), draw) == b"a........."
    assert album.size == 0


async def test_a_drawing_that_fails_is_tried_again() -> None:
    album = Album()

    def fail(_value: Shown) -> bytes:
        raise ValueError("no ink")

    with pytest.raises(ValueError, match="no ink"):
        await album.find(Shown("a"), fail)
    assert await album.find(Shown("a"), Drawer()) == b"a........."


def test_keys_tell_values_apart() -> None:
    values = [Shown("a"), Shown("b"), Shown("a", 1), Shown("a', number=1"), ("a", 0)]
    assert len({digest_of(value) for value in values}) == len(values)
    assert digest_of(Shown("a")) == digest_of(Shown("a"))
