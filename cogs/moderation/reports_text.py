"""The words of reports."""

from bot.domain.reports import ReportKind, Verdict
from cogs.ui.words import N_

TITLE = N_("Report to the moderators")
WHY = N_("What is wrong with it?")
WHY_HINT = N_("Moderators read it with your name. Whoever made it is not told who reported it.")
AGAIN_HINT = N_("You reported this. Send other words, or none to withdraw it.")
REPORTED = N_(
    "The moderators of this server have your report. Whoever made it is not told that it was you. You hear what came of"
    " it here, when you use me after that."
)
WITHDRAW = N_("Withdraw")
WITHDRAWN = N_("Your report is withdrawn.")

QUEUE = N_("Reports")
WAITING_ONE = N_("{count} waits")
WAITING_MANY = N_("{count} wait, the oldest first")
NONE_OPEN = N_("Nothing waits. `/mod reports` with *decided* shows what was decided.")
NONE_DECIDED = N_("Nothing was decided in the last 180 days.")
DECIDED = N_("Reports that were decided")
HEADS = {
    ReportKind.BUILD: N_("Build **{name}** of {owner}"),
    ReportKind.TEAM: N_("Team **{name}** of {owner}"),
    ReportKind.MESSAGE: N_("Message of {owner}"),
}
A_BOT = N_("a bot")
FIRST = N_("Reported for the first time {when}")
SAID = N_("Who reported it, and why")
SAID_ROW = N_("{who}: {reason}")
MORE = N_("and {count} more")
SHOW = N_("Show it")
TO_MESSAGE = N_("To the message")
NEXT = N_("Next")
OLDER = N_("Older")
NOTE = N_("-# A message I cannot delete: do that in Discord, then decide here.")

LABELS = {
    Verdict.DISMISS: N_("Dismiss"),
    Verdict.WARN: N_("Warn"),
    Verdict.HIDE: N_("Hide"),
    Verdict.SUSPEND: N_("Suspend"),
}
HIDE_AND_SUSPEND = N_("Hide and suspend")
FORM_TITLES = {
    Verdict.DISMISS: N_("Dismiss the report"),
    Verdict.WARN: N_("Warn whoever wrote it"),
    Verdict.HIDE: N_("Hide it here"),
    Verdict.SUSPEND: N_("Suspend its owner here"),
}
REASON = N_("Why")
REASON_HINTS = {
    Verdict.DISMISS: N_("Moderators read it in the log."),
    Verdict.WARN: N_("They read it, and so does whoever reads the log."),
    Verdict.HIDE: N_("Its owner reads it, and so does whoever reads the log."),
    Verdict.SUSPEND: N_("They read it, and so does whoever reads the log."),
}
UNTIL = N_("Until when")
UNTIL_HINT = N_("friday 20:00, 2026-12-05 20:00, in 2 hours. Empty: until you end it.")
DONE = {
    Verdict.DISMISS: N_("Dismissed. Who reported it hears that it stays as it is."),
    Verdict.WARN: N_("{owner} is told, with your reason."),
    Verdict.HIDE: N_("**{name}** is hidden here from now on, and {owner} is told with your reason."),
    Verdict.SUSPEND: N_("{owner} is suspended here, and told with your reason."),
}
DECIDED_ROWS = {
    Verdict.DISMISS: N_("{what}: dismissed by {by}. {reason}"),
    Verdict.WARN: N_("{what}: warned by {by}. {reason}"),
    Verdict.HIDE: N_("{what}: hidden by {by}. {reason}"),
    Verdict.SUSPEND: N_("{what}: suspended by {by}. {reason}"),
}
ANSWER = N_("Answer: {answer}")

POSTED = {
    ReportKind.BUILD: N_("The build **{name}** of {owner} was reported. Moderators decide with `/mod reports`."),
    ReportKind.TEAM: N_("The team **{name}** of {owner} was reported. Moderators decide with `/mod reports`."),
    ReportKind.MESSAGE: N_("A message of {owner} was reported: {link}. Moderators decide with `/mod reports`."),
}
OUTCOMES = {
    Verdict.DISMISS: N_("You reported {what} in **{guild}**. The moderators looked at it and leave it as it is."),
    Verdict.WARN: N_("You reported {what} in **{guild}**. The moderators have dealt with it. Thank you."),
    Verdict.HIDE: N_("You reported {what} in **{guild}**. The moderators have dealt with it. Thank you."),
    Verdict.SUSPEND: N_("You reported {what} in **{guild}**. The moderators have dealt with it. Thank you."),
}
THING = N_("**{name}**")
A_MESSAGE = N_("a message")
