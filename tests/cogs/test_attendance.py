"""What leaders and members see of attendance."""

from datetime import timedelta

import pytest
import simcord

from bot.domain.attendance import Presence
from bot.domain.raids import Answer, Raid
from bot.services.raids.attendance import members
from cogs.ui.limits import CHOICES
from tests.cogs.conftest import World
from tests.cogs.reading import answer, answers, buttons, custom_ids, said
from tests.cogs.test_raid_editing import eyes_of_leader
from tests.cogs.test_raids import bot_of, by_hand, eyes, post, posted, redrawn

__all__ = ["by_hand", "posted"]


@pytest.fixture
async def raid(posted: World, monkeypatch: pytest.MonkeyPatch) -> Raid:
    """A raid that began two hours ago; Mia and Tom have places."""
    services = bot_of(posted).services
    (raid,) = await services.raids.list_here(eyes(posted, posted.leo))
    for person in (posted.mia, posted.tom):
        await services.signups.answer(eyes(posted, person), raid.short_id, Answer.SIGNED)
    for service in (services.attendance, services.raids, services.agenda):
        monkeypatch.setattr(service, "_clock", lambda: raid.starts_at + timedelta(hours=2))
    return raid


def control(result: simcord.InteractionResult, verb: str) -> str:
    return next(one for one in custom_ids(answer(result)) if one.startswith(f"{verb}:"))


async def test_a_leader_notes_who_came_from_the_post(posted: World, raid: Raid) -> None:
    await redrawn(posted)
    opened = await posted.leo.click(post(posted), label="Who came?")
    assert f"**Came** (2) <@{posted.mia.id}>, <@{posted.tom.id}>" in said(opened)
    assert "A proposal" in said(opened)
    late = await posted.leo.select(answer(opened), [posted.mia], custom_id=control(opened, "raid-attend-late"))
    assert f"**Came late** (1) <@{posted.mia.id}>" in said(late)
    assert "-# Who came late?" in said(late)
    assert "-# Who did not come?" not in said(late)
    back = await posted.leo.select(answer(late), [], custom_id=control(late, "raid-attend-late"))
    assert "**Came** (2)" in said(back)
    more = await posted.leo.select(answer(back), [posted.leo], custom_id=control(back, "raid-attend-present"))
    assert "**Came** (3)" in said(more)
    saved = await posted.leo.click(answer(more), label="Save")
    assert "✅ Saved" in said(saved)
    assert raid.short_id


async def test_members_do_not_note_and_see_their_own(posted: World, raid: Raid) -> None:
    await redrawn(posted)
    assert "Only the raid leaders" in said(await posted.mia.click(post(posted), label="Who came?"))
    assert "noted nothing" in said(await posted.mia.slash(posted.channel, "raid attendance"))
    opened = await posted.leo.slash(posted.channel, "raid attendance", raid=raid.short_id)
    await posted.leo.click(answer(opened), label="Save")
    own = said(await posted.mia.slash(posted.channel, "raid attendance"))
    assert "**100%** · came to 1 of 1" in own
    assert str(posted.tom.id) not in own
    assert "Only the raid leaders" in said(
        await posted.mia.slash(posted.channel, "raid attendance", raid=raid.short_id)
    )


async def test_a_leader_sees_all_by_person_by_raid_and_as_a_table(posted: World, raid: Raid) -> None:
    assert "Nothing is noted" in said(await posted.leo.slash(posted.channel, "raid attendance"))
    opened = await posted.leo.slash(posted.channel, "raid attendance", raid=raid.short_id)
    await posted.leo.click(answer(opened), label="Save")
    record = await posted.leo.slash(posted.channel, "raid attendance")
    assert "1 raid of the last 90 days" in said(record)
    assert f"<@{posted.tom.id}> · **100%**" in said(record)
    assert buttons(record) == ["By raid", "Table (CSV)"]
    table = await posted.leo.click(answer(record), label="Table (CSV)")
    (file,) = answers(table)[-1].attachments
    assert file.filename == "attendance.csv"
    raids = await posted.leo.click(answer(record), label="By raid")
    assert "✅ 2 of 2" in said(raids)
    sheet = await posted.leo.select(answer(raids), [raid.short_id], custom_id="raid-record-open")
    assert "✅ Saved" in said(sheet)


async def test_not_before_the_start(posted: World) -> None:
    refused = await posted.leo.slash(posted.channel, "raid attendance", raid="Friday clear")
    assert "has not begun" in said(refused)
    assert buttons(await posted.leo.slash(posted.channel, "raid show", raid="Friday clear"))[0] == "Sign up"


async def test_french_leaders_read_french(posted: World, raid: Raid) -> None:
    posted.speaks_french(posted.leo)
    opened = await posted.leo.slash(posted.channel, "raid attendance", raid=raid.short_id)
    assert "Qui est venu" in said(opened)
    assert buttons(opened) == ["Enregistrer"]


async def test_more_people_than_a_list_takes_can_have_one_mark(posted: World, raid: Raid) -> None:
    crowd = members(range(10**17, 10**17 + CHOICES - 1))
    services, eyes_of_leo = bot_of(posted).services, eyes_of_leader(posted)
    await services.attendance.mark(eyes_of_leo, raid.short_id, Presence.ABSENT, crowd)
    opened = await posted.leo.slash(posted.channel, "raid attendance", raid=raid.short_id)
    assert f"{CHOICES} people at a time" not in said(opened)
    await services.attendance.mark(eyes_of_leo, raid.short_id, Presence.ABSENT, members([10**17 + CHOICES]))
    opened = await posted.leo.slash(posted.channel, "raid attendance", raid=raid.short_id)
    assert f"{CHOICES} people at a time" in said(opened)
    more = await posted.leo.select(answer(opened), [posted.mia], custom_id=control(opened, "raid-attend-absent"))
    assert f"**Did not come** ({CHOICES + 1})" in said(more)
    back = await posted.leo.select(answer(more), [posted.mia], custom_id=control(more, "raid-attend-present"))
    assert f"**Did not come** ({CHOICES})" in said(back)


async def test_french_members_read_their_own(posted: World, raid: Raid) -> None:
    opened = await posted.leo.slash(posted.channel, "raid attendance", raid=raid.short_id)
    await posted.leo.click(answer(opened), label="Save")
    assert "Friday clear · you came" in said(await posted.mia.slash(posted.channel, "raid attendance"))
    posted.speaks_french(posted.tom)
    assert "Friday clear · présence" in said(await posted.tom.slash(posted.channel, "raid attendance"))
