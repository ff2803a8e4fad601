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

READ = N_("Kept. This is what I read; what is not listed here was not said.")
UNDRESSED = N_("Nothing is said of its gear any more.")
UNREAD = N_("I did not understand: {parts}")
UNCLEAR = {
    "meaning": N_("“{part}” may mean {candidates}."),
    "which": N_("“{part}” stands against {candidates} in the same place."),
    "where": N_("“{part}”: in which slots?"),
    "count": N_("“{part}”: how many?"),
}
