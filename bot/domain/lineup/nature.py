"""What a build is besides what it supplies: profession, damage, combos; and what a template makes of that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, Self

By = Literal["profession", "damage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nature:
    """What is known of a build; what is unknown is None or not there, and counts nothing."""

    profession: str | None = None
    damage: str | None = None
    """Most of it: "power" or "condition"."""
    fields: frozenset[str] = frozenset()
    """Types of combo fields that it lays."""
    finishers: tuple[tuple[str, int], ...] = ()
    """By type, in the order of their names, how often it finishes in a minute, where there is always a field."""

    def get(self, by: By) -> str | None:
        """Return what a spread counts of it."""
        return self.profession if by == "profession" else self.damage


def list_facts(nature: Nature) -> tuple[object, ...]:
    """Return all that is known in an order that outlives a restart."""
    return nature.profession, nature.damage, sorted(nature.fields), nature.finishers


UNKNOWN: Final = Nature()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """That there shall be some of everything: of each profession, or kind of damage, up to `enough` builds count."""

    side: Literal["each", "whole"]
    """Of every subgroup, or of the squad as one."""
    by: By
    enough: int = 1
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Worths:
    """What combos are worth, in hundredths by field and finisher, and how many finishes of a type count."""

    cells: Mapping[tuple[str, str], int] = field(default_factory=dict)
    enough: int = 8
    """In each subgroup, in a minute."""
    is_learned: bool = False
    """Whether they were weighed by which lineups worked."""

    def weighed(self, percents: Mapping[str, int]) -> Self:
        """Return them with so many percent of each finisher's worth; what is worth something stays so."""
        cells = {
            (laid, finisher): worth and max(1, round(worth * percents.get(finisher, 100) / 100))
            for (laid, finisher), worth in self.cells.items()
        }
        return replace(self, cells=cells, is_learned=True)

    @property
    def finishers(self) -> tuple[str, ...]:
        """The types of finishers that are worth something."""
        return tuple(sorted({finisher for (_, finisher), worth in self.cells.items() if worth}))

    @property
    def fields(self) -> tuple[str, ...]:
        """The types of fields that are worth something."""
        return tuple(sorted({laid for (laid, _), worth in self.cells.items() if worth}))

    def get_best(self, finisher: str, fields: Iterable[str]) -> int:
        """Return what a finisher is worth in the best of these fields."""
        return max((self.cells.get((laid, finisher), 0) for laid in fields), default=0)

    def rate(self, natures: Iterable[Nature]) -> int:
        """Return what the combos of those who sit in one subgroup are worth: everybody finishes in anybody's field."""
        return sum(self.rate_each(natures).values())

    def rate_each(self, natures: Iterable[Nature]) -> dict[str, int]:
        """Return the same by type of finisher."""
        there = tuple(natures)
        fields = frozenset().union(*(nature.fields for nature in there))
        finishes: dict[str, int] = {}
        for nature in there:
            for finisher, count in nature.finishers:
                finishes[finisher] = finishes.get(finisher, 0) + count
        return {
            finisher: min(count, self.enough) * self.get_best(finisher, fields) for finisher, count in finishes.items()
        }


NO_WORTHS: Final = Worths()
