"""The error tree as a whole: what every error must be able to do, whatever it carries."""

import inspect
import pickle
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest

from bot import errors
from bot.errors import BotError

SAMPLES: dict[Any, Any] = {
    str: "x",
    str | None: "x",
    int: 3,
    bytes: b"x",
    int | None: 3,
    bool: True,
    datetime: datetime(2026, 12, 5, 20, 0, tzinfo=ZoneInfo("Europe/Paris")),
    datetime | None: datetime(2026, 12, 5, 20, 0, tzinfo=ZoneInfo("Europe/Paris")),
    Sequence[str]: ("a", "b"),
    Sequence[tuple[int, int]]: ((3, 1), (3, 5)),
    Sequence[datetime]: (datetime(2026, 12, 5, 20, 0, tzinfo=ZoneInfo("Europe/Paris")),),
    Literal["time"]: "time",
    Literal["skipped", "twice"]: "twice",
}
"""A value for every type that an error's data has."""


def every_class() -> list[type[BotError]]:
    found = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, BotError)]
    assert len(found) > 10
    return found


def make(kind: type[BotError]) -> BotError:
    return kind(**dict(_arguments(kind)))


def _arguments(kind: type[BotError]) -> Iterator[tuple[str, Any]]:
    if "self" in (parameters := inspect.signature(kind.__init__).parameters):
        for name in parameters.keys() - {"self", "args", "kwargs"}:
            yield name, SAMPLES[parameters[name].annotation]


@pytest.mark.parametrize("kind", every_class())
def test_an_error_of_a_worker_process_arrives_whole(kind: type[BotError]) -> None:
    sent = make(kind)
    sent.add_note("seen on the way")
    received = pickle.loads(pickle.dumps(sent))  # noqa: S301 - our own bytes
    assert type(received) is kind
    assert (str(received), received.args, vars(received)) == (str(sent), sent.args, vars(sent))
