"""The game's data that ships with the bot: how it is made, and how it is read. `README.md` tells where it is from."""

from bot.gateways.gamedata.facts_loader import load_game_facts
from bot.gateways.gamedata.loader import load_game_data

__all__ = ["load_game_data", "load_game_facts"]
