"""Statements that are slow or fail are logged with the id of the request and without a value."""

from collections.abc import AsyncIterator

import pytest
import structlog
from sqlalchemy import bindparam, text
from sqlalchemy.exc import DBAPIError
from structlog.contextvars import merge_contextvars
from structlog.testing import LogCapture

from bot.repositories.engine import Limits, create_engine
from bot.repositories.statements import Statements, statements_of, to_shape

IN_LIST = text("SELECT 1 WHERE 'a' IN :words").bindparams(bindparam("words", expanding=True))


@pytest.fixture
async def log() -> AsyncIterator[LogCapture]:
    capture = LogCapture()
    structlog.configure(processors=[merge_contextvars, capture])
    with structlog.contextvars.bound_contextvars(request="r1"):
        yield capture
    structlog.reset_defaults()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_slow_and_failed_ones_are_told(kind: str, log: LogCapture, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue(f"{'own_' if kind == 'postgres' else ''}{kind}_url")
    engine = create_engine(url, limits=Limits(slow_s=0))
    statements = statements_of(engine)
    assert isinstance(statements, Statements)
    try:
        async with engine.connect() as connection:
            await connection.execute(IN_LIST, {"words": ["zorgblat", "words", "here"]})
            with pytest.raises(DBAPIError) as raised:
                await connection.execute(text("SELECT nothing FROM accounts WHERE language = :it"), {"it": "zorgblat"})
    finally:
        await engine.dispose()
    slow, failed = (
        [entry for entry in log.entries if entry["event"] == event] for event in ("slow statement", "statement failed")
    )
    assert slow[-1]["statement"] == "SELECT 1 WHERE 'a' IN (…)"
    assert {entry["request"] for entry in log.entries} == {"r1"}
    assert (len(failed), "nothing" in failed[0]["statement"]) == (1, True)
    assert failed[0]["state"] == ("42703" if kind == "postgres" else None)
    assert statements.counts["failed"] == 1
    assert statements.counts["slow"] == statements.counts["done"] > 0
    assert [word for word in ("zorgblat", "words") if word in str(log.entries) + str(raised.value)] == []


def test_a_shape_is_on_one_line_and_not_long() -> None:
    assert to_shape("SELECT a\nFROM b\n WHERE c IN ($1::UUID, $2::UUID) AND d = $3") == (
        "SELECT a FROM b WHERE c IN (…) AND d = $3"
    )
    assert len(to_shape("x" * 2_000)) == 500
