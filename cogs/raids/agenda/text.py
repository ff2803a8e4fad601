"""The words of lists of raids, and of calendar files."""

from cogs.ui.words import N_

COMING = N_("Coming raids")
MINE = N_("My raids")
COUNT_ONE = N_("{count} raid")
COUNT_MANY = N_("{count} raids")
NONE_HERE = N_("No raid is planned here. Leaders plan one with `/raid plan`.")
NONE_MINE = N_("You lead no coming raid and answered none. *All raids* shows what is planned in this server.")
NONE_DIRECT = N_("You lead no coming raid and answered none. Answer one below its post in your server.")
OPEN = N_("Open a raid")
SHOW_ALL = N_("All raids")
SHOW_MINE = N_("My raids")
LATER = N_("Later ones")
FIRST = N_("From the start")
CALENDAR = N_("Calendar file")

# What somebody has to do with a raid.
NO_ANSWER = N_("no answer of yours")
SEAT = N_("✅ subgroup {subgroup}, place {place}")
WAITS = N_("⏳ on the waiting list")
ASKED = N_("⏳ waiting for the leader's word")
REFUSED = N_("🚫 not let in")
MAYBE = N_("❔ maybe")
ABSENT = N_("🚫 you do not come")
LATE = N_("🕒 late")
CALLED_OFF = N_("❌ called off")
UNPOSTED = N_("not posted yet")

# How far a raid is that began.
UNDER_WAY = N_("▶️ under way")
OVER = N_("🏁 probably over")

# Calendar files.
FILED_ONE = N_("{count} raid as a calendar file. Open it with your calendar; a newer file brings it up to date.")
FILED_MANY = N_("{count} raids as a calendar file. Open it with your calendar; a newer file brings it up to date.")
NOTHING_FILED = N_("There is no raid to put into a calendar.")
YOU_PLAY = N_("You play: {choice}")
YOUR_PLACE = N_("Your place: subgroup {subgroup}, place {place}")
