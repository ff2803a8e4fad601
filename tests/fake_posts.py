"""Posts in memory: part of the twin in `fakes.py`."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.domain.ids import BuildId, ChannelId, GuildId
from bot.domain.posts import Post

if TYPE_CHECKING:
    from tests.fake_state import State


class FakePosts:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def find(self, build: BuildId, guild: GuildId) -> Post | None:
        return self._state.posts.get((build, guild))

    async def find_channel(self, guild: GuildId) -> ChannelId | None:
        return self._state.channels.get(guild)

    async def set_channel(self, guild: GuildId, channel: ChannelId | None) -> None:
        self._state.channels.pop(guild, None)
        if channel is not None:
            self._state.channels[guild] = channel
        self._state.demand(lambda key: key[1] == guild)
        for key, post in self._state.posts.items():
            if key[1] == guild:
                if post.fault is not None:
                    self._state.leases.pop(key, None)
                self._state.posts[key] = replace(post, is_stale=True, fault=None, changes=post.changes + 1)

    async def find_many(self, builds: Collection[BuildId], guild: GuildId) -> tuple[Post, ...]:
        return tuple(post for key, post in self._state.posts.items() if key[0] in builds and key[1] == guild)

    async def list_faulty(self, guild: GuildId, limit: int) -> tuple[Post, ...]:
        faulty = (post for post in self._state.posts.values() if post.guild == guild and post.fault is not None)
        return tuple(sorted(faulty, key=lambda post: post.build, reverse=True)[:limit])

    async def list_waiting(self, now: datetime, besides: Collection[GuildId]) -> tuple[GuildId, ...]:
        here = {guild for guild, left in self._state.guilds.items() if left is None}
        return tuple(here.intersection(guild for _, guild in self._due(now)).difference(besides))

    async def count_due(self, now: datetime) -> int:
        return len(self._due(now))

    async def claim(self, guild: GuildId, now: datetime, until: datetime, limit: int) -> tuple[Post, ...]:
        due = [key for key in self._due(now) if key[1] == guild][:limit]
        self._state.leases.update(dict.fromkeys(due, until))
        return tuple(self._state.posts[key] for key in due)

    def _due(self, now: datetime) -> list[tuple[UUID, GuildId]]:
        leases, posts = self._state.leases, self._state.posts
        return [key for key, post in posts.items() if post.is_stale and (key not in leases or leases[key] <= now)]

    async def settle(self, post: Post, until: datetime | None = None) -> None:
        key = (post.build, post.guild)
        self._state.leases.pop(key, None)
        if until is not None:
            self._state.leases[key] = until
        if stored := self._state.posts.get(key):
            still = stored.is_stale and stored.changes != post.changes
            self._state.posts[key] = replace(
                stored,
                is_stale=still,
                channel=post.channel,
                thread=post.thread,
                message=post.message,
                fault=post.fault,
            )

    async def put_off(self, post: Post, until: datetime) -> None:
        self._state.leases[post.build, post.guild] = until

    async def put_off_all(self, guild: GuildId, until: datetime) -> None:
        for key, post in self._state.posts.items():
            if key[1] == guild and post.is_stale:
                self._state.leases[key] = max(until, self._state.leases.get(key, until))

    async def list_posted(self, after: BuildId | None, limit: int) -> tuple[BuildId, ...]:
        posted = {post.build for post in self._state.posts.values()}
        return tuple(sorted(key for key in posted if after is None or key > after)[:limit])

    async def mark_stale(self, builds: Collection[BuildId]) -> None:
        self._state.shake(builds)

    async def drop(self, post: Post) -> None:
        stored = self._state.posts.get((post.build, post.guild))
        if stored and stored.changes == post.changes:
            del self._state.posts[post.build, post.guild]
        await self.settle(Post(build=post.build, guild=post.guild, changes=-1))
