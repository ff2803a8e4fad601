"""The words of editing builds: forms, versions, copies and likes."""

from cogs.ui.words import N_

# Forms.
EDIT_TITLE = N_("Edit a build")
SORT_TITLE = N_("Roles and tags")
NAME = N_("Name")
CODE = N_("Build code")
CODE_HINT = N_("Another code makes a new version; the one before is kept.")
MODE = N_("Game mode")
NO_MODE = N_("Not given")
NOTES = N_("Notes")
NOTES_HINT = N_("How to play it, for instance. **Bold**, *italic*, `code` and lists are shown as such.")
LINK = N_("Where it is from")
LINK_HINT = N_("A web address that begins with https://")
ROLES = N_("Roles")
ROLES_HINT = N_("What it is for. Without any, I suggest some from its skills and traits.")
TAGS = N_("Tags")
TAGS_HINT = N_("At most {limit} short words, parted by commas")

# Buttons.
EDIT = N_("Edit")
SORT = N_("Roles and tags")

# What the commands answer.
EDITED = N_("Changed.")
UNCHANGED = N_("Nothing was changed.")
ELSEWHERE = N_("Changed meanwhile by another hand, and left as it is now: {fields}.")
