"""The words of the account commands."""

from cogs.ui.words import N_

TITLE = N_("What I hold about you")
NOTHING = N_("Nothing. I make an account for you when you first save something.")
SINCE = N_("Your Discord user id, since {when}, and what you gave me:")
BUILDS_ONE = N_("{count} build, {published} of them public")
BUILDS_MANY = N_("{count} builds, {published} of them public")
TEAMS_ONE = N_("{count} team")
TEAMS_MANY = N_("{count} teams")
DELETED_ONE = N_("{count} deleted thing that you can still bring back")
DELETED_MANY = N_("{count} deleted things that you can still bring back")
SEATS_ONE = N_("your Discord user id in {count} place of a team")
SEATS_MANY = N_("your Discord user id in {count} places of teams")
ANSWERS_ONE = N_("your answer to {count} raid, with what you offered to play")
ANSWERS_MANY = N_("your answers to {count} raids, with what you offered to play")
ATTENDED_ONE = N_("whether you came to {count} raid, as its leader noted it")
ATTENDED_MANY = N_("whether you came to {count} raids, as their leaders noted it")
IDS = N_("I hold no messages, no list of members and no e-mail address.")
