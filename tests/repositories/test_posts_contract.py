"""What every storage does with the posts of public builds."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.builds import Build
from bot.domain.ids import BuildId, ChannelId, MessageId
from bot.domain.posts import Post, PostFault
from bot.repositories.engine import create_engine
from bot.repositories.sql_unit import SqlUnits
from bot.repositories.unit import UnitFactory, UnitOfWork
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, make_build
from tests.repositories.test_builds_contract import keep

CHANNEL, OTHER = ChannelId(7001), ChannelId(7002)
THREAD, MESSAGE = ChannelId(8000), MessageId(8001)
SOON, LATER = START + timedelta(minutes=1), START + timedelta(hours=1)


async def choose(units: UnitFactory, channel: ChannelId | None = CHANNEL) -> None:
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        await unit.posts.set_channel(HOME, channel)


async def claim(units: UnitFactory, limit: int = 10) -> tuple[Post, ...]:
    async with units() as unit:
        return await unit.posts.claim(HOME, START, SOON, limit)


async def settle(units: UnitFactory, post: Post, fault: PostFault | None = None) -> None:
    async with units() as unit:
        if fault is None:
            await unit.posts.settle(replace(post, channel=CHANNEL, thread=THREAD, message=MESSAGE))
        else:
            await unit.posts.settle(replace(post, fault=fault))


async def posted(units: UnitFactory) -> Build:
    """Return a build that is public at HOME and posted there."""
    await choose(units)
    build = make_build()
    await keep(units, build, public_in=(HOME,))
    (post,) = await claim(units)
    await settle(units, post)
    return build


async def test_what_is_public_is_wanted_where_there_is_a_channel(units: UnitFactory) -> None:
    await choose(units)
    here, elsewhere, private = make_build(), make_build(), make_build()
    await keep(units, here, public_in=(HOME, AWAY))
    await keep(units, elsewhere, public_in=(AWAY,))
    await keep(units, private)
    (post,) = await claim(units)
    assert (post.build, post.guild, post.message, post.is_stale) == (here.id, HOME, None, True)


async def test_a_claim_is_nobody_elses_until_its_time(units: UnitFactory) -> None:
    await choose(units)
    for number in range(3):
        await keep(units, make_build(age=number), public_in=(HOME,))
    first = await claim(units, limit=2)
    second = await claim(units)
    assert len(first) == 2
    assert len(second) == 1
    assert await claim(units) == ()
    async with units() as unit:
        again = await unit.posts.claim(HOME, SOON, LATER, 10)
    assert {post.build for post in again} == {post.build for post in first + second}


async def test_a_settled_post_rests_until_its_build_changes(units: UnitFactory) -> None:
    build = await posted(units)
    assert await claim(units) == ()
    async with units() as unit:
        assert await unit.builds.replace(build, build.changed(LATER, notes="new"))
    (post,) = await claim(units)
    assert (post.channel, post.thread, post.message) == (CHANNEL, THREAD, MESSAGE)


async def test_what_changes_while_it_is_drawn_is_drawn_again(units: UnitFactory) -> None:
    build = await posted(units)
    async with units() as unit:
        await unit.builds.replace(build, build.changed(LATER, notes="first"))
    (post,) = await claim(units)
    async with units() as unit:
        await unit.builds.unpublish(build.id, HOME)
    await settle(units, post)
    (again,) = await claim(units)
    assert again.message == MESSAGE


@pytest.mark.parametrize("way", ["unpublish", "delete", "erase", "no channel"])
async def test_what_is_not_public_any_more_is_to_be_taken_down(units: UnitFactory, way: str) -> None:
    build = await posted(units)
    if way == "no channel":
        await choose(units, None)
    async with units() as unit:
        if way == "unpublish":
            await unit.builds.unpublish(build.id, HOME)
        elif way == "delete":
            await unit.builds.mark_deleted(build.id, LATER)
        elif way == "erase":
            await unit.accounts.delete(ALICE)
    (post,) = await claim(units)
    assert (post.build, post.message) == (build.id, MESSAGE)
    async with units() as unit:
        await unit.posts.drop(post)
        assert await unit.posts.find(build.id, HOME) is None


async def test_what_is_taken_down_and_wanted_again_meanwhile_is_made_anew(units: UnitFactory) -> None:
    build = await posted(units)
    async with units() as unit:
        await unit.builds.mark_deleted(build.id, LATER)
    (post,) = await claim(units)
    async with units() as unit:
        await unit.builds.mark_deleted(build.id, None)
        await unit.posts.drop(post)
    (again,) = await claim(units)
    assert (again.build, again.message) == (build.id, None)


async def test_a_post_removed_by_hand_stays_away_until_it_is_published_anew(units: UnitFactory) -> None:
    build = await posted(units)
    changed = build.changed(LATER, notes="new")
    async with units() as unit:
        await unit.builds.replace(build, changed)
    (post,) = await claim(units)
    await settle(units, post.gone(), PostFault.POST_GONE)
    async with units() as unit:
        await unit.builds.replace(changed, changed.changed(LATER, notes="newer"))
    assert await claim(units) == ()
    async with units() as unit:
        await unit.builds.publish(build.id, HOME, LATER)
    (anew,) = await claim(units)
    assert (anew.message, anew.fault) == (None, None)


async def test_another_channel_moves_every_post(units: UnitFactory) -> None:
    await posted(units)
    await keep(units, make_build(BOB), public_in=(HOME,))
    async with units() as unit:
        await unit.posts.set_channel(HOME, OTHER)
        assert await unit.posts.find_channel(HOME) == OTHER
        assert await unit.posts.find_channel(AWAY) is None
    assert sorted(post.message or 0 for post in await claim(units)) == [0, MESSAGE]


async def test_a_post_that_is_put_off_comes_again_later(units: UnitFactory) -> None:
    await choose(units)
    await keep(units, make_build(), public_in=(HOME,))
    (post,) = await claim(units)
    async with units() as unit:
        await unit.posts.put_off(post, LATER)
        assert await unit.posts.claim(HOME, SOON, LATER, 10) == ()
        assert len(await unit.posts.claim(HOME, LATER, LATER, 10)) == 1


async def test_what_was_refused_is_tried_at_once_when_the_channel_is_chosen_or_the_build_published_again(
    units: UnitFactory,
) -> None:
    build = await posted(units)

    async def refuse() -> None:
        async with units() as unit:
            (post,) = await unit.posts.claim(HOME, SOON, LATER, 10)
            await unit.posts.settle(replace(post, fault=PostFault.FORBIDDEN, changes=-1))
            await unit.posts.put_off(post, LATER)
            assert await unit.posts.claim(HOME, SOON, LATER, 10) == ()

    async with units() as unit:
        await unit.posts.set_channel(HOME, OTHER)
    await refuse()
    async with units() as unit:
        await unit.posts.set_channel(HOME, OTHER)
    await refuse()
    async with units() as unit:
        await unit.builds.publish(build.id, HOME, LATER)
        assert len(await unit.posts.claim(HOME, SOON, LATER, 10)) == 1


async def test_a_guild_that_was_left_wants_nothing(units: UnitFactory) -> None:
    build = await posted(units)
    async with units() as unit:
        await unit.builds.replace(build, build.changed(LATER, notes="new"))
        assert await unit.posts.list_waiting(START, ()) == (HOME,)
        assert await unit.posts.count_due(START) == 1
        await unit.guilds.mark_left(HOME, START)
        assert await unit.posts.list_waiting(START, ()) == ()
        await unit.guilds.erase(HOME, LATER)
        assert await unit.posts.find(build.id, HOME) is None
        assert await unit.posts.find_channel(HOME) is None


async def test_guilds_wait_until_nothing_is_due_there_any_more(units: UnitFactory) -> None:
    await choose(units)
    for number in range(3):
        await keep(units, make_build(age=number), public_in=(HOME, AWAY))
    async with units() as unit:
        assert await unit.posts.list_waiting(START, ()) == (HOME,)
        assert await unit.posts.list_waiting(START, (HOME, AWAY)) == ()
        assert await unit.posts.claim(AWAY, START, SOON, 10) == ()
        await unit.posts.claim(HOME, START, LATER, 1)
        await unit.posts.put_off_all(HOME, SOON)
        assert await unit.posts.list_waiting(START, ()) == ()
        assert len(await unit.posts.claim(HOME, SOON, LATER, 10)) == 2  # the third is in somebody's hands for longer


CHANGES: dict[str, Callable[[UnitOfWork, BuildId], Awaitable[object]]] = {
    "like": lambda unit, build: unit.popularity.like(build, BOB, START),
    "no like": lambda unit, build: unit.popularity.unlike(build, CAROL),
    "use": lambda unit, build: unit.popularity.add_use(build),
    "forget who liked it": lambda unit, _: unit.accounts.delete(CAROL),
    "check": lambda unit, build: unit.builds.mark_checked(build, SOON),
    "patch": lambda unit, build: unit.posts.mark_stale((build,)),
}


@pytest.mark.parametrize("way", CHANGES)
async def test_what_others_make_of_a_build_is_drawn_when_its_post_has_rested(units: UnitFactory, way: str) -> None:
    build = await posted(units)
    async with units() as unit:
        await unit.accounts.ensure(BOB, START)
        await unit.accounts.ensure(CAROL, START)
        await unit.popularity.like(build.id, CAROL, START)
        (post,) = await unit.posts.claim(HOME, START, SOON, 10)
        await unit.posts.settle(post, SOON)
    async with units() as unit:
        assert await unit.posts.claim(HOME, LATER, LATER, 10) == ()
        await CHANGES[way](unit, build.id)
        assert await unit.posts.claim(HOME, START, SOON, 10) == ()
        assert [post.build for post in await unit.posts.claim(HOME, SOON, LATER, 10)] == [build.id]


async def test_likes_bring_back_no_post_that_failed_or_was_never_made(units: UnitFactory) -> None:
    build = await posted(units)
    async with units() as unit:
        await unit.accounts.ensure(BOB, START)
        await unit.builds.replace(build, build.changed(LATER, notes="new"))
    (post,) = await claim(units)
    await settle(units, post.gone(), PostFault.POST_GONE)
    async with units() as unit:
        await unit.popularity.like(build.id, BOB, START)
    assert await claim(units) == ()


async def test_posts_are_found_by_what_became_of_them(units: UnitFactory) -> None:
    build = await posted(units)
    other = make_build(BOB, age=-1)
    await keep(units, other, public_in=(HOME,))
    (post,) = await claim(units)
    await settle(units, post, PostFault.FORBIDDEN)
    async with units(reads_only=True) as unit:
        assert [one.build for one in await unit.posts.list_faulty(HOME, 10)] == [other.id]
        assert await unit.posts.list_faulty(AWAY, 10) == ()
        assert {one.build for one in await unit.posts.find_many([build.id, other.id], HOME)} == {build.id, other.id}
        assert await unit.posts.find_many([build.id], AWAY) == ()
        assert await unit.posts.list_posted(None, 10) == tuple(sorted((build.id, other.id)))
        assert await unit.posts.list_posted(max(build.id, other.id), 10) == ()


async def test_two_processes_never_draw_the_same_post(own_postgres: AsyncEngine) -> None:
    other = create_engine(own_postgres.url.render_as_string(hide_password=False))
    units = [SqlUnits(own_postgres), SqlUnits(other)]
    await choose(units[0])
    for number in range(30):
        await keep(units[0], make_build(age=number), public_in=(HOME,))

    async def draw(open_unit: UnitFactory) -> list[BuildId]:
        drawn: list[BuildId] = []
        while True:
            async with open_unit() as unit:
                posts = await unit.posts.claim(HOME, START, LATER, 3)
                await asyncio.sleep(0.01)
            drawn += [post.build for post in posts]
            if not posts:
                return drawn

    found = await asyncio.gather(*(draw(units[number % 2]) for number in range(4)))
    await other.dispose()
    assert len([build for drawn in found for build in drawn]) == 30
    assert len({build for drawn in found for build in drawn}) == 30
