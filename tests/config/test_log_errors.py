"""What logs say of errors: where and of which class, not what somebody typed."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.errors import ChatCodeError, InternalError
from config.log_errors import format_error, name_of
from config.logging import configure


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    loggers = [logging.getLogger(name) for name in (None, "bot", "cogs", "config", "migrations")]
    before = loggers[0].handlers[:], [one.level for one in loggers]
    stream = io.StringIO()
    configure(level="debug", stream=stream)
    yield stream
    loggers[0].handlers[:] = before[0]
    for one, level in zip(loggers, before[1], strict=True):
        one.setLevel(level)
    structlog.reset_defaults()


def chained(error: Exception, cause: Exception | None) -> None:
    if cause is None:
        raise error
    try:
        raise cause
    except ValueError as before:
        raise error from before


def raised(error: Exception, cause: Exception | None = None) -> str:
    with pytest.raises(type(error)) as caught:
        chained(error, cause)
    return format_error((caught.type, caught.value, caught.tb))


def test_an_error_is_told_without_its_words_and_with_all_its_causes() -> None:
    told = raised(KeyError("typed"), ValueError("typed too"))
    assert "typed" not in told
    assert told.index("ValueError") < told.index("KeyError")
    assert "raise cause" in told
    assert told.count("Traceback") == 2


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (TypeError("'NoneType' object is not iterable"), "TypeError: 'NoneType' object is not iterable"),
        (InternalError("a worker process hung"), "InternalError: a worker process hung"),
        (FileNotFoundError(2, "No such file", "typed"), "FileNotFoundError (errno=2, strerror=No such file)"),
        (ValueError("typed"), "ValueError"),
        (UnicodeDecodeError("utf-8", b"typed", 0, 1, "typed"), "UnicodeDecodeError"),
    ],
)
def test_words_that_speak_of_code_stay(error: Exception, told: str) -> None:
    assert name_of(error) == told


def test_errors_in_groups_and_in_circles_are_told() -> None:
    one, other = ValueError("typed"), KeyError("typed")
    one.__cause__, other.__cause__ = other, one
    told = raised(ExceptionGroup("typed", [one]))
    assert "typed" not in told.replace('"typed"', "")
    assert {"ExceptionGroup", "ValueError", "KeyError"} <= set(told.splitlines())


def test_others_tell_the_class_of_what_they_hold(stream: io.StringIO) -> None:
    logging.getLogger("discord.ui.view").error(
        "Ignoring exception in view %r for %s", [ChatCodeError], KeyError("typed")
    )
    logging.getLogger("discord.gateway").info("connected (Session ID: %s).", "0123456789abcdef")
    logging.getLogger("aiosqlite").debug("executing %s", "typed")
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [line["event"] for line in lines] == [
        "Ignoring exception in view 'list' for KeyError",
        "connected (Session ID: [session]).",
    ]


async def test_a_task_that_nobody_asked_is_told_without_its_error(stream: io.StringIO) -> None:
    async def fail() -> None:
        raise KeyError("typed")

    task = asyncio.create_task(fail())
    await asyncio.wait({task})
    asyncio.get_running_loop().call_exception_handler(
        {"message": "Task exception was never retrieved", "exception": task.exception(), "task": task}
    )
    (line,) = map(json.loads, stream.getvalue().splitlines())
    assert line["event"] == "Task exception was never retrieved"
    assert line["exception"].endswith("KeyError")
    assert "typed" not in line["event"] + line["exception"].replace('"typed"', "")
