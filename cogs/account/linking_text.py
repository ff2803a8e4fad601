"""The words of linking a game account."""

from cogs.ui.words import N_

FORM_TITLE = N_("Link your game account")
FORM_HOW = N_(
    "Make a key at {page}, with the permissions {permissions}. It can only read. I keep it sealed and never show it"
    " again; `/account unlink` erases it."
)
FORM_REPLACES = N_("**{name}** is linked now; a new key takes its place.")
KEY = N_("API key")
KEY_HINT = N_("72 characters, letters, digits and dashes.")

LINKED = N_("Your game account is linked")
CHARACTERS_ONE = N_("**{name}** · {count} character")
CHARACTERS_MANY = N_("**{name}** · {count} characters")
WHAT_FOR = N_("The button below, or `/build import` without a file, takes builds with their gear from a character.")
SHARED_ONE = N_(
    "⚠️ {count} other person on Discord linked this game account too. If that surprises you, delete the key"
    " that you do not know at {page}."
)
SHARED_MANY = N_(
    "⚠️ {count} other people on Discord linked this game account too. If that surprises you, delete the keys"
    " that you do not know at {page}."
)
SEALED = N_("The key is kept sealed and only reads. Nobody sees it again, not even you. One account per person.")
UNLINKED = N_("Erased: the key, and which game account is yours. Builds that you imported stay.")
UNLINKED_TOO = N_("You can delete the key in the game as well, at {page}.")
NOTHING_LINKED = N_("No game account was linked, so there is nothing to erase.")
