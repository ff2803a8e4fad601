"""What the optimizer is to achieve, and whether a run of `gw2optimizer bench optimize` did."""

from collections.abc import Callable, Iterator, Sequence
from math import inf

from bot.cli.lineup_bench import LARGE, Timing
from bot.cli.lineup_strain import Strain
from bot.cli.targets import Target

_SMALL = 10


def judge(timings: Sequence[Timing], moves: Sequence[int], strain: Strain) -> Iterator[Target]:
    """Yield the targets of which something was measured."""

    def find(measure: Callable[[Timing], float | None], is_meant: Callable[[Timing], bool]) -> float | None:
        found = [measure(timing) for timing in timings if is_meant(timing)]
        return max(inf if one is None else one for one in found) if found else None

    def is_large(timing: Timing, supply: str) -> bool:
        return timing.players >= LARGE and timing.case.supply == supply

    measured = (
        ("first lineup, seconds", 0.2, find(lambda one: one.first, lambda _: True)),
        ("10 players proven, seconds", 0.5, find(lambda one: one.proof, lambda one: one.players <= _SMALL)),
        ("ordinary 50 proven, seconds", 5, find(lambda one: one.proof, lambda one: is_large(one, "ordinary"))),
        (
            "scarce 50 within 1 % gap, seconds",
            5,
            find(lambda one: one.within_1_percent, lambda one: is_large(one, "scarce")),
        ),
        ("moved after a cancellation, people of 50 on average", 3, sum(moves) / len(moves) if moves else None),
        ("event loop waits beside three, milliseconds", 50, strain.waited * 1000),
        ("event loop works in one go beside three, milliseconds of processor time", 50, strain.worked * 1000),
        ("memory of all processes, MiB", 400, strain.mib),
    )
    yield from (Target(name, most, found) for name, most, found in measured if found is not None)
