"""The words of the templates that a guild keeps."""

from cogs.ui.words import N_

TITLE = N_("Templates of this server")
NONE = N_(
    "This server has no template of its own yet. Raid leaders save one with `/team template` and a team: its size and"
    " what it needs."
)
HINT = N_("They can be chosen in `/team create` and `/raid plan`.")
ROW = N_("**{name}** · {places} places · {needs}")
NO_NEEDS = N_("needs nothing")
OPEN = N_("Open one …")
SAVED = N_("Saved. Choose below what it needs; it can be chosen in `/team create` and `/raid plan` from now on.")
CHANGED = N_("Changed. Teams and raids that were planned with it stay as they are.")
EACH = N_("What each subgroup needs")
WHOLE = N_("What the whole squad needs")
CHOOSE_COUNT = N_("How many of …")
OF_EACH = N_("{need} · each subgroup")
OF_SQUAD = N_("{need} · whole squad")
HOW_MANY = N_("How many?")
ASK_COUNT = N_("How many does **{name}** need?\n{need}")
LIMITED = N_("{need} at most {count}")
COUNTED = N_("{need} x {count}")
DELETE = N_("Delete")
SURE = N_("Delete the template **{name}**? Teams and raids that were planned with it stay as they are.")
YES = N_("Yes, delete it")
KEEP = N_("Keep it")
GONE = N_("The template **{name}** is deleted.")
