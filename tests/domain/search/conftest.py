"""The lexicon as the bot has it."""

import pytest

from bot.domain.gamedata import GameData
from bot.domain.search.lexicon import Lexicon
from bot.gateways.gamedata.equipment import load_equipment
from config.gear_words import load_gear_words
from config.roles import load_role_rules
from config.search_words import load_search_words


@pytest.fixture(scope="session")
def lexicon(game: GameData) -> Lexicon:
    stats = [combination.name for combination in load_equipment().combinations.values()]
    roles = load_role_rules().words
    return Lexicon.build(game, stats, roles, load_search_words(load_gear_words()))
