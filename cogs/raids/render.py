"""From a raid to the texts of its post and of lists: pure, a value in and strings out.

Fifty players must fit Discord's 4,000 characters: names and what is played are shortened as far as that takes.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.raid_options import Standing
from bot.domain.raids import Answer, Choice, Entry, Raid, RaidSeat, RaidStatus, Roster
from bot.domain.seating import Demands, find_missing
from bot.domain.sizes import PLACES
from bot.services.raids.signups import Outcome
from cogs.raids import text
from cogs.raids.editing import text as editing_text
from cogs.ui.limits import clip
from cogs.ui.markup import shown
from cogs.ui.terms import purpose_name, role_name, supply_name
from cogs.ui.text import FORMER_MEMBER
from cogs.ui.words import Words, moment

_GAPS = 750
"""Characters of all that is missing, at most."""
_ROOMS = (100, 40, 32, 24, 18, 12, 6, 0)
"""Characters that a guest's name, what somebody plays, or a note may take; the largest tried first."""
_LEAST_NOTE = 12
"""Characters below which a note is only marked."""
_LISTED = 8
"""People named in each of the lists below the lineup."""
_GUEST = 6
_TITLE = 80


def render_head(raid: Raid, words: Words) -> str:
    """Return title, time, content and leader."""
    when = f"🗓️ **{moment(raid.starts_at, 'F')}** · {moment(raid.starts_at)}"
    led = f" · {words(text.LED_BY, leader=f'<@{raid.leader}>')}" if raid.leader is not None else ""
    return f"## {shown(raid.title, limit=_TITLE)}\n{when}\n{shown(purpose_name(raid, words))}{led}"


def post_link(raid: Raid) -> str:
    """Return the address of the raid's post."""
    return f"https://discord.com/channels/{raid.guild}/{raid.channel}/{raid.message}"


def render_state(raid: Raid, now: datetime, words: Words) -> str:
    """Return why nobody can sign up, or until when they can, where that is not the start."""
    said = {RaidStatus.CANCELED: text.CANCELED, RaidStatus.LOCKED: text.LOCKED, RaidStatus.DRAFT: text.DRAFT}
    if raid.status in said:
        return words(said[raid.status])
    if raid.closes_at is None or now >= raid.starts_at:
        return "" if raid.takes_answers(now) else words(text.OVER)
    return words(text.ENDS if raid.takes_answers(now) else text.ENDED, when=moment(raid.closes_at))


def render_gaps(roster: Roster, demands: Demands, words: Words) -> str:
    """Return which needs nobody who sits meets yet."""
    lacking: dict[int | None, list[str]] = {}
    for subgroup, need in find_missing(roster.lineup(), roster.people(), demands):
        lacking.setdefault(subgroup, []).append(supply_name(need, words))
    if not lacking:
        return words(text.NO_GAPS) if demands.subgroup or demands.squad else ""
    ordered = sorted(lacking.items(), key=lambda gap: (gap[0] is None, gap[0] or 0))
    rows = [
        words(text.GAPS_SQUAD, needs=", ".join(needs))
        if subgroup is None
        else words(text.GAPS_OF, number=subgroup, needs=", ".join(needs))
        for subgroup, needs in ordered
    ]
    return f"**{words(text.GAPS)}**\n" + clip("\n".join(rows), _GAPS)


def render_lineup(roster: Roster, words: Words, room_for_all: int) -> list[str]:
    """Return one text for each subgroup, in at most so many characters where names can be shortened that far."""
    texts: list[str] = []
    for room in _ROOMS:
        texts = [_subgroup(roster, number, words, room) for number in range(1, roster.raid.subgroups + 1)]
        if sum(map(len, texts)) + len(texts) <= room_for_all:
            break
    return texts


def render_others(roster: Roster, words: Words) -> str:
    """Return who waits, comes late, may come or does not come."""
    lists = (
        ("📨", editing_text.ASKING, roster.requests()),
        ("⏳", text.WAITING, roster.waiting()),
        ("🕒", text.LATE, roster.answered(Answer.LATE)),
        ("❔", text.MAYBE, roster.answered(Answer.MAYBE)),
        ("🚫", text.ABSENT, roster.answered(Answer.ABSENT)),
    )
    return "\n".join(f"{sign} **{words(name)}** {_people(who, words)}" for sign, name, who in lists if who)


def render_outcome(roster: Outcome, words: Words) -> str:
    """Return what became of somebody's answer."""
    entry, seat = roster.entry, roster.seat
    if entry.answer is Answer.MAYBE:
        return words(text.YOU_MAYBE)
    if entry.answer is Answer.ABSENT:
        return words(text.YOU_ABSENT)
    if entry.standing is not Standing.IN:
        return words(editing_text.YOU_ASKED if entry.standing is Standing.ASKED else editing_text.YOU_REFUSED)
    if seat is None:
        return words(text.YOU_WAIT, place=roster.waiting)
    if seat.rank < len(entry.choices):
        choice = render_choice(entry.choices[seat.rank], words)
        return words(text.YOU_SIT_AS, subgroup=seat.subgroup, place=seat.place, choice=choice)
    return words(text.YOU_SIT, subgroup=seat.subgroup, place=seat.place)


def render_choice(choice: Choice, words: Words) -> str:
    """Return "Firebrand · Heal-Quick"."""
    return " · ".join(filter(None, [choice.title, role_name(choice.role, words) if choice.role else ""]))


def _subgroup(roster: Roster, number: int, words: Words, room: int) -> str:
    raid = roster.raid
    places = min(PLACES, raid.size - (number - 1) * PLACES)
    taken = {seat.place: seat for seat in roster.seats if seat.subgroup == number and seat.player is not None}
    count = words(text.SEATED, count=len(taken), size=places)
    rows = [f"**{words(text.SUBGROUP, number=number)}** · {count}"]
    rows += [_seat(roster, taken[place], words, room) for place in sorted(taken)]
    free = [_free(roster.get_seat((number, place)), words) for place in range(1, places + 1) if place not in taken]
    if free:
        rows.append(f"-# {words(text.OPEN_PLACES, places=', '.join(free))}")
    return "\n".join(rows)


def _seat(roster: Roster, seat: RaidSeat, words: Words, room: int) -> str:
    user = seat.player.user if seat.player is not None else None
    guest = (seat.player.name if seat.player is not None else None) or ""
    who = f"<@{user}>" if user is not None else shown(guest, limit=room or _GUEST)
    entry, choice = roster.by_user.get(user) if user is not None else None, roster.choice_at(seat)
    late = " 🕒" if entry is not None and entry.answer is Answer.LATE else ""
    plays = clip(render_choice(choice, words), room) if choice is not None and room else ""
    pin = " 📌" if seat.pinned else ""
    return f"`{seat.place}` {' · '.join(filter(None, [who, plays]))}{late}{pin}{_note(seat, room)}"


def _note(seat: RaidSeat, room: int) -> str:
    if not seat.note:
        return ""
    return f" ✏️ {shown(seat.note, limit=room)}" if room >= _LEAST_NOTE else " ✏️"


def _free(seat: RaidSeat, words: Words) -> str:
    wanted = role_name(seat.wants, words) if seat.wants is not None else ""
    said = " · ".join(filter(None, [wanted, words(FORMER_MEMBER) if seat.former else ""]))
    return f"{seat.place} ({said})" if said else str(seat.place)


def _people(entries: Iterable[Entry], words: Words) -> str:
    people = [f"<@{entry.user}>" for entry in entries]
    more = [words(text.MORE, count=len(people) - _LISTED)] if len(people) > _LISTED else []
    return f"{len(people)} · " + ", ".join([*people[:_LISTED], *more])
