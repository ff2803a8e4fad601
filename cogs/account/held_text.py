"""What is held of a person, subject by subject, in words: for one and for many."""

from bot.domain.holdings import Subject
from cogs.ui.words import N_

GAME = N_("Game account")
BUILDS, TEAMS, RAIDS, DAYS, BEGUN = N_("Builds"), N_("Teams"), N_("Raids"), N_("Absences"), N_("On their way")
ORDER = N_("Moderation")
SECTIONS: dict[str, tuple[Subject, ...]] = {
    GAME: (Subject.GAME_ACCOUNT,),
    BUILDS: (
        Subject.BUILDS,
        Subject.VERSIONS,
        Subject.PUBLICATIONS,
        Subject.POSTS,
        Subject.LIKES,
        Subject.COPIES,
        Subject.SEARCHES,
        Subject.NOTED,
    ),
    TEAMS: (Subject.TEAMS, Subject.TEAM_PLACES, Subject.SEATS, Subject.TEAM_COPIES),
    RAIDS: (
        Subject.RAIDS,
        Subject.SERIES,
        Subject.ANSWERS,
        Subject.CHOICES,
        Subject.PLACES,
        Subject.ATTENDANCE,
        Subject.STEPS,
    ),
    DAYS: (Subject.ABSENCES, Subject.ABSENCE_GUILDS, Subject.ABSENCE_ANSWERS),
    ORDER: (
        Subject.HIDDEN,
        Subject.SUSPENSIONS,
        Subject.MODERATION,
        Subject.REPORTS,
        Subject.COMPLAINTS,
        Subject.NOTICES,
    ),
    BEGUN: (
        Subject.IMPORTS,
        Subject.PLANS,
        Subject.TEAM_PROPOSALS,
        Subject.LINEUPS,
        Subject.NEWS,
        Subject.ANNOUNCEMENTS,
        Subject.JOBS,
    ),
}
"""Which subjects stand together below which heading; the account itself is told before them."""

COUNTED: dict[Subject, tuple[str, str]] = {
    Subject.GAME_ACCOUNT: (
        N_("{count} linked game account: its name, and its key, which is sealed and handed out to nobody"),
        N_("{count} linked game accounts: their names, and their keys, which are sealed and handed out to nobody"),
    ),
    Subject.BUILDS: (N_("{count} build"), N_("{count} builds")),
    Subject.VERSIONS: (N_("{count} earlier version"), N_("{count} earlier versions")),
    Subject.PUBLICATIONS: (
        N_("{count} place where a build is public"),
        N_("{count} places where builds are public"),
    ),
    Subject.POSTS: (N_("{count} post of a build in a channel"), N_("{count} posts of builds in channels")),
    Subject.LIKES: (N_("{count} build that you like"), N_("{count} builds that you like")),
    Subject.COPIES: (
        N_("{count} copy of your builds with somebody else, which names you"),
        N_("{count} copies of your builds with others, which name you"),
    ),
    Subject.SEARCHES: (
        N_("{count} search of the last days for your builds"),
        N_("{count} searches of the last days for your builds"),
    ),
    Subject.NOTED: (
        N_("{count} thing that I noted in these four weeks of what you like, the latest 10,000 at most"),
        N_("{count} things that I noted in these four weeks of what you like, the latest 10,000 at most"),
    ),
    Subject.TEAMS: (N_("{count} team"), N_("{count} teams")),
    Subject.TEAM_PLACES: (N_("{count} place filled in your teams"), N_("{count} places filled in your teams")),
    Subject.SEATS: (
        N_("your Discord user id in {count} place of a team"),
        N_("your Discord user id in {count} places of teams"),
    ),
    Subject.TEAM_COPIES: (
        N_("{count} copy of your teams with somebody else, which names you"),
        N_("{count} copies of your teams with others, which name you"),
    ),
    Subject.RAIDS: (N_("{count} raid that you lead or led"), N_("{count} raids that you lead or led")),
    Subject.SERIES: (N_("{count} raid that recurs"), N_("{count} raids that recur")),
    Subject.ANSWERS: (
        N_("your answer to {count} raid, with your name on that server"),
        N_("your answers to {count} raids, with your name on that server"),
    ),
    Subject.CHOICES: (N_("{count} thing that you offered to play"), N_("{count} things that you offered to play")),
    Subject.PLACES: (N_("your place in {count} raid"), N_("your place in {count} raids")),
    Subject.ATTENDANCE: (
        N_("whether you came to {count} raid, as its leader noted it"),
        N_("whether you came to {count} raids, as their leaders noted it"),
    ),
    Subject.STEPS: (
        N_("{count} line in the log of a raid that names you"),
        N_("{count} lines in the logs of raids that name you"),
    ),
    Subject.ABSENCES: (N_("{count} absence"), N_("{count} absences")),
    Subject.ABSENCE_GUILDS: (
        N_("{count} server where you said one"),
        N_("{count} servers where you said them"),
    ),
    Subject.ABSENCE_ANSWERS: (
        N_("{count} raid that one answered for you"),
        N_("{count} raids that they answered for you"),
    ),
    Subject.IMPORTS: (N_("{count} import that you began"), N_("{count} imports that you began")),
    Subject.PLANS: (N_("{count} raid that you began to plan"), N_("{count} raids that you began to plan")),
    Subject.TEAM_PROPOSALS: (N_("{count} proposal for a team"), N_("{count} proposals for teams")),
    Subject.LINEUPS: (
        N_("{count} proposed lineup that names you"),
        N_("{count} proposed lineups that name you"),
    ),
    Subject.NEWS: (N_("{count} piece of news of a raid for you"), N_("{count} pieces of news of raids for you")),
    Subject.ANNOUNCEMENTS: (
        N_("{count} mention in the news of a raid, just being sent"),
        N_("{count} mentions in the news of raids, just being sent"),
    ),
    Subject.HIDDEN: (
        N_("{count} thing of yours that moderators hid, and why"),
        N_("{count} things of yours that moderators hid, and why"),
    ),
    Subject.SUSPENSIONS: (N_("{count} server that suspended you"), N_("{count} servers that suspended you")),
    Subject.MODERATION: (
        N_("{count} line in the log of moderators that names you"),
        N_("{count} lines in the logs of moderators that name you"),
    ),
    Subject.REPORTS: (
        N_("{count} report about something of yours, or that you decided"),
        N_("{count} reports about something of yours, or that you decided"),
    ),
    Subject.COMPLAINTS: (N_("{count} thing that you reported"), N_("{count} things that you reported")),
    Subject.NOTICES: (
        N_("{count} thing that you are told when you next use me"),
        N_("{count} things that you are told when you next use me"),
    ),
    Subject.JOBS: (N_("{count} message on its way to you"), N_("{count} messages on their way to you")),
}
