"""What makes one lineup better than another: a tuple, compared from left to right."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Final, Self


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """The worth of a lineup that breaks no rule. Of each field more is better; the first that differs decides."""

    pinned: int
    """Players with a pin who play."""
    met: int
    """Hundredths of needs that are met, each times its weight."""
    wanted: int
    """Places that want something and are taken."""
    kept: int
    """Players of the lineup to be mended who stay where they are, with the build they have."""
    seated: int
    """Players who play."""
    order: int
    """For each player who plays, how many signed up after them."""
    liking: int
    """0 where everybody plays what they like best; less for each step down."""
    patience: int
    """How often those who play were left out lately."""
    proficiency: int
    """Hundredths of skill of those who play, in the build that they play."""
    spread: int
    """Builds that count where the template wants some of everything, each times its weight."""
    combos: int
    """Hundredths of finishes in a minute, each times what it is worth in the best field of its subgroup."""

    @classmethod
    def of(cls, values: tuple[int, ...]) -> Self:
        """Return the score with these fields."""
        return cls(*values)

    def as_tuple(self) -> tuple[int, ...]:
        """Return the fields in their order."""
        return _READ(self)


STAGES = tuple(one.name for one in fields(Score))
"""The names of the fields, in the order in which they count."""
_READ: Final[Callable[[Score], tuple[int, ...]]] = attrgetter(*STAGES)
FINE = ("spread", "combos")
"""Those for which the search tells builds apart that supply the same: the last ones."""
