"""The words of the team commands and of the team card."""

from cogs.ui.words import N_

# What the card says.
SUBGROUP = N_("Subgroup {number}")
FILLED_ONE = N_("{count} of {size} places filled")
FILLED_MANY = N_("{count} of {size} places filled")
OPEN_PLACES = N_("open: {places}")
HIDDEN = N_("a private build")
WANTED = N_("wanted: {role}")
PRIVATE = N_("🔒 Only you can see this team.")
PUBLIC = N_("🌐 Public in this server: everyone sees it, raid leaders can seat people in it.")
PUBLIC_ELSEWHERE = N_("🌐 Public in another server.")
BY = N_("by {owner} · changed {when} · `{id}`")

# What the commands answer.
CREATED = N_("Created. Fill places with `/team seat`; only you can see it until you publish it.")
PRIVATE_BUILD = N_("Only you see which build that is: publish it here with `/build publish`, and the others will too.")
SEATED = N_("Subgroup {subgroup}, place {place} is filled.")
CLEARED = N_("Subgroup {subgroup}, place {place} is open.")

# What the analysis says.
ANALYZE = N_("What it lacks")
DECLARED = N_("as the author says")
ANALYSIS = N_("What each subgroup has and lacks for: {content}")
ANALYSIS_NOTE = N_(
    "Read from the skills, traits and gear of the builds that you may see. A boon reaches five, one's own subgroup"
    " first."
)
ANALYSIS_EMPTY = N_("Nobody and nothing is seated yet.")
MISSING = N_("**{need}** is missing")
PLANNED = N_("only planned")
TOO_FEW = N_("{count} of {amount}")
TOO_MANY = N_("{count}, at most {limit} fit")
SQUAD = N_("The whole squad")
MORE = N_("{count} more")
DUPLICATES = N_("{count} times, one is enough")
LACKS = N_("lacks {need}")
DOUBLED = N_("{need} {count} times")
PLANNED_ONLY = N_("{need} only planned")
COMPLETE = N_("has what is asked of it")
BY_SUBGROUP = N_("By subgroup")
COMBOS = N_("combo efficacy {efficacy} of 100: {pairs}")
COMBO = N_("{field} + {finisher} = {effect}, {often}")
PER_MINUTE = N_("≈ {count} a minute")
PER_MINUTE_AND_MORE = N_("≈ {count} a minute, some unknown")
PER_MINUTE_UNKNOWN = N_("how often unknown")
NO_COMBOS = N_("no field meets a finisher")
OPEN_ONE = N_("{count} open place")
OPEN_MANY = N_("{count} open places")
UNKNOWN_ONE = N_("{count} place without a build that you may see")
UNKNOWN_MANY = N_("{count} places without a build that you may see")

PAGES = N_("Show …")
PAGE_SQUAD = N_("The whole squad")
PAGE_ONE = N_("Subgroup {number}")
PAGE_TWO = N_("Subgroups {one} and {two}")

# Lists.
LIST_OWN = N_("Your teams")
LIST_PUBLIC = N_("Teams of this server")
LIST_DELETED = N_("Your deleted teams")
EMPTY_OWN = N_("You have no team yet. Start one with `/team create`.")
EMPTY_PUBLIC = N_("Nobody has published a team in this server yet.")
EMPTY_DELETED = N_("You have deleted no team in the last 30 days.")
COUNT_ONE = N_("{count} team")
COUNT_MANY = N_("{count} teams")
