"""What a leader does with the seats of a raid: a roster in, a roster out. What happens by itself is for `seating.py`.

Where a leader puts somebody, they stay: they are pinned there until the leader unpins them. Whoever loses a place to
somebody else waits in their turn and moves up; only the benched wait until they are called.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Self

from bot.domain.edits import mark
from bot.domain.ids import UserId
from bot.domain.names import name_key
from bot.domain.notes import clean_notes
from bot.domain.raid_options import Standing
from bot.domain.raids import NOTE_LIMIT, Answer, RaidSeat, Roster
from bot.domain.seating import At, Demands, Seated, seat
from bot.domain.teams import Player
from bot.errors import AlreadySeatedError, NotesTooLongError

_CHANGED: Final = ("player", "rank", "pinned", "wants", "note")
"""Fields of a seat that a leader sees and changes."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as somebody saw it, so that nobody overwrites what they did not see."""

    at: At
    seen: str
    """A mark of what was there."""

    @classmethod
    def of(cls, taken: RaidSeat) -> Self:
        """Return the place as it is now."""
        return cls(taken.at, mark(repr([getattr(taken, name) for name in _CHANGED])))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return what `to_text` wrote; raises ValueError for anything else."""
        subgroup, place, seen = text.split("/")
        return cls((int(subgroup), int(place)), seen)

    def to_text(self) -> str:
        """Return it short enough for a button's id: at most 13 characters."""
        return f"{self.at[0]}/{self.at[1]}/{self.seen}"

    def is_as_seen(self, roster: Roster) -> bool:
        """Tell whether the place is still as it was seen."""
        return Spot.of(roster.get_seat(self.at)) == self


def put_in(roster: Roster, at: At, player: Player, rank: int | None = None) -> Roster:
    """Return the roster with somebody in a place, playing one of their choices: without `rank`, what fits there best.

    A member who sits elsewhere moves; one who asked to be let in is let in by it. Raises AlreadySeatedError for a guest
    whose name sits in another place.
    """
    lineup = roster.lineup()
    roster.get_seat(at)
    before = next((there for there, sitting in lineup.seated.items() if _is_same(sitting.player, player)), None)
    if before not in {None, at} and player.user is None and before is not None:
        raise AlreadySeatedError(subgroup=before[0], place=before[1])
    emptied: dict[At, Seated | None] = {} if before is None else {before: None}
    entry = roster.by_user.get(player.user) if player.user is not None else None
    is_offered = rank is not None and entry is not None and rank < len(entry.choices)
    played = rank if is_offered and rank is not None else fitting_rank(roster, player, at)
    called = _with_entry(roster, player.user, benched=False, standing=Standing.IN)
    return called.reseated(lineup.with_seated({**emptied, at: Seated(player, played, pinned=True)}))


def swapped(roster: Roster, one: At, other: At) -> Roster:
    """Return the roster with whoever is in two places exchanged; if one is empty, that is a move."""
    lineup = roster.lineup()
    changes: dict[At, Seated | None] = {one: None, other: None}
    for here, there in ((one, other), (other, one)):
        sitting = lineup.seated.get(here)
        roster.get_seat(there)
        if sitting is not None:
            rank = fitting_rank(roster, sitting.player, there, sitting.rank)
            changes[there] = Seated(sitting.player, rank, pinned=True)
    return roster.reseated(lineup.with_seated(changes))


def benched(roster: Roster, at: At) -> Roster:
    """Return the roster with a place empty, and whoever sat there waiting until they are called."""
    player = roster.get_seat(at).player
    if player is None:
        return roster
    return _with_entry(roster, player.user, benched=True).reseated(roster.lineup().with_seated({at: None}))


def without(roster: Roster, users: Collection[UserId]) -> Roster:
    """Return the roster with these members coming no more: their places are empty, and they wait for none."""
    emptied: dict[At, Seated | None] = {taken.at: None for user, taken in roster.seat_by_user.items() if user in users}
    entries = (
        replace(entry, answer=Answer.ABSENT) if entry.user in users and entry.answer.takes_seat else entry
        for entry in roster.entries
    )
    return replace(roster, entries=tuple(entries)).reseated(roster.lineup().with_seated(emptied))


def pinned(roster: Roster, at: At, *, is_pinned: bool) -> Roster:
    """Return the roster with whoever sits in a place pinned there, or free to be moved again."""
    sitting = roster.lineup().seated.get(roster.get_seat(at).at)
    if sitting is None:
        return roster
    return roster.reseated(roster.lineup().with_seated({at: replace(sitting, pinned=is_pinned)}))


def playing(roster: Roster, at: At, rank: int) -> Roster:
    """Return the roster with whoever sits in a place playing another of their choices."""
    player = roster.get_seat(at).player
    return roster if player is None else put_in(roster, at, player, rank)


def wished(roster: Roster, at: At, wants: str | None) -> Roster:
    """Return the roster with a role wanted in a place, or any; who sits there stays."""
    return _with_seats(roster, [replace(roster.get_seat(at), wants=wants)])


def noted(roster: Roster, at: At, note: str) -> Roster:
    """Return the roster with a note at a place."""
    return _with_seats(roster, [replace(roster.get_seat(at), note=note)])


def clean_note(text: str) -> str:
    """Return a note as it is kept: on one line, without invisible characters. Raises NotesTooLongError."""
    note = " ".join(clean_notes(text).split())
    if len(note) > NOTE_LIMIT:
        raise NotesTooLongError(length=len(note), limit=NOTE_LIMIT)
    return note


def filled(roster: Roster, demands: Demands) -> Roster:
    """Return the roster with those who wait in the places that suit them, in their turn."""
    moving_up = [entry.signup for entry in roster.moving_up()]
    lineup = roster.lineup()
    after = seat(lineup, moving_up, roster.people(), demands) if moving_up else lineup
    return roster if after == lineup else roster.reseated(after)


def with_unseated(before: Roster, after: Roster) -> Roster:
    """Return `after` with those noted who knew of a place and have none now: they are to be told."""
    lost = {user for user, taken in before.seat_by_user.items() if taken.told} - after.seat_by_user.keys()
    entries = (
        replace(one, unseated=one.wants_seat and (one.unseated or one.user in lost))
        if one.user not in after.seat_by_user
        else replace(one, unseated=False)
        for one in after.entries
    )
    return replace(after, entries=tuple(entries))


def fitting_rank(roster: Roster, player: Player, at: At, liked: int = 0) -> int:
    """Return which of somebody's choices suits a place: the one that is `liked` if it does, else the best that does."""
    entry = roster.by_user.get(player.user) if player.user is not None else None
    if entry is None or liked >= max(1, len(entry.choices)):
        return 0
    ranks = list(entry.signup.fitting(roster.get_seat(at).wants))
    return liked if liked in ranks or not ranks else ranks[0]


def traced(before: Roster, after: Roster) -> str:
    """Return as text what a change made otherwise, as it was before: what `restored` needs."""
    old, new = ({taken.at: taken for taken in roster.seats} for roster in (before, after))
    places = sorted(at for at in {*old, *new} if old.get(at) != new.get(at))
    was = [_to_row(old.get(at, RaidSeat(*at))) for at in places]
    changed = [one for one in before.entries if after.by_user[one.user] != one]
    people = [(one.user, one.benched, one.standing) for one in changed]
    # when they said so tells later whether they said something else since
    answers = [
        (one.user, one.answer, one.changed_at.isoformat())
        for one in changed
        if after.by_user[one.user].answer is not one.answer
    ]
    sat = {taken.player.user for taken in old.values() if taken.at in places and taken.player is not None}
    # a leader may seat somebody who said that they do not come
    despite = [
        (one.user, one.changed_at.isoformat())
        for one in before.entries
        if one.user in sat and not one.answer.takes_seat
    ]
    trace: dict[str, Any] = {"seats": was, "people": people}
    trace |= {name: rows for name, rows in (("answers", answers), ("despite", despite)) if rows}
    return json.dumps(trace, ensure_ascii=False, separators=(",", ":"))


def restored(roster: Roster, trace: str) -> Roster:
    """Return the roster with the places of a trace as they were, as far as those who sat there still come.

    Whoever sits in these places by now, and sat in none of them, waits in their turn; so does who sat in a place that
    the raid does not have any more. Those who were told of a change meanwhile have to be told that it was taken back.
    """
    was = json.loads(trace)
    there = set(roster.raid.places())
    seats = [taken for taken in map(_from_row, was["seats"]) if taken.at in there]
    for user, is_benched, standing in was["people"]:
        roster = _with_entry(roster, UserId(user), benched=is_benched, standing=Standing(standing))
    for user, answer, said_at in was.get("answers", ()):
        entry = roster.by_user.get(UserId(user))
        if entry is not None and entry.changed_at == datetime.fromisoformat(said_at):
            roster = _with_entry(roster, UserId(user), answer=Answer(answer))
    said = {entry.user: entry.changed_at for entry in roster.entries}
    seated_despite = {user for user, at in was.get("despite", ()) if said.get(user) == datetime.fromisoformat(at)}
    refused = {entry.user for entry in roster.entries if not entry.answer.takes_seat} - seated_despite
    sitting = {taken.player: taken for taken in roster.seats if taken.player is not None}
    kept = [
        _emptied(taken) if taken.player and taken.player.user in refused else _settled(roster, taken, sitting)
        for taken in seats
    ]
    returning = {taken.player for taken in kept if taken.player is not None}
    moved = [_emptied(taken) for taken in roster.seats if taken.player in returning]
    return _with_seats(_with_seats(roster, moved), kept)


def _settled(roster: Roster, taken: RaidSeat, sitting: dict[Player, RaidSeat]) -> RaidSeat:
    """Return a place with whoever sat there; whether they know of it depends on what they were told since."""
    player = taken.player
    if player is None:
        return taken
    entry = roster.by_user.get(player.user) if player.user is not None else None
    rank = min(taken.rank, max(0, len(entry.choices) - 1)) if entry is not None else taken.rank
    now = sitting.get(player)
    is_same = now is not None and (now.at, now.rank) == (taken.at, rank)
    if now is None:
        return replace(taken, rank=rank)
    if is_same:
        return replace(taken, rank=rank, told=now.told, published=now.published)
    is_published = taken.published and not now.published
    is_told = player.user is None or (taken.told and not now.told)  # guests are told nothing
    return replace(taken, rank=rank, told=is_told, published=is_published)


def _emptied(taken: RaidSeat) -> RaidSeat:
    return replace(taken, player=None, rank=0, pinned=False, told=True, published=False)


def _with_seats(roster: Roster, seats: Iterable[RaidSeat]) -> Roster:
    merged = {taken.at: taken for taken in roster.seats} | {taken.at: taken for taken in seats}
    kept = (merged[at] for at in sorted(merged) if merged[at] != RaidSeat(*at))
    return replace(roster, seats=tuple(kept))


def _with_entry(roster: Roster, user: UserId | None, **changes: Any) -> Roster:
    changed = (replace(entry, **changes) if entry.user == user else entry for entry in roster.entries)
    return replace(roster, entries=tuple(changed))


def _is_same(one: Player, other: Player) -> bool:
    if one.name is not None and other.name is not None:
        return name_key(one.name) == name_key(other.name)
    return one == other


def _to_row(taken: RaidSeat) -> list[Any]:
    player = taken.player
    who = [None, None] if player is None else [player.user, player.name]
    flags = [taken.rank, taken.pinned, taken.wants, taken.note, taken.told, taken.published, taken.former]
    return [*taken.at, *who, *flags]


def _from_row(row: list[Any]) -> RaidSeat:
    subgroup, place, user, name, rank, is_pinned, wants, note, told, published, *later = row
    player = None if user is None and name is None else Player(None if user is None else UserId(user), name)
    return RaidSeat(subgroup, place, player, rank, is_pinned, wants, note, told, published, *later)
