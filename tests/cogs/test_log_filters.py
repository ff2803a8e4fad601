"""`/mod log`, filtered: by people, deed, thing and days, and its pages."""

from datetime import UTC, datetime, timedelta

import discord
import pytest
import simcord
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import UserId
from bot.domain.order import Deed, LogFilter
from cogs.moderation.log_ref import read_ref, to_ref
from cogs.ui.limits import CUSTOM_ID
from tests.cogs.conftest import NOW, World
from tests.cogs.reading import answer, said

MIRAGE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
CURSOR = "x" * 32
_USERS = st.none() | st.integers(0, 2**63 - 1).map(UserId)
_TIMES = st.none() | st.integers(0, 50_000_000).map(lambda minutes: NOW - timedelta(minutes=minutes % 25_000_000))


@given(
    st.builds(
        LogFilter,
        about=_USERS,
        by=_USERS,
        deed=st.none() | st.sampled_from(Deed),
        thing=st.none() | st.sampled_from(["build:k7m3qx2a", "team:22222222"]),
        since=_TIMES,
        until=_TIMES,
    )
)
def test_what_is_wanted_fits_into_a_button(wanted: LogFilter) -> None:
    ref = to_ref(wanted, CURSOR)
    assert len(f"mod-older:{ref}") <= CUSTOM_ID
    assert read_ref(ref) == (wanted, CURSOR)


def test_what_was_before_everything_is_not_named() -> None:
    assert read_ref(to_ref(LogFilter(since=datetime(1960, 1, 1, tzinfo=UTC)), CURSOR)) == (LogFilter(), CURSOR)


def test_a_button_of_another_kind_shows_all() -> None:
    assert read_ref("any:any:x") == (LogFilter(), "")


@pytest.fixture
def max_(world: World) -> simcord.MemberActor:
    wardens = world.guild.create_role("Wardens", permissions=discord.Permissions(manage_messages=True))
    return world.guild.add_member(world.env.create_user("max"), roles=[wardens])


@pytest.fixture
async def hidden(world: World, max_: simcord.MemberActor) -> str:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Nightfall")
    await world.mia.slash(world.channel, "build publish", build="Nightfall")
    await max_.slash(world.channel, "mod hide", build="Nightfall", reason="copied")
    return "Nightfall"


async def test_the_log_is_filtered(world: World, max_: simcord.MemberActor, hidden: str) -> None:
    await max_.slash(world.channel, "mod suspend", member=world.tom, reason="rude")
    for wanted, told in (
        ({"thing": hidden}, {"copied"}),
        ({"by": max_}, {"copied", "rude"}),
        ({"by": world.mia}, set()),
        ({"member": world.tom}, {"rude"}),
        ({"since": "today"}, {"copied", "rude"}),
        ({"until": "yesterday"}, set()),
        ({"since": "2026-11-20", "until": "today", "deed": "hide"}, {"copied"}),
    ):
        log = said(await max_.slash(world.channel, "mod log", **wanted))
        assert {reason for reason in ("copied", "rude") if reason in log} == told, wanted
    assert "“tomorrow”" in said(await max_.slash(world.channel, "mod log", since="tomorrow"))
    assert "no build or team “Dawn”" in said(await max_.slash(world.channel, "mod log", thing="Dawn"))


@pytest.mark.usefixtures("hidden")
async def test_the_next_page_is_filtered_likewise(world: World, max_: simcord.MemberActor) -> None:
    for n in range(12):
        await max_.slash(world.channel, "mod suspend", member=world.tom, reason=f"rude {n}")
    page = await max_.slash(world.channel, "mod log", deed="suspend")
    older = said(await max_.click(answer(page), label="Older"))
    assert "rude 0" in older
    assert "copied" not in older


async def test_what_the_log_is_about_is_offered_to_moderators_alone(
    world: World, max_: simcord.MemberActor, hidden: str
) -> None:
    async def offered(who: simcord.MemberActor) -> list[str]:
        found = await who.autocomplete(world.channel, "mod log", "thing", "night")
        return [choice["name"] for choice in found]

    assert await offered(max_) == [hidden]
    assert await offered(world.tom) == []
