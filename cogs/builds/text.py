"""The words of the build commands and of the build card."""

from bot.domain.legality import DefectKind
from bot.domain.modes import GameMode
from cogs.ui.words import N_

# What the card says.
ANY_MODE = N_("mode not given")
LINES = N_("Traits")
SKILLS = N_("Skills")
HEAL = N_("Heal")
UTILITY = N_("Utility")
ELITE = N_("Elite")
WATER = N_("Under water")
WEAPONS = N_("Weapons")
VARIANTS = N_("Weapon skill variants")
LEGENDS = N_("Legends")
PETS = N_("Pets")
INACTIVE = N_("Other legend")
NOTHING = N_("none in the code")
UNKNOWN = N_("unknown ({id})")
EMPTY_LINE = N_("empty trait line")
DEFECTS = N_("This code cannot be played as it is")
MORE = N_("… and {count} more")
LAST_MORE = N_("{count} more")
"""As the last of a list, which has its own "and"."""
BY = N_("by {owner} · saved {when} · `{id}`")
PRIVATE = N_("🔒 Only you can see this build.")
PUBLIC_HERE = N_("🌐 Public in this server.")
PUBLIC_ONE = N_("🌐 Public in {count} server.")
PUBLIC_MANY = N_("🌐 Public in {count} servers.")
PUBLIC_ELSEWHERE = N_("🔒 Not public in this server.")

# What it gives.
GIVES = N_("Gives ({mode})")
HOLDS = N_("Holds for five")
ROLES = N_("Suits")
DECLARED = N_("For")
BY_WORD = N_("as the author says")
DOUBT = N_("You say *{role}*; of what that takes I do not find {missing} in this code.")
DOUBT_NOTE = N_("Your word counts all the same. Only you see this.")
TO_ALLIES = N_("To allies")
TO_ITSELF = N_("To itself")
TO_OTHERS = N_("To foes, or to whom is not told")
GIVES_NOTHING = N_("nothing that its skills, traits and gear tell of")
GIVES_NOTE = N_(
    "Read from skills, traits, and the sigils and relic that were said. *Holds* means that it lasts on five allies as"
    " the rules of this bot reckon; *suits* is a suggestion."
)
PARTLY_PVE = N_("Judged by PvE numbers where no others are known; *Where from?* tells which.")
NUMBERS = {
    GameMode.PVE: N_("With {mark}: by numbers of WvW, since the game tells none."),
    GameMode.PVP: N_(
        "With {mark}: by numbers of WvW, from tables of players; I know of no table of PvP. All others: by PvE numbers,"
        " the only ones that the game tells."
    ),
    GameMode.WVW: N_(
        "With {mark}: by numbers of WvW, from tables of players. All others: by PvE numbers, the only ones that the"
        " game tells."
    ),
}
FROM = N_("from {sources}")
SECONDS = N_("{seconds} s")
SECONDS_AGAIN = N_("{seconds} s, recharge {recharge} s")

# What its author says, and what others make of it.
NOTES = N_("Notes")
SOURCE = N_("From")
VERSION = N_("version {number}")
USES_ONE = N_("used {count} time")
USES_MANY = N_("used {count} times")
RAIDS_ONE = N_("used in {count} raid here")
RAIDS_MANY = N_("used in {count} raids here")
TEAMS_ONE = N_("seated in {count} team here")
TEAMS_MANY = N_("seated in {count} teams here")
AFTER = N_("after **{name}** by {author}")
AFTER_HIDDEN = N_("after a build that is not shown here")

# What the commands answer.
SAVED = N_("Saved. Only you can see it until you publish it.")
ALREADY_SAVED = N_("You already keep exactly this build; here it is.")

# Lists.
LIST_OWN = N_("Your builds")
LIST_PUBLIC = N_("Builds of this server")
LIST_DELETED = N_("Your deleted builds")
EMPTY_OWN = N_("You keep no build yet. Copy a build code in the game and use `/build save`.")
EMPTY_PUBLIC = N_("Nobody has published a build in this server yet. Use `/build publish` to be the first.")
EMPTY_DELETED = N_("You have deleted no build in the last 30 days.")
COUNT_ONE = N_("{count} build")
COUNT_MANY = N_("{count} builds")

# Buttons.
CODE = N_("Code only")
ALL_NOTES = N_("All notes")
WHERE_FROM = N_("Where from?")
PICTURE = N_("Picture")

# Where in a build a defect is; {n} is the number of the line, slot or weapon.
PLACE_ANY = N_("In this code: {what}")
PLACES = {
    "line": N_("Trait line {n}: {what}"),
    "land heal": N_("Healing skill: {what}"),
    "land utility": N_("Utility skill {n}: {what}"),
    "land elite": N_("Elite skill: {what}"),
    "water heal": N_("Healing skill under water: {what}"),
    "water utility": N_("Utility skill {n} under water: {what}"),
    "water elite": N_("Elite skill under water: {what}"),
    "weapon": N_("Weapon {n}: {what}"),
}

# What is wrong there.
DEFECT = {
    DefectKind.UNKNOWN_LINE: N_("I know no trait line number {name}."),
    DefectKind.FOREIGN_LINE: N_("{name} belongs to another profession."),
    DefectKind.MISPLACED_ELITE: N_("{name} is an elite specialization and must be the third line."),
    DefectKind.SECOND_ELITE: N_("{name} is a second elite specialization; only one can be used."),
    DefectKind.DUPLICATE_LINE: N_("{name} is chosen twice."),
    DefectKind.TRAITS_WITHOUT_LINE: N_("traits are chosen, but no trait line."),
    DefectKind.SPARE_TRAIT_BITS: N_("the traits hold bits that the game does not use."),
    DefectKind.UNKNOWN_SKILL: N_("I know no skill with the number {name}."),
    DefectKind.FOREIGN_SKILL: N_("{name} belongs to another profession."),
    DefectKind.MISPLACED_SKILL: N_("{name} does not fit in this slot."),
    DefectKind.LOCKED_SKILL: N_("{name} needs an elite specialization that is not chosen."),
    DefectKind.DUPLICATE_SKILL: N_("{name} is chosen twice."),
    DefectKind.DRY_SKILL: N_("{name} cannot be used under water."),
    DefectKind.SKILL_WITHOUT_LEGEND: N_("this skill needs a legend, and none is chosen."),
    DefectKind.UNKNOWN_WEAPON: N_("I know no weapon with the number {name}."),
    DefectKind.FOREIGN_WEAPON: N_("this profession cannot wield {name}."),
    DefectKind.DUPLICATE_WEAPON: N_("{name} stands there twice."),
    DefectKind.TOO_MANY_WEAPONS: N_("{name} do not fit in two weapon sets."),
    DefectKind.UNKNOWN_OVERRIDE: N_("I know no weapon skill with the number {name}."),
    DefectKind.FOREIGN_OVERRIDE: N_("{name} is no weapon skill of this profession."),
    DefectKind.DUPLICATE_OVERRIDE: N_("the weapon skill {name} stands there twice."),
    DefectKind.UNKNOWN_PET: N_("I know no pet with the number {name}."),
    DefectKind.UNKNOWN_LEGEND: N_("I know no legend with the number {name}."),
    DefectKind.LOCKED_LEGEND: N_("{name} needs an elite specialization that is not chosen."),
    DefectKind.DUPLICATE_LEGEND: N_("{name} is chosen twice."),
    DefectKind.DRY_LEGEND: N_("{name} cannot be called upon under water."),
    DefectKind.SPARE_BYTES: N_("it holds bytes that this profession does not use."),
}

# What became of the post in the server's builds channel; the owner reads it.
POSTED = N_("📌 Posted: {link}")
POST_SOON = N_("📌 It is posted in this server's builds channel in a moment.")
POST_STANDS = N_(
    "Its post still stands in this server: I may no longer take it down there. I try again every hour; an admin can"
    " delete it, or let me see the channel."
)
POST_SHORT = N_("not posted")
POST_OLD = N_("its post is an old one")
POST_AGAIN = N_("I try again in a moment.")
POST_TAKEN_BACK = N_("Build no longer shown")
POST_FAULTS = {
    "forbidden": N_(
        "It is not in this server's builds channel: I lack a permission there. Tell an admin; they find it under"
        " `/settings channels`."
    ),
    "channel-gone": N_("It is posted nowhere: this server's builds channel was deleted. An admin can choose another."),
    "post-gone": N_("Its post was deleted in this server. Publish the build again to have it posted anew."),
    "tag-required": N_(
        "It is not in this server's forum, which asks for a tag: none is called like the profession, the"
        " specialization, the mode, a role or a tag of this build."
    ),
    "refused": N_(
        "It is not in this server's builds channel: Discord refused it. Publish the build again to try anew."
    ),
}
