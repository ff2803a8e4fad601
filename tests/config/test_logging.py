"""Logs say what happened and hide who and with which secret, whoever wrote the line."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.cli.local_discord.server import TOKEN
from config.logging import configure
from tests.game_accounts import KEY


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    configure(stream=stream)
    yield stream
    root.handlers[:], level = before
    root.setLevel(level)
    structlog.reset_defaults()


def last(stream: io.StringIO) -> dict[str, object]:
    found: dict[str, object] = json.loads(stream.getvalue().splitlines()[-1])
    return found


def test_one_json_object_a_line_with_the_context(stream: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(request="r1"):
        structlog.get_logger("bot.test").info("saved", count=3, name="é")
    line = last(stream)
    assert (line["event"], line["count"], line["name"], line["request"]) == ("saved", 3, "é", "r1")
    assert (line["level"], line["logger"]) == ("info", "bot.test")


def test_others_speak_the_same_way(stream: io.StringIO) -> None:
    logging.getLogger("discord.client").warning("logged in as %s", "somebody")
    assert (last(stream)["event"], last(stream)["logger"]) == ("logged in as somebody", "discord.client")


@pytest.mark.parametrize(
    "secret",
    [
        TOKEN,
        "postgresql://user:hidden@host/db",
        "https://discord.com/api/v10/webhooks/1/aW50ZXJhY3Rpb246hidden123456/messages/@original",
        "user 123456789012345678 left",
        f"key {KEY} or {KEY.lower()}",
    ],
)
def test_secrets_are_blanked_by_their_shape(secret: str, stream: io.StringIO) -> None:
    logging.getLogger("discord.http").warning("failed: %s", secret)
    text = stream.getvalue()
    assert "failed" in text
    assert [part for part in (TOKEN, "hidden", "123456789012345678", KEY, KEY.lower()) if part in text] == []


@pytest.mark.parametrize("key", ["token", "user_id", "content", "Password"])
def test_secrets_are_blanked_by_their_name(key: str, stream: io.StringIO) -> None:
    structlog.get_logger().info("seen", nested={"deep": [{key: "hidden"}]}, **{key: "hidden"})
    assert "hidden" not in stream.getvalue()


def test_ids_as_numbers_are_blanked_and_other_numbers_stay(stream: io.StringIO) -> None:
    structlog.get_logger().info("seen", guild=123456789012345678, rows=12, share=0.5, ok=True, none=None)
    line = last(stream)
    assert (line["guild"], line["rows"], line["share"], line["ok"], line["none"]) == ("[id]", 12, 0.5, True, None)


def test_secrets_in_tracebacks_are_blanked(stream: io.StringIO) -> None:
    try:
        int(TOKEN)
    except ValueError:
        structlog.get_logger().exception("failed")
    assert "ValueError" in stream.getvalue()
    assert TOKEN not in stream.getvalue()


def test_lines_for_people(stream: io.StringIO) -> None:
    configure(style="console", stream=stream)
    structlog.get_logger().info("saved", count=3)
    assert "saved" in stream.getvalue()
    assert not stream.getvalue().startswith("{")


def test_debug_is_ours_only(stream: io.StringIO) -> None:
    configure(level="debug", stream=stream)
    structlog.get_logger("bot.test").debug("ours")
    logging.getLogger("discord.gateway").debug("their payload")
    assert "ours" in stream.getvalue()
    assert "payload" not in stream.getvalue()
