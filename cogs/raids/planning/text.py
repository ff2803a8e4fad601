"""The words of `/raid plan` where something is asked back."""

from cogs.ui.words import N_

WHICH = N_("Choose what you mean: one press plans **{title}**. Nothing that you typed is lost.")
CHOOSE_ZONE = N_("Your time zone")
WHICH_ZONE = N_(
    "In which time zone do you plan raids? Choose yours: one press plans **{title}**, and I remember it. If it is not"
    " in the list, type it in the option `zone` of the command."
)
