"""How the bot fares at a glance: how requests of one kind ended, and how long they took."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Times:
    """Within how many seconds half, and 95 of 100, of what was measured came to its end.

    They are the upper ends of the ranges that are counted apart; infinite for what took longer than all of them.
    """

    count: int
    half_s: float
    most_s: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Since the process began."""

    outcomes: Mapping[str, int] = field(default_factory=dict)
    heard: Times | None = None
    """Until Discord knew that somebody was heard; None where nothing was measured."""
    finished: Times | None = None


def times_of(counts: Mapping[float, float]) -> Times | None:
    """Return the times by how much took no longer than each upper end."""
    ends = sorted(counts)
    total = counts[ends[-1]] if ends else 0
    if not total:
        return None
    half, most = (next(end for end in ends if counts[end] >= total * share) for share in (0.5, 0.95))
    return Times(int(total), half, most)
