"""The search: a good lineup at once, then the best one, stage by stage, each proven or with its bound.

The aims count one after the other. Each stage makes one of them as large as possible with all earlier ones held at what
they reached, which keeps every number that the solver reckons with small and whole.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, Final

from bot.domain.lineup.aims import build_aims, get_ceiling
from bot.domain.lineup.board import Board
from bot.domain.lineup.columns import Aim
from bot.domain.lineup.greedy import fill, improve
from bot.domain.lineup.model import Model, build_model
from bot.domain.lineup.problem import Problem, Spots
from bot.domain.lineup.score import FINE, STAGES, Score

if TYPE_CHECKING:
    from bot.domain.lineup.solver import Solver

_SHARE: Final = 0.5
"""Of the time that is left, what a stage may take: a lineup that is good in all is worth more than a proof in one."""


class Reason(StrEnum):
    """Why a search ended."""

    PROVED = "optimal"
    LIMIT = "limit"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long to search: seconds of the clock, and nodes of the solver's tree."""

    seconds: float = inf
    nodes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The best lineup so far, and what no lineup can be better than."""

    best: Spots
    score: Score
    bound: Score
    seconds: float
    nodes: int = 0

    @property
    def stage(self) -> str | None:
        """The first aim that is not proven; None when all are."""
        pairs = zip(STAGES, self.score.as_tuple(), self.bound.as_tuple(), strict=True)
        return next((stage for stage, value, bound in pairs if value != bound), None)

    @property
    def gap(self) -> float:
        """By which part, 0 to 1, the first aim that is not proven may still grow; 0 when all are proven."""
        if self.stage is None:
            return 0.0
        value, bound = getattr(self.score, self.stage), getattr(self.bound, self.stage)
        return float((bound - value) / max(abs(bound), abs(value)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Progress):
    """How a search ended."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Watch:
    """Who holds the clock, may stop the search at any moment, and hears of progress while the solver works."""

    clock: Callable[[], float]
    """Seconds from anywhere."""
    is_stopped: Callable[[], bool] = lambda: False
    report: Callable[[Progress], None] = lambda _progress: None


def search(problem: Problem, limit: Limit, seed: int, watch: Watch, start: Spots | None = None) -> Iterator[Progress]:
    """Yield better and better lineups; the last is an Outcome.

    The same problem and seed bring the same lineup unless seconds run out. `start` is a legal lineup to begin with
    instead of the quick one. Takes a processor for as long as the limit allows: not for an event loop.
    """
    yield from search_on(Board(problem), limit, seed, watch, start)


def search_on(board: Board, limit: Limit, seed: int, watch: Watch, start: Spots | None = None) -> Iterator[Progress]:
    """Search likewise on a board that is made already."""
    run = _Run(board, limit, watch, start)
    for spots in () if start is not None else _draft(run.board, seed, run.is_over):
        run.take(spots)
        yield run.tell()
    for _ in run.prove(seed):
        yield run.tell()
    yield run.end()


def optimize(problem: Problem, limit: Limit, seed: int, watch: Watch, start: Spots | None = None) -> Outcome:
    """Search to the end, and return how it ended; progress is heard by the watch."""
    for step in search(problem, limit, seed, watch, start):
        watch.report(step)
        if isinstance(step, Outcome):
            return step
    raise RuntimeError("a search ends with an outcome")


def _draft(board: Board, seed: int, is_over: Callable[[], bool]) -> Iterator[Spots]:
    order = sorted(range(len(board.behind)), key=board.behind.__getitem__, reverse=True)
    spots = fill(board, order)
    yield spots
    yield improve(board, spots, seed, is_over=is_over)


class _Run:
    """One search: what it has, what is proven, and what it may still take."""

    def __init__(self, board: Board, limit: Limit, watch: Watch, start: Spots | None) -> None:
        self.board = board
        self._limit = limit
        self._watch = watch
        self._began = watch.clock()
        self._coarse = build_model(board)
        self._share = _SHARE
        self._use(self._coarse)
        self._bounds: dict[str, int] = {}
        self._spots: Spots = (None,) * len(board.problem.players) if start is None else start
        self._score = board.rate(self._spots)
        self._nodes = 0

    def take(self, spots: Spots) -> None:
        """Keep a lineup if it is better than the one at hand."""
        score = self.board.rate(spots)
        if score > self._score and self.board.is_legal(spots):
            self._spots, self._score = spots, score

    def tell(self) -> Progress:
        """Return where the search stands."""
        return Progress(
            best=self._spots, score=self._score, bound=self._bound(), seconds=self._seconds(), nodes=self._nodes
        )

    def end(self) -> Outcome:
        """Return how it ended."""
        told = self.tell()
        reason = Reason.PROVED if told.stage is None else self._why()
        return Outcome(
            best=told.best, score=told.score, bound=told.bound, seconds=told.seconds, nodes=told.nodes, reason=reason
        )

    def prove(self, seed: int) -> Iterator[None]:
        """Go through the stages; yields after each that needed the solver.

        Each may take a part of the time that is left. Where that was not enough, and those after it took less than
        theirs, the first that is not proven gets all the rest.
        """
        yield from self._prove_all(seed)
        stage = self.tell().stage
        if stage is not None and not self.is_over():
            self._share = 1.0
            for later in STAGES[STAGES.index(stage) :]:
                self._bounds.pop(later, None)
            yield from self._prove_all(seed)

    def _prove_all(self, seed: int) -> Iterator[None]:
        """Prove the stages; the last ones with a larger model, in which builds are told apart that supply the same."""
        self._use(self._coarse)
        yield from self._prove(STAGES[: -len(FINE)], seed)
        if any(self._value(stage) < self._ceiling(stage) for stage in FINE) and not self.is_over():
            self.take(improve(self.board, self._spots, seed, is_over=self.is_over))
            self._use(build_model(Board(self.board.problem, tells_natures=True)))
            for stage in (stage for stage in FINE if stage not in self._aims):
                # who could add to it may only play something else
                self._bounds[stage] = self._value(stage)
            yield from self._prove(FINE, seed)

    def _use(self, model: Model) -> None:
        self._model = model
        self._aims = build_aims(model)

    def _prove(self, stages: Sequence[str], seed: int) -> Iterator[None]:
        from bot.domain.lineup.solver import Solver  # the library is large: loaded by the first who needs it

        solver: Solver | None = None
        earlier = [stage for stage in STAGES[: STAGES.index(stages[0])] if stage in self._aims]
        held: list[tuple[Aim, int]] = [(self._aims[stage], self._value(stage)) for stage in earlier]
        for stage in (stage for stage in stages if stage in self._aims):
            aim = self._aims[stage]
            is_proven = self._value(stage) in {self._bounds.get(stage), self._ceiling(stage)}
            if not is_proven and not self.is_over():
                if solver is None:
                    solver = Solver(self._model, seed)
                for aim_held, least in held:
                    solver.hold(aim_held, least)
                held.clear()
                self._solve(solver, stage, aim)
                if self._value(stage) < self._bounds[stage] and not self.is_over():
                    # what the solver had no time for, small changes may still find
                    self.take(improve(self.board, self._spots, seed, is_over=self.is_over))
                yield
            held.append((aim, self._value(stage)))
            self._bounds.setdefault(stage, self._ceiling(stage))

    def _solve(self, solver: "Solver", stage: str, aim: Aim) -> None:
        from bot.domain.lineup.solver import Budget

        def hear(bound: int, values: Sequence[int] | None) -> None:
            self._bounds[stage] = max(bound, self._value(stage))
            if values is not None:
                self.take(self._model.decode(values))
            self._watch.report(self.tell())

        budget = Budget(self._allowance(stage), self._nodes_left(), self._watch.is_stopped, hear)
        solved = solver.solve(aim, self._model.encode(self._spots), budget)
        self._nodes += solved.nodes
        if solved.values is not None:
            self.take(self._model.decode(solved.values))
        self._bounds[stage] = min(self._ceiling(stage), max(solved.bound, self._value(stage)))

    def _bound(self) -> Score:
        """Return what no lineup can be better than: proven for the stages done, a plain count for those to come."""
        return Score.of(tuple(self._bounds.get(stage, self._ceiling(stage)) for stage in STAGES))

    def _ceiling(self, stage: str) -> int:
        seated = self._score.seated if self._bounds.get("seated") == self._score.seated else None
        if stage in FINE:
            return max(self._value(stage), self.board.fine.get_ceiling(stage, seated))
        if stage not in self._aims:
            return self._value(stage)
        return max(self._value(stage), get_ceiling(self._model, self._aims[stage], seated))

    def _value(self, stage: str) -> int:
        return int(getattr(self._score, stage))

    def _seconds(self) -> float:
        return self._watch.clock() - self._began

    def _allowance(self, stage: str) -> float:
        left = max(0.0, self._limit.seconds - self._seconds())
        return left if stage == STAGES[-1] else left * self._share

    def _nodes_left(self) -> int | None:
        return None if self._limit.nodes is None else max(0, self._limit.nodes - self._nodes)

    def is_over(self) -> bool:
        """Tell whether nothing more may be tried."""
        return self._watch.is_stopped() or self._seconds() >= self._limit.seconds or self._nodes_left() == 0

    def _why(self) -> Reason:
        return Reason.STOPPED if self._watch.is_stopped() else Reason.LIMIT
