"""The game's official API over HTTP. `README.md` tells what is asked and how patiently."""

from bot.gateways.gameapi.api import GameApi
from bot.gateways.gameapi.client import HttpGameApi, open_game_api

__all__ = ["GameApi", "HttpGameApi", "open_game_api"]
