"""How old the last sign of a running bot is; what counts as well is in `test_readiness.py`."""

from pathlib import Path

from bot.cli.health import find_age_s


def test_a_bot_that_does_not_run_has_no_heartbeat(tmp_path: Path) -> None:
    assert find_age_s(tmp_path / "heartbeat") is None
