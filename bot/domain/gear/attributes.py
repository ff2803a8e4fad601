"""The nine attributes that equipment gives. What follows from them is computed in `totals.py`."""

from enum import StrEnum


class Attribute(StrEnum):
    """An attribute; its value is a stable name. The game's API has other names for some of them."""

    POWER = "power"
    PRECISION = "precision"
    TOUGHNESS = "toughness"
    VITALITY = "vitality"
    FEROCITY = "ferocity"
    HEALING_POWER = "healing-power"
    CONDITION_DAMAGE = "condition-damage"
    CONCENTRATION = "concentration"
    EXPERTISE = "expertise"

    @property
    def display(self) -> str:
        """The English name, as the game writes it."""
        return self.value.replace("-", " ").title()


class Share(StrEnum):
    """What equipment adds to in hundredths, beside the attributes."""

    BOON_DURATION = "boon-duration"
    CONDITION_DURATION = "condition-duration"
    CRITICAL_CHANCE = "critical-chance"
