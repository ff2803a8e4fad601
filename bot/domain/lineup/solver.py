"""The exact solver, HiGHS, behind one small interface. Importing this loads it, which takes a fifth of a second."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, gcd, inf
from typing import Any, Final

import numpy as np
from highspy import Highs, HighsVarType, ObjSense, cb

from bot.domain.lineup.columns import Aim, Row, Sheet

_NEARLY: Final = 0.9
"""Of the least step between two values of an aim: a gap below it proves the better one best."""
_HEARD: Final = (cb.HighsCallbackType.kCallbackMipInterrupt, cb.HighsCallbackType.kCallbackMipImprovingSolution)
_TOLERANCE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run of the solver may take, and who is told meanwhile."""

    seconds: float = inf
    nodes: int | None = None
    is_stopped: Callable[[], bool] = lambda: False
    report: Callable[[int, Sequence[int] | None], None] = lambda _bound, _values: None
    """Called with each new bound, and with each better solution."""


@dataclass(frozen=True, slots=True)
class Solved:
    """What came of a run: `bound` is what no lineup can be better than. Without `values` none was found."""

    values: list[int] | None
    bound: int
    nodes: int


class Solver:
    """A model that is being solved aim by aim; what has been reached of one is held when the next is tried."""

    def __init__(self, model: Sheet, seed: int) -> None:
        self._highs = _open(model, seed)

    def hold(self, aim: Aim, least: int) -> None:
        """Keep an aim from falling below `least` from now on."""
        _add_row(self._highs, Row(aim.terms, least=least - aim.constant))

    def solve(self, aim: Aim, start: Sequence[int], budget: Budget) -> Solved:
        """Make an aim as large as possible, beginning with a lineup that is known."""
        highs = self._highs
        columns = np.arange(highs.getNumCol(), dtype=np.int32)
        costs = np.zeros(len(columns))
        costs[list(aim.terms)] = list(aim.terms.values())
        highs.changeColsCost(len(columns), columns, costs)
        highs.setSolution(len(columns), columns, np.array(start, dtype=np.float64))
        highs.setOptionValue("time_limit", budget.seconds)
        if budget.nodes is not None:
            highs.setOptionValue("mip_max_nodes", budget.nodes)
        highs.setOptionValue("mip_abs_gap", _NEARLY * gcd(*aim.terms.values()))
        highs.setCallback(_Listener(aim, budget), None)
        for kind in _HEARD:
            highs.startCallback(kind)
        highs.run()
        if self._contradicts_itself(aim):
            highs.clearSolver()
            highs.run()
        return self._read(aim)

    def _contradicts_itself(self, aim: Aim) -> bool:
        """Tell whether the objective is not that of the solution, as happens rarely after a beginning (HiGHS 1.16)."""
        info, solution = self._highs.getInfo(), self._highs.getSolution()
        if not solution.value_valid:
            return False
        worth = sum(value * solution.col_value[column] for column, value in aim.terms.items())
        return abs(worth - info.objective_function_value) > _NEARLY

    def _read(self, aim: Aim) -> Solved:
        info, solution = self._highs.getInfo(), self._highs.getSolution()
        values = [round(value) for value in solution.col_value] if solution.value_valid else None
        return Solved(values, _bound(info.mip_dual_bound, aim), max(0, info.mip_node_count))


class _Quiet(Highs):
    """HiGHS without its greeting, which it prints when it learns of callbacks."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802 - its own name
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class _Listener:
    """Hears from the solver while it works."""

    def __init__(self, aim: Aim, budget: Budget) -> None:
        self._aim = aim
        self._budget = budget
        self._told: int | None = None

    def __call__(self, kind: Any, _message: str, news: Any, answer: Any, _data: object) -> None:
        if kind == cb.HighsCallbackType.kCallbackMipImprovingSolution:
            self._budget.report(_bound(news.mip_dual_bound, self._aim), [round(value) for value in news.mip_solution])
            return
        if self._budget.is_stopped():
            answer.user_interrupt = True
        bound = _bound(news.mip_dual_bound, self._aim)
        if self._told is None or bound < self._told:
            self._told = bound
            self._budget.report(bound, None)


def _bound(told: float, aim: Aim) -> int:
    """Return the largest value of an aim that the solver's bound allows: none lies between two steps of it."""
    trivial = sum(value for value in aim.terms.values() if value > 0)
    step = gcd(*aim.terms.values())
    allowed = trivial if abs(told) == inf else min(trivial, floor(told + _TOLERANCE * max(1.0, abs(told))))
    return allowed // step * step + aim.constant


def _open(model: Sheet, seed: int) -> Highs:
    highs = _Quiet()
    # One thread: the lineup must not hang on how many cores there are, and others want to be served meanwhile.
    options = {"threads": 1, "random_seed": seed, "mip_rel_gap": 0.0}
    for name, value in options.items():
        highs.setOptionValue(name, value)
    count = len(model.upper)
    highs.addVars(count, np.zeros(count), np.array(model.upper, dtype=np.float64))
    whole = np.full(count, HighsVarType.kInteger.value, dtype=np.uint8)
    highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32), whole)
    for row in model.rows:
        _add_row(highs, row)
    highs.changeObjectiveSense(ObjSense.kMaximize)
    return highs


def _add_row(highs: Highs, row: Row) -> None:
    least = -inf if row.least is None else row.least
    most = inf if row.most is None else row.most
    columns, factors = _split(row.terms)
    highs.addRow(least, most, len(columns), np.array(columns, dtype=np.int32), np.array(factors, dtype=np.float64))


def _split(terms: Mapping[int, int]) -> tuple[list[int], list[int]]:
    return list(terms), list(terms.values())
