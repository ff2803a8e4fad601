"""What people see of the roles that places wish for."""

import pytest

from tests.cogs.conftest import World
from tests.cogs.reading import answer, said
from tests.cogs.test_builds import FIREBRAND


@pytest.fixture
async def team(world: World) -> World:
    await world.leo.slash(world.channel, "team create", name="Wednesday", content="raid")
    await world.leo.slash(world.channel, "team seat", team="Wednesday", subgroup=1, place=3, role="heal-alac")
    return world


async def test_a_wish_stands_on_the_card_and_fills_no_place(team: World) -> None:
    shown = said(await team.leo.slash(team.channel, "team show", team="Wednesday"))
    assert "`3` 🎯 *wanted: Heal-Alac*" in shown
    assert "0 of 10 places filled" in shown
    assert "open: 1, 2, 4, 5" in shown


async def test_a_wish_may_be_typed_by_its_name_in_ones_own_language(team: World) -> None:
    team.speaks_french(team.leo)
    typed = {"team": "Wednesday", "subgroup": 2, "place": 1, "role": "soins alacrite"}
    assert "`1` 🎯 *recherché\N{NO-BREAK SPACE}: Soins Alacrité*" in said(
        await team.leo.slash(team.channel, "team seat", **typed)
    )
    choices = await team.leo.autocomplete(team.channel, "team seat", "role", "alac")
    assert {"heal-alac", "alac-dps"} <= {choice["value"] for choice in choices}


async def test_no_role_is_refused_with_those_that_there_are(team: World) -> None:
    refused = await team.leo.slash(team.channel, "team seat", team="Wednesday", subgroup=2, place=1, role="picnic")
    assert "picnic" in said(refused)
    assert "Heal-Alac" in said(refused)


async def test_a_build_keeps_its_wish_beside_it(team: World) -> None:
    await team.leo.slash(team.channel, "build save", code=FIREBRAND, name="Heal Firebrand")
    seated = await team.leo.slash(
        team.channel, "team seat", team="Wednesday", subgroup=1, place=3, build="Heal Firebrand"
    )
    assert "`3` Heal Firebrand · 🎯 Heal-Alac" in said(seated)


async def test_the_analysis_counts_a_wish_as_planned_and_says_so(team: World) -> None:
    await team.leo.slash(team.channel, "build save", code=FIREBRAND, name="Heal Firebrand")
    await team.leo.slash(team.channel, "team seat", team="Wednesday", subgroup=1, place=1, build="Heal Firebrand")
    result = await team.leo.slash(team.channel, "team analyze", team="Wednesday")
    text = said(result)
    assert "🎯 **Alacrity** only planned · `3` 🎯 *wanted: Heal-Alac*" in text
    assert "✅ **Quickness** `1` Heal Firebrand" in text
    (picture,) = answer(result).attachments
    assert "Alacrity is planned for place 3" in (picture.description or "")
