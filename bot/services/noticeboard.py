"""Where a guild wants its public builds posted, and what is to be done there.

The database says what should stand in the channel; whoever talks to Discord takes errands and tells what became of
them. An errand that nobody reports on comes again after LEASE. What is to be done is marked at the posts themselves,
in one statement however many they are, and taken guild by guild: see the README of this package.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.builds import Build
from bot.domain.ids import ChannelId, GuildId, MessageId
from bot.domain.posts import Post, PostFault
from bot.domain.setting_changes import Setting, SettingChange
from bot.domain.viewer import Viewer
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.deeds import note_change
from bot.services.rulebook import require_admin
from bot.services.sight import as_seen

LEASE = timedelta(minutes=1)
"""How long one errand may take."""
RETRY = timedelta(minutes=2)
"""How long an errand waits that Discord could not serve."""
PATIENCE = timedelta(hours=1)
"""How long a post waits that we may not take down; an admin has to let us, and does not tell us."""
BATCH = 10
"""Errands taken at once."""
REST = timedelta(seconds=5)
"""A post is drawn again at most this often, however many people like its build."""
REPORTED = 50
"""Posts with faults that admins are told of."""
_OF_ALL = (PostFault.CHANNEL_GONE, PostFault.FORBIDDEN)
"""Faults of the channel rather than of one post."""


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


@dataclass(frozen=True, slots=True)
class Report:
    """What an admin is told of the builds channel."""

    channel: ChannelId | None
    failing: tuple[Errand, ...] = ()
    """Public builds that are not shown, or not as they are now, each with its fault."""
    standing: tuple[Post, ...] = ()
    """Posts that we may not take down. Whose builds they show is not told: those may be private by now."""
    is_cut: bool = False
    """Whether there are more."""


class Noticeboard:
    """The builds channels of guilds."""

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock

    async def find_channel(self, viewer: Viewer) -> ChannelId | None:
        """Return this guild's builds channel; NotAllowedError("guild" or "admin")."""
        guild = require_admin(viewer)
        async with self._units(reads_only=True) as unit:
            return await unit.posts.find_channel(guild)

    async def choose_channel(self, viewer: Viewer, channel: ChannelId | None) -> None:
        """Post what is public here in `channel` from now on, or nowhere; NotAllowedError("guild" or "admin").

        Posts that stand elsewhere are taken down. Choosing the same channel again mends what failed.
        """
        guild, now = require_admin(viewer), self._clock()
        async with self._units() as unit:
            await unit.guilds.ensure(guild, now)
            before = await unit.posts.find_channel(guild)
            await unit.posts.set_channel(guild, channel)
            change = SettingChange.of(Setting.BUILDS_CHANNEL, before, channel)
            await note_change(unit, guild, viewer.user, now, change)

    async def find_report(self, viewer: Viewer) -> Report:
        """Return the builds channel and what went wrong there; NotAllowedError("guild" or "admin")."""
        guild = require_admin(viewer)
        async with self._units(reads_only=True) as unit:
            faulty = await unit.posts.list_faulty(guild, REPORTED + 1)
            errands = await _errands(unit, guild, faulty[:REPORTED])
            channel = await unit.posts.find_channel(guild)
        return Report(
            channel,
            failing=tuple(
                errand for errand in errands if errand.build is not None and not errand.is_standing_elsewhere
            ),
            standing=tuple(errand.post for errand in errands if errand.is_standing_elsewhere),
            is_cut=len(faulty) > REPORTED,
        )

    async def find_waiting(self, besides: Collection[GuildId] = ()) -> tuple[GuildId, ...]:
        """Return the guilds in which something is to be done."""
        async with self._units(reads_only=True) as unit:
            return await unit.posts.list_waiting(self._clock(), besides)

    async def count_waiting(self) -> int:
        """Return how many posts are to be drawn anew or taken down."""
        async with self._units(reads_only=True) as unit:
            return await unit.posts.count_due(self._clock())

    async def take_errands(self, guild: GuildId) -> tuple[Errand, ...]:
        """Return what is to be done in a guild; no other process gets the same before LEASE is over."""
        now = self._clock()
        async with self._units() as unit:
            posts = await unit.posts.claim(guild, now, now + LEASE, BATCH)
            return await _errands(unit, guild, posts)

    async def posted(self, errand: Errand, message: MessageId, thread: ChannelId | None = None) -> None:
        """Note that the build stands in the errand's channel as it was when the errand was taken."""
        stands = replace(errand.post, channel=errand.channel, thread=thread, message=message, fault=None)
        async with self._units() as unit:
            await unit.posts.settle(stands, self._clock() + REST)

    async def failed(self, errand: Errand, fault: PostFault) -> None:
        """Note why the build is not shown; it is tried again when its owner or an admin changes something."""
        gone = fault in {PostFault.CHANNEL_GONE, PostFault.POST_GONE}
        kept = errand.post.gone() if gone else errand.post
        async with self._units() as unit:
            await unit.posts.settle(replace(kept, fault=fault))

    async def taken_down(self, errand: Errand) -> None:
        """Note that no post stands any more; one that is wanted elsewhere is made anew."""
        async with self._units() as unit:
            if errand.is_wanted:
                await unit.posts.settle(replace(errand.post.gone(), fault=None, changes=-1))
            else:
                await unit.posts.drop(errand.post)

    async def stuck(self, errand: Errand) -> None:
        """Note that a post stands which we may not take down; it is tried again, for somebody wants it gone."""
        async with self._units() as unit:
            await unit.posts.settle(
                replace(errand.post, fault=PostFault.FORBIDDEN, changes=-1), self._clock() + PATIENCE
            )

    async def put_off(self, errand: Errand) -> None:
        """Try again later: a mistake of ours."""
        async with self._units() as unit:
            await unit.posts.put_off(errand.post, self._clock() + RETRY)

    async def put_off_all(self, guild: GuildId) -> None:
        """Try everything again later that is to be done in a guild: Discord did not answer, or asked for patience."""
        async with self._units() as unit:
            await unit.posts.put_off_all(guild, self._clock() + RETRY)


async def find_trouble(unit: UnitOfWork, guild: GuildId) -> PostFault | None:
    """Return why nothing at all can be posted in a guild, as far as posts tell that failed; Discord is not asked."""
    faults = [post.fault for post in await unit.posts.list_faulty(guild, REPORTED) if post.message is None]
    return next((fault for fault in _OF_ALL if fault in faults), None)


async def _errands(unit: UnitOfWork, guild: GuildId, posts: Collection[Post]) -> tuple[Errand, ...]:
    """Return what is to be done about posts of one guild."""
    channel, everyone = await unit.posts.find_channel(guild), Viewer.anyone_in(guild)
    found = await unit.builds.find_many(tuple(post.build for post in posts))
    shown = {build.id: build for build in found if build.is_visible_to(everyone)}
    seen = {key: await as_seen(unit, everyone, build) for key, build in shown.items()}
    return tuple(Errand(post, seen.get(post.build), channel) for post in posts)
