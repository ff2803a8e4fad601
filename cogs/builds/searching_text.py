"""The words of `/build search`."""

from cogs.ui.words import N_

TITLE = N_("Search for builds")
ANY_MODE = N_("all modes")
USUAL = N_("{mode} is your game mode; `mode: any` searches all of them.")
EVERYTHING = N_("everything that you may see here")
AT_LEAST = N_("more than {count} builds")
ORDERS = {
    "best": N_("best match first"),
    "newest": N_("newest first"),
    "used": N_("most used first"),
    "liked": N_("best liked first"),
}
FACETS = {
    "p": N_("profession: {values}"),
    "e": N_("elite specialization: {values}"),
    "r": N_("role: {values}"),
    "s": N_("gives {values}"),
    "m": N_("mode: {values}"),
    "t": N_("attributes: {values}"),
    "w": N_("weapon: {values}"),
    "a": N_("by {values}"),
    "x": N_("the word {values}"),
}
GUESSED = N_("{meant} (for “{typed}”)")
LEFT_OUT = N_("Left out, because nothing here is called so: {words}.")
NOTHING = N_("I find no build for this. Try fewer words, or `/build list` to see what there is.")
LIKES = N_("♥ {count}")
USES_ONE = N_("used {count} time")
USES_MANY = N_("used {count} times")
MORE = N_("Next page")
FIRST = N_("First page")
