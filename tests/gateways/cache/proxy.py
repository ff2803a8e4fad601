"""A wire to a Redis that can be cut, held or spoiled, for one process alone."""

import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Mode = Literal["through", "cut", "held", "garbage", "wrong"]
_REPLIES = (b"+OK\r\n", b"*1\r\n$-1\r\n", b":7\r\n", b"-ERR no\r\n", b"*2\r\n:1\r\n*0\r\n", b"$3\r\nabc\r\n")


@dataclass
class Proxy:
    """Listens at a socket of its own and passes on what it is told to."""

    path: Path
    server: Path
    mode: Mode = "through"
    tasks: "set[asyncio.Task[None]]" = field(default_factory=set)
    writers: set[asyncio.StreamWriter] = field(default_factory=set)
    listening: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.path}"

    async def open(self) -> None:
        self.listening = await asyncio.start_unix_server(self._serve, str(self.path))

    async def close(self) -> None:
        self.cut()
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        assert self.listening is not None
        self.listening.close()

    def set(self, mode: Mode) -> None:
        self.mode = mode
        if mode == "cut":
            self.cut()

    def cut(self) -> None:
        for writer in self.writers:
            writer.close()
        self.writers.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        self.writers.add(writer)
        try:
            if self.mode != "cut":
                await self._pass(reader, writer)
        except OSError:
            pass
        finally:
            self.tasks.discard(task)
            self.writers.discard(writer)
            writer.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, questions = await asyncio.open_unix_connection(str(self.server))
        self.writers.add(questions)
        back = asyncio.create_task(self._pump(answers, writer))
        try:
            while data := await reader.read(65_536):
                if self.mode in {"garbage", "wrong"}:
                    writer.write(_nonsense() if self.mode == "garbage" else random.choice(_REPLIES))  # noqa: S311
                    continue
                await self._let_through()
                questions.write(data)
        finally:
            back.cancel()
            questions.close()
            with suppress(asyncio.CancelledError):
                await back

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65_536):
                await self._let_through()
                writer.write(data)
        writer.close()

    async def _let_through(self) -> None:
        while self.mode == "held":  # noqa: ASYNC110 - whoever changes the mode need not know who waits
            await asyncio.sleep(0.01)


def _nonsense() -> bytes:
    return random.randbytes(random.randint(1, 200)) + random.choice((b"", b"\r\n", b"\x00"))  # noqa: S311
