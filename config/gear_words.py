"""The words that gear is told with, read from `config/game/gear_words.toml` and checked before it is relied on."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.domain.gear.attributes import Attribute
from bot.domain.gear.reading.lexicon import ITEM_ROLES, Role, Vocabulary
from bot.domain.gear.reading.places import PLACES
from bot.domain.gear.slots import Rarity

FILE = "game/gear_words.toml"

_NAMED = frozenset({Role.STAT, Role.WEAPON, *ITEM_ROLES.values()})
"""Roles whose entries name a thing of the game; whether it exists is seen when the lexicon is built."""
_ALLOWED = {
    Role.PLACE: frozenset(PLACES),
    Role.KIND: frozenset({Role.STAT.value, "infusion", *(role.value for role in ITEM_ROLES.values())}),
    Role.ATTRIBUTE: frozenset(Attribute),
    Role.RARITY: frozenset(Rarity),
    **{role: frozenset({role.value}) for role in (Role.FULL, Role.REST, Role.EXCEPT, Role.SET, Role.SILENT)},
}


class WordEntry(BaseModel):
    """Phrases for one thing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: Role
    of: str
    words: Annotated[tuple[Annotated[str, Field(min_length=1, max_length=60)], ...], Field(min_length=1)]
    source: Annotated[str, Field(min_length=10)]
    checked: date


@cache
def load_gear_words() -> Vocabulary:
    """Return the words; raises ValueError, which says what is wrong with the file."""
    return parse_gear_words(resources.files("config").joinpath(FILE).read_text(encoding="utf-8"))


def parse_gear_words(text: str) -> Vocabulary:
    """Read the words from TOML; raises ValueError for an entry that is incomplete or for nothing that exists."""
    document: dict[str, Any] = tomllib.loads(text)
    entries = TypeAdapter(list[WordEntry]).validate_python(document.get("entry", []))
    if not entries:
        raise ValueError(f"{FILE}: no entry")
    found: dict[Role, dict[str, tuple[str, ...]]] = {}
    for entry in entries:
        if entry.role not in _NAMED and entry.of not in _ALLOWED[entry.role]:
            raise ValueError(f"{FILE}: no {entry.role} is called {entry.of!r}")
        of = found.setdefault(entry.role, {})
        of[entry.of] = (*of.get(entry.of, ()), *entry.words)
    return Vocabulary(
        words=MappingProxyType({role: MappingProxyType(of) for role, of in found.items() if role not in _NAMED}),
        names=MappingProxyType({role: MappingProxyType(of) for role, of in found.items() if role in _NAMED}),
    )
