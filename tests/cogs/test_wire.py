"""What the bot sends is what Discord's own OpenAPI description accepts."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import simcord
from jsonschema import Draft202012Validator

from tests.cogs.conftest import World
from tests.cogs.reading import answer
from tests.cogs.test_builds import FIREBRAND, MIRAGE, SCOURGE
from tests.cogs.test_editing import filled

OPENAPI = Path(__file__).parents[3] / "shared" / "discord" / "openapi.json"
pytestmark = pytest.mark.skipif(not OPENAPI.exists(), reason=f"Discord's OpenAPI file is not at {OPENAPI}")

Schema = dict[str, Any]


@pytest.fixture(scope="module")
def api() -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(OPENAPI.read_text(encoding="utf-8"))
    return parsed


async def test_every_request_of_a_visit_is_accepted(world: World, api: dict[str, Any]) -> None:
    await _visit(world)
    checked = list(_checked(world.env, api))
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
    await world.leo.slash(world.channel, "account show")
    await world.leo.slash(world.channel, "help")


def _checked(env: simcord.Env, api: dict[str, Any]) -> Iterator[str]:
    """Yield the path of every request with a body, after its body was found right."""
    for request in env.http_requests:
        found = _schema(api, request.method, request.path)
        if found is None or request.json is None:
            continue
        path, schema = found
        validator = Draft202012Validator({**schema, "components": api["components"]})
        problems = [
            f"{'/'.join(map(str, e.path))}: {e.message[:300]}"
            for e in validator.iter_errors(_as_described(request.json))
        ]
        assert not problems, f"{request.method} {request.path}: {problems}"
        yield path


def _as_described(body: Any) -> Any:
    """Return `body` with the numbers of uploads as text: Discord's reference shows numbers, its description text."""
    if not isinstance(body, dict) or "attachments" not in body:
        return body
    return {**body, "attachments": [{**one, "id": str(one["id"])} for one in body["attachments"]]}


def _schema(api: dict[str, Any], method: str, path: str) -> tuple[str, Schema] | None:
    for template, operations in api["paths"].items():
        pattern = re.sub(r"\{[^}]+\}", "[^/]+", template)
        operation = operations.get(method.lower())
        if operation and re.fullmatch(pattern, path):
            body = operation.get("requestBody", {}).get("content", {}).get("application/json")
            return (template, body["schema"]) if body else None
    return None
