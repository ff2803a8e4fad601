"""What combos are worth: ours, or learned from what leaders found of lineups, in guilds that let it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Services
from bot.cli.compose import build_services
from bot.domain.ids import ChannelId, GuildId
from bot.domain.learning.served import STALE
from bot.domain.modes import GameMode
from bot.domain.raid_lineups import Terms
from bot.domain.viewer import GuildRole
from bot.gateways.events import EventReader
from bot.gateways.gamedata.editions import load_bundled
from bot.gateways.models import NO_MODEL, KeptModel, ModelFile, ModelSource
from bot.services.almanac import Almanac
from bot.services.learning.training import Trainer
from bot.services.worths import ComboWorths
from config.giving import load_giving_rules
from tests.domain.learning.made_verdicts import World, make_up
from tests.factories import ALICE, HOME, Clock, make_raid, viewer
from tests.fakes import FakeUnits

LEADER = viewer(ALICE, roles=GuildRole.LEADER)
ADMIN = viewer(ALICE, roles=GuildRole.ADMIN)
TRUTH = {"Blast": 50, "Leap": 200, "Projectile": 200, "Whirl": 50}


@pytest.fixture
async def models(units: FakeUnits, clock: Clock, tmp_path: Path) -> ModelSource:
    """The model that a night of training makes where leaders of many guilds judged their raids."""
    async with units() as unit:
        for one in make_up(World(truth=TRUTH, guilds=40)):
            raid = make_raid(guild=GuildId(9_000 + one.guild), content=one.content, starts_at=one.began)
            await unit.guilds.ensure(raid.guild, one.began)
            await unit.raids.add(raid)
            await unit.verdicts.put(raid.id, one.verdict)
    file = ModelFile(tmp_path / "model.bin")
    served = await Trainer(units, file, EventReader(file.path.parent / "none"), clock).train()
    assert file.read() == served
    return KeptModel(file)


@pytest.fixture
async def services(units: FakeUnits, clock: Clock, models: ModelSource) -> AsyncIterator[Services]:
    services = build_services(units, Almanac(load_bundled()), clock=clock, models=models)
    await services.rulebook.refresh()
    yield services
    await services.optimizer.close()


async def test_what_was_learned_reaches_the_search(services: Services) -> None:
    planned = await services.raids.plan(LEADER, "Run", "friday 20:00", "raid", channel=ChannelId(7), zone="UTC")
    raid = await services.raids.open(LEADER, planned.short_id)
    await services.signups.choose(viewer(ALICE), raid.short_id, roles=["dps"])
    worths = (await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())).posed.problem.template.worths
    assert worths.is_learned
    assert worths.cells["Fire", "Blast"] < 80
    await services.rulebook.let_learn(ADMIN, learns=False)
    worths = (await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())).posed.problem.template.worths
    assert not worths.is_learned
    assert worths.cells["Fire", "Blast"] == 100


async def test_other_modes_and_no_model_keep_to_ours(services: Services, models: ModelSource, clock: Clock) -> None:
    rules = load_giving_rules().combos
    learned = ComboWorths(rules, models, services.rulebook, clock)
    assert (await learned.find(HOME, GameMode.PVE)).is_learned
    assert await learned.find(HOME, GameMode.WVW) == learned.get_ours(GameMode.WVW)
    plain = ComboWorths(rules, NO_MODEL, services.rulebook, clock)
    assert await plain.find(HOME, GameMode.PVE) == learned.get_ours(GameMode.PVE)
    clock.now += STALE
    assert await learned.find(HOME, GameMode.PVE) == learned.get_ours(GameMode.PVE)
