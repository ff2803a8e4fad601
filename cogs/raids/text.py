"""The words of the raid commands and of a raid's post."""

from cogs.ui.words import N_

# The post.
LED_BY = N_("led by {leader}")
SUBGROUP = N_("Subgroup {number}")
OPEN_PLACES = N_("open: {places}")
SEATED = N_("{count} of {size}")
GAPS = N_("Missing")
GAPS_OF = N_("subgroup {number}: {needs}")
GAPS_SQUAD = N_("squad: {needs}")
NO_GAPS = N_("Nothing that is asked for is missing.")
WAITING = N_("Waiting")
LATE = N_("Late")
MAYBE = N_("Maybe")
ABSENT = N_("Absent")
MORE = N_("{count} more")
CANCELED = N_("❌ This raid is called off.")
LOCKED = N_("🔒 Sign-ups are closed.")
OVER = N_("Sign-ups ended when the raid began.")
ENDS = N_("⌛ Sign-ups end {when}.")
ENDED = N_("⌛ Sign-ups ended {when}.")
DRAFT = N_("Only you see this. Post it to let people sign up.")

# Buttons.
POST = N_("Post it")
SIGN_UP = N_("Sign up")
BE_LATE = N_("Late")
BE_MAYBE = N_("Maybe")
BE_ABSENT = N_("Can't")
MY_BUILDS = N_("My builds")
CHOOSE_BUILDS = N_("Builds that I bring, the best liked first")
CHOOSE_ROLES = N_("Roles that I play without naming a build")
CHOOSE_TIME = N_("It begins")

# Answers.
POST_GONE = N_("There is no post of this raid, or not any more. The button below posts it.")
POSTED = N_(
    "✅ **{title}** is posted in {channel}: people sign up there, you too. Below you go on as its leader; `/raid show`"
    " brings you back here."
)
TO_POST = N_("To the post")
YOU_SIT = N_("✅ You are in: subgroup {subgroup}, place {place}.")
YOU_SIT_AS = N_("✅ You are in: subgroup {subgroup}, place {place}, as **{choice}**.")
YOU_WAIT = N_("⏳ All places are taken. You are number {place} in the waiting list and move up by yourself.")
YOU_MAYBE = N_("❔ Noted: maybe. A place is not kept for you.")
YOU_ABSENT = N_("🚫 Noted: you do not come.")
SAY_WHAT = N_("Say below what you play, so that the leader sees what is missing. I remember it for the next time.")
NO_BUILDS = N_("Builds that you keep with `/build save` can be chosen here too.")
SHOWN_AS = N_("The post shows the specialization and the role of a build, never its name or code.")
YOU_OFFER = N_("You offer: {choices}")
MOVED = N_("🪑 {people}: you have a place now, or another one. See the post of **{title}**.")
UNSEATED = N_(
    "⏳ {people}: the leader changed the lineup, and you have no place now. You are on the waiting list. See the post"
    " of **{title}**."
)
