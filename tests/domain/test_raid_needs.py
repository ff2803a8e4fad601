"""What a raid lacked, by who sat with what; what nobody can know is not guessed."""

from bot.domain.ids import UserId
from bot.domain.needs import Demand, Need
from bot.domain.raid_needs import FEWEST, Lacks, NeedNote, find_lacks, note_needs
from bot.domain.raids import Answer, Choice, Entry, RaidSeat, Roster
from bot.domain.seating import Demands
from bot.domain.teams import Player
from tests.factories import START, make_raid

DEMANDS = Demands((Demand(Need.ALACRITY), Demand(Need.QUICKNESS, 0)), (Demand(Need.HEALING, 2),))
ALACRITY, HEALING, PLAIN = (frozenset({"alacrity"}), frozenset({"healing"}), frozenset[str]())


def roster(*seats: tuple[int, frozenset[str] | None]) -> Roster:
    """Return a raid in which these sit, by subgroup and what they give; None names nothing."""
    entries, taken = [], []
    for turn, (subgroup, gives) in enumerate(seats, 1):
        choices = () if gives is None else (Choice(gives=gives),)
        entries.append(Entry(UserId(turn), Answer.SIGNED, turn, START, choices))
        taken.append(RaidSeat(subgroup, turn, Player(user=UserId(turn))))
    return Roster(make_raid(), tuple(taken), tuple(entries))


def test_subgroups_and_squad_are_judged_apart_and_empty_ones_not_at_all() -> None:
    found = note_needs(roster((1, ALACRITY), (1, HEALING), (1, PLAIN)), DEMANDS)
    assert found == (NeedNote(Need.ALACRITY, 1, 0, 0), NeedNote(Need.HEALING, 1, 1, 0))
    both = note_needs(roster((1, ALACRITY), (1, HEALING), (2, HEALING)), DEMANDS)
    assert both == (NeedNote(Need.ALACRITY, 2, 1, 0), NeedNote(Need.HEALING, 1, 0, 0))


def test_who_named_nothing_and_guests_may_bring_it() -> None:
    found = note_needs(roster((1, PLAIN), (1, None)), DEMANDS)
    assert found == (NeedNote(Need.ALACRITY, 1, 0, 1), NeedNote(Need.HEALING, 1, 1, 0))
    guests = Roster(make_raid(), tuple(RaidSeat(1, place, Player(name=f"Guest {place}")) for place in (1, 2)))
    assert note_needs(guests, DEMANDS) == (NeedNote(Need.ALACRITY, 1, 0, 1), NeedNote(Need.HEALING, 1, 0, 1))


def test_nobody_sat_or_nothing_was_asked_for() -> None:
    assert note_needs(Roster(make_raid(), (RaidSeat(1, 1, wants="heal"),)), DEMANDS) == ()
    assert note_needs(roster((1, PLAIN)), Demands()) == ()


def test_what_half_of_the_raids_lacked_is_told_the_most_often_first() -> None:
    sure = [NeedNote(Need.ALACRITY, 2, 1, 0), NeedNote(Need.QUICKNESS, 2, 0, 2)]
    worse = [NeedNote(Need.ALACRITY, 2, 0, 1), NeedNote(Need.HEALING, 1, 1, 0)]
    both = [NeedNote(Need.ALACRITY, 2, 2, 0), NeedNote(Need.HEALING, 1, 1, 0)]
    found = find_lacks([sure, worse, both, both])
    assert list(found.missing.items()) == [(Need.ALACRITY, 3), (Need.HEALING, 3)]
    assert find_lacks([sure, worse, both, sure, sure]) == Lacks(5, {Need.ALACRITY: 4})
    assert find_lacks([both] * (FEWEST - 1)) == Lacks(FEWEST - 1, {})
