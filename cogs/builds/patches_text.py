"""The words about what the game changed."""

from cogs.ui.words import N_

CHANGED = N_("**Changed since {since}:** the game changed {things}. Look whether the build still suits you.")
NAMELESS = N_("something in it")
OTHERS = N_("The game changed something in this build since {since}.")
SHORT = N_("changed")
MORE = N_("{count} more")
CHECK = N_("I checked it")
CHECKED = N_("Noted. I tell you when the game changes it again.")
