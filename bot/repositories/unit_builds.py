"""What services may ask of storage about builds and their posts: part of the unit of work in `unit.py`."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.builds import Build, Version
from bot.domain.ids import BuildId, ChannelId, GuildId, UserId
from bot.domain.modes import GameMode
from bot.domain.pages import Page
from bot.domain.posts import Post
from bot.domain.viewer import Viewer
from bot.repositories.unit_names import NameIndex


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

    async def like(self, build: BuildId, user: UserId, now: datetime) -> None:
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
