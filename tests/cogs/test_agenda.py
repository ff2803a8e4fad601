"""Lists of raids as people see and turn them, and calendar files as calendars read them."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agenda import Planned
from bot.domain.ids import ChannelId, MessageId
from bot.domain.raids import OVER_AFTER, Answer, Choice, Entry, RaidSeat, RaidStatus
from bot.domain.teams import Player
from bot.domain.viewer import GuildRole
from cogs.raids.agenda.calendar_file import format_calendar
from cogs.raids.agenda.list_command import render_planned
from cogs.ui.limits import LAYOUT_TEXT
from cogs.ui.words import words_for
from tests.cogs.conftest import World
from tests.cogs.reading import answer, answers, buttons, options, said
from tests.cogs.test_raids import FRIDAY, bot_of, by_hand, eyes, posted
from tests.factories import ALICE, START, make_raid

__all__ = ["by_hand", "posted"]
EN = words_for("en")


async def fill(world: World, count: int) -> None:
    services, leader = bot_of(world).services, replace(eyes(world, world.leo), roles=GuildRole.LEADER)
    for number in range(count):
        when = f"2026-12-{number + 1:02} 20:00"
        raid = await services.raids.plan(leader, f"Raid {number}", when, "raid", channel=ChannelId(1), zone="UTC")
        await services.raids.open(leader, raid.short_id)


async def test_everybody_sees_what_they_have_to_do_with_each(posted: World) -> None:
    shown = await posted.mia.slash(posted.channel, "raid list")
    assert "Friday clear" in said(shown)
    assert "no answer of yours" in said(shown)
    assert options(shown) == ["Friday clear"]
    services = bot_of(posted).services
    (raid,) = await services.raids.list_here(eyes(posted, posted.mia))
    await services.signups.choose(eyes(posted, posted.mia), raid.short_id, roles=["heal-alac"])
    mine = await posted.mia.click(answer(shown), label="My raids")
    assert "✅ subgroup 1, place 1 · Heal-Alac" in said(mine)
    opened = await posted.mia.select(answer(mine), [raid.short_id], custom_id="raid-open")
    assert "led by" in said(opened)


@pytest.mark.parametrize(
    ("given_answer", "shown"),
    [(Answer.MAYBE, "❔ maybe"), (Answer.ABSENT, "you do not come"), (Answer.LATE, "🕒 late")],
)
async def test_other_answers_are_named(posted: World, given_answer: Answer, shown: str) -> None:
    services = bot_of(posted).services
    (raid,) = await services.raids.list_here(eyes(posted, posted.mia))
    await services.signups.answer(eyes(posted, posted.mia), raid.short_id, given_answer)
    assert shown in said(await posted.mia.slash(posted.channel, "raid list", which="mine"))


@pytest.mark.parametrize(
    ("since", "said_in"),
    [
        (timedelta(seconds=-1), ("", "")),
        (timedelta(), ("▶️ under way", "▶️ en cours")),
        (OVER_AFTER, ("🏁 probably over", "🏁 sans doute terminé")),
    ],
)
def test_what_began_is_told_apart_from_what_is_to_come(since: timedelta, said_in: tuple[str, str]) -> None:
    raid = make_raid(status=RaidStatus.OPEN)
    for words, told in zip((EN, words_for("fr")), said_in, strict=True):
        when = render_planned(Planned(raid), words, raid.starts_at + since).splitlines()[1]
        assert when.endswith(f" · **{told}**" if told else ":R>")
    called_off = replace(raid, status=RaidStatus.CANCELED)
    assert render_planned(Planned(called_off), EN, raid.starts_at + since).splitlines()[1].endswith(":R>")


async def test_pages_are_turned_and_fit(world: World) -> None:
    await fill(world, 14)
    first = await world.mia.slash(world.channel, "raid list")
    assert "14 raids" in said(first)
    assert buttons(first) == ["Later ones", "My raids", "Calendar file", "I'm away"]
    second = await world.mia.click(answer(first), label="Later ones")
    assert options(second) == [f"Raid {number}" for number in range(6, 12)]
    third = await world.mia.click(answer(second), label="Later ones")
    assert options(third) == ["Raid 12", "Raid 13"]
    again = await world.mia.click(answer(third), label="From the start")
    assert options(again) == options(first)


async def test_the_longest_titles_fit_one_message(world: World) -> None:
    services, leader = bot_of(world).services, replace(eyes(world, world.leo), roles=GuildRole.LEADER)
    for number in range(7):
        when = f"2026-12-{number + 1:02} 20:00"
        raid = await services.raids.plan(leader, "*" * 100, when, "wvw-zerg", channel=ChannelId(1), zone="UTC")
        await services.raids.open(leader, raid.short_id)
    assert len(said(await world.mia.slash(world.channel, "raid list"))) <= LAYOUT_TEXT


async def test_an_empty_list_says_what_to_do(world: World) -> None:
    assert "`/raid plan`" in said(await world.mia.slash(world.channel, "raid list"))
    mine = await world.mia.slash(world.channel, "raid list", which="mine")
    assert "All raids" in said(mine)
    assert buttons(mine) == ["All raids", "I'm away"]
    assert "no raid to put" in said(await world.mia.slash(world.channel, "raid calendar"))


async def test_drafts_are_in_their_leaders_list_only(world: World) -> None:
    await world.leo.slash(world.channel, "raid plan", **FRIDAY)
    assert "not posted yet" in said(await world.leo.slash(world.channel, "raid list"))
    assert "No raid is planned" in said(await world.mia.slash(world.channel, "raid list"))


async def test_french_people_read_french(posted: World) -> None:
    posted.speaks_french(posted.mia)
    shown = await posted.mia.slash(posted.channel, "raid list")
    assert "Raids à venir" in said(shown)
    assert buttons(shown) == ["Mes raids", "Fichier d\u2019agenda", "Je suis absent"]


async def test_a_calendar_file_is_handed_out(posted: World) -> None:
    given_out = await posted.mia.slash(posted.channel, "raid calendar", which="all")
    assert "1 raid as a calendar file" in said(given_out)
    (message,) = answers(given_out)
    (file,) = message.attachments
    assert file.filename == "raids.ics"


def read_calendar(data: bytes) -> list[dict[str, str]]:
    """Read the events of a file without the library that wrote it, by RFC 5545 sections 3.1 and 3.3.11."""
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    lines = re.sub(rb"\r\n[ \t]", b"", data).decode().split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    events: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name not in {"END", "BEGIN"}:
            plain = re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], value)
            assert name.partition(";")[0] not in events[-1]
            events[-1][name.partition(";")[0]] = plain
    return events


def test_a_raid_becomes_an_event_that_keeps_its_name_and_moves_with_it() -> None:
    mine = Entry(ALICE, Answer.SIGNED, 1, START, (Choice("Firebrand", "heal-quick"),))
    raid = make_raid(title="Clear; full, \\o/", channel=ChannelId(2), message=MessageId(3))
    later = make_raid(id=raid.id, updated_at=START + timedelta(minutes=1), status=RaidStatus.CANCELED)
    (event,) = read_calendar(format_calendar([Planned(raid, mine, RaidSeat(1, 2, Player(user=ALICE)))], EN))
    (moved,) = read_calendar(format_calendar([Planned(later)], EN))
    assert event["SUMMARY"] == raid.title
    assert event["DTSTART"] == "20261124T190000Z"
    assert (event["STATUS"], moved["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert event["UID"] == moved["UID"]
    assert (event["SEQUENCE"], moved["SEQUENCE"]) == ("0", "60")
    assert event["URL"] == f"https://discord.com/channels/{raid.guild}/2/3"
    assert "Your place: subgroup 1, place 2\nYou play: Firebrand · Heal-Quick" in event["DESCRIPTION"]
    maybe = Entry(ALICE, Answer.MAYBE, 1, START)
    assert read_calendar(format_calendar([Planned(raid, maybe)], EN))[0]["STATUS"] == "TENTATIVE"


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=100)


@given(titles=st.lists(TEXTS, max_size=3), notes=st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_whatever_is_typed_comes_out_again(titles: list[str], notes: str) -> None:
    raids = [make_raid(title=title, notes=notes, starts_at=datetime(2026, 12, 5, tzinfo=UTC)) for title in titles]
    events = read_calendar(format_calendar(map(Planned, raids), EN))
    assert [event["SUMMARY"] for event in events] == titles
    assert all(notes in event["DESCRIPTION"] for event in events)
