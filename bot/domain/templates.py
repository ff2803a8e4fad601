"""Templates of a guild's own: kinds of content like the built-in ones, made from a team and kept by its leaders.

A team or raid that is planned with one keeps it as it was then, so nothing is lost when it changes or goes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Self

from bot.domain.ids import GuildId
from bot.domain.needs import Demand, Need
from bot.domain.sizes import PLACES
from bot.domain.teams import Content

OWN: Final = "own-"
"""What ids of guilds' own contents begin with."""
TEMPLATE_LIMIT: Final = 25
"""Templates of one guild: they fit one select."""
WEIGHT: Final = 5
"""What a need weighs that the content did not ask for before: the middle of what the built-in ones give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildTemplate:
    """A template that a guild keeps under a name."""

    short_id: str
    guild: GuildId
    content: Content
    """Its id begins with OWN, and it has a name."""
    changed_at: datetime

    @classmethod
    def of(cls, short_id: str, guild: GuildId, name: str, content: Content, now: datetime) -> Self:
        """Return the template called `name` that asks for the same as `content`, in the same size, with no spread."""
        own = replace(content, id=f"{OWN}{short_id}", name=name, aliases=(), spreads=())
        return cls(short_id=short_id, guild=guild, content=own, changed_at=now)

    @property
    def name(self) -> str:
        """What it is called."""
        return self.content.name or self.content.id

    def asking(self, needs: Sequence[Need], now: datetime, *, of_squad: bool) -> "GuildTemplate":
        """Return the template with these needs of each subgroup, or of the squad; those that stay keep their numbers.

        Upper limits stay, whatever is chosen.
        """
        side = self.content.squad_needs if of_squad else self.content.needs
        asked = tuple(_ask(side, needs))
        content = replace(self.content, squad_needs=asked) if of_squad else replace(self.content, needs=asked)
        return replace(self, content=content, changed_at=now)

    def counting(self, need: Need, amount: int, now: datetime, *, of_squad: bool) -> "GuildTemplate":
        """Return the template asking for a need so many times; within its upper limit and the places there are.

        A need that is not asked for stays so.
        """
        side = self.content.squad_needs if of_squad else self.content.needs
        counted = tuple(
            replace(one, amount=max(1, min(amount, self.most(one, of_squad=of_squad))))
            if one.need is need and one.amount
            else one
            for one in side
        )
        content = replace(self.content, squad_needs=counted) if of_squad else replace(self.content, needs=counted)
        return replace(self, content=content, changed_at=now)

    def most(self, demand: Demand, *, of_squad: bool) -> int:
        """Return how often a need can be asked for: of a subgroup once where one build holds it for all five."""
        if not of_squad and demand.need.is_met_once():
            return 1
        places = self.content.subgroups * PLACES if of_squad else PLACES
        return places if demand.at_most is None else min(places, demand.at_most)


def _ask(side: Sequence[Demand], needs: Sequence[Need]) -> Iterable[Demand]:
    kept = {demand.need: demand for demand in side}
    for need in Need:
        before = kept.get(need, Demand(need, 0, WEIGHT))
        amount = max(1, before.amount) if need in needs else 0
        if amount or before.at_most is not None:
            yield replace(before, amount=amount)
