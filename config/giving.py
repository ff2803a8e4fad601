"""All rules on what builds give, read from the tables in `config/game/`."""

from functools import cache

from bot.domain.giving import GivingRules
from config.combos import load_combo_rules
from config.gear_gifts import load_gear_gifts
from config.roles import load_role_rules
from config.supplies import load_supply_rules
from config.support import load_support_rules


@cache
def load_giving_rules() -> GivingRules:
    """Return the rules; raises ValueError, which says what is wrong with a file."""
    return GivingRules(
        supplies=load_supply_rules(),
        support=load_support_rules(),
        roles=load_role_rules(),
        combos=load_combo_rules(),
        worn=load_gear_gifts(),
    )
