"""Who chooses a builds channel, and what becomes of errands."""

from datetime import timedelta

import pytest

from bot.domain.ids import ChannelId, MessageId
from bot.domain.posts import PostFault
from bot.domain.viewer import GuildRole
from bot.errors import NotAllowedError
from bot.services.noticeboard import LEASE, PATIENCE, REST, RETRY, Noticeboard
from tests.factories import HOME, Clock, make_build, viewer
from tests.fakes import FakeUnits
from tests.repositories.test_builds_contract import keep

pytestmark = pytest.mark.still

ADMIN = viewer(roles=GuildRole.ADMIN)
CHANNEL, MESSAGE = ChannelId(7001), MessageId(8001)


@pytest.fixture
def board(units: FakeUnits, clock: Clock) -> Noticeboard:
    return Noticeboard(units, clock)


@pytest.mark.parametrize(
    ("who", "needed"),
    [
        (viewer(), "admin"),
        (viewer(roles=GuildRole.LEADER | GuildRole.MODERATOR), "admin"),
        (viewer(guild=None, roles=GuildRole.ADMIN), "guild"),
    ],
)
async def test_only_admins_of_a_guild_choose(board: Noticeboard, who: object, needed: str) -> None:
    for attempt in (board.choose_channel(who, CHANNEL), board.find_channel(who)):  # type: ignore[arg-type]
        with pytest.raises(NotAllowedError) as refused:
            await attempt
        assert refused.value.needed == needed


async def test_an_errand_nobody_reports_on_comes_again(board: Noticeboard, units: FakeUnits, clock: Clock) -> None:
    await board.choose_channel(ADMIN, CHANNEL)
    build = make_build()
    await keep(units, build, public_in=(HOME,))
    (errand,) = await board.take_errands(HOME)
    assert (errand.build and errand.build.id, errand.channel) == (build.id, CHANNEL)
    assert await board.take_errands(HOME) == ()
    clock.now += LEASE
    (again,) = await board.take_errands(HOME)
    await board.put_off(again)
    clock.now += RETRY - timedelta(seconds=1)
    assert await board.take_errands(HOME) == ()
    clock.now += timedelta(seconds=1)
    (last,) = await board.take_errands(HOME)
    await board.posted(last, MESSAGE)
    clock.now += LEASE
    assert await board.take_errands(HOME) == ()


async def test_a_fault_is_tried_again_when_the_channel_is_chosen_again(board: Noticeboard, units: FakeUnits) -> None:
    await board.choose_channel(ADMIN, CHANNEL)
    await keep(units, make_build(), public_in=(HOME,))
    (errand,) = await board.take_errands(HOME)
    await board.failed(errand, PostFault.FORBIDDEN)
    assert await board.take_errands(HOME) == ()
    await board.choose_channel(ADMIN, CHANNEL)
    (again,) = await board.take_errands(HOME)
    assert again.post.fault is None


async def test_what_cannot_be_taken_down_is_tried_again_until_it_is_gone(
    board: Noticeboard, units: FakeUnits, clock: Clock
) -> None:
    await board.choose_channel(ADMIN, CHANNEL)
    await keep(units, make_build(), public_in=(HOME,))
    (errand,) = await board.take_errands(HOME)
    await board.posted(errand, MESSAGE)
    await board.choose_channel(ADMIN, None)
    clock.now += REST
    for _ in range(2):
        (errand,) = await board.take_errands(HOME)
        assert errand.is_standing_elsewhere
        await board.stuck(errand)
        assert await board.take_errands(HOME) == ()
        clock.now += PATIENCE
    (errand,) = await board.take_errands(HOME)
    await board.stuck(errand)
    await board.choose_channel(ADMIN, None)  # an admin who chooses again need not wait
    (errand,) = await board.take_errands(HOME)
    await board.taken_down(errand)
    assert units.state.posts == {}
