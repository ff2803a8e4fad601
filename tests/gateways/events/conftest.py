"""Events to be written, and a folder to write them to."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain.modes import GameMode
from bot.gateways.events import Deed, Event

DAY = date(2026, 11, 25)
ADA, BEN = "a" * 32, "b" * 32


def make_count(hour: int = 20) -> Event:
    return Event(
        deed=Deed.SAVED,
        guild="c" * 32,
        hour=hour,
        mode=GameMode.WVW,
        profession="Guardian",
        elite="Firebrand",
        roles=("heal", "stability"),
    )


def make_taste(person: str, elite: str = "Firebrand") -> Event:
    return Event(deed=Deed.COPIED, guild="c" * 32, person=person, profession="Guardian", elite=elite)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "learning"
