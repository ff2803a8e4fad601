"""Statistics: what is counted, for whom, and that nobody and nothing private is in them."""

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import Services
from bot.domain.attendance import Presence
from bot.domain.gamedata import GameData
from bot.domain.ids import ChannelId, SpecializationId
from bot.domain.needs import Need
from bot.domain.professions import Profession
from bot.domain.raid_needs import NOTED_AFTER, NeedRecord
from bot.domain.raids import Answer, Raid, RaidStatus
from bot.domain.stats import FEW, WEEKS, Calling, Presences, Week, count_callings, count_weeks, list_weeks
from bot.domain.viewer import GuildRole
from bot.errors import NotAllowedError
from bot.services.almanac import Almanac
from bot.services.describing import Describer
from bot.services.raids.attendance import members
from bot.services.raids.timetable import NOTE_NEEDS
from config.giving import load_giving_rules
from tests.factories import ALICE, AWAY, BOB, CAROL, START, Clock, make_template, viewer
from tests.fakes import FakeUnits

pytestmark = pytest.mark.still
LEADER, ADMIN = viewer(roles=GuildRole.LEADER), viewer(CAROL, roles=GuildRole.ADMIN)
FIREBRAND, DRAGONHUNTER = SpecializationId(62), SpecializationId(27)


@pytest.fixture
def units(game: GameData) -> FakeUnits:
    return FakeUnits(Describer(Almanac.of(game), load_giving_rules()))


async def save(services: Services, who: int, elite: int, name: str, *, public: bool) -> None:
    code = make_template(specialization=elite).chat_code()
    eyes = viewer(BOB if who == BOB else ALICE)
    saved = await services.builds.save(eyes, code, name=name)
    if public:
        await services.builds.publish(eyes, saved.build.short_id)


@pytest.fixture
async def raid(services: Services, clock: Clock) -> Raid:
    """A raid that began: Alice and Bob had places."""
    draft = await services.raids.plan(LEADER, "Raid", "2026-11-27 20:00", "fractal", channel=ChannelId(7), zone="UTC")
    raid = await services.raids.open(LEADER, draft.short_id)
    for who in (ALICE, BOB):
        await services.signups.answer(viewer(who), raid.short_id, Answer.SIGNED)
    clock.now = raid.starts_at + timedelta(hours=2)
    return raid


async def test_a_server_counts_what_is_public_there(services: Services) -> None:
    await save(services, ALICE, FIREBRAND, "One", public=True)
    await save(services, BOB, FIREBRAND, "Two", public=True)
    await save(services, BOB, 0, "Plain", public=True)
    await save(services, ALICE, DRAGONHUNTER, "Mine", public=False)
    stats = await services.statistics.count_server(ADMIN)
    assert stats.builds == 3
    assert stats.callings == (Calling(Profession.GUARDIAN, FIREBRAND, 2), Calling(Profession.GUARDIAN, None, 1))
    assert (await services.statistics.count_server(viewer(CAROL, AWAY, GuildRole.ADMIN))).builds == 0
    mine = await services.statistics.count_own(viewer(ALICE))
    assert {one.elite: one.count for one in mine.callings} == {FIREBRAND: 1, DRAGONHUNTER: 1}


async def test_who_may_see_a_server(services: Services) -> None:
    for asking in (viewer(), LEADER, viewer(roles=GuildRole.MODERATOR), viewer(guild=None, roles=GuildRole.ADMIN)):
        with pytest.raises(NotAllowedError):
            await services.statistics.count_server(asking)
    with pytest.raises(NotAllowedError):
        await services.statistics.rank_builds(viewer(guild=None))
    assert (await services.statistics.rank_builds(viewer())).looked_through == 0


async def test_few_people_are_not_counted_up(services: Services, raid: Raid) -> None:
    await services.attendance.save(LEADER, raid.short_id)
    week = (await services.statistics.count_server(ADMIN)).weeks[-1]
    assert (week.raids, week.is_small, week.presences) == (1, True, {})
    more = members(range(100, 100 + FEW - 2))
    await services.attendance.mark(LEADER, raid.short_id, Presence.ABSENT, more)
    week = (await services.statistics.count_server(ADMIN)).weeks[-1]
    assert (week.is_small, week.presences) == (False, {Presence.PRESENT: 2, Presence.ABSENT: FEW - 2})


async def test_nobody_is_in_the_numbers_of_a_server(services: Services, raid: Raid) -> None:
    await save(services, ALICE, FIREBRAND, "Secret name", public=True)
    await save(services, BOB, FIREBRAND, "Private name", public=False)
    await services.attendance.mark(LEADER, raid.short_id, Presence.LATE, members(range(100, 110)))
    await services.attendance.save(LEADER, raid.short_id)
    said = repr(asdict(await services.statistics.count_server(ADMIN)))
    for secret in (ALICE, BOB, CAROL, 100, "Secret name", "Private name", raid.title, raid.short_id):
        assert str(secret) not in said


async def test_private_builds_are_in_no_ranking(services: Services, raid: Raid, clock: Clock) -> None:
    await save(services, BOB, FIREBRAND, "Private", public=False)
    await save(services, ALICE, FIREBRAND, "Public", public=True)
    clock.now = raid.starts_at - timedelta(hours=1)
    for who, name in ((ALICE, "Public"), (BOB, "Private")):
        build = await services.builds.require(viewer(who), name)
        await services.signups.choose(viewer(who), raid.short_id, builds=[build.short_id])
    clock.now = raid.starts_at + timedelta(hours=1)
    public = await services.builds.require(viewer(ALICE), "Public")
    await services.sharing.toggle_like(viewer(BOB), public.short_id)
    ranked = await services.statistics.rank_builds(viewer(CAROL))
    assert [(one.build.name, one.count) for one in ranked.seated] == [("Public", 1)]
    assert [(one.build.name, one.count) for one in ranked.liked] == [("Public", 1)]
    assert ranked.looked_through == 1
    played = (await services.statistics.count_own(viewer(BOB))).played
    assert [(one.title, one.count) for one in played] == [("Firebrand", 1)]
    assert (await services.statistics.count_own(viewer(CAROL))).played == ()


async def test_what_a_raid_lacks_is_noted_when_it_is_under_way(
    services: Services, raid: Raid, units: FakeUnits, clock: Clock
) -> None:
    assert (await services.statistics.count_server(ADMIN)).noted == 0
    clock.now = raid.starts_at
    await services.attendance.offer(raid.short_id)
    assert units.state.jobs[NOTE_NEEDS, raid.short_id].job.due_at == raid.starts_at + NOTED_AFTER
    clock.now = raid.starts_at + NOTED_AFTER
    await services.jobs.work({NOTE_NEEDS: services.statistics.note_needs})
    stats = await services.statistics.count_server(ADMIN)
    assert stats.noted == 1
    # two people who named nothing sit: they may bring either of the two, nobody can tell
    assert stats.needs
    assert {(one.raids, one.missing, one.unsure) for one in stats.needs} == {(1, 0, 1)}


async def test_what_is_known_to_be_missing(services: Services, raid: Raid, clock: Clock) -> None:
    clock.now = raid.starts_at - timedelta(hours=1)
    await services.signups.choose(viewer(ALICE), raid.short_id, roles=["heal-quick"])
    await services.signups.choose(viewer(BOB), raid.short_id, roles=["dps"])
    clock.now = raid.starts_at
    assert await services.statistics.note_needs(raid.short_id)
    found = {one.need: one for one in (await services.statistics.count_server(ADMIN)).needs}
    assert found[Need.ALACRITY] == NeedRecord(Need.ALACRITY, 1, 1, 0)
    assert found[Need.QUICKNESS] == NeedRecord(Need.QUICKNESS, 1, 0, 0)


async def test_what_did_not_take_place_is_not_noted(services: Services, raid: Raid, units: FakeUnits) -> None:
    clock_was = raid.starts_at
    units.state.raids[raid.id] = replace(raid, starts_at=clock_was + timedelta(days=1))
    assert await services.statistics.note_needs(raid.short_id)
    units.state.raids[raid.id] = replace(raid, status=RaidStatus.CANCELED)
    assert await services.statistics.note_needs(raid.short_id)
    await services.attendance.offer(raid.short_id)
    assert await services.statistics.note_needs("22222222")
    assert not units.state.needs
    assert (NOTE_NEEDS, raid.short_id) not in units.state.jobs


async def test_ones_own_numbers(services: Services, raid: Raid) -> None:
    await services.attendance.mark(LEADER, raid.short_id, Presence.LATE, members([BOB]))
    assert (await services.statistics.count_own(viewer(BOB))).tally is None
    await services.attendance.save(LEADER, raid.short_id)
    mine = await services.statistics.count_own(viewer(BOB, None))
    assert mine.tally is not None
    assert mine.tally.counts == {Presence.LATE: 1}
    assert (await services.statistics.count_own(viewer(BOB, AWAY))).tally is None


def test_weeks_begin_on_mondays_of_the_zone_also_where_clocks_are_turned() -> None:
    zone = ZoneInfo("Europe/Paris")
    weeks = list_weeks(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), zone)  # Monday there
    assert len(weeks) == WEEKS
    assert weeks[-1] == datetime(2026, 11, 23, tzinfo=zone)
    assert {(week.weekday(), week.hour) for week in weeks} == {(0, 0)}
    october = weeks[WEEKS - 6 : WEEKS - 4]
    assert october[1].astimezone(UTC) - october[0].astimezone(UTC) == timedelta(days=7, hours=1)


@given(st.dictionaries(st.integers(0, 3), st.integers(0, 2 * FEW)))
def test_a_week_tells_of_many_or_of_nobody(people: dict[int, int]) -> None:
    starts = [START + timedelta(weeks=number) for number in range(4)]
    noted = {number: Presences({Presence.PRESENT: count}, count) for number, count in people.items()}
    for number, week in enumerate(count_weeks(starts, {1: 2}, noted)):
        count = people.get(number)
        is_many = count is not None and count >= FEW
        assert bool(week.presences) == is_many
        assert week.is_small == (count is not None and not is_many)
        assert week.raids == (2 if number == 1 else 0)
    assert count_weeks(starts[:1], {}, {}) == (Week(starts[0]),)


def test_a_build_is_called_once(game: GameData) -> None:
    counts = {"p:guardian": 5, "e:firebrand": 2, "e:dragonhunter": 2, "p:thief": 1, "e:daredevil": 1}
    found = count_callings(counts, game)
    assert [(one.profession, one.count) for one in found] == [
        (Profession.GUARDIAN, 2),
        (Profession.GUARDIAN, 2),
        (Profession.GUARDIAN, 1),
        (Profession.THIEF, 1),
    ]
    assert sum(one.count for one in found) == 6
