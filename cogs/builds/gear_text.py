"""The words about gear."""

from cogs.ui.words import N_

GEAR = N_("Gear")
STATS = N_("Stats")
RUNE = N_("Rune")
SIGILS = N_("Sigils")
RELIC = N_("Relic")
FOOD = N_("Food")
UTILITY = N_("Utility item")
INFUSIONS = N_("Infusions")
ATTRIBUTES = N_("Attributes")
ATTRIBUTE = {
    "power": N_("Power"),
    "precision": N_("Precision"),
    "toughness": N_("Toughness"),
    "vitality": N_("Vitality"),
    "ferocity": N_("Ferocity"),
    "healing-power": N_("Healing Power"),
    "condition-damage": N_("Condition Damage"),
    "concentration": N_("Concentration"),
    "expertise": N_("Expertise"),
}
DERIVED = N_(
    "critical chance {chance} % · critical damage {damage} % · boon duration +{boons} % ·"
    " condition duration +{conditions} % · health {health} · armor {armor} · effective power {power}"
)
BARE = N_("At level 80, without traits and boons; places that nothing was said about count as empty.")

# The panel.
PANEL = N_("Gear of {name}")
HOW = N_("Choose below what to set. Each choice is kept at once; what nobody said stays open.")
NOW = N_("**{part}** now: {choice}.")
TYPE_IT = N_(
    "There are too many to list: type `/build gear` and begin its name at {option}. The rest of the gear stays."
)
CHOOSE = N_("{part}: choose")
NOT_SAID = N_("not said")
SEVERAL = N_("several")
FREE = N_("{count} free")
PIECES = N_("Stats: which pieces?")
REST = N_("Rune, sigils, relic and more: what?")
OPEN_GEAR = N_("Gear")
UNDO = N_("Undo")
CLEAR = N_("Clear all")
DONE = N_("Show the build")
PAGE = N_("More")
NOTHING_TO_UNDO = N_("There is nothing earlier to go back to.")
ADDED = N_("The rest of what was said before stays.")
SET = N_("Set {number}")
HAND = {"main": N_("main hand"), "off": N_("off hand")}
HAND_PART = N_("Set {set}: {hand}")
SIGIL_PART = N_("Set {set}: sigil {number} ({weapon})")
INFUSION_PART = N_("Infusions: {attribute}")
PARTS = {
    "all": N_("All pieces"),
    "armor": N_("Armor"),
    "trinkets": N_("Trinkets and back"),
    "weapons": N_("Weapons"),
    "helm": N_("Helm"),
    "shoulders": N_("Shoulders"),
    "coat": N_("Coat"),
    "gloves": N_("Gloves"),
    "leggings": N_("Leggings"),
    "boots": N_("Boots"),
    "back": N_("Back"),
    "accessory-1": N_("Accessory 1"),
    "accessory-2": N_("Accessory 2"),
    "amulet": N_("Amulet"),
    "ring-1": N_("Ring 1"),
    "ring-2": N_("Ring 2"),
    "sets": N_("Weapon sets"),
    "rune": RUNE,
    "relic": RELIC,
    "food": FOOD,
    "utility": UTILITY,
}

READ = N_("Kept. This is what I read; what is not listed here was not said.")
UNDRESSED = N_("Nothing is said of its gear any more.")
UNREAD = N_("I did not understand: {parts}")
UNCLEAR = {
    "meaning": N_("“{part}” may mean {candidates}."),
    "which": N_("“{part}” stands against {candidates} in the same place."),
    "where": N_("“{part}”: in which slots?"),
    "count": N_("“{part}”: how many?"),
}
