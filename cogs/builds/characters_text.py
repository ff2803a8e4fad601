"""The words of `/build import` from the characters of a linked game account."""

from cogs.ui.words import N_

TITLE = N_("Builds from your characters")
ACCOUNT = N_("**{name}** is linked. Choose a character.")
NO_CHARACTERS = N_("**{name}** is linked, and has no characters.")
CHOOSE_CHARACTER = N_("Character")
PAGE = N_("Page {page} of {pages}")
NEXT = N_("Next page")
PREVIOUS = N_("Previous page")

HOW = N_(
    "Which builds, and in which gear? All chosen builds are imported in the same gear; several, one after the other."
)
CHOSEN_ONE = N_("Chosen: **{count}** build, gear: **{gear}**.")
CHOSEN_MANY = N_("Chosen: **{count}** builds, gear: **{gear}**.")
CHOOSE_BUILDS = N_("Builds to import")
CHOOSE_GEAR = N_("Gear and weapons")
NO_GEAR = N_("No gear")
NO_GEAR_TOO = N_("Traits and skills alone, without weapons")
TAB = N_("Tab {number}")
WORN = N_("in use now")
UNARMED = N_("no weapons")
PREVIEW = N_("Preview")
OTHER = N_("Another character")
NO_BUILDS = N_("The game tells no build of this character.")
UNTOLD = N_("The game does not tell food, utility items or the game mode; underwater and PvP gear are left out.")

LACKS_HEAD = N_("Not taken along:")
LACKS = {
    "traits": (N_("{count} trait that I do not know yet"), N_("{count} traits that I do not know yet")),
    "skills": (N_("{count} skill or pet that I do not know yet"), N_("{count} skills or pets that I do not know yet")),
    "pieces": (
        N_("the stats of {count} piece, which the game does not tell"),
        N_("the stats of {count} pieces, which the game does not tell"),
    ),
    "weapons": (N_("{count} weapon of an unknown type"), N_("{count} weapons of an unknown type")),
    "runes": (
        N_("{count} rune: gear holds one kind for all pieces, and these differ"),
        N_("{count} runes: gear holds one kind for all pieces, and these differ"),
    ),
    "infusions": (
        N_("{count} infusion without a full attribute, such as agony resistance alone"),
        N_("{count} infusions without a full attribute, such as agony resistance alone"),
    ),
    "rarity": (
        N_("that {count} piece is of another rarity than the others"),
        N_("that {count} pieces are of another rarity than most"),
    ),
}
