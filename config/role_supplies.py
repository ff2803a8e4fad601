"""What roles supply by themselves, read from `config/game/role_supplies.toml` and checked."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.domain.lineup.offers import RoleTable

FILE = "game/role_supplies.toml"

Word = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)]


class RoleEntry(BaseModel):
    """One role."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Word
    aliases: tuple[Word, ...] = ()
    supplies: tuple[Word, ...]
    source: Annotated[str, Field(min_length=10)]
    checked: date


@cache
def load_role_table() -> RoleTable:
    """Return the table; raises ValueError, which says what is wrong with the file."""
    return parse_role_table(resources.files("config").joinpath(FILE).read_text(encoding="utf-8"))


def parse_role_table(text: str) -> RoleTable:
    """Return the table written in `text`; raises ValueError where a word stands for two roles."""
    entries = TypeAdapter(tuple[RoleEntry, ...]).validate_python(tomllib.loads(text).get("role", []))
    words = [word for entry in entries for word in (entry.id, *entry.aliases)]
    if not words or len(set(words)) != len(words):
        raise ValueError(f"{FILE}: each word for one role, at least one: {words}")
    return RoleTable(
        supplies={entry.id: entry.supplies for entry in entries},
        aliases={alias: entry.id for entry in entries for alias in entry.aliases},
    )
