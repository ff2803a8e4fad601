"""`gw2optimizer bench signups` on a small scale, on both databases."""

import asyncio

import pytest

from bot.cli.rush import rush
from bot.services.raids.planning import DRAW_EVERY


@pytest.mark.parametrize(("database", "connections"), [("sqlite_url", 1), ("own_postgres_url", 4)])
def test_everybody_has_a_turn_ten_sit_and_the_post_shows_it(
    request: pytest.FixtureRequest, database: str, connections: int
) -> None:
    found = asyncio.run(rush(request.getfixturevalue(database), people=40, connections=connections))
    assert (found.seated, found.waiting, found.lost, found.is_in_order) == (10, 30, 0, True)
    assert found.is_shown
    assert 1 <= found.edits <= 2 + found.seconds / DRAW_EVERY.total_seconds()
