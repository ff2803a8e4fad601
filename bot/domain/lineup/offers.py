"""From builds and roles to what the search knows of them: which needs they meet, in hundredths, and what they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum
from typing import Final

from bot.domain.combos import ComboRules, Finisher
from bot.domain.gear.attributes import Attribute
from bot.domain.gear.totals import Attributes
from bot.domain.giving import Giving
from bot.domain.lineup.nature import Nature, Worths
from bot.domain.lineup.problem import WHOLE
from bot.domain.modes import GameMode
from bot.domain.needs import Need
from bot.domain.professions import Profession

POWER: Final = "power"
CONDITION: Final = "condition"
DAMAGE: Final = (POWER, CONDITION)
_CLEARLY: Final = 1.25
"""How many times as much one attribute must be as the other to tell what most of the damage is."""
_TOLD: Final = {"power": POWER, "pdps": POWER, "condi": CONDITION, "condition": CONDITION, "cdps": CONDITION}
"""Kinds of damage by how words for a role begin."""


@dataclass(frozen=True, slots=True)
class RoleTable:
    """What roles supply by themselves, where no build is known."""

    supplies: Mapping[str, tuple[str, ...]]
    """Needs by role."""
    aliases: Mapping[str, str]
    """Roles by other words for them."""

    def find(self, word: str) -> str | None:
        """Return the role that somebody means: "Heal Alac" is `heal-alac`, "qdps" is `quick-dps`."""
        typed = "-".join(word.lower().replace("_", " ").replace("-", " ").split())
        return typed if typed in self.supplies else self.aliases.get(typed)

    def get_supplies(self, roles: Iterable[str]) -> dict[str, int]:
        """Return what somebody supplies who plays all these roles at once; unknown ones supply nothing."""
        return {need: WHOLE for role in roles for need in self.supplies.get(role, ())}

    def get_ideas(self, needs: Iterable[str]) -> dict[str, dict[str, int]]:
        """Return what each role supplies, for advice, the plainest first; a need that none supplies is one itself."""
        ideas = {role: self.get_supplies((role,)) for role, supplied in self.supplies.items() if supplied}
        told = {need for supplied in ideas.values() for need in supplied}
        ideas |= {need: {need: WHOLE} for need in needs if need not in told}
        return dict(sorted(ideas.items(), key=lambda idea: len(idea[1])))


NO_ROLES: Final = RoleTable({}, {})


def supplies_of(giving: Giving) -> dict[str, int]:
    """Return what a build supplies by what it gives."""
    return {need.value: WHOLE for need in Need if need.is_met_by(giving)}


def nature_of(profession: Profession, giving: Giving, attributes: Attributes | None) -> Nature:
    """Return what a build is; its damage is told by what its gear gives, and of who heals by nothing."""
    heals = Need.HEALING.is_met_by(giving)
    return Nature(
        profession=profession.display,
        damage=None if heals or attributes is None else get_damage(attributes),
        fields=frozenset(one.type for one in giving.combos.fields),
        finishers=count_finishes(giving.combos.finishers),
    )


def get_damage(attributes: Attributes) -> str | None:
    """Return what most of the damage is that attributes are for; None where it cannot be told.

    Where power and condition damage are about the same, as with Viper's, only expertise tells; celestial tells nothing.
    """
    power = attributes[Attribute.POWER] - attributes.rules.base
    condition = attributes[Attribute.CONDITION_DAMAGE]
    if power > condition * _CLEARLY:
        return POWER
    is_lasting = attributes[Attribute.EXPERTISE] > attributes[Attribute.FEROCITY]
    return CONDITION if condition > power * _CLEARLY or (condition > 0 and is_lasting) else None


def count_finishes(finishers: Iterable[Finisher]) -> tuple[tuple[str, int], ...]:
    """Return how often a minute a build can finish, by type, in whole numbers; less than half a time is never."""
    rates: dict[str, list[float]] = {}
    for one in finishers:
        rates.setdefault(one.type, []).append(one.per_minute)
    counts = {kind: round(fsum(rates[kind])) for kind in sorted(rates)}
    return tuple((kind, count) for kind, count in counts.items() if count)


def find_damage(word: str) -> str | None:
    """Return the kind of damage that a word for a role tells, such as `condi-dps`."""
    return _TOLD.get(word.lower().replace("_", " ").replace("-", " ").split(" ")[0])


def worths_of(rules: ComboRules, mode: GameMode) -> Worths:
    """Return what combos are worth in a mode."""
    cells = {pair: round(cell.weights[mode] * WHOLE) for pair, cell in rules.cells.items()}
    return Worths(cells=cells, enough=round(rules.finishes_per_player))
