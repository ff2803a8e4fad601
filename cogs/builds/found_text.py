"""The words of *Show builds*, *Save build* and *Builds of this member*."""

from cogs.ui.words import N_

NOT_KEPT = N_("From a message. You do not keep it yet.")
KEPT_AS = N_("You keep this build as **{name}**.")
SAVE = N_("Save")
TOO_LONG = N_("This code is too long for a button: copy it and use `/build save`.")

FOUND_ONE = N_("{count} build in this message")
FOUND_MANY = N_("{count} builds in this message")
DAMAGED_ONE = N_("{count} damaged code was left out.")
DAMAGED_MANY = N_("{count} damaged codes were left out.")
SHOW_ONE = N_("Show one of them …")

OF_MEMBER = N_("Builds of {member}")
NOTHING_OF_MEMBER = N_("{member} shows no build in this server.")
