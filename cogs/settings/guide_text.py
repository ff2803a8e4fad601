"""The words of the guide for admins."""

from bot.domain.guide import GuideStep
from cogs.ui.words import N_

TITLE = N_("Hello! Where to begin")
INTRO = N_(
    "I keep the builds of this server, plan its raids and seat them. Nothing has to be set: each step below says what"
    " I do until you choose. They are for those who may *manage the server*."
)
STEPS = {
    GuideStep.ROLES: N_("**Roles**: who leads raids and who moderates. Until then, Discord's permissions say it."),
    GuideStep.CHANNELS: N_("**Channels**: where public builds and the log are posted. Until then, nowhere."),
    GuideStep.LANGUAGE: N_(
        "**Language and time zone** of what all see. Until then, the language of this server, and whoever plans a raid"
        " is asked for theirs."
    ),
    GuideStep.BUILD: N_("**A first build**: saved and published, so that others find it."),
}
LABELS = {
    GuideStep.ROLES: N_("Roles"),
    GuideStep.CHANNELS: N_("Channels"),
    GuideStep.LANGUAGE: N_("Language and zone"),
    GuideStep.BUILD: N_("Try a build"),
}
DONE = N_("Done")
TO_SETTINGS = N_("-# All of it is in `/settings` at any time.")
FINISHED = N_("That is all. `/settings` changes what is set, and `/help` tells everybody what I can do.")
TRY = N_(
    "Copy a build code in the game and paste it with `/build save`. `/build publish` shows it"
    " to all of this server. You can also point at any message with a code in it and choose *Save build*."
)
