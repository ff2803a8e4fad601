"""Reads the bundled facts of skills and traits into the domain's GameFacts."""

import json
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from bot.domain.facts import NOTHING, Fact, GameFacts, Hint, Placed, ThingFacts
from bot.domain.professions import Profession

FACTS: Final = "facts.json"
"""The file's name, in this package."""

_HINTS: Final = {hint.value: hint for hint in Hint}


def load_game_facts() -> GameFacts:
    """Return the facts that this package brings along. Reads one file; call it once, at the start."""
    return parse_game_facts(files(__package__).joinpath(FACTS).read_bytes())


def parse_game_facts(content: bytes) -> GameFacts:
    """Return the facts in a file made by `build_facts`. Raises ValueError if it is damaged."""
    return make_game_facts(json.loads(content))


def make_game_facts(tables: Any) -> GameFacts:
    """Return the facts in such a file's tables. Raises ValueError if they are of another shape."""
    try:
        return GameFacts(
            dates=MappingProxyType(tables["dates"]),
            skills=MappingProxyType({row[0]: _thing(row) for row in tables["skills"]}),
            traits=MappingProxyType({row[0]: _thing(row) for row in tables["traits"]}),
            weapons=MappingProxyType(
                {(Profession(number), weapon): _placed(rows) for number, weapon, rows in tables["weapons"]}
            ),
            mechanics=MappingProxyType({Profession(number): _placed(rows) for number, rows in tables["mechanics"]}),
        )
    except (KeyError, TypeError, IndexError) as exc:
        raise ValueError(f"no facts of the game: {exc!r}") from exc


def _thing(row: list[Any]) -> ThingFacts:
    number, hint, split, toolbelt, follows, facts, wvw = row
    return ThingFacts(
        id=number,
        hint=_HINTS[hint],
        facts=tuple([Fact(*fact) for fact in facts]),
        split=bool(split),
        wvw=MappingProxyType(wvw) if wvw else NOTHING,
        follows=tuple(follows),
        toolbelt=toolbelt,
    )


def _placed(rows: list[list[Any]]) -> tuple[Placed, ...]:
    return tuple([Placed(*row) for row in rows])
