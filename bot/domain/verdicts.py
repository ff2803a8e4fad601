"""What leaders found of a lineup after its raid: that it worked, or did not. Who said so is not kept."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.attendance import Sheet
from bot.domain.ids import GuildId
from bot.domain.lineup.nature import Worths
from bot.domain.lineup.traits import Traits, describe
from bot.domain.modes import GameMode
from bot.domain.raid_lineups import Terms, pose
from bot.domain.raids import Roster
from bot.domain.teams import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a lineup worked, and what it had: that is kept with it, so builds may change or go later."""

    worked: bool
    at: datetime
    mode: GameMode
    traits: Traits


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with what it can be compared by: raids of one guild with the same content."""

    guild: GuildId
    content: str
    began: datetime
    verdict: Verdict


def describe_raid(roster: Roster, sheet: Sheet, content: Content, worths: Worths) -> Traits:
    """Return what the lineup of a raid had of those who came. Raises InvalidProblemError."""
    away = {mark.player for mark in sheet.marks if not mark.presence.came}
    seats = tuple(replace(seat, player=None) if seat.player in away else seat for seat in roster.seats)
    posed = pose(replace(roster, seats=seats), content, Terms(maybe=True), {}, worths)
    return describe(posed.problem, posed.now)
