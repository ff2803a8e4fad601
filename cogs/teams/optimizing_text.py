"""The words of `/team optimize`."""

from cogs.ui.words import N_

FILL = N_("Fill open places")
ACCEPT = N_("Accept")
BACK = N_("Back to the team")

TITLE = N_("A proposal for {name}")
SEARCHING = N_("Looking for the best builds …")
SO_FAR = N_("{percent} % of what is asked for is met so far. I go on for {seconds} seconds at most.")
INTRO_ONE = N_("**{count}** open place would get a build, out of {builds}. Nothing changes until you accept.")
INTRO_MANY = N_("**{count}** open places would get builds, out of {builds}. Nothing changes until you accept.")
BUILDS_ONE = N_("{count} that you may see here")
BUILDS_MANY = N_("{count} that you may see here")
NOTHING_OPEN = N_("Every place of this team has a build already, or a guest whose builds I do not know.")
NO_BUILDS = N_(
    "I find no build that could come: nobody has published one for this mode in this server, and you keep none. Publish"
    " some with `/build publish`, then ask again."
)
NO_FITTING = N_(
    "No build that you may see here ({count}) fits: the open places wish for something else, or are taken by members"
    " who own none of these."
)
HEAD_BEFORE = N_("Before and after")
HEAD_SAME = N_("What is asked for stays as it is met now")
CHANGE = N_("**{where}** {before} → {after}")
SAME = N_("**{where}** {after}")
NOBODY_GIVES = N_("No build that you may see here gives {needs}. Who has one can show it with `/build publish`.")
NO_ROOM = N_("Others give {needs} too, but no open place is left where it is missing, or another need would go.")
PROVEN = N_("The best that these builds can do for what is asked, proven.")
UNPROVEN = N_("Good, but not proven to be the best.")
PRIVATE_ONE = N_("🔒 {count} of them is yours alone: others will see “a private build” there.")
PRIVATE_MANY = N_("🔒 {count} of them are yours alone: others will see “a private build” there.")

ACCEPTED_ONE = N_("{count} place is filled.")
ACCEPTED_MANY = N_("{count} places are filled.")
CHANGED = N_("Meanwhile this changed: {places}. Nothing was written; here is a new proposal.")
PLACE = N_("subgroup {subgroup}, place {place}")
OTHER = N_("Meanwhile the team was given another size or purpose. Nothing was written; here is a new proposal.")
