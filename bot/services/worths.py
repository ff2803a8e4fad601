"""What combos are worth: ours, or as far as it was learned which lineups worked."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.combos import ComboRules
from bot.domain.ids import GuildId
from bot.domain.lineup.nature import Worths
from bot.domain.lineup.offers import worths_of
from bot.domain.modes import GameMode
from bot.gateways.models import ModelSource
from bot.services.rulebook import Rulebook


class ComboWorths:
    """Tells whoever searches for lineups. A guild that lets nothing be learned keeps to ours."""

    def __init__(
        self, rules: ComboRules, models: ModelSource, rulebook: Rulebook, clock: Callable[[], datetime]
    ) -> None:
        self._rules = rules
        self._models = models
        self._rulebook = rulebook
        self._clock = clock

    def get_ours(self, mode: GameMode) -> Worths:
        """Return the worths of this version, by which all lineups are described."""
        return worths_of(self._rules, mode)

    async def find(self, guild: GuildId | None, mode: GameMode) -> Worths:
        """Return the worths that lineups are searched by."""
        ours = self.get_ours(mode)
        served = await self._models.get() if self._rulebook.may_learn(guild) else None
        percents = served.get_percents(mode) if served is not None and served.is_fresh(self._clock()) else {}
        return ours.weighed(percents) if percents else ours
