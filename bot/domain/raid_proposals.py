"""Lineups that the optimizer found for a raid and that a leader has not accepted yet."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import RaidId, UserId
from bot.domain.raid_lineups import Sitting, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class RaidProposal:
    """Who would sit where, and for which seats and answers that was found."""

    token: str
    """Names it in the ids of buttons."""
    raid: RaidId
    ref: str
    """The raid's short id."""
    by: UserId
    """Who asked, and alone may accept it."""
    mark: str
    """Of the raid's seats and answers: with others it is out of date."""
    terms: Terms
    sittings: tuple[Sitting, ...]
    made_at: datetime
