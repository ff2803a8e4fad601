"""The words of attendance: the panel on which it is noted, and what it makes over many raids."""

from cogs.ui.words import N_

# The panel of one raid.
TAKE = N_("Who came?")
TITLE = N_("Who came to {title}?")
PROPOSED = N_("A proposal by the lineup. Change what was otherwise, then save it: it counts from then on.")
SAVED = N_("✅ Saved {when}. You can still change it.")
PRESENT = N_("Came")
LATE = N_("Came late")
ABSENT = N_("Did not come")
EXCUSED = N_("Did not come, but said so")
NOBODY = N_("nobody")
MORE = N_("{count} more")
CHOOSE_LATE = N_("Who came late?")
CHOOSE_ABSENT = N_("Who did not come?")
CHOOSE_EXCUSED = N_("Who did not come, but said so?")
CHOOSE_PRESENT = N_("Who else came?")
CHOOSE_GUESTS = N_("Which guests did not come?")
SAVE = N_("Save")
PRIVATE = N_("Leaders see this, and each member what is noted of them. It is erased a year after the raid.")

# Over many raids.
RECORD = N_("Attendance")
RECORD_OF_ONE = N_("{count} raid of the last {days} days")
RECORD_OF_MANY = N_("{count} raids of the last {days} days")
NO_RECORD = N_("Nothing is noted of the last {days} days. Note who came with `/raid attendance` and a raid that began.")
OWN = N_("Your attendance")
NO_OWN = N_("Leaders noted nothing of you so far.")
SHARE = N_("{who} · **{share}** · came to {came} of {count}")
SHARE_EXCUSED = N_("{who} · **{share}** · came to {came} of {count}, excused from {excused}")
BY_RAID = N_("By raid")
BY_PERSON = N_("By person")
NEXT = N_("Next")
FIRST = N_("From the start")
TABLE = N_("Table (CSV)")
IN_RAID = N_("{title} · {when} · ✅ {came} of {count}")
CHOOSE_RAID = N_("Open the sheet of a raid")
