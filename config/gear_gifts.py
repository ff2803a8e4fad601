"""What runes, sigils and relics give, read from `config/game/gear_gifts.toml` and checked."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from bot.domain.gear.equipment import ItemKind
from bot.domain.modes import GameMode
from bot.domain.supplies.kinds import HOSTILE, WORDS, To
from bot.domain.supplies.worn import WornGift, WornGifts

FILE = "game/gear_gifts.toml"


class GearGiftEntry(BaseModel):
    """One thing that a rune, sigil or relic gives."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["rune", "sigil", "relic"]
    item: Annotated[int, Field(ge=1)]
    name: Annotated[str, Field(min_length=1)]
    """That of the item, for whoever reads the file; a test compares it."""
    what: Annotated[str, Field(pattern="^(" + "|".join(WORDS) + ")$")]
    to: To
    count: Annotated[int | None, Field(ge=1, le=50)] = None
    seconds: Annotated[float, Field(ge=0)] = 0
    stacks: Annotated[int, Field(ge=1, le=25)] = 1
    recharge: Annotated[float, Field(ge=0)] = 0
    modes: list[GameMode] = list(GameMode)
    source: Annotated[str, Field(min_length=10)]
    checked: date

    @model_validator(mode="after")
    def _reaches_whom_it_can(self) -> "GearGiftEntry":
        if WORDS[self.what][0] in HOSTILE and self.to is not To.UNKNOWN:
            raise ValueError("what is done to foes is given to nobody")
        if self.to is To.SELF and self.count != 1:
            raise ValueError("what one gives to oneself reaches one")
        return self

    @property
    def origin(self) -> tuple[ItemKind, int]:
        """Which item this is."""
        return ItemKind(self.type), self.item

    def to_gift(self) -> WornGift:
        """Return the entry as the domain has it."""
        return WornGift(
            word=self.what,
            to=self.to,
            count=self.count,
            seconds=self.seconds,
            stacks=self.stacks,
            recharge=self.recharge,
            modes=frozenset(self.modes),
        )


@cache
def load_gear_gifts() -> WornGifts:
    """Return what gear gives; raises ValueError, which says what is wrong with the file."""
    return parse_gear_gifts(read_gear_gifts())


def read_gear_gifts() -> str:
    """Return the file's text."""
    return resources.files("config").joinpath(FILE).read_text(encoding="utf-8")


def parse_gear_gift_entries(text: str) -> list[GearGiftEntry]:
    """Return the entries of the table; raises ValueError for one that is incomplete, impossible or there twice."""
    document: dict[str, Any] = tomllib.loads(text)
    entries = TypeAdapter(list[GearGiftEntry]).validate_python(document.get("gift", []))
    keys = [(entry.what, *entry.origin) for entry in entries]
    if len(set(keys)) != len(keys):
        raise ValueError(f"{FILE}: each thing of each item once")
    return entries


def parse_gear_gifts(text: str) -> WornGifts:
    """Return what is written in `text`, by item."""
    gifts: dict[tuple[ItemKind, int], tuple[WornGift, ...]] = {}
    for entry in parse_gear_gift_entries(text):
        gifts[entry.origin] = (*gifts.get(entry.origin, ()), entry.to_gift())
    return MappingProxyType(gifts)
