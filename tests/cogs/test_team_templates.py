"""What leaders and members see of the templates that their server keeps."""

import pytest

from bot.app import Services
from bot.domain.ids import GuildId, UserId
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, custom_ids, options, said, values
from tests.factories import viewer


@pytest.fixture
async def saved(world: World) -> World:
    await world.leo.slash(world.channel, "team create", name="Big *raid*", content="raid", subgroups=3)
    await world.leo.slash(world.channel, "team template", team="Big *raid*")
    return world


async def test_saving_shows_what_it_needs_and_selects_to_change_it(world: World) -> None:
    await world.leo.slash(world.channel, "team create", name="Big *raid*", content="raid", subgroups=3)
    result = await world.leo.slash(world.channel, "team template", team="Big *raid*", name="Ours")
    assert "## Ours\n3 x 5 · PvE" in said(result)
    assert "Quickness, Alacrity" in said(result)
    assert "Healing at most 3" in said(result)
    selects = [one for one in custom_ids(answer(result)) if one.startswith(("template-each", "template-squad"))]
    assert len(selects) == 2
    chosen = await world.leo.select(answer(result), custom_id=selects[0], values=["stability"])
    assert "**What each subgroup needs**\nStability\n" in said(chosen)


async def test_it_is_offered_wherever_a_template_is_asked_for(saved: World) -> None:
    for command, option in (("team create", "content"), ("raid plan", "template"), ("team search", "content")):
        choices = await saved.mia.autocomplete(saved.channel, command, option, "big")
        assert [choice["name"] for choice in choices] == ["Big *raid* · 15"]
    created = said(await saved.mia.slash(saved.channel, "team create", name="A", content="big *RAID*"))
    assert "**Big \\*raid\\*** · 0 of 15 places filled" in created


async def test_raids_are_planned_with_it_and_keep_it_when_it_goes(saved: World, services: Services) -> None:
    planned = await saved.leo.slash(
        saved.channel, "raid plan", title="Friday", when="friday 20:00", template="Big *raid*", zone="Europe/Paris"
    )
    assert "Big \\*raid\\*" in said(planned)
    opened = await saved.leo.slash(saved.channel, "team template")
    panel = await saved.leo.select(answer(opened), values=[_ids(opened)[0]])
    asked = await saved.leo.click(answer(panel), label="Delete")
    assert "Delete the template" in said(asked)
    assert "is deleted" in said(await saved.leo.click(answer(asked), label="Yes, delete it"))
    leo = viewer(UserId(saved.leo.id), GuildId(saved.guild.id))
    (raid,) = await services.raids.list_here(leo)
    assert services.raids.get_content(raid).needs
    assert "Big \\*raid\\*" in said(await saved.leo.slash(saved.channel, "raid show", raid="Friday"))


async def test_members_see_them_and_change_nothing(saved: World) -> None:
    listed = await saved.mia.slash(saved.channel, "team template")
    assert "Big \\*raid\\*** · 15 places" in said(listed)
    panel = await saved.mia.select(answer(listed), values=[_ids(listed)[0]])
    assert buttons(panel) == []
    await saved.leo.slash(saved.channel, "team publish", team="Big *raid*")
    assert "Only the raid leaders" in said(await saved.mia.slash(saved.channel, "team template", team="Big *raid*"))


async def test_a_server_without_any_is_told_how(world: World) -> None:
    world.speaks_french(world.mia)
    assert "pas encore de modèle" in said(await world.mia.slash(world.channel, "team template"))


def _ids(result: object) -> list[str]:
    parts = answer(result).components  # type: ignore[arg-type]
    return [
        option["value"]
        for part in parts
        for control in part.get("components", [])
        for option in control.get("options", [])
    ]


async def test_options_are_the_names(saved: World) -> None:
    assert options(await saved.mia.slash(saved.channel, "team template")) == ["Big *raid*"]


async def test_how_many_is_chosen_in_two_steps(saved: World) -> None:
    panel = await saved.leo.slash(saved.channel, "team template")
    panel = await saved.leo.select(answer(panel), values(panel)[:1], custom_id="template-open")
    stability = next(one for one in custom_ids(answer(panel)) if one.startswith("template-each"))
    panel = await saved.leo.select(answer(panel), custom_id=stability, values=["stability"])
    wanted = next(one for one in values(panel) if one.endswith(":each:stability"))
    asked = await saved.leo.select(answer(panel), custom_id="template-counted", values=[wanted])
    assert options(asked) == ["1", "2", "3", "4", "5"]
    counted = await saved.leo.select(answer(asked), custom_id="template-count", values=[f"{wanted}:2"])
    assert "Stability x 2" in said(counted)
