"""What a line may say."""

from typing import Any

import pytest

from bot.domain.learning.kinds import BuildKind
from bot.domain.modes import GameMode
from bot.gateways.events import Deed, Event, Level
from tests.gateways.events.conftest import ADA, make_count, make_taste


def test_lines_come_back_and_any_tool_can_read_them() -> None:
    event = make_count()
    line = event.to_line()
    assert line == (
        b'{"v":1,"deed":"saved","guild":"cccccccccccccccccccccccccccccccc","hour":20,"mode":"wvw",'
        b'"profession":"Guardian","elite":"Firebrand","roles":["heal","stability"]}\n'
    )
    assert Event.from_line(line) == event
    assert event.level is Level.COUNTS
    assert make_taste(ADA).level is Level.TASTE
    assert event.build == BuildKind(GameMode.WVW, "Guardian", "Firebrand", ("heal", "stability"))
    assert event.build.label == "wvw Firebrand heal stability"


def test_a_build_without_an_elite_and_a_role_without_a_build_have_a_kind() -> None:
    assert BuildKind(profession="Ranger").label == "any Ranger"
    assert BuildKind(GameMode.PVE, roles=("quickness", "heal")).label == "pve anybody heal quickness"


@pytest.mark.parametrize(
    "changed",
    [
        {"guild": "112233445566778899"},
        {"person": ADA},
        {"hour": None},
        {"hour": 168},
        {"elite": "Ada's best build"},
        {"elite": "Firebrand\n"},
        {"roles": ("heal for my friends",)},
        {"content": "Tuesday with Ada"},
        {"v": 2},
        {"note": "hello"},
        {"deed": "looked"},
    ],
)
def test_nothing_else_can_stand_in_one(changed: dict[str, Any]) -> None:
    said = {"v": 1, "deed": Deed.SAVED, "guild": "c" * 32, "hour": 20} | changed
    with pytest.raises(ValueError, match="validation error"):
        Event.model_validate(said)
