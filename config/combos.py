"""The 36 combos and their worth, read from `config/game/combos.toml` and checked."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from itertools import product
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.domain.combos import FIELDS, FINISHERS, Cell, ComboRules
from bot.domain.modes import GameMode

FILE = "game/combos.toml"

Weight = Annotated[float, Field(ge=0, le=1)]


class CellEntry(BaseModel):
    """One cell of the table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: Annotated[str, Field(pattern="^(" + "|".join(FIELDS) + ")$")]
    finisher: Annotated[str, Field(pattern="^(" + "|".join(FINISHERS) + ")$")]
    effect: Annotated[str, Field(min_length=1)]
    amount: Annotated[float, Field(gt=0)]
    stacks: Annotated[int, Field(ge=1)]
    reach: Literal["area", "self", "bolts"]
    pve: Weight
    pvp: Weight
    wvw: Weight
    source: Annotated[str, Field(min_length=10)]
    checked: date

    def to_cell(self) -> Cell:
        """Return the entry as the domain has it."""
        weights = MappingProxyType({GameMode.PVE: self.pve, GameMode.PVP: self.pvp, GameMode.WVW: self.wvw})
        return Cell(effect=self.effect, amount=self.amount, stacks=self.stacks, reach=self.reach, weights=weights)


class Assumed(BaseModel):
    """What is taken for granted where facts tell nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field_seconds: Annotated[float, Field(gt=0)]
    field_recharge: Annotated[float, Field(gt=0)]
    shortest_use: Annotated[float, Field(gt=0)]
    finishes_per_player: Annotated[float, Field(gt=0)]
    source: Annotated[str, Field(min_length=10)]
    checked: date


@cache
def load_combo_rules() -> ComboRules:
    """Return the rules; raises ValueError, which says what is wrong with the file."""
    return parse_combo_rules(read_combos())


def read_combos() -> str:
    """Return the file's text."""
    return resources.files("config").joinpath(FILE).read_text(encoding="utf-8")


def parse_combo_rules(text: str) -> ComboRules:
    """Return the rules written in `text`; raises ValueError unless each of the 36 cells is there once."""
    document: dict[str, Any] = tomllib.loads(text)
    entries = TypeAdapter(list[CellEntry]).validate_python(document.get("cell", []))
    assumed = Assumed.model_validate(document.get("assumed", {}))
    if sorted((entry.field, entry.finisher) for entry in entries) != sorted(product(FIELDS, FINISHERS)):
        raise ValueError(f"{FILE}: each of the {len(FIELDS) * len(FINISHERS)} cells once")
    return ComboRules(
        cells=MappingProxyType({(entry.field, entry.finisher): entry.to_cell() for entry in entries}),
        field_seconds=assumed.field_seconds,
        field_recharge=assumed.field_recharge,
        shortest_use=assumed.shortest_use,
        finishes_per_player=assumed.finishes_per_player,
    )
