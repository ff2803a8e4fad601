"""The game's own names that its API tells in English alone, or not as a player reads them: professions and weapons."""

from bot.domain.professions import Profession
from cogs.ui.words import N_

PROFESSIONS = {
    Profession.GUARDIAN: N_("Guardian"),
    Profession.WARRIOR: N_("Warrior"),
    Profession.ENGINEER: N_("Engineer"),
    Profession.RANGER: N_("Ranger"),
    Profession.THIEF: N_("Thief"),
    Profession.ELEMENTALIST: N_("Elementalist"),
    Profession.MESMER: N_("Mesmer"),
    Profession.NECROMANCER: N_("Necromancer"),
    Profession.REVENANT: N_("Revenant"),
}
WEAPONS = {
    "Axe": N_("Axe"),
    "Dagger": N_("Dagger"),
    "Focus": N_("Focus"),
    "Greatsword": N_("Greatsword"),
    "Hammer": N_("Hammer"),
    "Longbow": N_("Longbow"),
    "Mace": N_("Mace"),
    "Pistol": N_("Pistol"),
    "Rifle": N_("Rifle"),
    "Scepter": N_("Scepter"),
    "Shield": N_("Shield"),
    "Shortbow": N_("Shortbow"),
    "Spear": N_("Spear"),
    "Staff": N_("Staff"),
    "Sword": N_("Sword"),
    "Torch": N_("Torch"),
    "Warhorn": N_("Warhorn"),
}
"""By the names of `GameData.weapons`."""
