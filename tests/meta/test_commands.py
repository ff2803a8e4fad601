"""Every command, option and choice has a name and a description that Discord takes, in every language."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.app import EXTENSIONS, Bot
from bot.cli.compose import build_services
from bot.cli.sync import find_payload
from bot.gateways.gamedata import load_game_data
from bot.services.almanac import Almanac
from cogs.ui.translator import CommandTranslator
from tests.fakes import FakeUnits

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
NAME = re.compile(r"^[-_'\w]{1,32}$")
DESCRIPTION_LIMIT = 100
"""Source: https://discord.com/developers/docs/interactions/application-commands, read 2026-11-22."""
COMMAND_LIMIT = 4_000
"""Characters of names, descriptions and choices that one command may have in its longest language."""

JSON = dict[str, Any]


@pytest.fixture(scope="module")
def payload() -> list[JSON]:
    return asyncio.run(_payload())


async def _payload() -> list[JSON]:
    services = build_services(FakeUnits(), Almanac.of(load_game_data()), clock=lambda: NOW)
    async with Bot(services=services, translator=CommandTranslator()) as bot:
        await bot.tree.set_translator(CommandTranslator())
        for name in EXTENSIONS:
            await bot.load_extension(name)
        return await find_payload(bot)


def parts(nodes: list[JSON], path: str = "") -> Iterator[tuple[str, JSON]]:
    """Yield every command, group and option with its path."""
    for node in nodes:
        here = f"{path}/{node['name']}"
        yield here, node
        yield from parts(node.get("options") or [], here)


def spoken(node: JSON, what: str) -> dict[str, str]:
    """Return what is said in each language."""
    return {"en": node[what], **(node.get(f"{what}_localizations") or {})}


def test_names_are_what_discord_takes(payload: list[JSON]) -> None:
    named = [(path, text) for path, node in parts(payload) for text in spoken(node, "name").values()]
    assert len(named) > 40
    slash = [(path, text) for path, text in named if not is_menu(payload, path)]
    assert [(path, text) for path, text in slash if not NAME.match(text) or text != text.lower()] == []


def test_descriptions_are_there_and_short(payload: list[JSON]) -> None:
    told = [
        (path, language, text)
        for path, node in parts(payload)
        if "description" in node and not is_menu(payload, path)
        for language, text in spoken(node, "description").items()
    ]
    assert len(told) > 40
    assert [row for row in told if not 1 < len(row[2]) <= DESCRIPTION_LIMIT] == []
    assert [row for row in told if row[2] == "…"] == []  # discord.py's own placeholder


def test_names_are_unique_among_their_neighbours(payload: list[JSON]) -> None:
    twice = []
    for neighbours in [payload, *(node.get("options") or [] for _, node in parts(payload))]:
        for language in ("en", "fr"):
            found = Counter((node.get("type"), spoken(node, "name").get(language, node["name"])) for node in neighbours)
            twice += [key for key, count in found.items() if count > 1]
    assert twice == []


def test_choices_fit(payload: list[JSON]) -> None:
    choices = [node["choices"] for _, node in parts(payload) if node.get("choices")]
    assert choices
    assert all(len(group) <= 25 for group in choices)
    texts = [text for group in choices for choice in group for text in spoken(choice, "name").values()]
    assert [text for text in texts if not 1 <= len(text) <= 100] == []


def test_no_command_is_too_long_as_a_whole(payload: list[JSON]) -> None:
    assert [command["name"] for command in payload if longest(command) > COMMAND_LIMIT] == []


def test_every_command_speaks_french(payload: list[JSON]) -> None:
    silent = [
        path
        for path, node in parts(payload)
        if "description" in node and node["description"] and "fr" not in node["description_localizations"]
    ]
    assert silent == []


def longest(node: JSON) -> int:
    """Return the characters of a command and all below it, each in its longest language."""
    own = sum(max(map(len, spoken(node, what).values())) for what in ("name", "description") if node.get(what))
    below = [*(node.get("options") or []), *(node.get("choices") or [])]
    return own + sum(map(longest, below))


def is_menu(payload: list[JSON], path: str) -> bool:
    """Tell whether `path` is a context menu, whose name may be any text."""
    return any(f"/{node['name']}" == path and node["type"] != 1 for node in payload)
