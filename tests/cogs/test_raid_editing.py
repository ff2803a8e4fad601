"""What leaders see when they change a raid, and what others see of it."""

from datetime import UTC, datetime, timedelta

import pytest
import simcord

from bot.domain.edits import Seen
from bot.domain.ids import GuildId, RoleId, UserId
from bot.domain.raids import Answer, Raid
from bot.domain.viewer import GuildRole, Viewer
from cogs.raids import news
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, custom_ids, options, said, values
from tests.cogs.test_editing import filled
from tests.cogs.test_raids import bot_of, by_hand, eyes, posted, redrawn

__all__ = ["by_hand", "posted"]


async def raid_of(world: World) -> Raid:
    (raid,) = await bot_of(world).services.raids.list_here(eyes(world, world.leo))
    return raid


def control(shown: object, verb: str) -> str:
    return next(one for one in custom_ids(answer(shown)) if one.startswith(verb))  # type: ignore[arg-type]


async def test_a_leader_changes_time_and_notes_in_a_form(posted: World) -> None:
    panel = await posted.leo.slash(posted.channel, "raid edit", raid="Friday clear")
    assert "Sign-ups end" in said(panel)
    form = await posted.leo.click(answer(panel), label="Edit")
    assert filled(form) == {"title": "Friday clear", "when": "2026-11-27 20:00", "notes": ""}
    saved = await posted.leo.submit_modal(form, filled(form, when="saturday 21:00", notes="bring **food**"))
    assert "Saved." in said(saved)
    assert "bring **food**" in await redrawn(posted)
    assert (await raid_of(posted)).wall.isoformat() == "2026-11-28T21:00:00"


async def asked_about(world: World, when: str) -> simcord.InteractionResult:
    panel = await world.leo.slash(world.channel, "raid edit", raid="Friday clear")
    form = await world.leo.click(answer(panel), label="Edit")
    return await world.leo.submit_modal(form, filled(form, when=when, notes="precious"))


async def test_what_is_not_clear_is_asked_and_one_press_away(posted: World) -> None:
    before = (await raid_of(posted)).starts_at
    asked = await asked_about(posted, "friday 8")
    assert "several ways" in said(asked)
    assert "Saved." in said(asked)
    kept = await raid_of(posted)
    assert (kept.notes, kept.starts_at) == ("precious", before)
    moments = values(asked)
    moved = await posted.leo.select(answer(asked), moments[:1], custom_id="raid-start")
    assert "precious" in said(moved)
    assert int((await raid_of(posted)).starts_at.timestamp()) == int(moments[0].rpartition(":")[2])


async def test_the_hour_that_comes_twice_is_asked_and_kept_apart(posted: World) -> None:
    asked = await asked_about(posted, "2027-10-31 02:30")
    assert [label[-9:] for label in options(asked)] == ["GMT+02:00", "GMT+01:00"]
    await posted.leo.select(answer(asked), values(asked)[1:], custom_id="raid-start")
    assert (await raid_of(posted)).starts_at.astimezone(UTC) == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


async def test_a_choice_moves_nothing_that_another_leader_moved_meanwhile(posted: World) -> None:
    asked = await asked_about(posted, "friday 8")
    raid = await raid_of(posted)
    editor, seen = bot_of(posted).services.raid_editor, Seen.of(raid, ("when",))
    moved = await editor.edit(eyes_of_leader(posted), raid.short_id, {"when": "saturday 21:00"}, seen)
    refused = await posted.leo.select(answer(asked), values(asked)[:1], custom_id="raid-start")
    assert "changed by another hand" in said(refused)
    assert (await raid_of(posted)).starts_at == moved.raid.starts_at


async def test_members_and_other_servers_change_nothing(posted: World) -> None:
    refused = await posted.mia.slash(posted.channel, "raid edit", raid="Friday clear")
    assert "Only the raid leaders" in said(refused)
    assert "I find no raid" in said(await posted.leo.slash(posted.channel, "raid edit", raid="22222222"))


async def test_the_second_of_two_leaders_is_told(posted: World) -> None:
    first = await posted.leo.slash(posted.channel, "raid edit", raid="Friday clear")
    raid = await raid_of(posted)
    await bot_of(posted).services.raid_editor.set_size(eyes_of_leader(posted), raid.short_id, 0, 8)
    second = await posted.leo.select(
        answer(first), [f"{raid.short_id}:0:fractal"], custom_id=control(first, "raid-template")
    )
    assert "Somebody changed this raid meanwhile" in said(second)
    assert (await raid_of(posted)).size == 8


def eyes_of_leader(world: World) -> Viewer:
    return Viewer(UserId(world.leo.id), GuildId(world.guild.id), GuildRole.LEADER)


async def test_options_are_turned_on_and_shown(posted: World) -> None:
    role = posted.guild.create_role("Raiders", mentionable=True)
    posted.guild.create_role("Secret")
    panel = await posted.leo.slash(posted.channel, "raid edit", raid="Friday clear")
    page = await posted.leo.click(answer(panel), label="Options")
    assert "Mention Raiders" in options(page)
    assert "Mention Secret" not in options(page)
    ids = custom_ids(answer(page))
    page = await posted.leo.select(
        answer(page), ["approval", "with_thread"], custom_id=next(one for one in ids if one.startswith("raid-extras"))
    )
    assert "decided by a leader" in said(page)
    page = await posted.leo.select(answer(page), ["2"], custom_id=control(page, "raid-closes"))
    assert "2 hours before the start" in said(page)
    page = await posted.leo.select(answer(page), [str(role.id)], custom_id=control(page, "raid-ping"))
    raid = await raid_of(posted)
    assert raid.options.ping == RoleId(role.id)
    assert (raid.options.approval, raid.options.with_thread, raid.options.with_event) == (True, True, False)


async def test_places_and_limits_are_said_in_a_form(posted: World) -> None:
    panel = await posted.leo.slash(posted.channel, "raid edit", raid="Friday clear")
    form = await posted.leo.click(answer(panel), label="Places and roles")
    saved = await posted.leo.submit_modal(form, filled(form, size="8", heal="2"))
    assert "Healers 2" in said(saved)
    form = await posted.leo.click(answer(saved), label="Places and roles")
    refused = said(await posted.leo.submit_modal(form, filled(form, size="xx")))
    assert "1 to 10 people" in refused


async def test_who_answered_is_mentioned_once_when_it_is_moved(posted: World) -> None:
    raid = await raid_of(posted)
    services = bot_of(posted).services
    for who, said_so in ((posted.mia, Answer.SIGNED), (posted.tom, Answer.ABSENT)):
        await services.signups.answer(eyes(posted, who), raid.short_id, said_so)
    panel = await posted.leo.slash(posted.channel, "raid edit", raid="Friday clear")
    form = await posted.leo.click(answer(panel), label="Edit")
    await posted.leo.submit_modal(form, filled(form, when="saturday 21:00"))
    for _ in range(2):
        await news.tell_news(bot_of(posted), raid.short_id)
    (told,) = [message for message in posted.channel.history() if message.content]
    assert "was moved" in told.content
    assert f"<@{posted.mia.id}>" in told.content
    assert f"<@{posted.tom.id}>" not in told.content
    assert [one.id for one in told.mentions] == [posted.mia.id]


async def test_another_leader_takes_over_a_raid_without_one(posted: World) -> None:
    await bot_of(posted).services.accounts.delete_everything(eyes_of_leader(posted))
    panel = await posted.leo.slash(posted.channel, "raid edit", raid="Friday clear")
    assert "Nobody leads this raid" in said(panel)
    taken = await posted.leo.click(answer(panel), label="Take over")
    assert "You lead this raid" in said(taken)
    assert "Take over" not in buttons(taken)


async def test_french_leaders_read_french(posted: World) -> None:
    posted.speaks_french(posted.leo)
    panel = await posted.leo.slash(posted.channel, "raid edit", raid="Friday clear")
    assert "Fin des inscriptions" in said(panel)


async def test_the_post_says_until_when_people_can_sign_up(posted: World, monkeypatch: pytest.MonkeyPatch) -> None:
    raid, services = await raid_of(posted), bot_of(posted).services
    ahead = timedelta(hours=2)
    closing = (
        await services.raid_editor.set_deadline(eyes_of_leader(posted), raid.short_id, raid.revision, ahead)
    ).raid
    assert closing.closes_at is not None
    assert f"Sign-ups end <t:{int(closing.closes_at.timestamp())}:R>" in await redrawn(posted)
    monkeypatch.setattr(services.raids, "_clock", lambda: raid.starts_at - ahead)
    assert f"Sign-ups ended <t:{int(closing.closes_at.timestamp())}:R>" in await redrawn(posted)
    monkeypatch.setattr(services.raids, "_clock", lambda: raid.starts_at)
    assert "ended when the raid began" in await redrawn(posted)
