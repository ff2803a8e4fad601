"""What a build gives, all in one: supplies, the boons it holds, the roles it suits, its fields and finishers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from bot.domain.combos import NO_COMBOS, ComboRules, Combos, find_combos
from bot.domain.facts import GameFacts
from bot.domain.gamedata import GameData
from bot.domain.modes import GameMode
from bot.domain.roles import Measures, RoleRules, measure, suggest_roles
from bot.domain.supplies import Grant, Supply, SupplyRules, find_all_grants, find_reach, group_supplies
from bot.domain.supplies.worn import NO_WORN_GIFTS, WornGifts
from bot.domain.support import Support, SupportRules, find_support, get_held
from bot.domain.template import BuildTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingRules:
    """The tables of rules."""

    supplies: SupplyRules = field(default_factory=SupplyRules)
    support: SupportRules = field(default_factory=SupportRules)
    roles: RoleRules = field(default_factory=RoleRules)
    combos: ComboRules = field(default_factory=lambda: NO_COMBOS)
    worn: WornGifts = field(default_factory=lambda: NO_WORN_GIFTS)
    """What runes, sigils and relics give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Giving:
    """What a build gives in one mode."""

    mode: GameMode
    supplies: tuple[Supply, ...]
    support: tuple[Support, ...]
    """Every boon that five allies get, also those that it cannot hold."""
    held: tuple[str, ...]
    """The boons that it can hold on its subgroup."""
    roles: tuple[str, ...]
    """As suggested, or as the author declares them."""
    measures: Measures
    """What the roles were judged by."""
    combos: Combos
    grants: tuple[Grant, ...]
    """What the supplies were put together from, with seconds and recharges."""
    bare: "Giving | None" = None
    """What is read from the build alone, where the author's word is counted above it (`declared.py`)."""


def find_giving(
    template: BuildTemplate,
    game: GameData,
    facts: GameFacts,
    mode: GameMode,
    rules: GivingRules,
    extra: Iterable[Grant] = (),
) -> Giving:
    """Return what `template` gives in `mode`; `extra` is what its runes, sigils and relic add."""
    reach = find_reach(template, game, facts, rules.supplies.no_toolbelt)
    grants = find_all_grants(reach, game, facts, mode, rules.supplies, extra)
    support = find_support(reach, grants, mode, rules.support, _names(game))
    held = get_held(support)
    measures = measure(reach, grants, game, facts, rules.roles)
    return Giving(
        mode=mode,
        supplies=group_supplies(grants),
        support=support,
        held=held,
        roles=suggest_roles(measures, held, mode, rules.roles),
        measures=measures,
        combos=find_combos(reach, game, facts, rules.combos),
        grants=grants,
    )


@lru_cache(maxsize=2)
def _names(game: GameData) -> dict[str, dict[int, str | None]]:
    return {
        "trait": {number: trait.name for number, trait in game.traits.items()},
        "skill": {number: skill.name for number, skill in game.skills.items()},
    }
