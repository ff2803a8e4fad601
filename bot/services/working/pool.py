"""Worker processes for what takes a processor: started when they are needed, so many at most, killed when called off.

Every order goes to a process of its own, so the event loop only reads frames. A process that dies costs its order a
second try in a new one. None outlives the bot: each ends when its input does.
"""

import asyncio
import contextlib
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import structlog

from bot.errors import InternalError
from bot.services.working.frames import LENGTH, Failed, Order, Stop, Told, from_packed, to_frame

_log = structlog.get_logger(__name__)
_PROGRAM: Final = "bot.services.working.program"
_PLACE: Final = Path(__file__).parents[3]
"""Where `bot` is found: a process that is started there finds it too, installed or not."""
_PATIENCE: Final = 30.0
"""Seconds beyond its own limit after which an order counts as hung."""
IDLE: Final = 300.0
"""Seconds after which a process that nobody needed gives its memory back."""

Hear = Callable[[Any], None]


class WorkerDiedError(InternalError):
    """The process ended before it had answered."""


class Worker:
    """One process, and the order that it has in hand."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.ending: asyncio.TimerHandle | None = None
        """The end of a process that stays idle."""

    @classmethod
    async def start(cls) -> "Worker":
        """Start a process; it is busy with loading for half a second, and takes its first order then."""
        command = (sys.executable, "-m", _PROGRAM)
        return cls(await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, cwd=_PLACE))

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Tell whether it was still there when the loop last looked."""
        return self._process.returncode is None

    async def run(self, order: bytes, hear: Hear) -> Any:
        """Return the answer to an order, which is a frame; raises WorkerDiedError."""
        try:
            self._send(order)
            while True:
                told = await self._read()
                if isinstance(told.value, Failed):
                    _log.error("worker process failed", error=told.value.error, frames=told.value.frames)
                    raise WorkerDiedError
                if told.is_last:
                    return told.value
                hear(told.value)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise WorkerDiedError from error

    def stop(self) -> None:
        """Ask for an answer with what there is by now."""
        with contextlib.suppress(ConnectionError):
            self._send(to_frame(Stop()))

    async def kill(self) -> None:
        """End it, whatever it does, and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.communicate()

    async def _read(self) -> Told:
        if self._process.stdout is None:
            raise WorkerDiedError
        head = await self._process.stdout.readexactly(LENGTH.size)
        told: Told = from_packed(await self._process.stdout.readexactly(LENGTH.unpack(head)[0]))
        return told

    def _send(self, frame: bytes) -> None:
        if self._process.stdin is None or self._process.stdin.is_closing():
            raise WorkerDiedError
        self._process.stdin.write(frame)


class Workers:
    """At most so many processes; further orders wait for their turn."""

    def __init__(self, most: int, *, idle: float = IDLE) -> None:
        self._turns = asyncio.Semaphore(most)
        self._idle_seconds = idle
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._running: set[asyncio.Task[Any]] = set()

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the processes that there are."""
        return tuple(worker.pid for worker in self._all)

    async def run(self, order: Order, seconds: float, hear: Hear, stop: asyncio.Event | None = None) -> Any:
        """Return what an order brings that should take no longer than `seconds`; waiting for a turn does not count.

        `stop` asks for an answer at once. Whoever cancels kills the process. Raises WorkerDiedError where two processes
        died of it, InternalError where one hung.
        """
        async with self._turns:
            task = asyncio.create_task(self._try_twice(order, seconds, hear, stop))
            self._running.add(task)
            try:
                return await task
            finally:
                self._running.discard(task)

    def prepare(self) -> None:
        """Start a process if there is none, for whoever needs one soon: the first order does not wait for loading."""
        if not self._all and not self._running:
            task = asyncio.create_task(self._start_idle(), name="worker")
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def close(self) -> None:
        """End all processes; whoever waits for one is called off."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        for worker in tuple(self._all):
            await self._end(worker)

    async def _try_twice(self, order: Order, seconds: float, hear: Hear, stop: asyncio.Event | None) -> Any:
        frame = await asyncio.to_thread(to_frame, order)  # one with hundreds of people holds up the loop
        try:
            return await self._run_in(await self._take(), frame, seconds, hear, stop)
        except WorkerDiedError:
            _log.warning("worker process died", again=True)
        return await self._run_in(await self._start(), frame, seconds, hear, stop)

    async def _run_in(
        self, worker: Worker, order: bytes, seconds: float, hear: Hear, stop: asyncio.Event | None
    ) -> Any:
        is_well = False
        stopping = None if stop is None else asyncio.create_task(_pass_on(stop, worker))
        try:
            async with asyncio.timeout(seconds + _PATIENCE):
                answer = await worker.run(order, hear)
            is_well = True
        except TimeoutError as error:
            raise InternalError("a worker process hung") from error
        finally:
            if stopping is not None:
                stopping.cancel()
            if is_well:
                self._rest(worker)
            else:
                await asyncio.shield(self._end(worker))  # the turn is not free before the process is gone
        return answer

    async def _take(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.ending is not None:
                worker.ending.cancel()
            if worker.is_alive:
                return worker
            await self._end(worker)
        return await self._start()

    async def _start(self) -> Worker:
        worker = await Worker.start()
        self._all.add(worker)
        return worker

    async def _start_idle(self) -> None:
        async with self._turns:  # an order that arrives meanwhile waits for this process where there may be no other
            self._rest(await self._start())

    def _rest(self, worker: Worker) -> None:
        self._idle.append(worker)
        loop = asyncio.get_running_loop()
        worker.ending = loop.call_later(self._idle_seconds, self._dismiss, worker)

    def _dismiss(self, worker: Worker) -> None:
        if worker in self._idle:
            self._idle.remove(worker)
            self._farewell = asyncio.ensure_future(self._end(worker))

    async def _end(self, worker: Worker) -> None:
        self._all.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if worker.ending is not None:
            worker.ending.cancel()
        await worker.kill()


async def _pass_on(stop: asyncio.Event, worker: Worker) -> None:
    await stop.wait()
    worker.stop()
