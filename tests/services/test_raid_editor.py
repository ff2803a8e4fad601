"""Raids that are changed after they were planned: moved, renamed, made smaller, by one hand and by two."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import Services
from bot.domain.edits import Seen
from bot.domain.ids import ChannelId, UserId
from bot.domain.raid_options import PLAIN, News, RoleGroup
from bot.domain.raids import Answer, Raid
from bot.domain.viewer import GuildRole
from bot.errors import (
    AmbiguousWhenError,
    ConflictError,
    EditedMeanwhileError,
    InvalidSizeError,
    NotAllowedError,
    NotesTooLongError,
    NotFoundError,
    PastWhenError,
    UnknownContentError,
)
from bot.services.raids.editing import FORM
from bot.services.raids.planning import DRAW, NEWS
from tests.factories import AWAY, BOB, CAROL, viewer
from tests.fakes import FakeUnits

LEADER = viewer(roles=GuildRole.LEADER)
OTHER = viewer(CAROL, roles=GuildRole.LEADER)
CHANNEL = ChannelId(77)


@pytest.fixture
async def raid(services: Services) -> Raid:
    planned = await services.raids.plan(LEADER, "Clear", "friday 20:00", "raid", channel=CHANNEL, zone="Europe/Paris")
    return await services.raids.open(LEADER, planned.short_id)


async def fill(services: Services, raid: Raid, count: int, role: str | None = None) -> None:
    for number in range(1, count + 1):
        who = viewer(UserId(number))
        await services.signups.choose(who, raid.short_id, roles=[role] if role else [])


def seen(raid: Raid) -> Seen:
    return Seen.of(raid, FORM)


async def test_title_time_and_notes_are_changed_and_answers_stay(services: Services, raid: Raid) -> None:
    await fill(services, raid, 3)
    typed = {"title": " Clear 2 ", "when": "friday 21:30", "notes": "bring food"}
    changed = await services.raid_editor.edit(LEADER, raid.short_id, typed, seen(raid))
    after = changed.raid
    assert (after.title, after.notes, after.revision) == ("Clear 2", "bring food", 1)
    assert after.starts_at == raid.starts_at + timedelta(minutes=90)
    assert (after.wall.hour, after.wall.minute) == (21, 30)
    assert len(changed.roster.seats) == 3


async def test_who_answered_is_told_once_that_it_was_moved(services: Services, raid: Raid, units: FakeUnits) -> None:
    await services.signups.answer(viewer(BOB), raid.short_id, Answer.MAYBE)
    for when in ("saturday 20:00", "sunday 20:00"):
        now = (await services.raid_editor.require(LEADER, raid.short_id)).raid
        await services.raid_editor.edit(LEADER, raid.short_id, {"when": when}, Seen.of(now, ("when",)))
    assert (NEWS, raid.short_id) in units.state.jobs
    told = await services.announcements.pop_news(raid.short_id)
    assert told is not None
    assert told.announcement.news == News(moved_from=raid.starts_at)
    assert await services.announcements.pop_news(raid.short_id) is None


async def test_moved_there_and_back_is_no_news(services: Services, raid: Raid) -> None:
    for when in ("saturday 20:00", "friday 20:00"):
        now = (await services.raid_editor.require(LEADER, raid.short_id)).raid
        await services.raid_editor.edit(LEADER, raid.short_id, {"when": when}, Seen.of(now, ("when",)))
    assert await services.announcements.pop_news(raid.short_id) is None


async def test_the_deadline_moves_along(services: Services, raid: Raid) -> None:
    ahead = timedelta(hours=2)
    closing = await services.raid_editor.set_deadline(LEADER, raid.short_id, 0, ahead)
    moved = await services.raid_editor.edit(
        LEADER, raid.short_id, {"when": "saturday 18:00"}, Seen.of(closing.raid, ("when",))
    )
    assert moved.raid.closes_at == moved.raid.starts_at - ahead


async def test_two_hands_at_different_fields_both_count(services: Services, raid: Raid) -> None:
    before = seen(raid)
    shown = {"title": raid.title, "when": raid.when, "notes": ""}
    await services.raid_editor.edit(LEADER, raid.short_id, shown | {"title": "New"}, before)
    second = await services.raid_editor.edit(OTHER, raid.short_id, shown | {"notes": "late"}, before)
    assert (second.raid.title, second.raid.notes) == ("New", "late")
    assert second.elsewhere == ("title",)


async def test_the_second_hand_at_the_same_field_is_told(services: Services, raid: Raid) -> None:
    before = Seen.of(raid, ("when",))
    await services.raid_editor.edit(LEADER, raid.short_id, {"when": "saturday 20:00"}, before)
    with pytest.raises(EditedMeanwhileError) as told:
        await services.raid_editor.edit(OTHER, raid.short_id, {"when": "sunday 20:00"}, before)
    assert told.value.fields == ("when",)
    with pytest.raises(ConflictError):
        await services.raid_editor.set_deadline(OTHER, raid.short_id, 0, timedelta(hours=1))


async def test_bad_input_changes_nothing(services: Services, raid: Raid) -> None:
    for typed, error in (
        ({"when": "friday 8"}, AmbiguousWhenError),
        ({"when": "2026-01-01 20:00"}, PastWhenError),
        ({"notes": "x" * 1001}, NotesTooLongError),
    ):
        with pytest.raises(error):
            await services.raid_editor.edit(LEADER, raid.short_id, typed, seen(raid))
    for size in (0, 11):
        with pytest.raises(InvalidSizeError):
            await services.raid_editor.set_size(LEADER, raid.short_id, 0, size)
    with pytest.raises(UnknownContentError):
        await services.raid_editor.set_content(LEADER, raid.short_id, 0, "golf")
    assert (await services.raid_editor.require(LEADER, raid.short_id)).raid == raid


async def test_only_leaders_of_the_guild_may(services: Services, raid: Raid) -> None:
    with pytest.raises(NotAllowedError):
        await services.raid_editor.edit(viewer(BOB), raid.short_id, {"title": "x"}, seen(raid))
    with pytest.raises(NotAllowedError):
        await services.raid_editor.require(viewer(BOB), raid.short_id)
    with pytest.raises(NotFoundError):
        await services.raid_editor.require(viewer(BOB, AWAY, GuildRole.LEADER), raid.short_id)


async def test_who_sits_beyond_the_new_size_waits_first_in_line(services: Services, raid: Raid) -> None:
    await fill(services, raid, 11)
    smaller = await services.raid_editor.set_size(LEADER, raid.short_id, 0, 8)
    assert smaller.displaced == 2
    assert set(smaller.roster.seat_by_user) == set(range(1, 9))
    assert [entry.user for entry in smaller.roster.waiting()] == [9, 10, 11]
    told = await services.announcements.pop_news(raid.short_id)
    assert told is not None
    assert told.announcement.news == News(displaced=(UserId(9), UserId(10)))
    larger = await services.raid_editor.set_size(LEADER, raid.short_id, 1, 10)
    assert [entry.user for entry in larger.roster.waiting()] == [11]


async def test_a_smaller_template_seats_those_beyond_where_places_are_free(services: Services, raid: Raid) -> None:
    await fill(services, raid, 7)
    for number in (1, 2, 3):
        await services.signups.answer(viewer(UserId(number)), raid.short_id, Answer.ABSENT)
    smaller = await services.raid_editor.set_content(LEADER, raid.short_id, 0, "fractal")
    assert smaller.displaced == 0
    assert set(smaller.roster.seat_by_user) == {4, 5, 6, 7}
    assert (smaller.raid.subgroups, smaller.raid.size) == (1, 5)


async def test_a_full_role_waits_and_others_sit_meanwhile(services: Services, raid: Raid) -> None:
    healers = replace(PLAIN, limits=((RoleGroup.HEAL, 2),))
    await services.raid_editor.set_options(LEADER, raid.short_id, 0, healers)
    await fill(services, raid, 3, "heal-alac")
    dps = await services.signups.choose(viewer(UserId(4)), raid.short_id, roles=["dps"])
    assert dps.seat is not None
    roster = await services.raids.require(LEADER, raid.short_id)
    assert [entry.user for entry in roster.waiting()] == [3]
    flexible = await services.signups.choose(viewer(UserId(3)), raid.short_id, roles=["heal-quick", "dps"])
    assert flexible.seat is not None
    assert flexible.seat.rank == 1
    wider = replace(PLAIN, limits=((RoleGroup.HEAL, 3),))
    now = (await services.raids.require(LEADER, raid.short_id)).raid
    await services.signups.choose(viewer(UserId(5)), raid.short_id, roles=["heal"])
    opened = await services.raid_editor.set_options(LEADER, raid.short_id, now.revision, wider)
    assert set(opened.roster.seat_by_user) == {1, 2, 3, 4, 5}


async def test_who_sits_keeps_the_place_when_limits_are_set_below(services: Services, raid: Raid) -> None:
    await fill(services, raid, 4, "heal")
    fewer = replace(PLAIN, limits=((RoleGroup.HEAL, 1),))
    after = await services.raid_editor.set_options(LEADER, raid.short_id, 0, fewer)
    assert len(after.roster.seat_by_user) == 4


async def test_another_leader_takes_over_from_who_was_erased(services: Services, raid: Raid) -> None:
    await services.accounts.delete_everything(LEADER)
    for _ in range(2):
        assert (await services.raid_editor.take_over(OTHER, raid.short_id)).raid.leader == CAROL
    with pytest.raises(NotAllowedError):
        await services.raid_editor.take_over(viewer(BOB), raid.short_id)


async def test_a_draft_leaves_no_job_and_no_news(services: Services, units: FakeUnits) -> None:
    draft = await services.raids.plan(LEADER, "Clear", "friday 20:00", "raid", channel=CHANNEL, zone="Europe/Paris")
    changed = await services.raid_editor.edit(LEADER, draft.short_id, {"when": "saturday 20:00"}, seen(draft))
    assert changed.raid.news is None
    assert (DRAW, draft.short_id) not in units.state.jobs


async def test_who_answered_is_told_that_it_is_called_off(services: Services, raid: Raid) -> None:
    await services.signups.answer(viewer(BOB), raid.short_id, Answer.MAYBE)
    await services.raids.cancel(LEADER, raid.short_id)
    told = await services.announcements.pop_news(raid.short_id)
    assert told is not None
    assert told.announcement.news == News(canceled=True)
