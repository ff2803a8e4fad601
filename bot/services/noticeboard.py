"""Where a guild wants its public builds posted, and what is to be done there.

The database says what should stand in the channel; whoever talks to Discord takes errands and tells what became of
them. An errand that nobody reports on comes again after LEASE.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.builds import Build
from bot.domain.ids import ChannelId, GuildId, MessageId
from bot.domain.posts import Post, PostFault
from bot.domain.viewer import GuildRole, Viewer
from bot.errors import NotAllowedError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.sight import as_seen

LEASE = timedelta(minutes=1)
"""How long one errand may take."""
RETRY = timedelta(minutes=2)
"""How long an errand waits that Discord could not serve."""
PATIENCE = timedelta(hours=1)
"""How long a post waits that we may not take down; an admin has to let us, and does not tell us."""
BATCH = 10
"""Errands taken at once."""


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to do about a post: show `build` in `channel`, or take the post down where either is None."""

    post: Post
    build: Build | None
    channel: ChannelId | None

    @property
    def is_wanted(self) -> bool:
        """Tell whether a post should stand."""
        return self.build is not None and self.channel is not None

    @property
    def is_standing_elsewhere(self) -> bool:
        """Tell whether a post stands where none should."""
        return self.post.message is not None and not (self.is_wanted and self.post.channel == self.channel)


class Noticeboard:
    """The builds channels of guilds."""

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock

    async def find_channel(self, viewer: Viewer) -> ChannelId | None:
        """Return this guild's builds channel; NotAllowedError("guild" or "admin")."""
        guild = _require_admin(viewer)
        async with self._units(reads_only=True) as unit:
            return await unit.posts.find_channel(guild)

    async def choose_channel(self, viewer: Viewer, channel: ChannelId | None) -> None:
        """Post what is public here in `channel` from now on, or nowhere; NotAllowedError("guild" or "admin").

        Posts that stand elsewhere are taken down. Choosing the same channel again mends what failed.
        """
        guild = _require_admin(viewer)
        async with self._units() as unit:
            await unit.guilds.ensure(guild, self._clock())
            await unit.posts.set_channel(guild, channel)

    async def take_errands(self) -> tuple[Errand, ...]:
        """Return what is to be done; no other process gets the same before LEASE is over."""
        now = self._clock()
        async with self._units() as unit:
            posts = await unit.posts.claim(now, now + LEASE, BATCH)
            return tuple([await _errand(unit, post) for post in posts])

    async def posted(self, errand: Errand, message: MessageId, thread: ChannelId | None = None) -> None:
        """Note that the build stands in the errand's channel as it was when the errand was taken."""
        stands = replace(errand.post, channel=errand.channel, thread=thread, message=message)
        await self._settle(replace(stands, fault=None))

    async def failed(self, errand: Errand, fault: PostFault) -> None:
        """Note why the build is not shown; it is tried again when its owner or an admin changes something."""
        gone = fault in {PostFault.CHANNEL_GONE, PostFault.POST_GONE}
        kept = errand.post.gone() if gone else errand.post
        await self._settle(replace(kept, fault=fault))

    async def taken_down(self, errand: Errand) -> None:
        """Note that no post stands any more; one that is wanted elsewhere is made anew."""
        async with self._units() as unit:
            if errand.is_wanted:
                await unit.posts.settle(replace(errand.post.gone(), changes=-1))
            else:
                await unit.posts.drop(errand.post)

    async def stuck(self, errand: Errand) -> None:
        """Note that a post stands which we may not take down; it is tried again, for somebody wants it gone."""
        async with self._units() as unit:
            await unit.posts.settle(replace(errand.post, fault=PostFault.FORBIDDEN, changes=-1))
            await unit.posts.put_off(errand.post, self._clock() + PATIENCE)

    async def put_off(self, errand: Errand) -> None:
        """Try again later: Discord did not answer, or asked for patience."""
        async with self._units() as unit:
            await unit.posts.put_off(errand.post, self._clock() + RETRY)

    async def _settle(self, post: Post) -> None:
        async with self._units() as unit:
            await unit.posts.settle(post)


async def _errand(unit: UnitOfWork, post: Post) -> Errand:
    channel = await unit.posts.find_channel(post.guild)
    found = await unit.builds.find_many((post.build,))
    shown = [build for build in found if build.deleted_at is None and post.guild in build.published_in]
    build = await as_seen(unit, Viewer.anyone_in(post.guild), shown[0]) if shown else None
    return Errand(post, build, channel)


def _require_admin(viewer: Viewer) -> GuildId:
    if viewer.guild is None:
        raise NotAllowedError("guild")
    if GuildRole.ADMIN not in viewer.roles:
        raise NotAllowedError("admin")
    return viewer.guild
