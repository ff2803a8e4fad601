"""What is noted of raids and teams: what somebody signs up with, and what is seated."""

import pytest

from bot.domain.raids import Answer
from bot.domain.viewer import GuildRole
from bot.gateways.events import Deed, Level
from bot.gateways.events.schema import Outcome
from tests.factories import ALICE, BOB, HOME, make_code, make_raid, viewer
from tests.fakes import FakeUnits
from tests.services.learning.conftest import Process

ME, YOU = viewer(ALICE), viewer(BOB)
FIREBRAND = 62


@pytest.fixture
async def raid(units: FakeUnits) -> str:
    """The short id of an open raid."""
    planned = make_raid(guild=HOME)
    async with units() as unit:
        await unit.guilds.ensure(HOME, planned.created_at)
        await unit.raids.add(planned)
    return planned.short_id


async def test_a_sign_up_is_noted_with_what_came_of_it_and_only_once(here: Process, raid: str) -> None:
    signups = here.services.signups
    build = (await here.services.builds.save(ME, make_code(FIREBRAND))).build
    await signups.answer(YOU, raid, Answer.SIGNED)
    await signups.choose(ME, raid, builds=[build.short_id])
    for answer in (Answer.SIGNED, Answer.ABSENT, Answer.ABSENT):
        await signups.answer(ME, raid, answer)
    await signups.choose(YOU, raid, roles=["healer"])
    offered = [event for event in await here.read(Level.COUNTS) if event.deed is Deed.SIGNED_UP]
    assert [(event.elite, event.content, event.outcome) for event in offered] == [
        ("Firebrand", "raid", Outcome.SEATED),
        (None, "raid", Outcome.SEATED),
    ]


async def test_a_press_in_a_direct_message_belongs_to_the_server_of_the_raid(here: Process, raid: str) -> None:
    await here.services.rulebook.let_learn(viewer(BOB, roles=GuildRole.ADMIN), learns=False)
    await here.services.signups.choose(ME, raid, roles=["healer"])
    assert await here.read() == []


async def test_a_build_that_is_seated_in_a_team_is_noted(here: Process) -> None:
    build = (await here.services.builds.save(ME, make_code(FIREBRAND))).build
    team = await here.services.teams.create(ME, "Monday", "raid")
    for _ in range(2):
        await here.services.teams.seat(ME, team.short_id, 1, 1, build_ref=build.short_id)
    seated = [event for event in await here.read() if event.deed is Deed.SEATED]
    assert [(event.elite, event.content) for event in seated] == [("Firebrand", "raid")]
