"""What the bot sends is what Discord's own OpenAPI description accepts."""

from typing import Any

import pytest

from tests.cogs.conftest import World
from tests.cogs.reading import answer
from tests.cogs.test_builds import FIREBRAND, MIRAGE, SCOURGE
from tests.cogs.test_editing import filled
from tests.openapi import Schema, check_request, load_openapi, needs_openapi

pytestmark = needs_openapi


@pytest.fixture(scope="module")
def api() -> Schema:
    return load_openapi()


async def test_every_request_of_a_visit_is_accepted(world: World, api: Schema) -> None:
    await _visit(world)
    sent = ((one.method, one.path, one.json) for one in world.env.http_requests)
    checked = [path for request in sent if (path := check_request(api, *request))]
    assert any("commands" in path for path in checked)
    assert any("callback" in path for path in checked)
    assert any("@original" in path for path in checked)


async def _visit(world: World) -> None:
    """Let people do at least once whatever makes the bot send something of its own shape."""
    saved = await world.mia.slash(world.channel, "build save", code=MIRAGE, name="🔥" * 100, mode="wvw")
    published = await world.mia.click(answer(saved), label="Publish here")
    await world.mia.click(answer(saved), label="Show in channel")
    shown = await world.mia.click(answer(published), label="Edit")
    await world.mia.submit_modal(shown, filled(shown, notes="é" * 2000, source_link="https://example.org"))
    await world.mia.click(answer(published), label="Roles and tags")
    await world.mia.click(answer(published), label="Delete")
    for number in range(11):
        await world.mia.slash(world.channel, "build save", code=SCOURGE, name=f"Scourge {number}")
    await world.mia.slash(world.channel, "build list")
    await world.mia.slash(world.channel, "build compare", a="Scourge 1", b="Scourge 2")
    await world.mia.slash(world.channel, "build save", code="nonsense")
    await world.mia.autocomplete(world.channel, "build show", "build", "s")
    await world.mia.slash(world.channel, "build export")
    preview = await world.tom.slash(world.channel, "build import", text=f"{MIRAGE} {SCOURGE}")
    await world.tom.click(answer(preview), label="Save all that is new")
    guide = await world.leo.send(world.channel, f"One {MIRAGE}\nother {SCOURGE}")
    for menu in ("Show builds", "Save build"):
        await world.mia.context_menu(world.channel, menu, guide)
    await world.mia.context_menu(world.channel, "Show builds", await world.leo.send(world.channel, FIREBRAND))
    await world.leo.context_menu(world.channel, "Builds of this member", world.mia)
    await world.leo.slash(world.channel, "team create", name="T" * 100, content="wvw-zerg")
    await world.leo.slash(world.channel, "team seat", team="T" * 100, subgroup=1, place=1, player=world.mia)
    await world.leo.slash(world.channel, "team list")
    await _visit_teams(world)
    await _lead(world)
    await world.leo.slash(world.channel, "account show")
    await world.leo.slash(world.channel, "help")


async def _visit_teams(world: World) -> None:
    for name, code in (("Fire", FIREBRAND), ("Mirage", MIRAGE)):
        await world.leo.slash(world.channel, "build save", code=code, name=name)
        await world.leo.slash(world.channel, "build publish", build=name)
    await world.leo.slash(world.channel, "team create", name="Plan", content="raid")
    await world.leo.slash(world.channel, "team seat", team="Plan", subgroup=2, place=1, role="heal-alac")
    form = await world.leo.slash(world.channel, "team edit", team="Plan")
    edited = await world.leo.submit_modal(form, filled(form, notes="é" * 500, mode=["pve"]))
    await world.leo.click(answer(edited), label="What it lacks")
    proposal = await world.leo.click(answer(edited), label="Fill open places")
    accepted = await world.leo.click(answer(proposal), label="Accept")
    raid = await world.leo.click(answer(accepted), label="Plan raid")
    await world.leo.submit_modal(raid, filled(raid, when="friday 20:00", zone="Europe/Paris"))
    await world.leo.slash(world.channel, "team search", text="plam", lacks="healing")
    await world.leo.slash(world.channel, "team template", team="Plan")
    await world.leo.slash(world.channel, "team template")
    await world.leo.slash(world.channel, "team publish", team="Plan")
    shown = await world.mia.slash(world.channel, "team show", team="Plan")
    await world.mia.click(answer(shown), label="Copy to mine")


async def _lead(world: World) -> None:
    planned = await world.leo.slash(
        world.channel, "raid plan", title="T" * 100, when="friday 20:00", zone="Europe/Paris", template="wvw-zerg"
    )
    await world.leo.click(answer(planned), label="Post it")
    await world.mia.click(world.channel.history()[-1], label="Sign up")
    board = await world.leo.slash(world.channel, "raid lineup", raid="T" * 100)
    # not published here: the library writes the ids of mentions as numbers, where the description asks for text
    await world.leo.click(answer(board), label="History")
    place = next(one["value"] for part in answer(board).components for one in _options(part) if "5-5" in one["label"])
    opened = await world.leo.select(answer(board), [place], custom_id="lineup-place")
    form = await world.leo.click(answer(opened), label="Guest")
    seated = await world.leo.submit_modal(form, {"guest": "é" * 100})
    form = await world.leo.click(answer(seated), label="Note")
    noted = await world.leo.submit_modal(form, {"note": "é" * 200})
    await world.leo.click(answer(noted), label="Swap")
    await world.leo.click(answer(noted), label="Wish")


def _options(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [option for part in row.get("components", []) for option in part.get("options", [])]
