"""The words of `/raid lineup`, the leader's board, and of what is posted from it."""

from cogs.ui.words import N_

# The board.
LINEUP = N_("Lineup")
HOW = N_("Choose a place to seat, swap, pin or note something there. 📌 stays where it is, ✏️ has a note.")
OPEN_PLACE = N_("**Subgroup {subgroup}, place {place}** · {who}")
WANTED = N_("wanted: {role}")
PINNED = N_("📌 stays here")
FREE = N_("free")
FREE_FORMER = N_("free, of a former member")
A_MEMBER = N_("a member")
SWAP_HOW = N_("With which place? An empty one is moved to.")
WISH_HOW = N_("Who sits here stays, whatever is wanted; who signs up from now on is seated by it.")
GONE_MEANWHILE = N_("⚠️ This changed meanwhile, so I did nothing. This is how it is now:")
LAST = N_("Last: {step}")

# Its selects.
CHOOSE_PLACE = N_("Choose a place")
CHOOSE_SUBGROUPS = N_("Choose a place in subgroups {span}")
SEAT_WAITING = N_("Seat somebody who waits")
MORE_WAITING = N_("Others who wait…")
SEAT_MEMBER = N_("Seat any member of the server")
PLAYS = N_("What they play here")
CHOOSE_WISH = N_("Which role is wanted here")
ANY_ROLE = N_("Any role")
SWAP_WITH = N_("Swap with")
SWAP_SUBGROUPS = N_("Swap with a place in subgroups {span}")
NO_ROLE = N_("No role named")
BENCHED = N_("on the bench")
BENCH_LIST = N_("🪑 On the bench until a leader calls them or they sign up again: {people}")
BENCHED_BY = N_("{who} (by {leader})")

SUSPENDED_LIST = N_("⛔ Suspended in this server, and seated all the same: {people}. You decide whether they stay.")
LEFT_LIST = N_("🚪 Left the server: {people}")
WAITS = N_("waits")

# Its buttons.
PIN = N_("Pin")
UNPIN = N_("Unpin")
SWAP = N_("Swap")
BENCH = N_("Bench")
GUEST = N_("Guest")
NOTE = N_("Note")
WISH = N_("Wish")
ALL_PLACES = N_("All places")
LOCK = N_("Lock sign-ups")
UNLOCK = N_("Open sign-ups")
TAKE_AWAY = N_("Take away who left")
UNDO = N_("Undo")
HISTORY = N_("History")
PUBLISH = N_("Publish lineup")

# Its forms.
GUEST_TITLE = N_("A guest in place {place}")
GUEST_NAME = N_("Name")
GUEST_HINT = N_("Somebody who is not on Discord")
NOTE_TITLE = N_("A note at place {place}")
NOTE_FIELD = N_("Note")
NOTE_HINT = N_("Everybody reads it in the post. Empty: no note")

# What was done.
NO_BOTS = N_("A bot does not play. Choose a person.")
PUBLISHED_ONE = N_("📣 Published: {count} person was mentioned.")
PUBLISHED_MANY = N_("📣 Published: {count} people were mentioned.")
PUBLISHED_NOBODY = N_("Whoever sits here was mentioned already; nobody was mentioned again.")
NOT_PUBLISHED = N_(
    "I could not write in {channel}, and nobody was mentioned. Let me view the channel and send messages in it, then "
    "publish again."
)
UNMENTIONED_ONE = N_("{count} person who has a place left the server and was not mentioned.")
UNMENTIONED_MANY = N_("{count} people who have a place left the server and were not mentioned.")
STANDS = N_("📣 The lineup of **{title}**, {when}")
SEE_POST = N_("[What everybody plays]({link})")

# Steps in the history; {who} is a mention, {whom} too, {place} is "1-3".
HISTORY_TITLE = N_("Last changes")
NO_HISTORY = N_("Nothing was changed yet.")
SOMEBODY = N_("somebody")
STEPS = {
    "planned": N_("{who} planned the raid"),
    "opened": N_("{who} posted the raid"),
    "canceled": N_("{who} called the raid off"),
    "seat": N_("{who} put {whom} in {place}"),
    "guest": N_("{who} put a guest in {place}"),
    "play": N_("{who} changed what {whom} plays in {place}"),
    "swap": N_("{who} swapped {place} and {other}"),
    "bench": N_("{who} sent {whom} from {place} to the bench"),
    "left": N_("{who} took away who left the server"),
    "pin": N_("{who} pinned {whom} in {place}"),
    "unpin": N_("{who} unpinned {whom} in {place}"),
    "wish": N_("{who} changed what is wanted in {place}"),
    "note": N_("{who} changed the note at {place}"),
    "optimize": N_("{who} took over a proposed lineup"),
    "lock": N_("{who} locked sign-ups"),
    "unlock": N_("{who} opened sign-ups"),
    "undo": N_("{who} took back the change before"),
    "publish": N_("{who} published the lineup"),
}
OTHER_STEP = N_("{who} changed the raid")
