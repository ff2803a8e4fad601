"""Posts in memory: part of the twin in `fakes.py`."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

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

    async def claim(self, now: datetime, until: datetime, limit: int) -> tuple[Post, ...]:
        leases, here = self._state.leases, {guild for guild, left in self._state.guilds.items() if left is None}
        waiting = [key for key, post in self._state.posts.items() if post.is_stale and key[1] in here]
        due = [key for key in waiting if key not in leases or leases[key] <= now][:limit]
        leases.update(dict.fromkeys(due, until))
        return tuple(self._state.posts[key] for key in due)

    async def settle(self, post: Post) -> None:
        key = (post.build, post.guild)
        self._state.leases.pop(key, None)
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

    async def drop(self, post: Post) -> None:
        stored = self._state.posts.get((post.build, post.guild))
        if stored and stored.changes == post.changes:
            del self._state.posts[post.build, post.guild]
        await self.settle(Post(build=post.build, guild=post.guild, changes=-1))
