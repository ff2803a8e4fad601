"""Kept answers: nobody gets one that is another's, and no change of builds forgets to tell."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import AsyncIterator, Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import bot.services
from bot.app import Services
from bot.cli.compose import build_services
from bot.domain.gamedata import GameData
from bot.domain.viewer import Viewer
from bot.errors import BotError
from bot.gateways.cache import TieredCache, open_cache
from bot.gateways.cache.declaring import Declared, find_declared
from bot.repositories.unit_builds import BuildRepository
from bot.services.almanac import Almanac
from bot.services.kept import public_page
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, Clock, make_code, viewer
from tests.fakes import FakeUnits

CALLS: dict[str, list[dict[str, Any]]] = {"BuildLibrary.list_public": [{}, {"cursor": "somewhere"}]}
"""How each kept method is called besides who asks."""
VIEWERS = tuple(viewer(user, guild) for user in (ALICE, BOB, CAROL) for guild in (HOME, AWAY, None))


def classes() -> Iterator[type[Any]]:
    for found in pkgutil.walk_packages(bot.services.__path__, "bot.services."):
        module = importlib.import_module(found.name)
        for _, one in inspect.getmembers(module, inspect.isclass):
            if one.__module__ == module.__name__:
                yield one


KEPT = {
    f"{one.__name__}.{name}": declared
    for one in classes()
    for name, declared in find_declared(one).items()
    if declared.key is not None
}


@pytest.fixture
async def cache(tmp_path: Path) -> AsyncIterator[TieredCache]:
    async with open_cache(tmp_path / "cache") as cache:
        yield cache


@pytest.fixture
async def known(units: FakeUnits, game: GameData, clock: Clock, cache: TieredCache) -> Services:
    """Services with a cache, over builds of two people: private, public here, public there, thrown away."""
    known = build_services(units, Almanac.of(game), clock=clock, cache=cache)
    for number, owner in enumerate((ALICE, BOB)):
        for place, name in enumerate(("private", "here", "there", "gone")):
            saved = await known.builds.save(viewer(owner), make_code(10 * number + place), name=f"{name} {owner}")
            if name in {"here", "gone"}:
                await known.builds.publish(viewer(owner), saved.build.short_id)
            if name in {"there", "gone"}:
                await known.builds.publish(viewer(owner, AWAY), saved.build.short_id)
        await known.builds.delete(viewer(owner), f"gone {owner}")
    return known


def test_every_kept_method_is_looked_at() -> None:
    assert CALLS.keys() == KEPT.keys()


async def ask(known: Services, name: str, eyes: Viewer, call: dict[str, Any]) -> object:
    owner, _, method = name.partition(".")
    service = next(one for one in vars_of(known) if type(one).__name__ == owner)
    try:
        return await getattr(service, method)(eyes, **call)
    except BotError as error:
        return type(error), vars(error)


def vars_of(known: Services) -> list[object]:
    return [getattr(known, name) for name in known.__slots__]


@pytest.mark.parametrize("name", sorted(KEPT))
async def test_nobody_is_given_the_answer_of_another(
    name: str, known: Services, units: FakeUnits, game: GameData, clock: Clock, cache: TieredCache
) -> None:
    plain = build_services(units, Almanac.of(game), clock=clock)
    for call in CALLS[name]:
        truth = {eyes: await ask(plain, name, eyes, call) for eyes in VIEWERS}
        for first, second in permutations(VIEWERS, 2):
            async with cache.change():  # forget all
                pass
            assert await ask(known, name, first, call) == truth[first]
            await cache.settle()
            assert await ask(known, name, second, call) == truth[second]
            assert await ask(known, name, first, call) == truth[first]
    assert cache.counts["hits_disk"] > 0


@pytest.mark.parametrize("name", sorted(KEPT))
def test_a_key_names_guild_and_scope(name: str) -> None:
    make: Any = KEPT[name].key
    for call in CALLS[name]:
        keys = {eyes: make(eyes, **call) for eyes in VIEWERS}
        for eyes, key in keys.items():
            assert key is None or key.guild == eyes.guild
            assert key is None or key.scope in {"public", f"user:{eyes.user}"}


def test_only_first_pages_are_kept() -> None:
    assert public_page(viewer()) is not None
    assert public_page(viewer(), cursor="x") is None
    assert public_page(viewer(guild=None)) is None


async def names(known: Services, guild: Any = HOME) -> list[str]:
    return [build.name for build in (await known.builds.list_public(viewer(CAROL, guild))).items]


async def test_every_change_shows_at_once(known: Services, cache: TieredCache) -> None:
    alice = viewer(ALICE)
    assert await names(known) == [f"here {BOB}", f"here {ALICE}"]
    await known.builds.unpublish(alice, f"here {ALICE}")
    assert await names(known) == [f"here {BOB}"]
    await known.builds.publish(alice, f"private {ALICE}")
    assert await names(known) == [f"private {ALICE}", f"here {BOB}"]
    await known.builds.delete(alice, f"private {ALICE}")
    assert await names(known) == [f"here {BOB}"]
    await known.builds.restore(viewer(ALICE, None), f"private {ALICE}")
    assert await names(known) == [f"private {ALICE}", f"here {BOB}"]
    build = await known.editor.require(alice, f"private {ALICE}")
    await cache.settle()
    await known.wardrobe.dress(viewer(ALICE, None), build.short_id, "full berserker")
    shown = (await known.builds.list_public(viewer(CAROL))).items[0]
    assert shown.gear is not None
    await known.accounts.delete_everything(viewer(BOB))
    assert await names(known) == [f"private {ALICE}"]


WRITERS = {
    *(name for name in vars(BuildRepository) if not name.startswith(("_", "find", "list_", "count_"))),
} - {"add", "trim_deleted", "purge_deleted"}
"""What changes a build or where it is public: a new one is public nowhere, one that was thrown away likewise."""
SHARED = {"change_build", "hide_thing", "say_farewell"}
"""Functions of a module that several services call within their transactions: those who call them declare it."""
OTHERS = (".accounts.delete", ".guilds.erase")
"""What removes builds otherwise. Likes and uses are in no kept answer."""


def writers_in(module: ast.Module) -> Iterator[tuple[ast.AsyncFunctionDef, str]]:
    """Yield public methods from which something is called that writes builds, through functions of the module too."""
    functions = {one.name: one for one in ast.walk(module) if isinstance(one, ast.AsyncFunctionDef | ast.FunctionDef)}

    def reached(name: str, seen: set[str]) -> Iterator[str]:
        if name in seen:
            return
        seen.add(name)
        for call in (one for one in ast.walk(functions[name]) if isinstance(one, ast.Call)):
            text = ast.unparse(call.func)
            last = text.rpartition(".")[2]
            if (".builds." in text and last in WRITERS) or last in SHARED or text.endswith(OTHERS):
                yield text
            elif last in functions and text in {last, f"self.{last}"}:
                yield from reached(last, seen)

    for one in functions.values():
        if isinstance(one, ast.AsyncFunctionDef) and not one.name.startswith("_") and one.name not in SHARED:
            for text in reached(one.name, set()):
                yield one, text


def forgetful(source: str) -> list[str]:
    """Return the methods that change builds and do not say what they make invalid."""
    return sorted(
        {
            one.name
            for one, _ in writers_in(ast.parse(source))
            if not any("invalidates" in ast.unparse(decorator) for decorator in one.decorator_list)
        }
    )


@pytest.mark.parametrize("path", sorted(Path(bot.services.__path__[0]).rglob("*.py")), ids=lambda path: path.stem)
def test_who_changes_builds_says_what_becomes_invalid(path: Path) -> None:
    assert forgetful(path.read_text()) == [], "declare it with @invalidates, see bot/services/kept.py"


def test_a_forgetful_method_is_found() -> None:
    source = """
class Library:
    async def hide(self, unit):
        await self._hide(unit)
    async def _hide(self, unit):
        await unit.builds.mark_hidden(1)
    @invalidates(tags_of_build)
    async def show(self, unit):
        await change_build(unit)
"""
    WRITERS.add("mark_hidden")
    assert forgetful(source) == ["hide"]
    assert isinstance(KEPT["BuildLibrary.list_public"], Declared)
