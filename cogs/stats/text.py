"""The words of the statistics."""

from cogs.ui.words import N_

# A server.
SERVER = N_("This server in numbers")
COUNTS_ONLY = N_("Counts alone: nobody is named, and private builds are not among them.")
PUBLIC_ONE = N_("{count} public build")
PUBLIC_MANY = N_("{count} public builds")
NO_BUILDS = N_("No build is public here yet. `/build publish` shows one to the server.")
CALLINGS = N_("By profession")
CALLING_ROW = N_("{profession} {count}: {callings}")
ROLES = N_("By role")
ROLES_NOTE = N_("A build that plays two roles counts in both.")
RAIDS = N_("Raids by week")
RAIDS_OF = N_("Raids of the last {weeks} weeks: {count}")
NO_RAIDS = N_("No raid took place in the last {weeks} weeks. Leaders plan one with `/raid plan`.")
ATTENDANCE = N_("Who came, by week")
WEEK_ROW = N_("{week} · {raids}")
RAIDS_ONE = N_("{count} raid")
RAIDS_MANY = N_("{count} raids")
PRESENCES = N_("came {present}, came late {late}, did not come {absent}, said so before {excused}")
TOO_FEW = N_("too few to show")
TOO_FEW_NOTE = N_(
    "Where fewer than {few} people were noted in a week, it is too few to show: it would single them out."
)
NOT_NOTED = N_("nothing noted")
PRESENT = N_("Came")
LATE = N_("Came late")
ABSENT = N_("Did not come")
NEEDS = N_("What was missing in raids")
NEED_MISSING = N_("{need} was missing in {missing} of {raids} raids")
NEED_UNSURE = N_("{need} was missing in {missing} of {raids} raids; in {unsure} of the others nobody can tell")
NEVER_MISSING = N_("Never missing: {needs}")
NEEDS_NOTE = N_("Noted two hours after the start, by the lineup as it was then.")
NOT_KNOWN_ONE = N_("Of {count} raid it is not known: nobody sat, it asked for nothing, or it was before I noted this.")
NOT_KNOWN_MANY = N_(
    "Of {count} raids it is not known: nobody sat, they asked for nothing, or they were before I noted this."
)
MISSING = N_("Missing")
UNSURE = N_("Not known")
MET = N_("There")

# Public builds.
BUILDS = N_("The builds of this server")
SEATED = N_("Most played in raids")
SEATED_NOTE = N_("places in raids of the last {weeks} weeks")
NOBODY_PLAYED = N_("No public build had a place in a raid of the last {weeks} weeks.")
LIKED = N_("Most liked")
NOBODY_LIKED = N_("Nobody has liked a public build yet.")
OUTDATED = N_("Changed by the game")
OUTDATED_ROW = N_("changed: {things}")
OUTDATED_COUNT = N_("{count} of the {looked} best known public builds, since their owners last looked")
NOTHING_OUTDATED = N_(
    "The game changed nothing in the {looked} best known public builds since their owners last looked."
)
NAMELESS = N_("something in it")

# Oneself.
ME = N_("You in numbers")
MINE_ONE = N_("{count} build of yours")
MINE_MANY = N_("{count} builds of yours")
NO_OWN = N_("You have no builds yet. `/build save` keeps one.")
PLAYED = N_("What you played")
PLAYED_ROW = N_("{choice} · {count}")
PLAYED_NOTE = N_("places that you had in raids of the last year")
NOT_PLAYED = N_("You had no place in a raid of the last year with a build or role.")
CAME = N_("Raids you came to")
CAME_ROW = N_("**{came}** of {count} · {share}")
CAME_EXCUSED = N_("**{came}** of {count} · {share} · excused from {excused}")
NOT_CAME = N_("Leaders noted nothing of you in the last year.")
HERE = N_("Raids of this server; in a direct message I count those of all.")
EVERYWHERE = N_("Raids of all servers.")
PRIVATE = N_("Only you see this.")

# The bot, for whoever runs it.
BOT = N_("The bot in numbers")
SINCE = N_("Of this process, which began {since}.")
SINCE_OF_SEVERAL = N_(
    "Of this process, which began {since}; other processes hold other servers. Jobs are those of all."
)
GUILDS = N_("**Servers** {count} · {shards} of {all} shards")
NOT_MEASURED = N_("Commands are not measured here.")
COMMANDS = N_("**Commands** {count} · {outcomes}")
NONE = N_("none")
OUTCOMES = {
    "done": N_("done"),
    "refused": N_("refused"),
    "away": N_("something was away"),
    "failed": N_("failed"),
}
HEARD = N_("**Until Discord knew that they were heard** half within {half}, 95 % within {most}")
FINISHED = N_("**Until all was done** half within {half}, 95 % within {most}")
SECONDS = N_("{seconds} s")
LONGER = N_("more than is told apart")
CACHE = N_("**Cache** {share} of {reads} reads answered")
NO_CACHE = N_("**Cache** nothing was asked of it")
JOBS_DUE = N_("**Jobs due** {jobs}")
NO_JOBS_DUE = N_("**Jobs due** none")

# Pictures.
ALT = N_("{title}. {rows}")
ALT_ROW = N_("{label}: {value}")
