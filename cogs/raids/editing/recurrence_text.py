"""The words of raids that recur."""

from cogs.ui.words import N_

REPEATS = N_("Repeats")
SET_REPEAT = N_("How often…")
FOLLOW = N_("Use this for all that follow")
END = N_("End the series")
CHOOSE_SKIPPED = N_("Dates that are called off")
CHOOSE_MOVED = N_("Move one date")
MOVE_TITLE = N_("Move one date")
MOVE_FIELD = N_("When it begins")
MOVE_HINT = N_("In the zone {zone}. Empty: as usual")
WHICH_START = N_("Choose when this date begins. Until then it stays at the time it has.")
MOVED = N_("Moved, the others stay as they are: {date}")
PUT_BACK = N_("As usual again: {date}")
CHANGED_MEANWHILE = N_(
    "This date was changed or posted meanwhile, so nothing was done. This is how it is now. A posted one is changed"
    " with `/raid edit`."
)
FORM_TITLE = N_("How often")
FIELD = N_("It repeats")
FIELD_HINT = N_("every week; mon, thu; every 2 weeks; monthly; first friday of the month")

NO_SERIES = N_("This raid takes place once.")
SAYS = N_("🔁 It takes place {rule}, at {time} ({zone}).")
WHEN_PLANNED = N_(
    "The next one is posted by itself when the former is over, at least 6 days ahead, with the same template, options"
    " and wishes."
)
NOT_POSTED = N_("That begins once this raid is posted.")
NEXT = N_("**The next ones:** {dates}")
SKIPPED = N_("~~{date}~~")
MOVED_FROM = N_("{date}, {time}, in place of {usual}")
MOVED_HOUR = N_("{date}, {time}")
SAVED = N_("Saved.")
FOLLOWED = N_("All dates that follow and are not posted yet are planned as this raid is now.")
ENDED = N_("The series is ended. What is posted stays; nothing more is planned.")

WEEKDAY = N_("{weekday}")
"""One of the days that a rule names; languages say it with an article where theirs want one."""
EVERY_WEEK = N_("every week on {days}")
EVERY_WEEKS = N_("every {count} weeks on {days}")
EVERY_MONTH = N_("every month on the {day}")
EVERY_MONTHS = N_("every {count} months on the {day}")
NTH = {
    1: N_("first {weekday}"),
    2: N_("second {weekday}"),
    3: N_("third {weekday}"),
    4: N_("fourth {weekday}"),
    5: N_("fifth {weekday}"),
    -1: N_("last {weekday}"),
}
DAYS = {
    1: N_("first day"),
    **dict.fromkeys((2, 22), N_("{number}nd day")),
    **dict.fromkeys((3, 23), N_("{number}rd day")),
    **dict.fromkeys((21, 31), N_("{number}st day")),
}
DAY = N_("{number}th day")
"""The days of a month; those that DAYS does not know are said like this."""

SUGGESTED = (
    N_("every week"),
    N_("every 2 weeks"),
    N_("every 4 weeks"),
    N_("monthly"),
    N_("first friday of the month"),
    N_("mon, thu"),
)
"""Offered while somebody types; each is read as it stands, in every language."""
