"""The kinds of content, read from `config/game/content.toml` and checked before anybody relies on them."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.domain.lineup.nature import Spread
from bot.domain.modes import GameMode
from bot.domain.needs import Demand, Need
from bot.domain.teams import Content

FILE = "game/content.toml"


Name = Annotated[str, Field(pattern=r"^[a-z]+[0-9]*(-[a-z]+[0-9]*)*$", max_length=40)]
Source = Annotated[str, Field(min_length=10)]


class ContentEntry(BaseModel):
    """One kind of content."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)]
    aliases: tuple[Name, ...] = ()
    mode: GameMode | None = None
    subgroups: Annotated[int, Field(ge=1, le=10)]
    """A squad of the game has 50 places."""
    source: Source
    checked: date


class DemandEntry(BaseModel):
    """One thing that some kinds of content ask for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: Annotated[tuple[str, ...], Field(min_length=1)]
    """Ids of the contents."""
    of: Literal["subgroup", "squad"]
    need: Need
    amount: Annotated[int, Field(ge=0, le=50)] = 0
    weight: Annotated[int, Field(ge=1, le=100)] = 1
    at_most: Annotated[int | None, Field(ge=1, le=50)] = None
    source: Source
    checked: date

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not self.amount and self.at_most is None:
            raise ValueError(f"{self.need}: neither an amount nor a limit")
        if self.at_most is not None and self.at_most < self.amount:
            raise ValueError(f"{self.need}: at most {self.at_most}, but {self.amount} are needed")
        return self

    def to_demand(self) -> Demand:
        """Return the entry as the domain has it."""
        return Demand(self.need, self.amount, self.weight, self.at_most)


class SpreadEntry(BaseModel):
    """That some kinds of content want some of everything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    among: Annotated[tuple[str, ...], Field(min_length=1)]
    """Ids of the contents."""
    of: Literal["subgroup", "squad"]
    by: Literal["profession", "damage"]
    enough: Annotated[int, Field(ge=1, le=50)] = 1
    weight: Annotated[int, Field(ge=1, le=100)] = 1
    source: Source
    checked: date

    def to_spread(self) -> Spread:
        """Return the entry as the domain has it."""
        side: Literal["each", "whole"] = "each" if self.of == "subgroup" else "whole"
        return Spread(side=side, by=self.by, enough=self.enough, weight=self.weight)


class Document(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    content: Annotated[tuple[ContentEntry, ...], Field(min_length=1)]
    demand: tuple[DemandEntry, ...] = ()
    spread: tuple[SpreadEntry, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        names = [name for entry in self.content for name in (entry.id, *entry.aliases)]
        asked = [(content, demand.of, demand.need) for demand in self.demand for content in demand.by]
        spread = [(content, one.of, one.by) for one in self.spread for content in one.among]
        for things in (names, asked, spread):
            if len(set(things)) != len(things):
                raise ValueError(f"{FILE}: each kind of content, each name and each need of it once: {things}")
        if strangers := {content for content, _, _ in (*asked, *spread)} - {entry.id for entry in self.content}:
            raise ValueError(f"{FILE}: needs of contents that are not there: {sorted(strangers)}")
        return self

    def find_demands(self, content: str, of: str) -> tuple[Demand, ...]:
        """Return what a content asks for, in the file's order."""
        return tuple(entry.to_demand() for entry in self.demand if content in entry.by and entry.of == of)


@cache
def load_contents() -> tuple[Content, ...]:
    """Return what teams can be made for, in the file's order; raises ValueError, which says what is wrong."""
    return parse_contents(resources.files("config").joinpath(FILE).read_text(encoding="utf-8"))


def parse_contents(text: str) -> tuple[Content, ...]:
    """Read the entries from TOML; raises ValueError for one that is incomplete, impossible or there twice."""
    document = Document.model_validate(tomllib.loads(text))
    return tuple(
        Content(
            id=entry.id,
            mode=entry.mode,
            subgroups=entry.subgroups,
            needs=document.find_demands(entry.id, "subgroup"),
            squad_needs=document.find_demands(entry.id, "squad"),
            aliases=entry.aliases,
            spreads=tuple(one.to_spread() for one in document.spread if entry.id in one.among),
        )
        for entry in document.content
    )
