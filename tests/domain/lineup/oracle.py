"""The aim told a second time, as plainly as possible: every lineup is tried, and rated by reading the README."""

from collections.abc import Iterator
from itertools import permutations, product

from bot.domain.lineup.nature import Nature, Spread
from bot.domain.lineup.problem import Problem, Spot, Spots


def list_lineups(problem: Problem) -> Iterator[Spots]:
    """Yield every lineup that breaks no rule."""
    choices: list[list[Spot | None]] = [
        [None, *(Spot(group, offer) for group in range(problem.groups) for offer in range(len(player.offers)))]
        for player in problem.players
    ]
    for spots in product(*choices):
        if is_legal(problem, spots):
            yield spots


def find_best(problem: Problem) -> tuple[int, ...]:
    """Return the score of the best lineup."""
    return max(rate(problem, spots) for spots in list_lineups(problem))


def rate(problem: Problem, spots: Spots) -> tuple[int, ...]:
    """Return how good a lineup is, the first that counts first."""
    template = problem.template
    playing = [number for number, spot in enumerate(spots) if spot is not None]
    queue = sorted(range(len(spots)), key=lambda number: (problem.players[number].standing, number))
    offers = [problem.get_offer(number, spot) for number in playing if (spot := spots[number]) is not None]
    met = sum(
        quota.weight * min(quota.amount, sum_supply(problem, spots, quota.need, {group}))
        for group in range(problem.groups)
        for quota in template.each
    ) + sum(
        quota.weight * min(quota.amount, sum_supply(problem, spots, quota.need, get_squad(problem, squad)))
        for squad in range(problem.squads)
        for quota in template.whole
    )
    return (
        sum(problem.players[number].pin is not None for number in playing),
        met,
        sum(count_taken(problem, spots, group) or 0 for group in range(problem.groups)),
        sum(now is not None and now == then for now, then in zip(problem.current, spots, strict=False)),
        len(playing),
        sum(len(queue) - 1 - queue.index(number) for number in playing),
        -sum(5 - offer.liking for offer in offers),
        sum(problem.players[number].benched for number in playing),
        sum(offer.skill for offer in offers),
        sum(count_spread(problem, spots, spread) for spread in template.spreads),
        sum(sum_combos(problem, spots, group) for group in range(problem.groups)),
    )


def count_spread(problem: Problem, spots: Spots, spread: Spread) -> int:
    """Give every build of a part a turn: it counts while there are not enough of its like."""
    parts = [{group} for group in range(problem.groups)]
    if spread.side == "whole":
        parts = [get_squad(problem, squad) for squad in range(problem.squads)]
    total = 0
    for part in parts:
        like = [
            one.profession if spread.by == "profession" else one.damage for one in list_natures(problem, spots, part)
        ]
        total += sum(value is not None and like[:turn].count(value) < spread.enough for turn, value in enumerate(like))
    return spread.weight * total


def sum_combos(problem: Problem, spots: Spots, group: int) -> int:
    """Finish one at a time, in the best of all fields that lie in the subgroup, until there is enough of the type."""
    worths, total = problem.template.worths, 0
    natures = list_natures(problem, spots, {group})
    laid = [laid for nature in natures for laid in nature.fields]
    for kind in {kind for nature in natures for kind, _ in nature.finishers}:
        finishes = [
            kind for nature in natures for other, count in nature.finishers if kind == other for _ in range(count)
        ]
        total += sum(
            max((worths.cells.get((one, kind), 0) for one in laid), default=0) for _ in finishes[: worths.enough]
        )
    return total


def list_natures(problem: Problem, spots: Spots, groups: set[int]) -> list[Nature]:
    return [
        problem.get_offer(number, spot).nature
        for number, spot in enumerate(spots)
        if spot is not None and spot.group in groups
    ]


def is_legal(problem: Problem, spots: Spots) -> bool:
    """Tell whether a lineup breaks no rule."""
    return (
        all(is_group_legal(problem, spots, group) for group in range(problem.groups))
        and all(is_squad_legal(problem, spots, get_squad(problem, squad)) for squad in range(problem.squads))
        and keeps_pins(problem, spots)
        and keeps_wishes(problem, spots)
        and differs(problem, spots)
    )


def is_group_legal(problem: Problem, spots: Spots, group: int) -> bool:
    there = {number: spot for number, spot in enumerate(spots) if spot is not None and spot.group == group}
    offers = [problem.get_offer(number, spot) for number, spot in there.items()]
    pins = [pin.place for number in there if (pin := problem.players[number].pin) and pin.place is not None]
    found = {
        name
        for names in problem.template.forbidden
        for name in names
        if any(name in offer.roles or offer.supplies.get(name, 0) > 0 for offer in offers)
    }
    return (
        len(there) <= problem.template.places
        and len(pins) == len(set(pins))
        and not any(names <= found for names in problem.template.forbidden)
        and not breaks_limit(problem, spots, {group}, each=True)
        and count_taken(problem, spots, group) is not None
    )


def count_taken(problem: Problem, spots: Spots, group: int) -> int | None:
    """Try every way to sit down: how many places that want something are taken in the best; None without any way."""
    template = problem.template
    there = {number: spot for number, spot in enumerate(spots) if spot is not None and spot.group == group}
    wants = {want.place: want.name for want in template.wants if want.subgroup == group % template.subgroups + 1}

    def suits(number: int, place: int) -> bool:
        pin = problem.players[number].pin
        if pin is not None and pin.place is not None:
            return pin.place == place
        offer = problem.get_offer(number, there[number])
        return place not in wants or wants[place] in offer.roles or offer.supplies.get(wants[place], 0) > 0

    last = template.last if template.last is not None and (group + 1) % template.subgroups == 0 else template.places
    ways = permutations(range(1, last + 1), len(there))
    found = [way for way in ways if all(map(suits, there, way))]
    return max((len(wants.keys() & set(way)) for way in found), default=None)


def is_squad_legal(problem: Problem, spots: Spots, groups: set[int]) -> bool:
    size = sum(spot is not None and spot.group in groups for spot in spots)
    return size <= problem.template.capacity and not breaks_limit(problem, spots, groups, each=False)


def keeps_pins(problem: Problem, spots: Spots) -> bool:
    for player, spot in zip(problem.players, spots, strict=True):
        if player.pin is None or spot is None:
            continue
        wanted = (player.pin.squad, player.pin.subgroup, player.pin.offer)
        width = problem.template.subgroups
        found = (spot.group // width + 1, spot.group % width + 1, spot.offer)
        if any(wish is not None and wish != is_so for wish, is_so in zip(wanted, found, strict=True)):
            return False
    return True


def keeps_wishes(problem: Problem, spots: Spots) -> bool:
    for pairs, same in ((problem.together, True), (problem.apart, False)):
        for one, other in pairs:
            first, second = spots[one], spots[other]
            if first is not None and second is not None and (first.group == second.group) != same:
                return False
    return True


def differs(problem: Problem, spots: Spots) -> bool:
    played = {(number, spot.offer) for number, spot in enumerate(spots) if spot is not None}
    return all(
        played != {(number, spot.offer) for number, spot in enumerate(other) if spot is not None}
        for other in problem.excluded
    )


def get_squad(problem: Problem, squad: int) -> set[int]:
    width = problem.template.subgroups
    return set(range(squad * width, squad * width + width))


def sum_supply(problem: Problem, spots: Spots, need: str, groups: set[int]) -> int:
    return sum(
        problem.get_offer(number, spot).supplies.get(need, 0)
        for number, spot in enumerate(spots)
        if spot is not None and spot.group in groups
    )


def breaks_limit(problem: Problem, spots: Spots, groups: set[int], *, each: bool) -> bool:
    return any(
        quota.at_most is not None and sum_supply(problem, spots, quota.need, groups) > quota.at_most
        for quota in (problem.template.each if each else problem.template.whole)
    )
