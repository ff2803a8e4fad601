"""An edition of the game's facts: all that is known of the game at one time, and how old it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType

from bot.domain.facts import GameFacts
from bot.domain.gamedata import GameData
from bot.domain.gear.equipment import Equipment
from bot.domain.translations import Translation, translate_equipment, translate_game


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """How an edition came from the game's API."""

    at: datetime
    told: int
    """The game build that the API told; it may lag behind the one that is running."""
    base: str
    """A mark of the bundled edition that the API's answers were laid over."""
    items_to: int
    """The highest id of an item that was looked at, whatever it was."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edition:
    """What is known of the game, to be used together."""

    game: GameData
    facts: GameFacts
    equipment: Equipment
    translations: Mapping[str, Translation] = field(default_factory=lambda: MappingProxyType({}))
    """Names by language ("fr"), as far as they were fetched; English is in the others."""
    fetched: Fetched | None = None
    """None for the edition that ships with the bot."""

    @property
    def is_bundled(self) -> bool:
        """Whether it ships with the bot."""
        return self.fetched is None

    @property
    def day(self) -> date:
        """The day that it was fetched; of the bundled one the day of its oldest kind of thing."""
        return self.fetched.at.date() if self.fetched else date.fromisoformat(min(self.game.dates.values()))

    @property
    def upgrades(self) -> frozenset[int]:
        """The ids of all runes, sigils and relics, of any rarity."""
        return frozenset({*self.game.runes, *self.game.sigils, *self.game.relics})

    @property
    def items(self) -> frozenset[int]:
        """The ids of all items that are known."""
        worn = {number for things in self.equipment.items.values() for number in things}
        infusions = {number for one in self.equipment.infusions.values() for number, _ in one.names}
        return self.upgrades | worn | infusions

    def in_language(self, language: str) -> "Edition":
        """Return the same facts with the names of `language`, to be shown; itself where no name was fetched."""
        words = self.translations.get(language)
        if words is None:
            return self
        return replace(
            self, game=translate_game(self.game, words), equipment=translate_equipment(self.equipment, words)
        )

    def get_age_days(self, now: datetime) -> int:
        """Return how many days old the facts are; never less than 0, whatever the clocks say."""
        return max(0, (now.date() - self.day).days)

    def is_newer_than(self, other: "Edition") -> bool:
        """Return whether it is of a later game build, or of the same one and fetched later."""
        return self.rank > other.rank

    @property
    def rank(self) -> tuple[int, float]:
        """What is compared: the game build, then the time."""
        return self.game.build, self.fetched.at.timestamp() if self.fetched else 0.0
