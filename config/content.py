"""The kinds of content, read from `config/game/content.toml` and checked before anybody relies on them."""

import tomllib
from datetime import date
from importlib import resources
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from bot.domain.analysis import Need
from bot.domain.modes import GameMode
from bot.domain.teams import Content

FILE = "game/content.toml"


class ContentEntry(BaseModel):
    """One entry of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)]
    mode: GameMode | None = None
    subgroups: Annotated[int, Field(ge=1, le=10)]
    """A squad of the game has 50 places."""
    needs: tuple[Need, ...] = ()
    needs_source: Annotated[str | None, Field(min_length=10)] = None
    source: Annotated[str, Field(min_length=10)]
    checked: date

    @model_validator(mode="after")
    def _source_needs(self) -> Self:
        if self.needs and self.needs_source is None:
            raise ValueError(f"{self.id}: needs without needs_source")
        return self


def load_contents() -> tuple[Content, ...]:
    """Return what teams can be made for, in the file's order; raises ValueError, which says what is wrong."""
    return parse_contents(resources.files("config").joinpath(FILE).read_text(encoding="utf-8"))


def parse_contents(text: str) -> tuple[Content, ...]:
    """Read the entries from TOML; raises ValueError for one that is incomplete, impossible or there twice."""
    document: dict[str, Any] = tomllib.loads(text)
    entries = TypeAdapter(list[ContentEntry]).validate_python(document.get("content", []))
    ids = [entry.id for entry in entries]
    if not ids or len(set(ids)) != len(ids):
        raise ValueError(f"{FILE}: each kind of content once, at least one: {ids}")
    return tuple(Content(entry.id, entry.mode, entry.subgroups, tuple(entry.needs)) for entry in entries)
