"""The words of `/account learning`: what is noted, what for, and what yes and no mean."""

from cogs.ui.words import N_

TITLE = N_("May I learn from what you like?")
ONCE = N_("I ask this once. Whatever you answer, everything works as before.")
FOR_WHAT = N_(
    "So that recommendations can tell which builds suit somebody who plays what you play. Without your yes I only count"
    " what is played in a server, by nobody in particular."
)
NOTED = N_(
    "**With a yes** I note which kinds of builds you save, publish, copy, like, seat, sign up with and find good or"
    " not: mode, specialization and roles, for which content and with what outcome, with the day. No name, no code, no"
    " text; instead of you and the server pseudonyms."
)
FORGOTTEN = N_(
    "Every four weeks I throw the key of the pseudonyms away. What was noted before then can be linked to nobody any"
    " more, not by me either; so I cannot hand it out or erase it either."
)
NO_MEANS = N_("**With a no**, or without an answer, I note nothing of you. What I noted in these four weeks is erased.")
SAID_YES = N_("**Now:** yes, since {when}.")
SAID_NO = N_("**Now:** no.")
SAID_NOTHING = N_("**Now:** no, for you have not answered yet.")
NOT_HERE = N_("Admins of this server let me learn nothing here, whatever you say.")
NOTHING_NOTED = N_("As it is set up, I note nothing of anybody.")
YES = N_("Yes, learn from it")
NO = N_("No")
NOW_YES = N_("Thank you. From now on I learn from what you like; `/account learning` takes it back.")
NOW_NO = N_(
    "From now on I learn nothing from what you like. What I had noted of it in these four weeks is erased, on every"
    " machine within minutes."
)
