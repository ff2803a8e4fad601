"""The words of the team commands and of the team card."""

from cogs.ui.words import N_

# What the card says.
CONTENT = {
    "fractal": N_("Fractal"),
    "raid": N_("Raid"),
    "strike": N_("Strike mission"),
    "pvp": N_("PvP"),
    "wvw-party": N_("WvW party"),
    "wvw-havoc": N_("WvW havoc squad"),
    "wvw-zerg": N_("WvW zerg"),
    "open-world": N_("Open world"),
}
SUBGROUP = N_("Subgroup {number}")
FILLED = N_("{filled} of {size} places filled")
OPEN_PLACES = N_("open: {places}")
HIDDEN = N_("a private build")
PRIVATE = N_("🔒 Only you can see this team.")
PUBLIC = N_("🌐 Public in this server: everyone sees it, raid leaders can seat.")
PUBLIC_ELSEWHERE = N_("🌐 Public in another server.")
BY = N_("by {owner} · changed {when} · `{id}`")

# What the commands answer.
CREATED = N_("Created. Fill places with `/team seat`; only you can see it until you publish it.")
SEATED = N_("Subgroup {subgroup}, place {place} is filled.")
CLEARED = N_("Subgroup {subgroup}, place {place} is open.")

# Lists.
LIST_OWN = N_("Your teams")
LIST_PUBLIC = N_("Teams of this server")
LIST_DELETED = N_("Your deleted teams")
EMPTY_OWN = N_("You have no team yet. Start one with `/team create`.")
EMPTY_PUBLIC = N_("Nobody has published a team in this server yet.")
EMPTY_DELETED = N_("You have deleted no team in the last 30 days.")
COUNT_ONE = N_("{count} team")
COUNT_MANY = N_("{count} teams")
