"""The words of standing absences."""

from cogs.ui.words import N_

AWAY = N_("I'm away")
TITLE = N_("When you are away")
NONE = N_(
    "Say it once, and every raid on these days knows that you do not come: those that are planned and those to come."
)
SPEAKS = N_(
    "This counts in the server where you say it, and in those where you answered a raid. Where you sign up all th"
    "e same, you come."
)
DAYS = N_("{first} to {last}")
ADD = N_("Add days")
REMOVE = N_("Take back")
FORM = N_("When are you away?")
PERIOD = N_("Days")
PERIOD_HINT = N_("3-17 dec · until friday · 2026-12-03 to 2026-12-17 · tomorrow")
ZONE = N_("Your time zone")
ZONE_HINT = N_("A big city in it, such as Europe/Paris; I remember it.")
ADDED = N_("✅ Noted: away on {days}.")
ADDED_RANGE = N_("✅ Noted: away from {days}.")
CHANGED_ONE = N_("{count} raid now says that you do not come.")
CHANGED_MANY = N_("{count} raids now say that you do not come.")
CLOSED_ONE = N_("{count} raid takes no more answers: tell its leader.")
CLOSED_MANY = N_("{count} raids take no more answers: tell their leaders.")
TAKEN_BACK = N_("Taken back: {days}.")
RESTORED_ONE = N_("{count} raid is as you had answered it; where others took your place, you wait.")
RESTORED_MANY = N_("{count} raids are as you had answered them; where others took your place, you wait.")
