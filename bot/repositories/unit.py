"""What services may ask of storage: one unit of work and its repositories, as protocols.

A unit is one transaction: it commits when the block is left cleanly and rolls back otherwise. Whatever the driver
raises inside the block leaves it as an error of `bot.errors`. The SQL side is `SqlUnits`; the tests hold a twin in
memory, and the same contract tests run on both.
"""

from collections.abc import Collection
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Protocol
from uuid import UUID

from bot.domain.accounts import AccountSummary
from bot.domain.builds import Build, Version
from bot.domain.ids import BuildId, ChannelId, GuildId, TeamId, UserId
from bot.domain.modes import GameMode
from bot.domain.pages import Page
from bot.domain.patches import LoggedEdition
from bot.domain.posts import Post
from bot.domain.sketch import Draft
from bot.domain.teams import Seat, Team
from bot.domain.viewer import Viewer
from bot.repositories.searches import SearchRepository
from bot.repositories.unit_around import (
    AbsenceRepository,
    AgendaRepository,
    AttendanceRepository,
    ReminderRepository,
)
from bot.repositories.unit_order import RulesRepository
from bot.repositories.unit_raid_proposals import RaidProposalRepository
from bot.repositories.unit_raids import JobRepository, RaidRepository
from bot.repositories.unit_series import AskedPlanRepository, PingRoleRepository, SeriesRepository
from bot.repositories.unit_teams import ProposalRepository, TeamEntry, TeamFilter, TemplateRepository


class Match(Enum):
    """How a typed text is compared with the keys of public names."""

    PREFIX = auto()
    SUBSTRING = auto()
    NEWEST = auto()
    """Not at all: the newest ones."""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One name in an index of names, and whose name it is."""

    id: UUID
    key: str


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

        The places they sit in are emptied, copies of their builds forget whose they were, and likes are counted down.
        """


class GuildRepository(Protocol):
    """Discord servers."""

    async def ensure(self, guild: GuildId, now: datetime) -> None:
        """Make the guild on first use; one that the bot had left is back."""

    async def mark_left(self, guild: GuildId, now: datetime) -> None: ...

    async def purge_left(self, before: datetime) -> int:
        """Delete the guilds left before that time, and with them what was public there; returns how many."""


class NameIndex(Protocol):
    """The names of builds or of teams, for autocomplete. Keys are made by `name_key`; deleted things have none."""

    async def list_own_names(self, owner: UserId) -> tuple[NameEntry, ...]:
        """Return a person's names, newest first."""

    async def list_public_names(self, guild: GuildId, typed: str, match: Match, limit: int) -> tuple[NameEntry, ...]:
        """Return names public in `guild`: by name, or the newest first for Match.NEWEST."""


class BuildRepository(NameIndex, Protocol):
    """Builds. Whoever adds or publishes makes sure of account and guild first."""

    async def add(self, build: Build) -> bool:
        """Keep a new build; false, and nothing kept, when its short id is in use."""

    async def find(self, short_id: str) -> Build | None:
        """Return the build, deleted or not."""

    async def find_many(self, ids: tuple[UUID, ...]) -> tuple[Build, ...]:
        """Return those builds that exist, in the order of `ids`."""

    async def find_own_named(self, owner: UserId, key: str, *, deleted: bool = False) -> tuple[Build, ...]:
        """Return a person's builds with this name key, newest first (the last deleted first)."""

    async def find_public_named(self, guild: GuildId, key: str) -> tuple[Build, ...]: ...

    async def find_same(self, owner: UserId, name: str, mode: GameMode | None, code: str) -> Build | None: ...

    async def find_own_coded(self, owner: UserId, code: str) -> tuple[Build, ...]:
        """Return a person's builds with this canonical code, newest first."""

    async def count_own(self, owner: UserId) -> int: ...

    async def list_all_own(self, owner: UserId) -> tuple[Build, ...]:
        """Return everything that a person keeps, newest first: as many builds as one may keep."""

    async def list_public_of(self, guild: GuildId, owner: UserId, cursor: str | None) -> Page[Build]:
        """Return what a person shows in `guild`, the last published first."""

    async def list_own(self, owner: UserId, cursor: str | None) -> Page[Build]: ...

    async def list_public(self, guild: GuildId, cursor: str | None) -> Page[Build]:
        """Return what is public in `guild`, the last published first."""

    async def list_deleted(self, owner: UserId, cursor: str | None) -> Page[Build]: ...

    async def publish(self, build: BuildId, guild: GuildId, now: datetime) -> None: ...

    async def unpublish(self, build: BuildId, guild: GuildId) -> None: ...

    async def replace(self, before: Build, after: Build) -> bool:
        """Write what `Build.changed` made of `before`, and keep that as a version where code or gear changed.

        False, and nothing written, when the stored build is at another revision than `before`.
        """

    async def find_copy(self, owner: UserId, origin: str) -> Build | None:
        """Return a person's kept copy of the build with the short id `origin`, the newest one."""

    async def mark_checked(self, build: BuildId, at: datetime) -> None:
        """Note that its owner knows what the game changed; no change of the build itself."""

    async def mark_deleted(self, build: BuildId, at: datetime | None) -> None:
        """Throw a build away, or take it back with None."""

    async def trim_deleted(self, owner: UserId, keep: int) -> None:
        """Delete for good what a person threw away, but for the last `keep` builds."""

    async def purge_deleted(self, before: datetime) -> int: ...


class VersionRepository(Protocol):
    """What builds were before; `BuildRepository.replace` adds to it."""

    async def list_earlier(self, build: BuildId) -> tuple[Version, ...]:
        """Return what a build was before, the newest first."""

    async def trim(self, build: BuildId, keep: int) -> None:
        """Forget all but the newest `keep` earlier versions."""


class PopularityRepository(Protocol):
    """Who likes a build, and how often it is used."""

    async def is_liked(self, build: BuildId, user: UserId) -> bool: ...

    async def like(self, build: BuildId, user: UserId) -> None:
        """Note that a person, who has an account, likes a build, and count it; again changes nothing."""

    async def unlike(self, build: BuildId, user: UserId) -> None: ...

    async def add_use(self, build: BuildId) -> None:
        """Count that a build was copied or seated."""

    async def count_raids(self, build: BuildId, guild: GuildId) -> int:
        """Return in how many raids that were posted in the guild, and not canceled, somebody seated plays the build."""

    async def count_teams(self, build: BuildId, viewer: Viewer) -> int:
        """Return in how many kept teams that the viewer may see the build is seated."""


class PostRepository(Protocol):
    """The posts of public builds in builds channels.

    The other repositories mark a post stale in the transaction that changes what it shows.
    """

    async def find(self, build: BuildId, guild: GuildId) -> Post | None: ...

    async def find_channel(self, guild: GuildId) -> ChannelId | None:
        """Return the channel in which the guild wants its public builds posted."""

    async def set_channel(self, guild: GuildId, channel: ChannelId | None) -> None:
        """Say where public builds are posted, or nowhere; every post of the guild is made, moved or taken down then."""

    async def find_many(self, builds: Collection[BuildId], guild: GuildId) -> tuple[Post, ...]: ...

    async def list_faulty(self, guild: GuildId, limit: int) -> tuple[Post, ...]:
        """Return posts of a guild with which something went wrong."""

    async def list_waiting(self, now: datetime, besides: Collection[GuildId]) -> tuple[GuildId, ...]:
        """Return the guilds where the bot is and posts are to be drawn or taken down."""

    async def count_due(self, now: datetime) -> int:
        """Return how many posts are to be drawn or taken down in all guilds."""

    async def claim(self, guild: GuildId, now: datetime, until: datetime, limit: int) -> tuple[Post, ...]:
        """Return stale posts of a guild; nobody else gets them before `until`."""

    async def settle(self, post: Post, until: datetime | None = None) -> None:
        """Keep channel, message and fault; it stays stale if the build changed since `post` was claimed.

        What changes from here on is not drawn before `until`.
        """

    async def put_off(self, post: Post, until: datetime) -> None:
        """Leave a post as it is and try it again later."""

    async def put_off_all(self, guild: GuildId, until: datetime) -> None:
        """Leave all posts of a guild as they are until then."""

    async def list_posted(self, after: BuildId | None, limit: int) -> tuple[BuildId, ...]:
        """Return builds that have posts, standing or wanted, in the order of their ids, that come after one of them."""

    async def mark_stale(self, builds: Collection[BuildId]) -> None:
        """Have the posts of builds drawn again that stand and are as they should be."""

    async def drop(self, post: Post) -> None:
        """Forget a post that was taken down; one that is wanted again meanwhile stays, to be made anew."""


class TeamRepository(NameIndex, Protocol):
    """Teams with their seats."""

    async def add(self, team: Team) -> bool:
        """Keep a new team without seats; false, and nothing kept, when its short id is in use."""

    async def find(self, short_id: str, *, hold: bool = False) -> Team | None:
        """Return the team, deleted or not; `hold` makes other holders wait for the end of this unit."""

    async def find_many(self, ids: tuple[UUID, ...]) -> tuple[Team, ...]: ...

    async def find_own_named(self, owner: UserId, key: str, *, deleted: bool = False) -> tuple[Team, ...]: ...

    async def find_public_named(self, guild: GuildId, key: str) -> tuple[Team, ...]: ...

    async def count_own(self, owner: UserId) -> int: ...

    async def list_own(self, owner: UserId, cursor: str | None) -> Page[Team]: ...

    async def list_public(self, guild: GuildId, cursor: str | None) -> Page[Team]: ...

    async def list_deleted(self, owner: UserId, cursor: str | None) -> Page[Team]: ...

    async def set_guild(self, team: TeamId, guild: GuildId | None, now: datetime) -> None:
        """Make a team public in `guild`, or private with None."""

    async def change(self, team: Team) -> None:
        """Write all but the seats; whoever makes a team smaller makes sure that nothing is lost."""

    async def find_copy(self, owner: UserId, origin: str) -> Team | None:
        """Return a person's kept copy of the team with the short id `origin`, the newest one."""

    async def list_entries(self, owner: UserId, guild: GuildId | None, which: TeamFilter) -> tuple[TeamEntry, ...]:
        """Return at most ENTRIES kept teams, the person's own and those public in `guild`, the last changed first."""

    async def fill(self, team: Team, seat: Seat, now: datetime) -> None:
        """Put `seat` in place of what `team` shows there, and count a use of a build that comes to the place.

        Raises SeatTakenError when somebody was faster.
        """

    async def clear(self, team: TeamId, subgroup: int, place: int, now: datetime) -> None: ...

    async def mark_deleted(self, team: TeamId, at: datetime | None) -> None: ...

    async def trim_deleted(self, owner: UserId, keep: int) -> None: ...

    async def purge_deleted(self, before: datetime) -> int: ...


class DraftRepository(Protocol):
    """Imports that wait for their confirmation: one a person. Whoever keeps one makes sure of the account first."""

    async def keep(self, owner: UserId, draft: Draft) -> None:
        """Keep it in place of an earlier one."""

    async def find(self, owner: UserId) -> Draft | None: ...

    async def purge(self, before: datetime) -> int:
        """Forget those made before that time; returns how many."""


class EditionLog(Protocol):
    """Which facts of the game were in use when."""

    async def list_all(self) -> tuple[LoggedEdition, ...]:
        """Return all that are remembered, the oldest first."""

    async def add(self, edition: LoggedEdition, keep: int) -> None:
        """Remember an edition, and forget all but the newest `keep`."""


class UnitOfWork(Protocol):
    """One transaction over everything that is stored."""

    @property
    def accounts(self) -> AccountRepository: ...

    @property
    def guilds(self) -> GuildRepository: ...

    @property
    def builds(self) -> BuildRepository: ...

    @property
    def versions(self) -> VersionRepository: ...

    @property
    def popularity(self) -> PopularityRepository: ...

    @property
    def posts(self) -> PostRepository: ...

    @property
    def searches(self) -> SearchRepository: ...

    @property
    def teams(self) -> TeamRepository: ...

    @property
    def proposals(self) -> ProposalRepository: ...

    @property
    def templates(self) -> TemplateRepository: ...

    @property
    def drafts(self) -> DraftRepository: ...

    @property
    def editions(self) -> EditionLog: ...

    @property
    def raids(self) -> RaidRepository: ...

    @property
    def raid_proposals(self) -> RaidProposalRepository: ...

    @property
    def series(self) -> SeriesRepository: ...

    @property
    def asked(self) -> AskedPlanRepository: ...

    @property
    def ping_roles(self) -> PingRoleRepository: ...

    @property
    def jobs(self) -> JobRepository: ...

    @property
    def agenda(self) -> AgendaRepository: ...

    @property
    def attendance(self) -> AttendanceRepository: ...

    @property
    def absences(self) -> AbsenceRepository: ...

    @property
    def reminders(self) -> ReminderRepository: ...
    @property
    def rules(self) -> RulesRepository: ...


class UnitFactory(Protocol):
    """Opens units of work."""

    def __call__(
        self, *, reads_only: bool = False, is_hurried: bool = False
    ) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit; one that only reads waits for no writer, one that is hurried for no queue.

        Hurried are those for whom Discord has no sign that they were heard: suggestions while somebody types.
        """
