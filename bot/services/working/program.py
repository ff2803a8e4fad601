"""The program of a worker process (`python -m bot.services.working.program`): does one order after another.

It reads orders from standard input and writes progress and answers to standard output, as frames. It ends when its
input does, so it outlives nobody who started it, however they died. What an order raises ends it too, and is told
without its words: whoever waits logs it beside the id of the request, and takes a new one.
"""

import os
import sys
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from traceback import format_tb
from typing import BinaryIO, Final

from bot.domain.lineup.search import Progress, Watch
from bot.services.working.frames import LENGTH, Failed, Order, Stop, Told, from_packed, to_frame

_NICE: Final = 5
"""By how much others go first: above all whoever answers people."""
_EVERY: Final = 0.05
"""Seconds between two reports of progress; a solver may have thousands a second."""


class Throttle:
    """Passes on progress, but not more often than anybody can see."""

    def __init__(self, tell: Callable[[Progress], None], clock: Callable[[], float] = monotonic) -> None:
        self._tell = tell
        self._clock = clock
        self._next = -float("inf")

    def __call__(self, progress: Progress) -> None:
        """Tell it, if it is time."""
        now = self._clock()
        if now >= self._next:
            self._next = now + _EVERY
            self._tell(progress)


def work(orders: BinaryIO, answers: BinaryIO, leave: Callable[[], None]) -> None:
    """Do what comes in until there is no more, then `leave`: at once, whatever is in hand."""
    queue: SimpleQueue[Order | None] = SimpleQueue()
    stopped, writing = Event(), Lock()

    def tell(value: object, *, is_last: bool = False) -> None:
        with writing:
            answers.write(to_frame(Told(value, is_last)))
            answers.flush()

    Thread(target=_listen, args=(orders, queue, stopped, leave), daemon=True).start()
    while (order := queue.get()) is not None:
        watch = Watch(monotonic, stopped.is_set, Throttle(tell))
        try:
            answer = order.function(*order.arguments, watch)
        except Exception as error:  # noqa: BLE001 - the border of the process; who waits logs it, by its request
            tell(Failed(type(error).__qualname__, tuple(format_tb(error.__traceback__))), is_last=True)
            return
        tell(answer, is_last=True)


def _listen(orders: BinaryIO, queue: SimpleQueue[Order | None], stopped: Event, leave: Callable[[], None]) -> None:
    while head := orders.read(LENGTH.size):
        order = from_packed(orders.read(LENGTH.unpack(head)[0]))
        if isinstance(order, Stop):
            stopped.set()
            continue
        # a stop that came too late for the order before this one is not for this one
        stopped.clear()
        queue.put(order)
    queue.put(None)
    leave()


def main() -> None:
    """Work for whoever started this process."""
    # what a library may print must not get between the answers
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if hasattr(os, "nice"):
        os.nice(_NICE)
    # large: loaded before the first order, so that no search waits for it, and only here, where others go first already
    import bot.domain.lineup.solver  # noqa: F401

    work(sys.stdin.buffer, answers, partial(os._exit, 0))  # a solver in the midst of its work hears no polite request


if __name__ == "__main__":
    main()
