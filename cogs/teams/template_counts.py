"""How often a server's template asks for its needs, as options to choose from; pure."""

from collections.abc import Iterator

import discord

from bot.domain.needs import Demand
from bot.domain.templates import GuildTemplate
from cogs.teams import templates_text as text
from cogs.ui.limits import CHOICES
from cogs.ui.terms import supply_name
from cogs.ui.words import Words

SQUAD = "squad"
_EACH = "each"


def counted_options(kept: GuildTemplate, words: Words) -> list[discord.SelectOption]:
    """Return the needs that can be asked for more than once; each value is the template, the side and the need."""
    return [
        discord.SelectOption(
            label=need_name(demand, words, of_squad=of_squad),
            value=f"{kept.short_id}:{SQUAD if of_squad else _EACH}:{demand.need.value}",
            description=str(demand.amount),
        )
        for demand, of_squad in _counted(kept)
    ]


def number_options(kept: GuildTemplate, side: str, need: str) -> list[discord.SelectOption]:
    """Return the numbers for one of them; none where it is not asked for any more."""
    return [
        discord.SelectOption(
            label=str(number), value=f"{kept.short_id}:{side}:{need}:{number}", default=number == demand.amount
        )
        for demand, of_squad in _counted(kept)
        if (of_squad, demand.need.value) == (side == SQUAD, need)
        for number in range(1, min(CHOICES, kept.most(demand, of_squad=of_squad)) + 1)
    ]


def need_name(demand: Demand, words: Words, *, of_squad: bool) -> str:
    """Return a need and who it is asked of."""
    return words(text.OF_SQUAD if of_squad else text.OF_EACH, need=supply_name(demand.need.value, words))


def _counted(kept: GuildTemplate) -> Iterator[tuple[Demand, bool]]:
    for side, of_squad in ((kept.content.needs, False), (kept.content.squad_needs, True)):
        for demand in side:
            if demand.amount and kept.most(demand, of_squad=of_squad) > 1:
                yield demand, of_squad
