"""The words of `/raid plan`: where it posts, and what it asks back."""

from cogs.ui.words import N_

WHICH = N_("Choose what you mean: one press plans **{title}**. Nothing that you typed is lost.")
PLACE = N_("It is posted in {channel}, the raids channel of this server.")
PLACE_GONE = N_("⚠️ It is posted here: the raids channel of this server was deleted. Admins choose another one.")
PLACE_SHUT = N_(
    "⚠️ It is posted here: in {channel}, the raids channel of this server, I may not post. Admins can let me."
)
CHOOSE_ZONE = N_("Your time zone")
WHICH_ZONE = N_(
    "In which time zone do you plan raids? Choose yours: one press plans **{title}**, and I remember it. If it is not"
    " in the list, type it in the option `zone` of the command."
)
