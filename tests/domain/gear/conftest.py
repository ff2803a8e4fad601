"""What the tests of gear share."""

import pytest

from bot.domain.gamedata import GameData
from bot.domain.gear.equipment import Equipment
from bot.domain.gear.totals import Appraiser
from bot.gateways.gamedata.equipment import load_equipment
from config.attributes import load_attribute_rules


@pytest.fixture(scope="session")
def equipment() -> Equipment:
    return load_equipment()


@pytest.fixture(scope="session")
def appraiser(game: GameData, equipment: Equipment) -> Appraiser:
    return Appraiser(equipment=equipment, rules=load_attribute_rules(), game=game)
