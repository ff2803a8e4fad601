"""The words of editing and copying teams."""

from cogs.ui.words import N_

TITLE = N_("Edit a team")
NAME = N_("Name")
NOTES = N_("Notes")
NOTES_HINT = N_("For whoever reads the card: **bold**, *italic*, `code` and lists are shown as such.")
MODE = N_("Game mode")
MODE_HINT = N_("In which its builds are judged")
MODE_OF_CONTENT = N_("As its purpose says")
CONTENT = N_("Purpose")
CONTENT_HINT = N_("What each subgroup needs follows from it")
SUBGROUPS = N_("Subgroups of five")
SUBGROUPS_HINT = N_("Fewer only where nothing is in the others")

EDIT = N_("Edit")
EDITED = N_("Changed.")
UNCHANGED = N_("Nothing was changed.")
ELSEWHERE = N_("Changed meanwhile by another hand, and left as it is now: {fields}.")

COPY = N_("Copy to mine")
COPY_AGAIN = N_("Copy once more")
COPIED = N_("Copied. It is yours now, and only you can see it until you publish it.")
COPIED_HIDDEN = N_("Copied. Builds that you may not see stayed behind; what is wished for in their places came along.")
ALREADY_COPIED = N_("You keep a copy of this already: **{name}**.")
ORIGIN = N_("copied from **{name}** by {author}")
ORIGIN_GONE = N_("copied from a team of {author}")
