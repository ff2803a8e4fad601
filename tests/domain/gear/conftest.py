"""What the tests of gear share."""

import pytest

from bot.domain.gamedata import GameData
from bot.domain.gear.equipment import Equipment
from bot.domain.gear.reading.lexicon import Lexicon
from bot.domain.gear.reading.reader import GearReader
from bot.domain.gear.totals import Appraiser
from bot.gateways.gamedata.equipment import load_equipment
from config.attributes import load_attribute_rules
from config.gear_words import load_gear_words


@pytest.fixture(scope="session")
def equipment() -> Equipment:
    return load_equipment()


@pytest.fixture(scope="session")
def appraiser(game: GameData, equipment: Equipment) -> Appraiser:
    return Appraiser(equipment=equipment, rules=load_attribute_rules(), game=game)


@pytest.fixture(scope="session")
def reader(game: GameData, equipment: Equipment, appraiser: Appraiser) -> GearReader:
    lexicon = Lexicon.build(equipment, game, load_gear_words())
    return GearReader(lexicon, game, appraiser.rules.infusion_slots)
