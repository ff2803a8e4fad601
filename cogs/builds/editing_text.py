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

# Versions.
HISTORY = N_("History")
HISTORY_OF = N_("History of {name}")
NOW = N_("Version {number}, now")
UNTIL = N_("Version {number}, until {until}")
CHANGED_THEN = N_("changed then: {topics}")
LOOK = N_("Look at an earlier version …")
VERSION = N_("Version {number}")
NO_HISTORY = N_("There is no earlier version of this build.")
BRING_BACK = N_("Bring this version back")
BROUGHT_BACK = N_("Version {number} is back, as version {version}.")
LEFT_IS = N_("{left} now · {right} version {number}")
MORE = N_("… and {count} earlier ones in the list below")

# Copies and likes.
COPY = N_("Copy to mine")
COPIED = N_("Copied. It is yours now, and only you can see it until you publish it.")
ALREADY_COPIED = N_("You keep a copy of this already: **{name}**.")
COPY_AGAIN = N_("Copy once more")
LIKE = N_("Like")
LIKED = N_("You like this build.")
UNLIKED = N_("You no longer like this build.")
