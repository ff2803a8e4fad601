"""What becomes of seats when a raid is given another size or template."""

from dataclasses import dataclass, replace

from bot.domain.ids import UserId
from bot.domain.raids import Raid, Roster
from bot.domain.seating import Demands, Seated, seat


@dataclass(frozen=True, slots=True)
class Resized:
    """The roster after the change, and who lost a place by it."""

    roster: Roster
    displaced: tuple[UserId, ...] = ()
    """Members who wait now, the earliest to sign up first."""
    guests: tuple[str, ...] = ()
    """Guests for whom there is no place any more; nobody but the leader knows them."""


def resized(roster: Roster, raid: Raid, demands: Demands) -> Resized:
    """Return the roster for `raid`, which is the roster's own with other places.

    Who sits in a place that is left keeps it. Those beyond take what is free before anybody who waits; where nothing
    is, they wait. In a raid that grew, those who wait move up.
    """
    places = set(raid.places())
    kept = tuple(one for one in roster.seats if one.at in places)
    beyond = [one for one in roster.seats if one.at not in places and one.player is not None]
    after = replace(roster, raid=raid, seats=kept)
    lineup = after.lineup()
    names = [one.player for one in beyond if one.player is not None and one.player.user is None]
    free = [at for at in lineup.free() if lineup.wants[at] is None]
    lineup = lineup.with_seated({at: Seated(player) for at, player in zip(free, names, strict=False)})
    lost = {one.player.user for one in beyond if one.player is not None and one.player.user is not None}
    first = [entry.signup for entry in roster.entries if entry.user in lost]
    waiting = [entry.signup for entry in roster.moving_up()]
    seated = seat(lineup, [*first, *waiting], after.people(), demands)
    ended = after.reseated(seated)
    displaced = tuple(one.player.user for one in first if one.player.user and seated.place_of(one.player) is None)
    return Resized(ended, displaced, tuple(player.name for player in names[len(free) :] if player.name))


def reseated(roster: Roster, raid: Raid, demands: Demands) -> Roster:
    """Return the roster for `raid`, in which more may sit than before: those who wait move up."""
    after = replace(roster, raid=raid)
    waiting = [entry.signup for entry in after.moving_up()]
    return after.reseated(seat(after.lineup(), waiting, after.people(), demands))
