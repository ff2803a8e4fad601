"""The words of `/raid edit` and of what it changes."""

from bot.domain.raid_options import RoleGroup
from cogs.ui.words import N_

# What a raid asks for.
SIZE = N_("**Places:** {size}")
LIMITS = N_("**At most:** {limits}")
CLOSES = N_("**Sign-ups end** {when}")
AT_START = N_("with the start")
HOUR_BEFORE = N_("{count} hour before the start")
HOURS_BEFORE = N_("{count} hours before the start")
APPROVAL_ON = N_("**Who comes** is decided by a leader: who signs up waits for a yes")
APPROVAL_OFF = N_("**Who comes** first sits first")
AROUND = N_("**With the post:** {things}")
NOTHING_AROUND = N_("**With the post:** nothing more")
A_THREAD = N_("a thread to talk in")
AN_EVENT = N_("an event of the server")
A_PING = N_("a mention of {role}, once")
GROUPS = {
    RoleGroup.HEAL: N_("Healers"),
    RoleGroup.BOON_DPS: N_("Boon DPS"),
    RoleGroup.DPS: N_("DPS"),
    RoleGroup.OTHER: N_("Other roles"),
}

# The panel.
EDIT = N_("Edit")
OPTIONS = N_("Options")
SIZE_BUTTON = N_("Places and roles")
REQUESTS = N_("Requests")
BACK = N_("Back to the raid")
TAKE_OVER = N_("Take over")
POSTED_IN = N_("It is posted in {channel}.")
NO_LEADER = N_("Nobody leads this raid any more. *Take over* makes it yours.")
TOOK_OVER = N_("You lead this raid from now on.")
CHOOSE_TEMPLATE = N_("What is played")
CHOOSE_DEADLINE = N_("When sign-ups end")
CHOOSE_PING = N_("Which role is mentioned when it is posted")
NO_PING = N_("Mention nobody")
CHOOSE_EXTRAS = N_("Turn on or off")
SIGNUPS_END = N_("Sign-ups end {when}")
MENTION = N_("Mention {role}")
TURN_ON = {
    "approval": N_("Leader decides who comes"),
    "with_thread": N_("Thread below the post"),
    "with_event": N_("Event of the server"),
}
SAVED = N_("Saved.")
UNCHANGED = N_("Nothing was changed.")
ELSEWHERE = N_("Changed by another hand meanwhile and left as it is: {fields}.")
DISPLACED_ONE = N_("{count} member lost the place and waits now, first in line; they are told.")
DISPLACED = N_("{count} members lost their places and wait now, first in line; they are told.")
GUESTS_LOST = N_("There is no place any more for: {names}.")
CHANGED_MEANWHILE = N_("Somebody changed this raid meanwhile, so nothing was overwritten. This is how it is now.")
ROLE_NOT_ALLOWED = N_(
    "This role cannot be mentioned by raids here. Admins choose with `/settings roles` which ones can; until they do,"
    " those that everybody may mention."
)

# Forms.
FORM_TITLE = N_("Edit a raid")
TITLE = N_("Title")
WHEN = N_("When it begins")
WHEN_HINT = N_("In the zone {zone}: friday 20:00, 2026-12-05 20:00")
WHICH_START = N_("Choose when it begins. Until then it stays at the time it has.")
NOTES = N_("Notes")
NOTES_HINT = N_("Shown in the post: what to bring, where to meet")
SIZE_TITLE = N_("Places and roles")
SIZE_FIELD = N_("Places in all")
GROUP_FIELD = N_("At most: {group}")
GROUP_HINT = N_("A number; empty: as many as like")

# News.
NEWS_MOVED = N_(
    "🗓️ **{title}** was moved: from {old} to **{new}**. Your answers stay; change them where that does not fit."
)
NEWS_CANCELED = N_("❌ **{title}** is called off.")
NEWS_SMALLER = N_("🪑 **{title}** has fewer places now: {people} wait, first in line.")

# Requests.
NO_REQUESTS = N_("Nobody waits for an answer.")
REQUESTS_TITLE = N_("Who would like to come")
LET_IN = N_("Let these people in")
REFUSE = N_("Not these people, this time")
LET_IN_DONE = N_("Let in: {people}.")
REFUSED_DONE = N_("Not in this time: {people}. They see it when they press a button of the post.")
YOU_ASKED = N_("📨 You asked to come. A leader decides; you are told when you have a place.")
YOU_REFUSED = N_("The leader has no place for you this time.")
ASKING = N_("Asked to come")
