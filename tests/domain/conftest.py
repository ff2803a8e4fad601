"""What the tests of the game's rules share."""

import pytest

from bot.domain.gamedata import GameData
from bot.gateways.gamedata import load_game_data


@pytest.fixture(scope="session")
def game() -> GameData:
    return load_game_data()
