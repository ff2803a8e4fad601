"""The words of calling a raid off."""

from cogs.ui.words import N_

CALL_OFF = N_("Call off")
YES = N_("Yes, call it off")
ASK = N_("Call off **{title}**, {when}? That cannot be taken back.")
TOLD_ONE = N_("{count} person who answered is told.")
TOLD_MANY = N_("{count} people who answered are told.")
ONLY_THIS = N_("Only this date: where it repeats, the next ones take place.")
CANCELED_NOW = N_("**{title}** is called off.")
