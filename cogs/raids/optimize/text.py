"""The words of `/raid optimize` and of the lineups that it proposes."""

from bot.domain.lineup.advice import Why
from cogs.ui.words import N_

# While it is searched.
SEARCHING = N_("🧩 Looking for the best lineup of **{title}** …")
SO_FAR = N_("Seated so far: {seated}.")
STILL_OPEN = N_("At most {gap} % more is possible in: {stage}")
TIME_LEFT = N_("{seconds} s left at most")
WAITING = N_("It begins as soon as it has its turn.")
STOP = N_("Stop, take the best so far")
STOPPING = N_("Stopping …")
NOT_RUNNING = N_("This search is over already, or I was restarted meanwhile.")

# The proposal.
PROPOSED = N_("🧩 Lineup for {title}")
PLAY = N_("**{seated} of {people}** play")
MET = N_("**{after} %** of what is asked for is met, now {before} %")
MET_AS_NOW = N_("**{after} %** of what is asked for is met, as now")
PROVEN = N_("✅ Proven: there is no better one.")
WEIGHED = N_("Combos count by which lineups worked, as leaders of several servers found after their raids.")
NOT_PROVEN = N_("⏱️ Not proven: at most {gap} % more is possible in: {stage}")
STAGES = {
    "pinned": N_("people who are pinned"),
    "met": N_("what is asked for"),
    "wanted": N_("places that want a role"),
    "kept": N_("people who stay where they are"),
    "seated": N_("people who play"),
    "order": N_("who signed up first"),
    "liking": N_("what people like to play"),
    "patience": N_("who was left out lately"),
    "proficiency": N_("how well people play their builds"),
    "spread": N_("some of every profession and kind of damage"),
    "combos": N_("combos"),
}
SQUAD = N_("Squad {number}")
NOBODY = N_("nobody")
MARKS = {
    "🆕": N_("🆕 new"),
    "⬅️": N_("⬅️ comes from that subgroup and place"),
    "🔄": N_("🔄 plays something else"),
    "🔒": N_("🔒 locked"),
}
UNCHANGED = N_("Everybody stays where they are.")
CLOSED = N_("Now met: {needs}")
MISSING = N_("Missing, and what would close it")
COMPLETE = N_("Nothing that is asked for is missing.")
IN_SUBGROUP = N_("subgroup {number}: {needs}")
IN_SUBGROUPS = N_("subgroups {numbers}: {needs}")
IN_SQUAD = N_("whole squad: {needs}")
SUBGROUP_LACKS = N_("**Subgroup {number}** lacks {needs}.")
SUBGROUPS_LACK = N_("**Subgroups {numbers}** lack {needs}.")
SQUAD_LACKS = N_("**The squad** lacks {needs}.")
OF_SQUAD = N_("Squad {squad}: {said}")
FIX_COMPLETES = N_("If {who} brought {what}, nothing would be missing there.")
FIX_CLOSES = N_("If {who} brought {what}, that would be met.")
FIX_NARROWS = N_("If {who} brought {what}, less of it would be missing.")
FIXES = {
    FIX_COMPLETES: N_("With {what}, nothing would be missing there: {whom}."),
    FIX_CLOSES: N_("With {what}, that would be met there: {whom}."),
    FIX_NARROWS: N_("With {what}, less of it would be missing there: {whom}."),
}
"""The same of several subgroups."""
WHO_IN = N_("{who} in {numbers}")
NO_FIX_IN = N_("In {numbers}, no single change would be enough.")
BUILD_OF_ROLE = N_("a {role} build")
BUILD_FOR_NEED = N_("a build that gives {need}")
EMPTY = N_("Place {place} of **subgroup {number}** stays free: it is kept for {role}.")
NEWCOMER = N_("If one more player came with {what}, **{met} %** of what is asked for would be met.")
NEWCOMER_ONE = N_(
    "If one more player came with {what}, **{met} %** of what is asked for would be met, and **{count}** who waits now"
    " would play."
)
NEWCOMER_MANY = N_(
    "If one more player came with {what}, **{met} %** of what is asked for would be met, and **{count}** who wait now"
    " would play."
)
WAITS_WHY = N_("⏳ {who}: {why}")
BENCHED = N_("put on the waiting list by a raid leader")
ONE_MORE = N_("one more player")
NO_FIX = N_("No single change would be enough.")
BENCH = N_("Waiting")
MORE = N_("and {count} more")
SECOND_SQUAD = N_(
    "*Accept* seats squad 1 in this raid. The others wait: plan a raid of its own for each further squad."
)
WHY = {
    Why.NO_BUILD: N_("said nothing of what to play"),
    Why.RULE: N_("there is room, but a limit, a wish or a pin forbids it"),
    Why.PINNED: N_("others are pinned to the places"),
    Why.WANTED: N_("the place wants another role"),
    Why.NEEDED: N_("whoever gave way would be missed more"),
    Why.KEPT: N_("somebody who sits already would have to go"),
    Why.LATER: N_("those who play signed up earlier"),
    Why.UNSURE: N_("late, or not sure to come: those who surely come play first"),
    Why.LESS_LIKED: N_("those who play get what they like better"),
    Why.PATIENCE: N_("those who play were left out more often lately"),
    Why.EQUAL: N_("those who play are as good or better in all that counts"),
}

# Who brings what.
BRINGS_HOW = N_("How much there is / how much is asked for, then who gives it, whoever gives most first.")
HAVE = N_("{have}/{amount}")
SQUAD_AS_ONE = N_("The whole squad")
NOTHING_ASKED = N_("This content asks for nothing.")
PAGE = N_("Page {page} of {pages}")
NEXT = N_("Next page")
PREVIOUS = N_("Previous page")

# Buttons.
OPTIMIZE = N_("Optimize")
ACCEPT = N_("Accept")
ACCEPT_NUMBER = N_("Accept {number}")
BRINGS = N_("Who brings what")
OTHERS = N_("Other lineups")
LOCK = N_("Lock what I like…")
MINIMAL = N_("Minimal change")

# What comes of them.
ACCEPTED = N_("✅ Seated as proposed. The post is drawn again; people whose place changed are told.")
SQUAD_WAITS = N_("**Squad {number}** waits: {people}")
TELL_FURTHER = N_(
    "Whoever of them had a place is told that they have none in this raid, not of their squad: plan a raid of its own"
    " for each, and let them know."
)
OUTDATED = N_("Nothing was written: seats or answers changed since this lineup was found.")
ANSWERED_SINCE = N_("Answered since: {people}")
LED_SINCE = N_("Changed the lineup or the raid since: {people}")
OTHER_LINEUPS = N_("Nearest other lineups: in each, others play or something else is played")
NO_OTHERS = N_("There is no other lineup of these people.")
OTHER_HEAD = N_("**{number}** · {seated} play · {met} % of what is asked for")
WAITS = N_("{who} waits")
PLAYS = N_("{who} plays {what}")
SITS = N_("{who} sits")
MORE_COMBOS = N_("{count} more combo"), N_("{count} more combos")
LESS_COMBOS = N_("{count} combo less"), N_("{count} fewer combos")
BETTER_COMBOS = N_("combos that are worth more")
WORSE_COMBOS = N_("combos that are worth less")
MORE_PROFESSIONS = N_("more different professions")
LESS_PROFESSIONS = N_("fewer different professions")
MORE_BALANCE = N_("power and condition damage better balanced")
LESS_BALANCE = N_("power and condition damage less balanced")
CHOOSE_LOCKED = N_("Who stays as proposed; all others are optimized again")
LOCK_SUBGROUPS = N_("Subgroups that stay as proposed")
LOCK_PLACES = N_("Places that stay, subgroups {span}")
LOCK_PLACES_OF_ONE = N_("Places that stay, subgroup {span}")
LOCKED_BEFORE = N_("🔒 is locked already and stays so.")
LOCK_HINT = N_("Choose subgroups or places of the lineup above. They stay, with what is played there.")
WHOLE_SUBGROUP = N_("Subgroup {number}, all of it")
PLACE = N_("Subgroup {subgroup}, place {place}")
