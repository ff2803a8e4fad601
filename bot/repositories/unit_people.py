"""What services may ask of storage about people and guilds as such; part of the unit of work in `unit.py`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from bot.domain.accounts import AccountSummary
from bot.domain.guide import GuideState
from bot.domain.holdings import Holding, Subject
from bot.domain.ids import GuildId, UserId
from bot.domain.preferences import Preferences, Taste


class AccountRepository(Protocol):
    """People."""

    async def ensure(self, user: UserId, now: datetime) -> None:
        """Make the account on first use, and hold it: writers for the same person wait for the end of this unit."""

    async def find_summary(self, user: UserId) -> AccountSummary | None:
        """Return what belongs to the account, `seats` left at zero; None for somebody without one."""

    async def find_zone(self, user: UserId) -> str | None:
        """Return the time zone that the person writes in, if they said so."""

    async def set_zone(self, user: UserId, zone: str) -> None:
        """Remember the zone of somebody with an account."""

    async def count_seats(self, user: UserId) -> int:
        """Return in how many places of kept teams the person sits; that takes no account."""

    async def delete(self, user: UserId) -> None:
        """Erase the account with all that is theirs; nothing to erase is fine.

        The places they sit in are emptied and remember that somebody sat there, copies of their builds forget whose
        they were, and likes are counted down.
        """


class PreferenceRepository(Protocol):
    """What people prefer. Whoever sets anything makes sure of the account first."""

    async def find(self, user: UserId) -> Preferences:
        """Return what a person prefers, or the defaults."""

    async def find_tastes(self) -> Mapping[UserId, Taste]:
        """Return the tastes of all who have one."""

    async def set(self, user: UserId, changes: Mapping[str, Any]) -> None:
        """Set `language`, `mode`, `zone` or `way`, and leave the others as they are."""


class GuildRepository(Protocol):
    """Discord servers."""

    async def ensure(self, guild: GuildId, now: datetime) -> None:
        """Make the guild on first use; one that the bot had left is back."""

    async def mark_left(self, guild: GuildId, now: datetime) -> None:
        """Note that the bot left a guild; whoever comes back is greeted anew."""

    async def find_guide(self, guild: GuildId) -> GuideState | None: ...

    async def turn_guide(self, guild: GuildId, before: GuideState | None, after: GuideState) -> bool:
        """Let the guide of a guild be `after` where it is `before`, and tell whether it was."""

    async def list_guided(self, state: GuideState) -> tuple[GuildId, ...]:
        """Return the guilds in which the bot is whose guide is in that state."""

    async def find_left(self, guild: GuildId) -> datetime | None:
        """Return when the bot left a guild; None where it is there, or never was."""

    async def find_all(self) -> Mapping[GuildId, datetime | None]:
        """Return all guilds with the time at which the bot left."""

    async def trim(self, guild: GuildId, before: datetime, limit: int) -> bool:
        """Delete some of what there is much of in a guild left before that time; true while there may be more."""

    async def erase(self, guild: GuildId, before: datetime) -> bool:
        """Delete a guild left before that time, with everything of it; true where there was one.

        What is public there belongs to its owners alone from then on.
        """


class PeopleRepository(Protocol):
    """Everything of one person, wherever it is kept."""

    async def list_held(self, user: UserId) -> tuple[Holding, ...]:
        """Return all that is kept of a person, in the order of Subject, without what is empty."""

    async def count_held(self, user: UserId) -> Mapping[Subject, int]:
        """Return how much that is, without what is empty."""

    async def list_words(self, user: UserId) -> Mapping[GuildId, frozenset[str]]:
        """Return the words by which the person's builds are found, guild by guild."""

    async def wait_for_writers(self) -> None:
        """Wait until nobody writes raids and teams any more, and let nobody begin before the end of this unit."""

    async def forget_traces(self, user: UserId) -> None:
        """Erase a person from what others keep for a while: proposals, searches, news, messages on their way.

        Called before the account, its teams and answers are erased: by them it is found where to look.
        """
