"""What people see when they search for teams."""

import pytest

from bot.services.teams import searching
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, options, said
from tests.cogs.test_builds import FIREBRAND


@pytest.fixture
async def teams(world: World) -> World:
    for name, content in (("Monday raid", "raid"), ("Fractals", "fractal")):
        await world.leo.slash(world.channel, "team create", name=name, content=content)
        await world.leo.slash(world.channel, "team publish", team=name)
    return world


async def test_a_search_tells_what_it_guessed_and_opens_what_it_found(teams: World) -> None:
    result = await teams.mia.slash(teams.channel, "team search", text="mondya")
    assert "I found nothing called “mondya” and looked for **monday**." in said(result)
    assert "1 team" in said(result)
    assert options(result) == ["Monday raid"]


async def test_what_a_team_lacks_is_asked_by_its_name_in_ones_language(teams: World) -> None:
    teams.speaks_french(teams.mia)
    await teams.leo.slash(teams.channel, "build save", code=FIREBRAND, name="Heal Firebrand")
    await teams.leo.slash(teams.channel, "build publish", build="Heal Firebrand")
    await teams.leo.slash(teams.channel, "team seat", team="Fractals", subgroup=1, place=1, build="Heal Firebrand")
    choices = await teams.mia.autocomplete(teams.channel, "team search", "lacks", "célér")
    assert [choice["value"] for choice in choices] == ["quickness"]
    assert options(await teams.mia.slash(teams.channel, "team search", lacks="célérité")) == ["Monday raid"]
    assert options(await teams.mia.slash(teams.channel, "team search", lacks="alacrity")) == ["Fractals", "Monday raid"]


async def test_how_many_teams_were_looked_at_is_said(teams: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Looked at" not in said(await teams.mia.slash(teams.channel, "team search", lacks="alacrity"))
    monkeypatch.setattr(searching, "LOOKED_AT", 1)
    found = await teams.mia.slash(teams.channel, "team search", lacks="alacrity")
    assert "Looked at: the 1 teams changed last of 2." in said(found)
    assert len(options(found)) == 1


async def test_nothing_found_says_what_to_do(teams: World) -> None:
    result = await teams.mia.slash(teams.channel, "team search", text="xyzzy")
    assert "No team that you may see here fits" in said(result)


async def test_pages_are_turned_by_buttons(teams: World) -> None:
    for number in range(12):
        await teams.mia.slash(teams.channel, "team create", name=f"Trial {number}", content="fractal")
    first = await teams.mia.slash(teams.channel, "team search", text="trial")
    assert buttons(first) == ["More"]
    second = await teams.mia.click(answer(first), label="More")
    assert len(options(second)) == 2
    assert len(options(await teams.mia.click(answer(second), label="Back to the first"))) == 10
