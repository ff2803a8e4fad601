"""The words of reminders, and of the panel on which they are chosen."""

from cogs.ui.words import N_

# What goes out.
BEGINS = N_("⏰ **{title}** begins {when}. {people}")
ANSWER = N_("📣 **{title}** begins {when}. Do you come? {people}")
DIRECT_BEGINS = N_("⏰ **{title}** begins {when}.")
DIRECT_ANSWER = N_("📣 **{title}** begins {when}. Do you come? Answer below its post.")
DIRECT_SEAT = N_("You sit in subgroup {subgroup}, place {place}.")
DIRECT_SEAT_AS = N_("You sit in subgroup {subgroup}, place {place}, as **{choice}**.")
TO_POST = N_("To the post")
HOW_TO_CHANGE = N_("You asked for reminders by direct message; `/raid remind` changes that.")

# The panel.
REMINDERS = N_("Reminders")
TITLE = N_("Reminders of {title}")
NEXT = N_("🔔 Next: **{which}**, {when}.")
NO_NEXT = N_("🔕 No reminder goes out any more.")
DAY = N_("24 hours before, to those who did not answer")
HOUR = N_("1 hour before, to those who have a place")
QUARTER = N_("15 minutes before, to those who have a place")
EXPECTED = N_("Did not answer so far: {count}. I know of those who answered a raid here in the six weeks before.")
CHOOSE = N_("Reminders that go out")
SEND_SEATED = N_("Remind now")
SEND_ASKED = N_("Ask now")
MY_WAY = N_("Your own reminders, of all raids: {way}.")
CHOOSE_WAY = N_("How I get my reminders")
BY_CHANNEL = N_("by a mention in the raid's channel")
BY_DIRECT = N_("by direct message")
BY_NONE = N_("not at all")
DIRECT_CLOSED = N_(
    "I cannot write to you: your privacy settings let nobody of this server send you direct messages. "
    "Until you change that, reminders do not reach you."
)
DIRECT_WORKS = N_("👋 Here I remind you of raids from now on. `/raid remind` changes that.")
CONFIRM_SEATED = N_("Remind everybody who has a place in **{title}** now? It pings them in {channel}.")
CONFIRM_ASKED = N_("Ask those who did not answer **{title}** so far? It pings {count} of them in {channel}.")
BACK = N_("Do not send")
YES_SEND = N_("Yes, send it")
SENT = N_("Sent to {count}.")
NOBODY = N_("There is nobody to remind.")
UNSENT = N_("I may not write in {channel}. Let me *View Channel* and *Send Messages* there.")
