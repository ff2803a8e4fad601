"""When roles are suggested, read from `config/game/roles.toml` and checked."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.domain.modes import GameMode
from bot.domain.roles import RoleRule, RoleRules
from bot.domain.supplies.kinds import BOONS

FILE = "game/roles.toml"

RoleId = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)]
Boon = Annotated[str, Field(pattern="^(" + "|".join(BOONS) + ")$")]


class RoleEntry(BaseModel):
    """One role."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: RoleId
    modes: Annotated[list[GameMode], Field(min_length=1)]
    healing: Annotated[float | None, Field(gt=0)] = None
    healing_below: Annotated[float | None, Field(gt=0)] = None
    holds: list[Boon] = []
    holds_none: list[Boon] = []
    cleanses: Annotated[int, Field(ge=0)] = 0
    strips: Annotated[int, Field(ge=0)] = 0
    fallback: bool = False
    source: Annotated[str, Field(min_length=10)]
    checked: date

    def to_rule(self) -> RoleRule:
        """Return the entry as the domain has it."""
        return RoleRule(
            id=self.id,
            modes=frozenset(self.modes),
            healing=self.healing,
            healing_below=self.healing_below,
            holds=frozenset(self.holds),
            holds_none=frozenset(self.holds_none),
            cleanses=self.cleanses,
            strips=self.strips,
            fallback=self.fallback,
        )


class DeclaredEntry(BaseModel):
    """One role that only an author can tell."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: RoleId
    source: Annotated[str, Field(min_length=10)]
    checked: date


class StrongerEntry(BaseModel):
    """One trait that makes the healing of others stronger, though no fact says so."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    trait: int
    name: Annotated[str, Field(min_length=1)]
    """For whoever reads the file; a test compares it."""
    source: Annotated[str, Field(min_length=10)]
    checked: date


class Healing(BaseModel):
    """What makes a healer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    trait_points: Annotated[float, Field(ge=0)]
    cleanse_points: Annotated[float, Field(ge=0)]
    skill_points: Annotated[float, Field(ge=0)]
    skills_counted: Annotated[int, Field(ge=0)]
    source: Annotated[str, Field(min_length=10)]
    checked: date


@cache
def load_role_rules() -> RoleRules:
    """Return the rules; raises ValueError, which says what is wrong with the file."""
    return parse_role_rules(read_roles())


def read_roles() -> str:
    """Return the file's text."""
    return resources.files("config").joinpath(FILE).read_text(encoding="utf-8")


def parse_stronger_entries(text: str) -> list[StrongerEntry]:
    """Return those traits; raises ValueError for one that is incomplete or there twice."""
    entries = TypeAdapter(list[StrongerEntry]).validate_python(tomllib.loads(text).get("stronger", []))
    if len({entry.trait for entry in entries}) != len(entries):
        raise ValueError(f"{FILE}: each trait once")
    return entries


def parse_role_rules(text: str) -> RoleRules:
    """Return the rules written in `text`; raises ValueError unless each mode has one role that is left over."""
    document: dict[str, Any] = tomllib.loads(text)
    entries = TypeAdapter(list[RoleEntry]).validate_python(document.get("role", []))
    healing = Healing.model_validate(document.get("healing", {}))
    declared = TypeAdapter(list[DeclaredEntry]).validate_python(document.get("declared", []))
    ids = [*(entry.id for entry in entries), *(entry.id for entry in declared)]
    if len(set(ids)) != len(ids):
        raise ValueError(f"{FILE}: each role once")
    for mode in GameMode:
        if sum(entry.fallback for entry in entries if mode in entry.modes) != 1:
            raise ValueError(f"{FILE}: {mode} needs one role that is left over")
    return RoleRules(
        roles=tuple(entry.to_rule() for entry in entries),
        declared=tuple(entry.id for entry in declared),
        trait_points=healing.trait_points,
        cleanse_points=healing.cleanse_points,
        skill_points=healing.skill_points,
        skills_counted=healing.skills_counted,
        stronger=frozenset(entry.trait for entry in parse_stronger_entries(text)),
    )
