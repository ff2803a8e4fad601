"""How many complete squads these people can make."""

from dataclasses import replace

from bot.domain.lineup.aims import build_aims, get_ceiling
from bot.domain.lineup.board import Board
from bot.domain.lineup.columns import Aim
from bot.domain.lineup.model import build_model
from bot.domain.lineup.problem import Problem
from bot.domain.lineup.search import Limit, Outcome, Reason, Watch, optimize


def find_most_squads(problem: Problem, limit: Limit, seed: int, watch: Watch) -> tuple[int, bool]:
    """Return the largest number of squads in which every place is taken and every need met, and whether that is proven.

    At least 1, complete or not. Whoever can make three complete squads can make two, so the number is found by halving.
    """
    began = watch.clock()
    most = max(1, _count_at_most(problem))
    least, tried = 1, most
    while least < most:
        left = limit.seconds - (watch.clock() - began)
        if left <= 0 or watch.is_stopped():
            return least, False
        complete = _can_be_complete(replace(problem, squads=tried), replace(limit, seconds=left), seed, watch)
        if complete is None:
            return least, False
        least, most = (tried, most) if complete else (least, tried - 1)
        tried = (least + most + 1) // 2
    return least, True


def optimize_most(problem: Problem, limit: Limit, seed: int, watch: Watch) -> tuple[Problem, Outcome]:
    """Return the problem with as many squads as can be complete, and the best split of the players into them."""
    began = watch.clock()
    squads, proven = find_most_squads(problem, limit, seed, watch)
    split = replace(problem, squads=squads)
    rest = replace(limit, seconds=max(0.0, limit.seconds - (watch.clock() - began)))
    outcome = optimize(split, rest, seed, watch)
    reason = outcome.reason if proven or outcome.reason is not Reason.PROVED else Reason.LIMIT
    return split, replace(outcome, reason=reason, seconds=watch.clock() - began)


def _count_at_most(problem: Problem) -> int:
    """Return how many squads there are people for, and what they could bring at best."""
    template = problem.template
    counts = [len(problem.players) // template.capacity]
    for quota, times in (
        *((quota, template.subgroups) for quota in template.each),
        *((quota, 1) for quota in template.whole),
    ):
        if quota.amount:
            brought = sum(
                max((offer.supplies.get(quota.need, 0) for offer in player.offers), default=0)
                for player in problem.players
            )
            counts.append(brought // (quota.amount * times))
    return min(counts)


def _can_be_complete(problem: Problem, limit: Limit, seed: int, watch: Watch) -> bool | None:
    """Tell whether so many complete squads can be made; None where the limit does not let it be told."""
    from bot.domain.lineup.solver import Budget, Solver

    board = Board(problem)
    model = build_model(board)
    aims = build_aims(model)
    solver = Solver(model, seed)
    values = model.encode((None,) * len(problem.players))
    full = problem.squads * problem.template.capacity
    for stage, goal in (("met", get_ceiling(model, aims.get("met", Aim({})), None)), ("seated", full)):
        if stage not in aims:
            continue
        solved = solver.solve(aims[stage], values, Budget(limit.seconds, limit.nodes, watch.is_stopped))
        values = values if solved.values is None else solved.values
        if getattr(board.rate(model.decode(values)), stage) < goal:
            return False if solved.bound < goal else None
        solver.hold(aims[stage], goal)
    return True
