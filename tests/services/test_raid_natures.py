"""What is noted of a build when somebody signs up with it, and reaches the optimizer."""

from collections.abc import AsyncIterator

import pytest

from bot.app import Services
from bot.cli.compose import build_services
from bot.domain.ids import ChannelId, UserId
from bot.domain.lineup.nature import UNKNOWN
from bot.domain.raid_lineups import Terms
from bot.domain.viewer import GuildRole
from bot.gateways.gamedata.editions import load_bundled
from bot.services.almanac import Almanac
from tests.cli.test_optimize import ALAC_MIRAGE
from tests.factories import BOB, Clock, viewer
from tests.fakes import FakeUnits

LEADER = viewer(roles=GuildRole.LEADER)


@pytest.fixture
async def services(units: FakeUnits, clock: Clock) -> AsyncIterator[Services]:
    services = build_services(units, Almanac(load_bundled()), clock=clock)
    yield services
    await services.optimizer.close()


async def test_a_build_is_noted_with_what_it_is_and_a_role_with_nothing(services: Services) -> None:
    planned = await services.raids.plan(
        LEADER, "Run", "friday 20:00", "raid", channel=ChannelId(7), zone="Europe/Paris"
    )
    raid = await services.raids.open(LEADER, planned.short_id)
    saved = await services.builds.save(viewer(BOB), ALAC_MIRAGE)
    bare = await services.signups.choose(viewer(BOB), raid.short_id, builds=[saved.build.short_id])
    assert bare.entry.choices[0].nature.damage is None
    await services.wardrobe.dress(viewer(BOB), saved.build.short_id, "full Viper's")
    chosen = await services.signups.choose(viewer(BOB), raid.short_id, builds=[saved.build.short_id])
    nature = chosen.entry.choices[0].nature
    assert (nature.profession, nature.damage) == ("Mesmer", "condition")
    assert nature.fields == {"Ethereal"}
    assert dict(nature.finishers)["Leap"] > 0
    role = await services.signups.choose(viewer(UserId(5)), raid.short_id, roles=["dps"])
    assert role.entry.choices[0].nature == UNKNOWN
    proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    template = proposed.posed.problem.template
    assert [player.offers[0].nature for player in proposed.posed.problem.players] == [nature, UNKNOWN]
    assert template.spreads
    assert template.worths.cells["Fire", "Blast"] == 100
    assert proposed.study.outcome.score.combos == template.worths.rate([nature]) >= 8 * 15
