"""The words of `/team search`."""

from cogs.ui.words import N_

TITLE = N_("Teams found")
NOTHING = N_("No team that you may see here fits. Ask for less, or list them with `/team list`.")
GUESSED = N_("I found nothing called “{typed}” and looked for **{meant}**.")
LEFT_OUT = N_("Left out, since nothing here is called so: {words}")
LOOKED_AT = N_("Looked at: the {count} teams changed last of {total}. Ask for more to narrow them down.")
MORE = N_("More")
FIRST = N_("Back to the first")
