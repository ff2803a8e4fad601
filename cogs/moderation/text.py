"""The words of moderation."""

from bot.domain.order import Deed
from cogs.ui.words import N_

HIDDEN = N_(
    "**{name}** is hidden here from now on: no list, search, picture or post shows it. Only {owner} still sees it, and"
    " is told why. `/mod restore` brings it back."
)
RESTORED = N_("**{name}** is public here again, unless {owner} deleted it or shared it elsewhere meanwhile.")
SUSPENDED = N_("{member} publishes nothing and signs up for nothing here until {until}, and is told why.")
SUSPENDED_OPEN = N_("{member} publishes nothing and signs up for nothing here until `/mod unsuspend`, and is told why.")
UNSUSPENDED = N_("{member} can publish and sign up here again.")
NAME_ONE = N_("Name a build or a team: one of the two.")
NO_BOTS = N_("Bots cannot be suspended.")

LOG = N_("What moderators and admins did here")
LOG_EMPTY = N_("Nothing that fits. The log goes back 180 days.")
OLDER = N_("Older")
ROWS = {
    Deed.HIDE: N_("{actor} hid **{target}** of {subject}: {reason}"),
    Deed.RESTORE: N_("{actor} restored **{target}** of {subject}: {reason}"),
    Deed.ANSWER: N_("{actor} answered about **{target}**: {reason}"),
    Deed.SUSPEND: N_("{actor} suspended {subject}: {reason}"),
    Deed.UNSUSPEND: N_("{actor} ended the suspension of {subject}: {reason}"),
    Deed.DISMISS: N_("{actor} dismissed a report about **{target}** of {subject}: {reason}"),
    Deed.WARN: N_("{actor} warned {subject} about “{target}”: {reason}"),
}
SUSPENDED_UNTIL_ROW = N_("{actor} suspended {subject} until {until}: {reason}")
ANSWER_ROW = N_("Answer: {answer}")
NOBODY = N_("somebody who erased their data")

TOLD = {
    Deed.HIDE: N_(
        "Moderators of **{guild}** hid **{target}** there.\n> {reason}\nIt stays yours, and you still see it; others"
        " there do not. You can answer once, below."
    ),
    Deed.RESTORE: N_("Moderators of **{guild}** restored **{target}** there.\n> {reason}"),
    Deed.SUSPEND: N_(
        "Moderators of **{guild}** suspended you there: you cannot publish or sign up in that server.\n> {reason}\nWhat"
        " you keep stays yours. You can answer once, below."
    ),
    Deed.WARN: N_(
        "Moderators of **{guild}** object to what you wrote there: “{target}”\n> {reason}\nYou can answer once, below."
    ),
    Deed.UNSUSPEND: N_("Moderators of **{guild}** ended your suspension there.\n> {reason}"),
}
SUSPENDED_UNTIL = N_("The suspension ends {until}.")
SUSPENDED_OVER = N_("It is about **{target}**.")
ANSWER = N_("Answer")
ANSWER_TITLE = N_("Your answer to the moderators")
ANSWER_HINT = N_("You can send one. Moderators read it in their log, and so may others who read that.")
ANSWERED = N_("The moderators can read your answer in their log.")
