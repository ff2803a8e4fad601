"""How boons are held, read from `config/game/support.toml` and checked before anybody relies on it."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from bot.domain.supplies.kinds import BOONS
from bot.domain.support import SupportRules, Trigger

FILE = "game/support.toml"

Portion = tuple[Annotated[float, Field(gt=0, le=60)], Annotated[int, Field(ge=1, le=30)]]


class SupportEntry(BaseModel):
    """One way to give a boon to allies."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    boon: Annotated[str, Field(pattern="^(" + "|".join(BOONS) + ")$")]
    trait: int | None = None
    skill: int | None = None
    name: Annotated[str, Field(min_length=1)]
    """That of the trait or skill, for whoever reads the file; a test compares it."""
    gives: Annotated[list[Portion], Field(min_length=1)]
    wvw: list[Portion] | None = None
    hollow: bool = False
    """Whether the game's facts do not tell what is given."""
    every: Annotated[float, Field(gt=0, le=120)]
    legends: list[int] = []
    lines: list[int] = []
    unless_trait: int = 0
    choice: bool = False
    source: Annotated[str, Field(min_length=10)]
    checked: date

    @model_validator(mode="after")
    def _has_one_origin(self) -> "SupportEntry":
        if (self.trait is None) is (self.skill is None):
            raise ValueError("an entry needs either a trait or a skill")
        if bool(self.lines) is not bool(self.unless_trait):
            raise ValueError("lines are asked for where a trait takes the choice away, and only there")
        return self

    @property
    def origin(self) -> tuple[str, int]:
        """Which trait or skill this is."""
        return ("trait", self.trait) if self.trait is not None else ("skill", self.skill or 0)

    def to_trigger(self) -> Trigger:
        """Return the entry as the domain has it."""
        seconds = _sum(self.gives)
        return Trigger(
            boon=self.boon,
            source=self.origin,
            seconds=seconds,
            seconds_wvw=seconds if self.wvw is None else _sum(self.wvw),
            every=self.every,
            legends=frozenset(self.legends),
            lines=frozenset(self.lines),
            unless=self.unless_trait,
            choice=self.choice,
        )


class Assumed(BaseModel):
    """What is taken for granted throughout."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    boon_duration: Annotated[float, Field(ge=0, le=1)]
    share: Annotated[float, Field(gt=0, le=1)]
    might_stacks: Annotated[int, Field(ge=1, le=25)]
    shortest_recharge: Annotated[float, Field(ge=0)]
    alacrity: Annotated[float, Field(ge=0, le=1)]
    source: Annotated[str, Field(min_length=10)]
    checked: date


@cache
def load_support_rules() -> SupportRules:
    """Return the rules; raises ValueError, which says what is wrong with the file."""
    return parse_support_rules(read_support())


def read_support() -> str:
    """Return the file's text."""
    return resources.files("config").joinpath(FILE).read_text(encoding="utf-8")


def parse_support_entries(text: str) -> list[SupportEntry]:
    """Return the entries of the table; raises ValueError for one that is incomplete, impossible or there twice."""
    document: dict[str, Any] = tomllib.loads(text)
    entries = TypeAdapter(list[SupportEntry]).validate_python(document.get("support", []))
    keys = [(entry.boon, *entry.origin) for entry in entries]
    if not keys or len(set(keys)) != len(keys):
        raise ValueError(f"{FILE}: each boon of each trait and skill once, at least one")
    return entries


def parse_support_rules(text: str) -> SupportRules:
    """Return the rules written in `text`."""
    assumed = Assumed.model_validate(tomllib.loads(text).get("assumed", {}))
    return SupportRules(
        triggers=tuple(entry.to_trigger() for entry in parse_support_entries(text)),
        boon_duration=assumed.boon_duration,
        share=assumed.share,
        might_stacks=assumed.might_stacks,
        shortest_recharge=assumed.shortest_recharge,
        alacrity=assumed.alacrity,
    )


def _sum(portions: list[Portion]) -> float:
    return sum(seconds * times for seconds, times in portions)
