"""The words of `/raid plan` where something is asked back."""

from cogs.ui.words import N_

WHICH = N_("Choose what you mean: one press plans **{title}**. Nothing that you typed is lost.")
CHOOSE_ZONE = N_("Your time zone")
ZONES_MORE = N_("Is yours not in the list? Type it in the option `zone` of the command.")
