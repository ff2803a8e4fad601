"""The words of `/build compare`."""

from bot.domain.comparison import Topic
from cogs.builds import gear_text, text
from cogs.ui.words import N_

TITLE = N_("Side by side")
SAME = N_("The same")
ALL_SAME = N_("In all that is known of them, these two builds are the same.")
BOTH = N_("both: {parts}")
BOTH_MANY = N_("both: {count} more")
DIFFER = N_("They differ in: {topics}.")
NOT_DRESSED = N_("nothing is said of its gear")

TRAITS = text.LINES
SKILLS = N_("Skills and weapons")
GEAR = gear_text.GEAR
GIVES = N_("What they give")

RARITY = N_("Rarity")
RARITIES = {"ascended": N_("Ascended"), "exotic": N_("Exotic")}
TOPICS = {
    Topic.HEAL: text.HEAL,
    Topic.UTILITY: text.UTILITY,
    Topic.ELITE: text.ELITE,
    Topic.INACTIVE: text.INACTIVE,
    Topic.LEGENDS: text.LEGENDS,
    Topic.PETS: text.PETS,
    Topic.WEAPONS: text.WEAPONS,
    Topic.VARIANTS: text.VARIANTS,
    Topic.WATER: text.WATER,
    Topic.STATS: gear_text.STATS,
    Topic.RUNE: gear_text.RUNE,
    Topic.SIGILS: gear_text.SIGILS,
    Topic.RELIC: gear_text.RELIC,
    Topic.FOOD: gear_text.FOOD,
    Topic.UTILITY_ITEM: gear_text.UTILITY,
    Topic.INFUSIONS: gear_text.INFUSIONS,
    Topic.RARITY: RARITY,
    Topic.HOLDS: text.HOLDS,
    Topic.ROLES: text.ROLES,
    Topic.TO_ALLIES: text.TO_ALLIES,
    Topic.TO_SELF: text.TO_ITSELF,
    Topic.TO_OTHERS: text.TO_OTHERS,
}
