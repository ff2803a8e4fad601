"""Posts tell of a patch soon after it, however many stand."""

import pytest

from bot.domain.ids import ChannelId, MessageId
from bot.domain.viewer import GuildRole
from bot.services import patches as module
from bot.services.almanac import Almanac
from bot.services.builds import BuildLibrary
from bot.services.jobs import Jobs
from bot.services.noticeboard import REST, Noticeboard
from bot.services.patches import MARK_POSTS, Patches
from tests.factories import HOME, Clock, viewer
from tests.fakes import FakeUnits
from tests.services.test_patches import CODE, almanac, library, patched, patches  # noqa: F401 - fixtures

OTHER = "[&DQEuKzEvPhZLFwAAehYAAEkBAAAWAQAAGBYAAAAAAAAAAAAAAAAAAAAAAAACBQBmAAA=]"


@pytest.fixture
async def board(units: FakeUnits, clock: Clock, library: BuildLibrary) -> Noticeboard:  # noqa: F811
    """A builds channel in which five builds stand that a patch changes, and one that it does not."""
    board = Noticeboard(units, clock)
    await board.choose_channel(viewer(roles=GuildRole.ADMIN), ChannelId(7001))
    for number, code in enumerate([CODE] * 5 + [OTHER]):
        saved = await library.save(viewer(), code, name=f"build {number}")
        await library.publish(viewer(), saved.build.short_id)
    for number, errand in enumerate(await board.take_errands(HOME)):
        await board.posted(errand, MessageId(8001 + number))
    return board


async def test_a_patch_has_the_posts_drawn_again_that_it_concerns(
    units: FakeUnits,
    patches: Patches,  # noqa: F811
    almanac: Almanac,  # noqa: F811
    board: Noticeboard,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "POSTS", 2)
    jobs, rounds = Jobs(units, clock), 0
    await patches.refresh()
    assert MARK_POSTS not in {kind for kind, _ in units.state.jobs}
    almanac.use(patched(9, clock))
    await patches.refresh()
    while await jobs.work({MARK_POSTS: patches.mark_posts}):
        rounds += 1
    assert rounds == 4
    clock.now += REST
    errands = await board.take_errands(HOME)
    assert sorted(errand.build.name for errand in errands if errand.build) == [f"build {n}" for n in range(5)]
