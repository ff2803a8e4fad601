"""What leaders and members see of what a team has and lacks: text, picture, pages, and what is shown to all."""

from typing import Any

import pytest
import simcord

from bot.domain.analysis import Answer, Member, SubgroupReport
from bot.domain.combos import Pair
from bot.domain.needs import Need
from bot.domain.teams import Seat
from cogs.teams.analysis import render_subgroups
from cogs.ui.limits import LAYOUT_TEXT
from cogs.ui.words import LANGUAGES, words_for
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, custom_ids, options, said, text_of
from tests.cogs.test_builds import FIREBRAND, MIRAGE, SCOURGE
from tests.domain.giving import giving_of
from tests.factories import make_build

WEDNESDAY = "Wednesday"


@pytest.fixture
async def raid(world: World) -> World:
    await world.leo.slash(world.channel, "team create", name=WEDNESDAY, content="raid")
    return world


async def _seat(world: World, team: str, subgroup: int, place: int, **who: Any) -> None:
    await world.leo.slash(world.channel, "team seat", team=team, subgroup=subgroup, place=place, **who)


async def _seat_build(world: World, team: str, name: str = "Heal Firebrand", code: str = FIREBRAND) -> None:
    await world.leo.slash(world.channel, "build save", code=code, name=name)
    await _seat(world, team, 1, 1, build=name)


async def _zerg(world: World, name: str = "Heal Firebrand") -> simcord.InteractionResult:
    await world.leo.slash(world.channel, "team create", name="Zerg", content="wvw-zerg")
    await world.leo.slash(world.channel, "build save", code=FIREBRAND, name=name)
    for number in range(50):
        guest = f"{number:02}" + "*" * 98
        await _seat(world, "Zerg", number // 5 + 1, number % 5 + 1, build=name, guest=guest)
    return await world.leo.slash(world.channel, "team analyze", team="Zerg")


def _alt(result: simcord.InteractionResult) -> str:
    return _alt_of(answer(result))


def _alt_of(message: simcord.ResponseMessage) -> str:
    (picture,) = message.attachments
    assert picture.content_type == "image/png"
    return picture.description or ""


async def test_each_need_names_who_meets_it_and_what_is_missing(raid: World) -> None:
    await _seat_build(raid, WEDNESDAY)
    await _seat(raid, WEDNESDAY, 1, 2, guest="Otti")
    text = said(await raid.leo.slash(raid.channel, "team analyze", team=WEDNESDAY))
    assert "✅ **Quickness** `1` Heal Firebrand" in text
    assert "✅ **Healing** `1` Heal Firebrand" in text
    assert "❌ **Alacrity** is missing" in text
    assert "3 open places" in text
    assert "1 place without a build" in text
    assert "Subgroup 2" not in text
    assert "### The whole squad\n✅ **Tank** `1.1` Heal Firebrand" in text


async def test_the_card_has_a_button_for_it(raid: World) -> None:
    await _seat_build(raid, WEDNESDAY)
    shown = await raid.leo.slash(raid.channel, "team show", team=WEDNESDAY)
    told = await raid.leo.click(answer(shown), label="What it lacks")
    assert "❌ **Alacrity** is missing" in said(told)


async def test_what_the_squad_needs_as_one_is_counted(world: World) -> None:
    await world.leo.slash(world.channel, "team create", name="Havoc", content="havoc15")
    await _seat_build(world, "Havoc", "Reaper", SCOURGE)
    text = said(await world.leo.slash(world.channel, "team analyze", team="Havoc"))
    assert "❌ **Boon Strip** 1 of 3 · `1.1` Reaper" in text
    world.speaks_french(world.leo)
    assert "1 sur 3" in said(await world.leo.slash(world.channel, "team analyze", team="Havoc"))


async def test_a_second_one_who_holds_a_boon_is_told(raid: World) -> None:
    await _seat_build(raid, WEDNESDAY)
    await _seat(raid, WEDNESDAY, 1, 3, build="Heal Firebrand")
    text = said(await raid.leo.slash(raid.channel, "team analyze", team=WEDNESDAY))
    assert "🔁 **Quickness** `1` Heal Firebrand and `3` Heal Firebrand · 2 times, one is enough" in text
    assert "✅ **Might**" in text


async def test_combos_that_matter_are_named_in_the_readers_language(raid: World) -> None:
    await _seat_build(raid, WEDNESDAY, "Mirage", MIRAGE)
    told = said(await raid.leo.slash(raid.channel, "team analyze", team=WEDNESDAY))
    assert "Ethereal `1` + Leap `1` = Chaos Aura, ≈ 13 a minute" in told
    assert "Ethereal `1` + Blast `1` = Chaos Aura, ≈ 0.94 a minute" in told
    raid.speaks_french(raid.leo)
    told = said(await raid.leo.slash(raid.channel, "team analyze", team=WEDNESDAY))
    assert "Éthéré `1` + Saut `1` = Aura chaotique, ≈ 13 par minute" in told
    assert "≈ 0,94 par minute" in told


async def test_combos_name_who_lays_the_field_and_who_finishes(raid: World) -> None:
    await raid.leo.slash(raid.channel, "build save", code=MIRAGE, name="Mirage")
    await _seat(raid, WEDNESDAY, 1, 1, guest="Somebody.1234")
    for place in (2, 4):
        await _seat(raid, WEDNESDAY, 1, place, build="Mirage")
    told = said(await raid.leo.slash(raid.channel, "team analyze", team=WEDNESDAY))
    assert "Ethereal `2` `4` + Leap `2` `4` = Chaos Aura, ≈ 26 a minute" in told


def test_how_often_a_combo_comes_is_told_as_far_as_facts_tell() -> None:
    all_told, nothing = _combo("Fire", told=4), _combo("Water", told=0)
    (text,) = render_subgroups([_report(all_told, nothing)], words_for("en"))
    assert "Fire `1` + Blast `1` = Might, ≈ 4 a minute ·" in text
    assert "Water `1` + Blast `1` = Might, how often unknown" in text
    (text,) = render_subgroups([_report(_combo("Fire", told=3.26), _combo("Fire", 1, told=0))], words_for("fr"))
    assert "≈ 3,3 par minute, une partie inconnue" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_combos_of_two_full_subgroups_fit_one_page(language: str) -> None:
    kinds = [("Lightning", "Projectile"), ("Ethereal", "Projectile"), ("Lightning", "Whirl"), ("Light", "Leap")]
    pairs = [
        Pair(field, finisher, layer, closer, "Vulnerability", 4.0, 1 / 3)
        for field, finisher in kinds
        for layer in range(5)
        for closer in range(5)
    ]
    report = _report(*pairs)
    texts = render_subgroups([report, report], words_for(language), report.answers[:2])
    assert [text.count("≈") for text in texts] == [3, 3, 0]
    assert sum(map(len, texts)) <= LAYOUT_TEXT


def _combo(field: str, closer: int = 0, *, told: float) -> Pair:
    return Pair(field, "Blast", 0, closer, "Might", 4.0, told)


def _report(*pairs: Pair) -> SubgroupReport:
    """Return what is told of five who each have a build, and these combos."""
    seats = [Seat(1, place, make_build(name=f"{place}" + "x" * 99)) for place in range(1, 6)]
    members = tuple(Member(seat, giving_of(FIREBRAND)) for seat in seats)
    answers = tuple(Answer(need, tuple(seats)) for need in Need)
    return SubgroupReport(1, members, answers, 0, 0, 50.0, pairs)


async def test_a_picture_is_attached_and_told_in_words(raid: World) -> None:
    await _seat_build(raid, WEDNESDAY)
    result = await raid.leo.slash(raid.channel, "team analyze", team=WEDNESDAY)
    assert "Subgroup 1: Quickness by place 1; Alacrity is missing" in _alt(result)
    assert "Heal Firebrand" not in _alt(result)
    raid.speaks_french(raid.leo)
    assert "il manque\N{NO-BREAK SPACE}: Alacrité" in _alt(
        await raid.leo.slash(raid.channel, "team analyze", team=WEDNESDAY)
    )


async def test_an_empty_team_has_no_picture(raid: World) -> None:
    result = await raid.leo.slash(raid.channel, "team analyze", team=WEDNESDAY)
    assert "Nobody and nothing is seated yet." in said(result)
    assert answer(result).attachments == []


async def test_private_builds_are_kept_to_themselves(raid: World) -> None:
    await _seat_build(raid, WEDNESDAY, "Secret")
    await raid.leo.slash(raid.channel, "team publish", team=WEDNESDAY)
    result = await raid.mia.slash(raid.channel, "team analyze", team=WEDNESDAY)
    assert "Secret" not in said(result)
    assert "❌ **Quickness** is missing" in said(result)
    assert "Quickness is missing" in _alt(result)
    assert "1 place without a build that you may see" in said(result)


async def test_only_what_all_may_see_is_shown_in_the_channel(raid: World) -> None:
    await _seat_build(raid, WEDNESDAY, "Secret")
    await raid.leo.slash(raid.channel, "team publish", team=WEDNESDAY)
    result = await raid.leo.slash(raid.channel, "team analyze", team=WEDNESDAY)
    assert "Secret" in said(result)
    (shared,) = (await raid.leo.click(answer(result), label="Show in channel")).followups
    assert not shared.ephemeral
    assert "Secret" not in text_of(shared)
    assert "Quickness is missing" in _alt_of(shared)
    assert custom_ids(shared) == []


async def test_a_private_team_is_not_shown_in_the_channel(raid: World) -> None:
    await _seat_build(raid, WEDNESDAY)
    await raid.leo.slash(raid.channel, "team publish", team=WEDNESDAY)
    result = await raid.leo.slash(raid.channel, "team analyze", team=WEDNESDAY)
    await raid.leo.slash(raid.channel, "team unpublish", team=WEDNESDAY)
    assert buttons(await raid.leo.slash(raid.channel, "team analyze", team=WEDNESDAY)) == []
    (late,) = (await raid.leo.click(answer(result), label="Show in channel")).followups
    assert "I no longer find this team" in text_of(late)
    assert late.ephemeral


async def test_a_squad_has_an_overview_and_pages_of_two_subgroups(world: World) -> None:
    first = await _zerg(world)
    assert options(first) == ["The whole squad", *(f"Subgroups {one} and {one + 1}" for one in range(1, 10, 2))]
    assert "Every subgroup has what is asked of it." in _alt(first)
    assert "✅ **Subgroup 10** has what is asked of it" in said(first)
    (select,) = [one for one in custom_ids(answer(first)) if one == "analysis-page"]
    value = _values(first)[2]
    await world.leo.select(answer(first), [value], custom_id=select)
    turned = answer(first)
    assert "### Subgroup 3" in text_of(turned)
    assert "### Subgroup 5" not in text_of(turned)
    assert "Subgroup 3: Stability by place 1, 2, 3, 4, and 5" in _alt_of(turned)


async def test_a_page_turned_by_somebody_else_is_shown_to_them_alone(world: World) -> None:
    first = await _zerg(world)
    await world.leo.slash(world.channel, "team publish", team="Zerg")
    await world.leo.slash(world.channel, "build publish", build="Heal Firebrand")
    again = await world.leo.slash(world.channel, "team analyze", team="Zerg")
    (shared,) = (await world.leo.click(answer(again), label="Show in channel")).followups
    before = text_of(shared)
    turned = await world.mia.select(shared, [_values(first)[1]], custom_id="analysis-page")
    assert answer(turned).ephemeral
    assert "### Subgroup 1" in said(turned)
    assert text_of(shared) == before


async def test_a_page_that_is_gone_meanwhile_leads_back_to_the_first(world: World) -> None:
    await world.leo.slash(world.channel, "team create", name="Havoc", content="wvw-havoc")
    await _seat_build(world, "Havoc")
    for subgroup in (2, 3):
        await _seat(world, "Havoc", subgroup, 1, build="Heal Firebrand")
    first = await world.leo.slash(world.channel, "team analyze", team="Havoc")
    value = _values(first)[2]
    await world.leo.slash(world.channel, "team clear", team="Havoc", subgroup=3, place=1)
    await world.leo.select(answer(first), [value], custom_id="analysis-page")
    assert "### Subgroup 1" in text_of(answer(first))


async def test_a_full_zerg_with_the_longest_names_fits_discord(world: World) -> None:
    first = await _zerg(world, name="*" * 100)
    assert len(said(first)) <= 4000
    assert len(_alt(first)) <= 1024
    for value in _values(first):
        await world.leo.select(answer(first), [value], custom_id="analysis-page")
        assert len(text_of(answer(first))) <= 4000
        assert len(answer(first).attachments[0].description or "") <= 1024


def _values(result: simcord.InteractionResult) -> list[str]:
    """Return the values of the select that turns the pages."""
    rows = [part for part in answer(result).components if part["type"] == 1]
    (select,) = [part for row in rows for part in row["components"] if part["type"] == 3]
    return [option["value"] for option in select["options"]]
