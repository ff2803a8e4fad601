"""What the game's facts leave out of what skills and traits give, read from `config/game/supplies.toml` and checked."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from bot.domain.modes import GameMode
from bot.domain.supplies import SupplyRules
from bot.domain.supplies.grants import Gift
from bot.domain.supplies.kinds import WORDS, Evidence, To

FILE = "game/supplies.toml"


class GiftEntry(BaseModel):
    """One thing that the facts leave out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    trait: int | None = None
    skill: int | None = None
    name: Annotated[str, Field(min_length=1)]
    """That of the trait or skill, for whoever reads the file; a test compares it."""
    what: Annotated[str, Field(pattern="^(" + "|".join(WORDS) + ")$")]
    to: To
    count: Annotated[int | None, Field(ge=1, le=50)] = None
    seconds: Annotated[float, Field(ge=0)] = 0
    modes: list[GameMode] = list(GameMode)
    source: Annotated[str, Field(min_length=10)]
    checked: date

    @model_validator(mode="after")
    def _has_one_origin(self) -> "GiftEntry":
        if (self.trait is None) is (self.skill is None):
            raise ValueError("an entry needs either a trait or a skill")
        return self

    @property
    def origin(self) -> tuple[str, int]:
        """Which trait or skill this is."""
        return ("trait", self.trait) if self.trait is not None else ("skill", self.skill or 0)

    def to_gift(self) -> Gift:
        """Return the entry as the domain has it."""
        return Gift(self.what, self.to, self.count, self.seconds, Evidence.UNKNOWN, frozenset(self.modes))


class Toolbelt(BaseModel):
    """Who has none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lost_with: list[int]
    source: Annotated[str, Field(min_length=10)]
    checked: date


@cache
def load_supply_rules() -> SupplyRules:
    """Return the rules; raises ValueError, which says what is wrong with the file."""
    return parse_supply_rules(read_supplies())


def read_supplies() -> str:
    """Return the file's text."""
    return resources.files("config").joinpath(FILE).read_text(encoding="utf-8")


def parse_gift_entries(text: str) -> list[GiftEntry]:
    """Return the entries of the table; raises ValueError for one that is incomplete, impossible or there twice."""
    document: dict[str, Any] = tomllib.loads(text)
    entries = TypeAdapter(list[GiftEntry]).validate_python(document.get("gift", []))
    keys = [(entry.what, *entry.origin) for entry in entries]
    if len(set(keys)) != len(keys):
        raise ValueError(f"{FILE}: each thing of each trait and skill once")
    return entries


def parse_supply_rules(text: str) -> SupplyRules:
    """Return the rules written in `text`."""
    toolbelt = Toolbelt.model_validate(tomllib.loads(text).get("toolbelt", {}))
    gifts: dict[tuple[str, int], tuple[Gift, ...]] = {}
    for entry in parse_gift_entries(text):
        gifts[entry.origin] = (*gifts.get(entry.origin, ()), entry.to_gift())
    return SupplyRules(MappingProxyType(gifts), frozenset(toolbelt.lost_with))
