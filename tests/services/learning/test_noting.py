"""What is noted of what people do, of whom, and how it goes again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.learning.consent import NO_CONSENT
from bot.domain.learning.kinds import BuildKind
from bot.domain.modes import GameMode
from bot.domain.raids import Choice
from bot.domain.viewer import GuildRole
from bot.gateways.events import Deed, Level
from bot.gateways.events.writer import KEPT
from bot.services.learning.kinds import get_offered
from bot.services.learning.noting import Learning
from bot.services.learning.pseudonyms import PERIOD, name_guild, name_person, period_of
from tests.factories import ALICE, AWAY, BOB, HOME, Clock, make_code, viewer
from tests.fakes import FakeUnits
from tests.services.learning.conftest import Process

ME, YOU = viewer(ALICE), viewer(BOB)
FIREBRAND = 62
KIND = BuildKind(GameMode.WVW, "Guardian", "Firebrand", ("heal",))


async def test_a_deed_is_one_line_without_anybody(here: Process, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 18, 20, 15, tzinfo=UTC)
    saved = await here.services.builds.save(ME, make_code(FIREBRAND), mode=GameMode.WVW)
    assert saved.is_new
    assert not (await here.services.builds.save(ME, make_code(FIREBRAND), mode=GameMode.WVW)).is_new
    (event,) = await here.read()
    assert (event.deed, event.hour, event.person) == (Deed.SAVED, 2 * 24 + 20, None)
    assert (event.mode, event.profession, event.elite) == (GameMode.WVW, "Guardian", "Firebrand")


async def test_what_is_said_twice_or_taken_back_is_not_noted_again(here: Process) -> None:
    build = (await here.services.builds.save(ME, make_code(FIREBRAND))).build
    for _ in range(2):
        await here.services.builds.publish(ME, build.short_id)
        await here.services.sharing.copy(YOU, build.short_id)
    for _ in range(3):
        await here.services.sharing.toggle_like(YOU, build.short_id)
    deeds = [event.deed for event in await here.read()]
    assert deeds == [Deed.SAVED, Deed.PUBLISHED, Deed.COPIED, Deed.LIKED, Deed.LIKED]


async def test_declared_roles_make_the_kind_and_else_those_that_are_seen(here: Process) -> None:
    build = (await here.services.builds.save(ME, make_code(FIREBRAND))).build
    kinds = here.learning.kinds
    assert kinds.get(build).elite == "Firebrand"
    assert kinds.get(replace(build, roles=("power", "heal"))).roles == ("heal", "power")
    assert kinds.get(build).roles == here.services.givings.get(build).roles
    plain = (await here.services.builds.save(ME, make_code())).build
    assert (kinds.get(plain).profession, kinds.get(plain).elite) == ("Guardian", None)


def test_what_is_offered_for_a_raid_has_a_kind(here: Process) -> None:
    game = here.learning.kinds.game
    assert get_offered(Choice("Firebrand", "heal"), GameMode.PVE, game).label == "pve Firebrand heal"
    assert get_offered(Choice("Guardian"), None, game) == BuildKind(profession="Guardian")
    assert get_offered(Choice(role="heal"), GameMode.PVE, game).label == "pve anybody heal"


async def test_taste_is_noted_of_who_said_yes_and_of_nobody_else(here: Process) -> None:
    assert await here.learning.find(ME) == NO_CONSENT
    first = await here.learning.agree(ME)
    assert await here.learning.agree(ME) == first
    for who in (ME, YOU):
        here.learning.note(who, Deed.LIKED, KIND)
    counts, taste = await here.read(Level.COUNTS), await here.read(Level.TASTE)
    (yours,), (mine,) = counts, taste  # one line a deed: another one of mine among the counts would tell the hour
    assert (yours.build, yours.person) == (KIND, None)
    assert (mine.build, mine.hour, mine.guild) == (KIND, None, yours.guild)
    assert mine.person is not None


async def test_in_a_guild_that_does_not_let_it_learn_nothing_is_noted(here: Process) -> None:
    admin = viewer(BOB, roles=GuildRole.ADMIN)
    await here.services.rulebook.let_learn(admin, learns=False)
    here.learning.note(ME, Deed.LIKED, KIND)
    assert not await here.learning.may_ask(ME)
    assert await here.read() == []
    here.learning.note(viewer(ALICE, AWAY), Deed.LIKED, KIND)
    here.learning.note(viewer(ALICE, None), Deed.LIKED, KIND)
    assert [event.guild is None for event in await here.read(Level.COUNTS)] == [False, True]
    await here.services.rulebook.let_learn(admin, learns=True)
    here.learning.note(ME, Deed.LIKED, KIND)
    assert len(await here.read(Level.COUNTS)) == 3


async def test_nothing_is_noted_before_the_rules_and_the_key_are_known(start: Callable[[str], Process]) -> None:
    new = start("new")
    new.learning.note(ME, Deed.LIKED, KIND)
    await new.learning.refresh()
    new.learning.note(ME, Deed.LIKED, KIND)
    assert await new.read() == []
    await new.services.rulebook.refresh()
    new.learning.note(ME, Deed.LIKED, KIND)
    assert len(await new.read()) == 1


async def test_who_takes_it_back_is_erased_everywhere_also_what_came_meanwhile(here: Process, there: Process) -> None:
    for who in (ME, YOU):
        await here.learning.agree(who)
    await there.refresh()
    for process in (here, there):
        for who in (ME, YOU):
            process.learning.note(who, Deed.LIKED, KIND)
    assert (await here.learning.refuse(ME)).since is None
    assert len(await here.read(Level.TASTE)) == 1
    there.learning.note(ME, Deed.LIKED, KIND)  # it does not know yet
    assert len(await there.read(Level.TASTE)) == 3
    await there.refresh()
    there.learning.note(ME, Deed.LIKED, KIND)
    (left,) = await there.read(Level.TASTE)
    assert [left] == await here.read(Level.TASTE)
    assert len(await there.read(Level.COUNTS)) == 1


async def test_a_machine_that_was_off_when_the_key_went_erases_when_it_comes_back(
    here: Process, there: Process, units: FakeUnits, clock: Clock
) -> None:
    await here.learning.agree(ME)
    await there.refresh()
    there.learning.note(ME, Deed.LIKED, KIND)
    assert len(await there.read(Level.TASTE)) == 1
    await here.learning.refuse(ME)
    clock.now += PERIOD
    await here.refresh()
    assert period_of(clock.now) in units.state.learning_secrets
    assert len(units.state.learning_secrets) == 1
    await there.refresh()
    assert await there.read(Level.TASTE) == []
    clock.now += KEPT
    await here.refresh()
    assert units.state.learning_erasures == {}


async def test_who_says_yes_again_is_somebody_else_and_stays(here: Process, there: Process) -> None:
    await here.learning.agree(ME)
    here.learning.note(ME, Deed.LIKED, KIND)
    (before,) = await here.read(Level.TASTE)
    await here.learning.refuse(ME)
    await here.learning.refuse(ME)
    await here.learning.agree(ME)
    here.learning.note(ME, Deed.LIKED, KIND)
    for process in (here, there):
        await process.refresh()
    (after,) = await here.read(Level.TASTE)
    assert after.person != before.person


async def test_who_is_erased_goes_from_the_files_too(here: Process, there: Process) -> None:
    await here.learning.agree(ME)
    await there.refresh()
    for process in (here, there):
        process.learning.note(ME, Deed.LIKED, KIND)
    await here.services.accounts.delete_everything(ME)
    assert await here.read(Level.TASTE) == []
    await there.refresh()
    assert await there.read(Level.TASTE) == []
    here.learning.note(ME, Deed.LIKED, KIND)
    assert await here.read(Level.TASTE) == []
    assert await here.learning.find(ME) == NO_CONSENT


async def test_what_a_disk_refuses_to_erase_is_erased_later(here: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    await here.learning.agree(ME)
    here.learning.note(ME, Deed.LIKED, KIND)

    async def refuse(_people: object) -> bool:
        return False

    with monkeypatch.context() as broken:
        broken.setattr(here.files, "erase", refuse)
        await here.learning.refuse(ME)
        await here.refresh()
    assert len(await here.read(Level.TASTE)) == 1
    await here.refresh()
    assert await here.read(Level.TASTE) == []


async def test_after_four_weeks_the_key_is_thrown_away(here: Process, units: FakeUnits, clock: Clock) -> None:
    consent = await here.learning.agree(ME)
    here.learning.note(ME, Deed.LIKED, KIND)
    (old,) = await here.read(Level.TASTE)
    (first,) = units.state.learning_secrets.values()
    assert consent.since is not None
    assert (old.person, old.guild) == (name_person(first, ALICE, consent.since), name_guild(first, HOME))

    clock.now += PERIOD
    here.learning.note(ME, Deed.LIKED, KIND)
    assert len(await here.read(Level.TASTE)) == 1, "noted with the key of other weeks"
    await here.refresh()
    ((period, second),) = units.state.learning_secrets.items()
    assert (period, second != first) == (period_of(clock.now), True)
    here.learning.note(ME, Deed.LIKED, KIND)
    new = (await here.read(Level.TASTE))[1]
    assert new.person == name_person(second, ALICE, consent.since)
    assert not {old.person, old.guild} & {new.person, new.guild}


async def test_processes_agree_on_the_key(here: Process, there: Process) -> None:
    for process in (here, there):
        process.learning.note(ME, Deed.LIKED, KIND)
    assert [event.guild for event in await here.read()] == [event.guild for event in await there.read()]


async def test_old_days_go_by_themselves(here: Process, clock: Clock) -> None:
    here.learning.note(ME, Deed.LIKED, KIND)
    clock.now += timedelta(days=60)
    await here.refresh()
    here.learning.note(ME, Deed.LIKED, KIND)
    assert len(await here.read()) == 2
    clock.now += timedelta(days=31)
    await here.refresh()
    assert len(await here.read()) == 1


async def test_where_nothing_is_noted_any_more_the_keys_go(here: Process, units: FakeUnits) -> None:
    assert units.state.learning_secrets
    off = Learning(units, here.learning._clock, here.services.rulebook, here.learning.kinds)
    await off.refresh()
    assert units.state.learning_secrets == {}


async def test_everybody_is_asked_once(here: Process, there: Process) -> None:
    await here.services.builds.save(ME, make_code(FIREBRAND))
    await here.services.builds.save(YOU, make_code(FIREBRAND))
    await here.learning.refuse(YOU)
    asked = [await process.learning.may_ask(who) for who in (ME, YOU) for process in (here, there, here)]
    assert asked == [True] + [False] * 5


async def test_a_name_of_another_shape_costs_no_command(here: Process) -> None:
    here.learning.note(ME, Deed.LIKED, BuildKind(None, "Ada's own", None, ()))
    here.learning.note(ME, Deed.LIKED, KIND, content="own-22222222")
    (event,) = await here.read()
    assert event.content == "own"
