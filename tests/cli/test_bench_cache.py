"""`gw2optimizer bench cache` on a small scale."""

import asyncio

import pytest
import typer

from bot.cli import bench_cache
from bot.cli.refusal import Refusal


def test_hits_cost_less_than_an_outage(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_cache, "PATIENCE_S", 0.5)
    lines, outage = asyncio.run(bench_cache._measure_all(redis_url, 10))
    assert [line.name for line in lines][:2] == ["redis-py, bytes", "redis-py, and values of them"]
    assert len(lines) == 8
    assert all(line.median_ms > 0 for line in lines)
    assert outage["until Redis is used again, ms"] > 0


def test_a_redis_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refusal, match="does not answer"):
        bench_cache.bench_cache(redis="redis://127.0.0.1:9/0", calls=10)


def test_a_redis_must_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDIS_URL", raising=False)
    with pytest.raises(Refusal, match="name a Redis"):
        bench_cache.bench_cache(calls=10)


def test_the_command_is_known() -> None:
    from bot.cli.bench import bench

    assert "cache" in {command.name for command in bench.registered_commands}
    assert isinstance(bench, typer.Typer)
