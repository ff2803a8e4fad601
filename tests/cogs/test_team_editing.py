"""What people see when they change and copy teams."""

import pytest

from cogs.ui.limits import LAYOUT_TEXT
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, said
from tests.cogs.test_builds import MIRAGE
from tests.cogs.test_editing import filled

WEDNESDAY = "Wednesday"


@pytest.fixture
async def team(world: World) -> World:
    await world.leo.slash(world.channel, "team create", name=WEDNESDAY, content="raid")
    return world


async def test_the_form_shows_what_is_kept_and_changes_it(team: World) -> None:
    shown = await team.leo.slash(team.channel, "team edit", team=WEDNESDAY)
    kept = {"name": WEDNESDAY, "notes": "", "mode": ["content"], "content": ["raid"], "subgroups": ["2"]}
    assert filled(shown) == kept
    typed = filled(shown, name="Friday", notes="Bring **food**", mode=["wvw"], content=["wvw-zerg"], subgroups=["10"])
    text = said(await team.leo.submit_modal(shown, typed))
    assert text.startswith("Changed.\n## Friday\n**WvW zerg** · WvW · 0 of 50 places filled\nBring **food**")


async def test_of_two_edits_at_once_the_second_is_told(team: World) -> None:
    first, second = [await team.leo.slash(team.channel, "team edit", team=WEDNESDAY) for _ in range(2)]
    await team.leo.submit_modal(first, filled(first, name="Tuesday"))
    told = said(await team.leo.submit_modal(second, filled(second, name="Sunday", notes="mine")))
    assert "while you were editing: name" in told
    assert "mine" in told
    assert "## Tuesday" in said(await team.leo.slash(team.channel, "team show", team="Tuesday"))


async def test_shrinking_names_what_is_in_the_way(team: World) -> None:
    team.speaks_french(team.leo)
    await team.leo.slash(team.channel, "team seat", team=WEDNESDAY, subgroup=2, place=4, guest="Otti")
    shown = await team.leo.slash(team.channel, "team edit", team=WEDNESDAY)
    told = said(await team.leo.submit_modal(shown, filled(shown, subgroups=["1"])))
    assert "2.4" in told
    assert "`/équipe vider`" in told


async def test_a_team_for_nothing_in_particular(world: World) -> None:
    created = said(await world.leo.slash(world.channel, "team create", name="Any", subgroups=3))
    assert "**Free composition** · 0 of 15 places filled" in created
    await world.leo.slash(world.channel, "team seat", team="Any", subgroup=1, place=1, role="heal")
    assert "Subgroup 1" in said(await world.leo.slash(world.channel, "team analyze", team="Any"))


async def test_members_copy_a_public_team_without_what_is_private(team: World) -> None:
    await team.leo.slash(team.channel, "build save", code=MIRAGE, name="Secret")
    await team.leo.slash(
        team.channel, "team seat", team=WEDNESDAY, subgroup=1, place=1, build="Secret", role="alac-dps"
    )
    await team.leo.slash(team.channel, "team publish", team=WEDNESDAY)
    shown = answer(await team.mia.slash(team.channel, "team show", team=WEDNESDAY))
    copied = await team.mia.click(shown, label="Copy to mine")
    assert "Builds that you may not see stayed behind" in said(copied)
    assert f"copied from **Wednesday** by <@{team.leo.id}>" in said(copied)
    assert "wanted: Alac-DPS" in said(copied)
    assert "Secret" not in said(copied)


async def test_a_copy_is_told_of_and_made_once_more(team: World) -> None:
    await team.leo.slash(team.channel, "team publish", team=WEDNESDAY)
    cards = [answer(await team.mia.slash(team.channel, "team show", team=WEDNESDAY)) for _ in range(2)]
    await team.mia.click(cards[0], label="Copy to mine")
    again = await team.mia.click(cards[1], label="Copy to mine")
    assert "You keep a copy of this already: **Wednesday**." in said(again)
    assert buttons(again) == ["Keep it", "Copy once more"]
    assert "Copied." in said(await team.mia.click(answer(again), label="Copy once more"))


async def test_fifty_places_and_notes_fit_one_message(world: World) -> None:
    await world.leo.slash(world.channel, "team create", name="Z" * 100, content="wvw-zerg")
    shown = await world.leo.slash(world.channel, "team edit", team="Z" * 100)
    await world.leo.submit_modal(shown, filled(shown, notes="*" * 500))
    for number in range(50):
        await world.leo.slash(
            world.channel,
            "team seat",
            team="Z" * 100,
            subgroup=number // 5 + 1,
            place=number % 5 + 1,
            guest=f"{number:02}" + "*" * 98,
            role="stability-support",
        )
    text = said(await world.leo.slash(world.channel, "team show", team="Z" * 100))
    assert "50 of 50" in text
    assert len(text) <= LAYOUT_TEXT


async def test_others_are_refused(team: World) -> None:
    assert "I find no team" in said(await team.mia.slash(team.channel, "team copy", team=WEDNESDAY))
    await team.leo.slash(team.channel, "team publish", team=WEDNESDAY)
    assert "Only the person who owns this" in said(await team.mia.slash(team.channel, "team edit", team=WEDNESDAY))
