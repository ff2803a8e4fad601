"""The model in memory: read anew where the file is another one, kept where the new one is of no use."""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Final, Protocol

import structlog

from bot.domain.learning.served import Served
from bot.gateways.models.file import ModelFile

_log = structlog.get_logger(__name__)

LOOK_S: Final = 60.0
"""How often it is looked whether there is another file."""


class ModelSource(Protocol):
    """Where the model comes from; never an error."""

    async def get(self) -> Served | None:
        """Return the model in use; None where there is none."""


class NoModel:
    """There is none."""

    async def get(self) -> Served | None:
        """Return none."""
        return None


NO_MODEL = NoModel()


class KeptModel:
    """The model of a file. One that cannot be used is logged once, and the former stays."""

    def __init__(self, file: ModelFile, clock: Callable[[], float] = monotonic) -> None:
        self._file = file
        self._clock = clock
        self._model: Served | None = None
        self._mark: tuple[int, int, int] | None = None
        self._next = -float("inf")

    async def get(self) -> Served | None:
        """Return the model in use."""
        if self._clock() >= self._next:
            self._next = self._clock() + LOOK_S
            await asyncio.to_thread(self._look)
        return self._model

    def _look(self) -> None:
        try:
            mark = self._file.find_mark()
            if mark is None or mark == self._mark:
                return
            self._mark = mark
            self._model = self._file.read()
        except (OSError, ValueError) as error:
            _log.warning("model not used", error=type(error).__name__, path=self._file.path.name)
