"""What people are told of a raid, from the moment it is noted as said until Discord has taken it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from bot.domain.ids import RaidId, RoleId, UserId
from bot.domain.raid_options import News
from bot.domain.reminders import Reminder


class Topic(StrEnum):
    """What somebody is told."""

    SEATS = "seats"
    """That they have a place, another one, or none any more."""
    LINEUP = "lineup"
    NEWS = "news"
    """That the raid was moved, called off or made smaller."""
    PING = "ping"
    """That a raid was posted: the role is mentioned."""
    REMINDER = "reminder"
    """A reminder that a leader sends by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """Something to be said once. Its id makes the nonces of its messages: said twice, Discord posts it once."""

    id: UUID
    raid: RaidId
    topic: Topic
    at: datetime
    """When it was noted as said."""
    people: tuple[UserId, ...] = ()
    unseated: tuple[UserId, ...] = ()
    """Those of SEATS who have no place any more."""
    news: News | None = None
    reminder: Reminder | None = None
    role: RoleId | None = None

    def without(self, user: UserId) -> Self | None:
        """Return what is left of it for others when somebody is erased; None where that is nothing."""
        people, unseated = _others(self.people, user), _others(self.unseated, user)
        news = self.news and replace(self.news, displaced=_others(self.news.displaced, user))
        is_for_nobody = not (people or unseated or self.role or (news and news.displaced))
        return None if is_for_nobody else replace(self, people=people, unseated=unseated, news=news)


def _others(people: tuple[UserId, ...], user: UserId) -> tuple[UserId, ...]:
    return tuple(one for one in people if one != user)
