"""What leaders see of proposals for the open places of their teams."""

import pytest
import simcord

from cogs.ui.limits import LAYOUT_TEXT
from tests.cogs.conftest import World
from tests.cogs.reading import answer, answers, buttons, said, text_of
from tests.cogs.test_builds import FIREBRAND, MIRAGE

WEDNESDAY = "Wednesday"


@pytest.fixture
async def team(world: World) -> World:
    await world.leo.slash(world.channel, "team create", name=WEDNESDAY, content="fractal")
    for name, code in (("Heal Firebrand", FIREBRAND), ("Alac Mirage", MIRAGE)):
        await world.mia.slash(world.channel, "build save", code=code, name=name)
        await world.mia.slash(world.channel, "build publish", build=name)
    return world


async def _propose(world: World) -> simcord.InteractionResult:
    return await world.leo.slash(world.channel, "team optimize", team=WEDNESDAY)


def _now(result: simcord.InteractionResult) -> str:
    return text_of(answers(result)[-1])


async def test_a_proposal_tells_who_would_come_why_and_what_it_changes(team: World) -> None:
    result = await _propose(team)
    text = said(result)
    assert "## A proposal for Wednesday" in text
    assert "**5** open places would get builds, out of 2 that you may see here." in text
    assert "Heal Firebrand → **Heal-Quick**" in text
    assert "lacks Quickness" in text
    assert "### Before and after" in text
    assert "→ has what is asked of it" in text or "Fury" in text
    assert "proven" in text
    assert buttons(result) == ["Accept", "Back to the team"]
    assert "0 of 5" in said(await team.leo.slash(team.channel, "team show", team=WEDNESDAY))


async def test_accepting_fills_the_team(team: World) -> None:
    accepted = await team.leo.click(answer(await _propose(team)), label="Accept")
    assert "5 places are filled." in said(accepted)
    assert "5 of 5 places filled" in said(accepted)
    again = await team.leo.slash(team.channel, "team optimize", team=WEDNESDAY)
    assert "Every place of this team has a build already" in said(again)
    assert buttons(again) == ["Back to the team"]


async def test_a_team_that_changed_is_told_and_asked_again(team: World) -> None:
    proposal = answer(await _propose(team))
    await team.leo.slash(team.channel, "team seat", team=WEDNESDAY, subgroup=1, place=2, guest="Otti")
    told = await team.leo.click(proposal, label="Accept")
    assert "Meanwhile this changed: subgroup 1, place 2. Nothing was written" in said(told)
    assert "**4** open places" in said(told)
    assert "1 of 5" in said(await team.leo.slash(team.channel, "team show", team=WEDNESDAY))


async def test_the_card_has_a_button_for_it_in_french_too(team: World) -> None:
    team.speaks_french(team.leo)
    shown = await team.leo.slash(team.channel, "team show", team=WEDNESDAY)
    proposed = await team.leo.click(answer(shown), label="Compléter les places")
    assert "Une proposition pour Wednesday" in said(proposed)
    back = await team.leo.click(answer(proposed), label="Retour à l\N{RIGHT SINGLE QUOTATION MARK}équipe")
    assert "## Wednesday" in said(back)


async def test_members_are_refused_and_see_no_button(team: World) -> None:
    await team.leo.slash(team.channel, "team publish", team=WEDNESDAY)
    assert "raid leaders" in said(await team.mia.slash(team.channel, "team optimize", team=WEDNESDAY))
    assert "Fill open places" not in buttons(await team.mia.slash(team.channel, "team show", team=WEDNESDAY))


async def test_without_builds_it_says_what_to_do(world: World) -> None:
    await world.leo.slash(world.channel, "team create", name=WEDNESDAY, content="fractal")
    assert "/build publish" in said(await _propose(world))


async def test_what_nobody_gives_is_named(world: World) -> None:
    await world.leo.slash(world.channel, "team create", name=WEDNESDAY, content="fractal")
    await world.leo.slash(world.channel, "build save", code=MIRAGE, name="Alac Mirage")
    text = said(await _propose(world))
    assert "No build that you may see here gives Quickness or Healing." in text


async def test_where_nothing_changes_it_does_not_speak_of_before_and_after(world: World) -> None:
    await world.leo.slash(world.channel, "team create", name=WEDNESDAY, content="pvp")
    await world.leo.slash(world.channel, "build save", code=MIRAGE, name="Alac Mirage")
    text = said(await _propose(world))
    assert "### What is asked for stays as it is met now" in text
    assert "Before and after" not in text


async def test_fifty_places_with_long_names_fit_one_message(world: World) -> None:
    await world.leo.slash(world.channel, "team create", name="Z" * 100, content="wvw-zerg")
    for number, code in enumerate((FIREBRAND, MIRAGE)):
        await world.leo.slash(world.channel, "build save", code=code, name=f"{number}" + "*" * 98)
    result = await world.leo.slash(world.channel, "team optimize", team="Z" * 100)
    assert "**50** open places" in said(result)
    assert len(said(result)) <= LAYOUT_TEXT
