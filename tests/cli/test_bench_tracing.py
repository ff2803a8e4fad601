"""`gw2optimizer bench tracing` as people start it."""

from pathlib import Path

from tests.cli.process import ran


async def test_tells_what_following_costs(tmp_path: Path) -> None:
    ended = await ran("bench", "tracing", "--count", "1000", folder=tmp_path)
    assert (ended.status, ended.err) == (0, "")
    assert ["µs" in line for line in ended.out.splitlines()] == [True, True, True]
