"""Builds and spreads in a file of sign-ups: what is said of them, besides what codes tell."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.domain.giving import Giving
from bot.domain.lineup.nature import UNKNOWN, Nature, Spread
from bot.domain.lineup.offers import find_damage, nature_of
from bot.domain.template import BuildTemplate

ProfessionName = Literal[
    "Guardian", "Warrior", "Engineer", "Ranger", "Thief", "Elementalist", "Mesmer", "Necromancer", "Revenant"
]
Damage = Literal["power", "condition"]
FieldName = Literal["Dark", "Ethereal", "Fire", "Ice", "Light", "Lightning", "Poison", "Smoke", "Water"]
FinisherName = Literal["Blast", "Leap", "Projectile", "Whirl"]
Amount = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Name = Annotated[str, Field(min_length=1, max_length=100)]
Rate = Annotated[int, Field(ge=0, le=60)]


class BuildEntry(BaseModel):
    """A build that somebody would play, by what is known of it; what is not said of it is as its code tells."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    code: str | None = None
    roles: list[Name] = []
    supplies: dict[str, bool | Amount] = {}
    liking: Annotated[int | None, Field(ge=1, le=5)] = None
    skill: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 0.5
    profession: ProfessionName | None = None
    damage: Damage | None = None
    fields: list[FieldName] | None = None
    finishers: dict[FinisherName, Rate] | None = None
    """How often a minute."""

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        if self.code is None and not self.roles and not self.supplies:
            raise ValueError("expected a code, roles or supplies")
        return self

    def to_nature(self, read: tuple[BuildTemplate, Giving] | None, words: Iterable[str]) -> Nature:
        """Return what is said, else what the code tells, of which `read` came, else what words for roles do."""
        nature = UNKNOWN if read is None else nature_of(read[0].profession, read[1], None)
        damage = next(filter(None, map(find_damage, words)), nature.damage)
        return replace(
            nature,
            profession=self.profession or nature.profession,
            damage=self.damage or damage,
            fields=nature.fields if self.fields is None else frozenset(self.fields),
            finishers=nature.finishers if self.finishers is None else _sorted(self.finishers),
        )


class SpreadEntry(BaseModel):
    """That a template wants some of everything."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    of: Literal["subgroup", "squad"]
    by: Literal["profession", "damage"]
    enough: Annotated[int, Field(ge=1, le=50)] = 1
    weight: Annotated[int, Field(ge=1, le=100)] = 1

    def to_spread(self) -> Spread:
        """Return it as the domain has it."""
        side: Literal["each", "whole"] = "each" if self.of == "subgroup" else "whole"
        return Spread(side=side, by=self.by, enough=self.enough, weight=self.weight)


def _sorted(finishers: Mapping[FinisherName, int]) -> tuple[tuple[str, int], ...]:
    return tuple((kind, finishers[kind]) for kind in sorted(finishers) if finishers[kind])
