"""The game's facts in use. `renewal.py` brings newer ones."""

from dataclasses import replace
from typing import Self

from bot.domain.edition import Edition
from bot.domain.facts import GameFacts
from bot.domain.gamedata import GameData
from bot.gateways.gamedata.editions import load_bundled


class Almanac:
    """Holds the one edition of the game's facts that everybody uses. Ask it anew each time: it may have changed."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._translated: dict[str, Edition] = {}

    @classmethod
    def of(cls, game: GameData) -> Self:
        """Return an almanac of `game` and the bundled facts."""
        return cls(replace(load_bundled(), game=game))

    @property
    def edition(self) -> Edition:
        """All facts in use, and how old they are."""
        return self._edition

    @property
    def game(self) -> GameData:
        """Names and numbers of professions, traits, skills and so on."""
        return self._edition.game

    @property
    def facts(self) -> GameFacts:
        """What skills and traits do."""
        return self._edition.facts

    def use(self, edition: Edition) -> None:
        """Use another edition from now on; who works with the former one may finish with it."""
        self._edition = edition
        self._translated = {}

    def speaking(self, language: str) -> Edition:
        """Return the facts in use with the names of a language ("fr"), to be shown; English where none was fetched."""
        if language not in self._edition.translations:
            return self._edition
        if language not in self._translated:
            self._translated[language] = self._edition.in_language(language)
        return self._translated[language]
