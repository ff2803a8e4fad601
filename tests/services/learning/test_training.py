"""Learning from what is stored, and when."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.gamedata import GameData
from bot.domain.ids import UserId
from bot.domain.learning.consent import Consent
from bot.domain.learning.kinds import BuildKind
from bot.domain.modes import GameMode
from bot.domain.viewer import GuildRole
from bot.gateways.events import Deed, EventReader
from bot.gateways.events.schema import Outcome
from bot.gateways.models import ModelFile
from bot.services.almanac import Almanac
from bot.services.builds import BuildLibrary
from bot.services.describing import Describer
from bot.services.learning.nights import TRAIN, Nights
from bot.services.learning.training import Trainer
from bot.services.rulebook import Rulebook
from config.giving import load_giving_rules
from tests.factories import ALICE, Clock, make_code, viewer
from tests.fakes import FakeUnits
from tests.services.learning.conftest import Process


@pytest.fixture
def units(game: GameData) -> FakeUnits:
    return FakeUnits(Describer(Almanac.of(game), load_giving_rules()))


@pytest.fixture
def file(tmp_path: Path) -> ModelFile:
    return ModelFile(tmp_path / "model.bin")


async def test_what_those_show_who_said_yes_is_learned_from_where_their_guild_lets_it(
    units: FakeUnits, library: BuildLibrary, clock: Clock, file: ModelFile, tmp_path: Path
) -> None:
    for number in range(6):
        them = viewer(UserId(2000 + number))
        if number:
            await agree(units, clock, them.user)
        saved = await library.save(them, make_code(62), mode=GameMode.PVE)
        await library.publish(them, saved.build.short_id)
        if not number:
            clock.now += timedelta(seconds=1)
            await agree(units, clock, them.user)  # from now on: what was before is not learned from
    trainer = Trainer(units, file, EventReader(tmp_path / "none"), clock)
    served = await trainer.train()
    assert (served.tried.rows, served.tried.people) == (5, 5)
    assert file.read() == served
    await Rulebook(units, clock).let_learn(viewer(ALICE, roles=GuildRole.ADMIN), learns=False)
    assert (await trainer.train()).tried.rows == 0


async def test_what_was_noted_of_their_taste_is_learned_from_and_no_deed_twice(
    here: Process, units: FakeUnits, clock: Clock, file: ModelFile
) -> None:
    people = [viewer(UserId(2000 + number)) for number in range(6)]
    learner = Trainer(units, file, EventReader(here.folder), clock)
    for them in people[1:]:
        await here.learning.agree(them)
    builds = []
    for them in people:
        saved = await here.services.builds.save(them, make_code(62), mode=GameMode.PVE)
        await here.services.builds.save(them, make_code(27), mode=GameMode.PVE)
        builds.append(await here.services.builds.publish(them, saved.build.short_id))
    for them, liked in zip(people, reversed(builds), strict=True):
        await here.services.sharing.toggle_like(them, liked.short_id)
    for them in people:
        here.learning.note(them, Deed.THUMBED, BuildKind(GameMode.PVE, "Ranger", "Druid"), outcome=Outcome.UP)
        here.learning.note(them, Deed.THUMBED, BuildKind(GameMode.PVE, "Ranger", "Soulbeast"), outcome=Outcome.DOWN)
        for deed in (Deed.SIGNED_UP, Deed.LIKED):  # a like that was taken back stays noted
            here.learning.note(them, deed, BuildKind(GameMode.PVE, "Ranger", "Untamed"))
    await here.read()
    tried = (await learner.train()).tried
    assert (tried.people, tried.rows) == (5, 15), "three kinds each: shown, kept in private, found good"

    await here.learning.refuse(people[1])
    await here.learning.agree(people[1])
    assert (await learner.train()).tried.rows == 0, "fewer than five people are left who have anything in common"


async def agree(units: FakeUnits, clock: Clock, user: UserId) -> None:
    async with units() as unit:
        await unit.accounts.ensure(user, clock())
        await unit.learning.set_consent(user, Consent(clock(), clock()))


class Runs:
    """Counts how often somebody is to train."""

    def __init__(self, *, works: bool = True) -> None:
        self.count = 0
        self.works = works

    async def __call__(self) -> bool:
        self.count += 1
        return self.works


async def find_due(units: FakeUnits) -> list[datetime]:
    async with units() as unit:
        jobs = await unit.jobs.lease(datetime.max.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), 9, [TRAIN])
    return [job.due_at for job in jobs]


async def test_it_is_planned_for_the_next_night_and_once(units: FakeUnits, clock: Clock) -> None:
    nights = Nights(units, clock, Runs())
    await nights.plan()
    clock.now += timedelta(days=1)
    await nights.plan()
    assert await find_due(units) == [datetime(2026, 11, 23, 4, tzinfo=UTC)]


async def test_before_four_it_is_this_night(units: FakeUnits, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 23, 3, tzinfo=UTC)
    await Nights(units, clock, Runs()).plan()
    assert await find_due(units) == [datetime(2026, 11, 23, 4, tzinfo=UTC)]


async def test_where_nobody_can_train_nothing_is_planned(units: FakeUnits, clock: Clock) -> None:
    nights = Nights(units, clock)
    await nights.plan()
    assert await find_due(units) == []
    assert await nights.train("")


@pytest.mark.parametrize("works", [True, False])
async def test_a_night_that_failed_is_not_done_again(units: FakeUnits, clock: Clock, *, works: bool) -> None:
    runs = Runs(works=works)
    nights = Nights(units, clock, runs)
    assert await nights.train("")
    await nights.settle()
    assert runs.count == 1
