"""Columns of whole numbers and linear rows, as the exact solver takes them; what they mean is not known here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Terms = dict[int, int]
"""Factors by column."""


@dataclass(frozen=True, slots=True)
class Row:
    """least <= sum of terms <= most; None is no limit."""

    terms: Mapping[int, int]
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """What a stage makes as large as possible: the sum of terms and a constant."""

    terms: Mapping[int, int]
    constant: int = 0


@dataclass(slots=True)
class Sheet:
    """Columns of whole numbers from 0 to `upper`, and the rows."""

    upper: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def add(self, upper: int) -> int:
        """Add a column and return its number."""
        self.upper.append(upper)
        return len(self.upper) - 1
