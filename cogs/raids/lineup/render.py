"""From a raid to the texts of the leader's board: pure, a value in and strings out."""

from collections.abc import Iterable, Sequence

from bot.domain.raids import Entry, RaidSeat, Roster
from bot.domain.seating import At
from bot.services.raids.leavers import coming
from bot.services.raids.lineups import Board, Done
from cogs.raids.lineup import text
from cogs.raids.render import post_link, render_choice
from cogs.raids.text import MORE, SUBGROUP
from cogs.ui.markup import shown
from cogs.ui.terms import role_name
from cogs.ui.words import Words, moment

_TITLE = 80
_NOTE = 120
_NAME = 40
_NAMED = 6
"""People on the bench, or who left, who are named."""


def render_open_place(roster: Roster, seat: RaidSeat, words: Words) -> str:
    """Return who sits in a place with what, and what was said of it."""
    choice = roster.choice_at(seat)
    parts = [
        words(text.OPEN_PLACE, subgroup=seat.subgroup, place=seat.place, who=_mention(seat, words)),
        render_choice(choice, words) if choice is not None else "",
        words(text.PINNED) if seat.pinned else "",
        words(text.WANTED, role=role_name(seat.wants, words)) if seat.wants is not None else "",
    ]
    note = [f"✏️ {shown(seat.note, limit=_NOTE)}"] if seat.note else []
    return "\n".join([" · ".join(filter(None, parts)), *note])


def place_label(roster: Roster, seat: RaidSeat, words: Words) -> str:
    """Return a place as a line of a select, which draws no mentions: "1-3 · Mia"."""
    if seat.player is None:
        who = _free(seat, words)
    elif seat.player.name is not None:
        who = seat.player.name
    else:
        entry = roster.by_user.get(seat.player.user) if seat.player.user is not None else None
        who = person_label(entry, words)
    return f"{format_place(seat.at)} · {who}"


def place_detail(roster: Roster, seat: RaidSeat, words: Words) -> str:
    """Return what is played or wanted in a place, for the small line below it."""
    choice = roster.choice_at(seat)
    wanted = words(text.WANTED, role=role_name(seat.wants, words)) if seat.wants is not None else ""
    pin = "📌" if seat.pinned else ""
    return " · ".join(filter(None, [pin, render_choice(choice, words) if choice is not None else "", wanted]))


def person_label(entry: Entry | None, words: Words) -> str:
    """Return what somebody is called, as far as that is known."""
    return (entry.name if entry is not None else "") or words(text.A_MEMBER)


def person_detail(entry: Entry, words: Words) -> str:
    """Return what somebody offers, for the small line below their name."""
    offers = ", ".join(render_choice(choice, words) for choice in entry.choices) or words(text.NO_ROLE)
    return f"{words(text.BENCHED)} · {offers}" if entry.benched else offers


def render_bench(board: Board, words: Words) -> str:
    """Return whom leaders sent to the waiting list, and who did; a name that the history does not reach is left out."""
    by = {done.about: done.by for done in reversed(board.history) if done.action == "bench"}
    people = []
    for entry in board.roster.waiting():
        if entry.benched:
            who, leader = f"<@{entry.user}>", by.get(entry.user)
            people.append(who if leader is None else words(text.BENCHED_BY, who=who, leader=f"<@{leader}>"))
    if not people:
        return ""
    return f"-# {words(text.BENCH_LIST, people=', '.join(_first(people, words)))}"


def render_left(board: Board, words: Words) -> str:
    """Return who left the server, by the name that the bot knows: Discord shows a mention of them as a number."""
    roster, people = board.roster, []
    for user in coming(roster):
        if user in board.left:
            entry, taken = roster.by_user.get(user), roster.seat_by_user.get(user)
            who = f"**{shown(entry.name, limit=_NAME)}**" if entry is not None and entry.name else f"<@{user}>"
            people.append(f"{who} ({words(text.WAITS) if taken is None else format_place(taken.at)})")
    if not people:
        return ""
    return words(text.LEFT_LIST, people=", ".join(_first(people, words)))


def render_suspended(board: Board, words: Words) -> str:
    """Return who sits although moderators suspended them here."""
    taken = [f"<@{user}> ({format_place(board.roster.seat_by_user[user].at)})" for user in sorted(board.suspended)]
    return words(text.SUSPENDED_LIST, people=", ".join(_first(taken, words))) if taken else ""


def render_step(done: Done, words: Words) -> str:
    """Return what a leader did, and when."""
    is_guest = done.action == "seat" and done.about is None
    message = text.STEPS.get("guest" if is_guest else done.action, text.OTHER_STEP)
    place, other = [*done.places, "", ""][:2]
    values = {"who": _person(done.by, words), "whom": _person(done.about, words), "place": place, "other": other}
    return f"{moment(done.at)} {words(message, **values)}"


def render_history(history: Sequence[Done], words: Words) -> str:
    """Return what was done last, the newest first."""
    rows = [f"- {render_step(done, words)}" for done in history] or [words(text.NO_HISTORY)]
    return "\n".join([f"## {words(text.HISTORY_TITLE)}", *rows])


def render_published(roster: Roster, people: Iterable[int], words: Words) -> str:
    """Return the message that mentions these people where they sit, by subgroup."""
    raid, named = roster.raid, set(people)
    rows = [words(text.STANDS, title=shown(raid.title, limit=_TITLE), when=moment(raid.starts_at, "f"))]
    for number in range(1, raid.subgroups + 1):
        here = [seat for seat in roster.seats if seat.subgroup == number and seat.player is not None]
        mentions = [f"<@{seat.player.user}>" for seat in here if seat.player is not None and seat.player.user in named]
        if mentions:
            rows.append(f"**{words(SUBGROUP, number=number)}** · {' '.join(mentions)}")
    if raid.message is not None:
        rows.append(words(text.SEE_POST, link=post_link(raid)))
    return "\n".join(rows)


def format_place(at: At) -> str:
    """Return "1-3" for the third place of the first subgroup."""
    return f"{at[0]}-{at[1]}"


def _first(people: Sequence[str], words: Words) -> list[str]:
    rest = len(people) - _NAMED
    return [*people[:_NAMED], *([words(MORE, count=rest)] if rest > 0 else [])]


def _mention(seat: RaidSeat, words: Words) -> str:
    if seat.player is None:
        return _free(seat, words)
    return f"<@{seat.player.user}>" if seat.player.user is not None else shown(seat.player.name or "")


def _free(seat: RaidSeat, words: Words) -> str:
    return words(text.FREE_FORMER if seat.former else text.FREE)


def _person(user: int | None, words: Words) -> str:
    return words(text.SOMEBODY) if user is None else f"<@{user}>"
