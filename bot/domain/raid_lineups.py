"""From a raid to the optimizer's problem, and from what it found to a lineup of the raid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.ids import UserId
from bot.domain.lineup.coverage import Place, arrange
from bot.domain.lineup.nature import NO_WORTHS, Worths
from bot.domain.lineup.problem import (
    BEST_LIKED,
    WHOLE,
    Offer,
    Pin,
    Problem,
    Quota,
    Spot,
    Spots,
    Standing,
    Template,
    Want,
)
from bot.domain.lineup.problem import Player as Candidate
from bot.domain.raid_options import RoleGroup, group_of
from bot.domain.raid_options import Standing as Admission
from bot.domain.raids import Answer, Choice, Entry, RaidSeat, Roster
from bot.domain.seating import At, Lineup, Seated
from bot.domain.sizes import PLACES
from bot.domain.teams import Content, Player

MOST_SQUADS: Final = 10
_STANDING: Final = {Answer.SIGNED: Standing.SURE, Answer.LATE: Standing.LATE, Answer.MAYBE: Standing.TENTATIVE}


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody in a place, of the first squad, which is the raid itself, or of a further one; all count from 1."""

    squad: int
    subgroup: int
    place: int
    player: Player
    rank: int = 0
    """Which of their choices they play."""

    @property
    def at(self) -> At:
        """The place within its squad."""
        return self.subgroup, self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How a leader wants a raid to be seated."""

    squads: int | None = 1
    """None is as many complete ones as there can be."""
    late: bool = True
    """Whether who comes late may sit, after all who do not."""
    maybe: bool = False
    """Whether who may come may sit, after all others."""
    mends: bool = False
    """Whether as few as possible are moved."""
    locked: tuple[Sitting, ...] = ()
    """Who stays there, with that, whatever else changes."""

    def takes(self, entry: Entry, seat: RaidSeat | None) -> bool:
        """Tell whether somebody may sit: whom the leader pinned in any case, whom they benched by hand in none."""
        if seat is not None and seat.pinned:
            return True
        if entry.standing is not Admission.IN or (entry.benched and seat is None):
            return False
        counts = {Answer.SIGNED: True, Answer.LATE: self.late, Answer.MAYBE: self.maybe, Answer.ABSENT: False}
        return counts[entry.answer]


@dataclass(frozen=True, slots=True)
class RaidProblem:
    """A problem, and whom its players stand for."""

    problem: Problem
    players: tuple[Player, ...]
    now: Spots
    """Where they sit."""
    places: Mapping[int, Place]
    """In which places, by number of the player."""

    def to_sittings(self, squads: int, spots: Spots) -> tuple[Sitting, ...]:
        """Return who sits where by a lineup of so many squads."""
        problem = replace(self.problem, squads=squads)
        return tuple(
            Sitting(seat.squad, seat.subgroup, seat.place, self.players[seat.player], seat.offer)
            for seat in arrange(problem, spots, self.places)
        )


def pose(
    roster: Roster, content: Content, terms: Terms, benched: Mapping[UserId, int], worths: Worths = NO_WORTHS
) -> RaidProblem:
    """Return the problem of a raid; `benched` says how often people were left out lately.

    Everybody offers what they chose. Guests and members who never answered stay where they were put: nothing is known
    of them. Raises InvalidProblemError.
    """
    seats = roster.seat_by_user
    entries = [entry for entry in roster.entries if terms.takes(entry, seats.get(entry.user))]
    locked = {one.player: one for one in terms.locked}
    people: list[tuple[Player, Candidate]] = [
        (entry.signup.player, _candidate(entry, seats.get(entry.user), locked, benched)) for entry in entries
    ]
    people += [(seat.player, _fixed(seat)) for seat in roster.seats if seat.player and _is_fixed(seat.player, roster)]
    players, candidates = tuple(player for player, _ in people), tuple(one for _, one in people)
    now, places = _find_now(roster, players, candidates)
    problem = Problem(
        template=_template(roster, content, worths),
        players=candidates,
        squads=terms.squads or 1,
        current=now if terms.mends else (),
    )
    return RaidProblem(problem, players, now, places)


def to_lineup(roster: Roster, sittings: tuple[Sitting, ...]) -> Lineup:
    """Return the raid's lineup after a proposal: its first squad; what is pinned stays pinned."""
    before = roster.lineup()
    pinned = {one.player for one in before.seated.values() if one.pinned}
    seated = {one.at: Seated(one.player, one.rank, pinned=one.player in pinned) for one in sittings if one.squad == 1}
    return replace(before, seated={at: seated[at] for at in before.wants if at in seated})


def _template(roster: Roster, content: Content, worths: Worths) -> Template:
    """Return what the raid asks for: what its content does, and what its leader allows of roles and wants of places."""
    raid = roster.raid
    template = Template.of(content, worths)
    limits = tuple(Quota(need=_limited(group), at_most=most * WHOLE) for group, most in raid.options.limits)
    wants = tuple(Want(*at, name) for at, name in roster.lineup().wants.items() if name is not None)
    last = (raid.size - 1) % PLACES + 1
    return replace(template, subgroups=raid.subgroups, last=last, whole=(*template.whole, *limits), wants=wants)


def _limited(group: RoleGroup) -> str:
    return f"roles: {group}"


def _candidate(
    entry: Entry, seat: RaidSeat | None, locked: Mapping[Player, Sitting], benched: Mapping[UserId, int]
) -> Candidate:
    offers = tuple(_offer(choice, rank) for rank, choice in enumerate(entry.choices)) or (Offer(name=""),)
    pin, lock = None, locked.get(entry.signup.player)
    if lock is not None:
        pin = Pin(squad=lock.squad, subgroup=lock.subgroup, place=lock.place, offer=min(lock.rank, len(offers) - 1))
    if seat is not None and seat.pinned:
        pin = Pin(squad=1, subgroup=seat.subgroup, place=seat.place, offer=min(seat.rank, len(offers) - 1))
    return Candidate(
        name=str(entry.user),
        offers=offers,
        pin=pin,
        standing=_STANDING.get(entry.answer, Standing.TENTATIVE),
        benched=benched.get(entry.user, 0),
    )


def _offer(choice: Choice, rank: int) -> Offer:
    group = group_of(choice.role)
    counted = [_limited(group)] if group is not None else []
    return Offer(
        name=choice.title,
        supplies=dict.fromkeys([*sorted(choice.gives), *counted], WHOLE),
        roles=(choice.role,) if choice.role is not None else (),
        liking=max(1, BEST_LIKED - rank),
        nature=choice.nature,
    )


def _is_fixed(player: Player, roster: Roster) -> bool:
    return player.user is None or player.user not in roster.by_user


def _fixed(seat: RaidSeat) -> Candidate:
    return Candidate(name="", offers=(Offer(name=""),), pin=Pin(squad=1, subgroup=seat.subgroup, place=seat.place))


def _find_now(
    roster: Roster, players: Sequence[Player], candidates: Sequence[Candidate]
) -> tuple[Spots, dict[int, Place]]:
    seats = {seat.player: seat for seat in roster.seats if seat.player is not None}
    spots: list[Spot | None] = []
    places: dict[int, Place] = {}
    for number, (player, candidate) in enumerate(zip(players, candidates, strict=True)):
        seat = seats.get(player)
        if seat is None:
            spots.append(None)
            continue
        spots.append(Spot(seat.subgroup - 1, min(seat.rank, len(candidate.offers) - 1)))
        places[number] = seat.subgroup - 1, seat.place
    return tuple(spots), places
