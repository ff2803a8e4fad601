"""The problem as whole numbers and linear rows, for the exact solver. Plain data; the solver is not known here.

A player whom nobody ties to a subgroup only chooses what to play: how many of each kind of offer a subgroup gets is
counted apart. So there are as many counts as kinds and subgroups, not as players, offers and subgroups, and players who
offer the same are not told apart by the solver, which would have to prove for each of them that another is no better.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import gcd
from typing import Final

from bot.domain.lineup.board import Board, Side
from bot.domain.lineup.columns import Row, Sheet, Terms
from bot.domain.lineup.fine_model import FineColumns, add_fine
from bot.domain.lineup.problem import Spot, Spots, get_played
from bot.domain.lineup.wants import Sitter

FREE: Final = -1
"""In place of a group: a choice that leaves it open."""


@dataclass(frozen=True, slots=True)
class Lack:
    """A column that counts how much of a quota is missing, in its unit; `group` is the first that the quota counts."""

    side: Side
    position: int
    unit: int
    group: int
    column: int


@dataclass(slots=True, kw_only=True)
class Model(Sheet):
    """The columns and rows of a board, and what they stand for."""

    board: Board
    choices: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """Columns by player, offer and group: that the player plays this (there)."""
    choices_of: dict[int, dict[int, list[int]]] = field(default_factory=dict)
    """The same by player and group."""
    counts: dict[tuple[int, int], int] = field(default_factory=dict)
    """Columns by kind and group: how many there play it of those who are tied to no group."""
    lacks: list[Lack] = field(default_factory=list)
    empty: dict[int, int] = field(default_factory=dict)
    """Columns by group: how many places there that want something are not taken."""
    found: dict[tuple[str, int], int] = field(default_factory=dict)
    """Columns by name and group: that somebody there goes by the name."""
    fine: FineColumns = field(default_factory=FineColumns)

    def encode(self, spots: Spots) -> list[int]:
        """Return the value of each column for a lineup that breaks no rule."""
        values = [0] * len(self.upper)
        for number, spot in enumerate(spots):
            if spot is None:
                continue
            bound = self.choices.get((number, spot.offer, spot.group))
            values[self.choices[number, spot.offer, FREE] if bound is None else bound] = 1
            if bound is None:
                values[self.counts[self.board.kinds_of[number][spot.offer], spot.group]] += 1
        self._encode_groups(self.board.split(spots), values)
        for group, column in self.empty.items():
            sitting = [(one, spot) for one, spot in enumerate(spots) if spot is not None and spot.group == group]
            values[column] = self.upper[column] - (self.board.count_taken(group, sitting) or 0)
        return values

    def _encode_groups(self, groups: list[list[int]], values: list[int]) -> None:
        for lack in self.lacks:
            amount = self.board.quotas[lack.side][lack.position].amount
            have = self.board.sum(lack.side, self.board.join(groups, lack.side, lack.group))[lack.position]
            values[lack.column] = max(0, amount - have) // lack.unit
        for (name, group), column in self.found.items():
            values[column] = int(any(name in self.board.kinds[kind].marks for kind in groups[group]))
        if self.board.tells_natures:
            self.fine.encode(self.board, groups, values)

    def decode(self, values: Sequence[int]) -> Spots:
        """Return the lineup that the columns stand for; who signed up first sits in the first subgroup that is free."""
        spots: list[Spot | None] = [None] * len(self.board.problem.players)
        free: dict[int, list[int]] = {}
        for (kind, group), column in self.counts.items():
            free.setdefault(kind, []).extend([group] * values[column])
        for (number, offer, group), column in self.choices.items():
            if values[column]:
                bound = group if group != FREE else free[self.board.kinds_of[number][offer]].pop(0)
                spots[number] = Spot(bound, offer)
        return tuple(spots)


def build_model(board: Board) -> Model:
    """Return the model of a board, without aims."""
    model = Model(board=board)
    _add_choices(model)
    _add_counts(model)
    members = [_find_members(model, group) for group in range(board.problem.groups)]
    _add_rooms(model, members)
    _add_quotas(model, members)
    _add_forbidden(model, members)
    _add_wants(model)
    _add_wishes(model)
    _add_places(model)
    _add_excluded(model)
    if board.tells_natures:
        model.fine = add_fine(model, board, members)
    return model


def _add_choices(model: Model) -> None:
    for number in range(len(model.board.problem.players)):
        columns = []
        for spot in _spots(model.board, number):
            columns.append(model.add(1))
            model.choices[number, spot.offer, spot.group] = columns[-1]
            model.choices_of.setdefault(number, {}).setdefault(spot.group, []).append(columns[-1])
        if columns:
            model.rows.append(Row(dict.fromkeys(columns, 1), most=1))


def _spots(board: Board, number: int) -> list[Spot]:
    """Return what a player may choose: spots in groups if tied to some, else offers, and to stay where they are."""
    problem = board.problem
    is_tied = board.is_tied(number)
    groups = range(problem.groups) if is_tied else (FREE,)
    spots = [Spot(group, offer) for offer in range(len(problem.players[number].offers)) for group in groups]
    now = problem.current[number] if problem.current else None
    if now is not None and not is_tied:
        spots.append(now)
    return [spot for spot in spots if board.is_allowed(number, spot)]


def _add_counts(model: Model) -> None:
    chosen: dict[int, list[int]] = {}
    for (number, offer, group), column in model.choices.items():
        if group == FREE:
            chosen.setdefault(model.board.kinds_of[number][offer], []).append(column)
    places = model.board.problem.template.places
    for kind, columns in chosen.items():
        terms = dict.fromkeys(columns, 1)
        for group in range(model.board.problem.groups):
            model.counts[kind, group] = count = model.add(min(places, len(columns)))
            terms[count] = -1
        model.rows.append(Row(terms, 0, 0))


def _find_members(model: Model, group: int) -> dict[int, int]:
    """Return the kind that each column brings into a group."""
    bound = {
        column: model.board.kinds_of[number][offer]
        for (number, offer, where), column in model.choices.items()
        if where == group
    }
    return bound | {column: kind for (kind, where), column in model.counts.items() if where == group}


_Members = list[dict[int, int]]


def _add_rooms(model: Model, members: _Members) -> None:
    template = model.board.problem.template
    for columns in members:
        model.rows.append(Row(dict.fromkeys(columns, 1), most=template.places))
    if template.capacity < template.subgroups * template.places:
        for first in range(0, len(members), template.subgroups):
            model.rows.append(Row(dict.fromkeys(model.board.join(members, "whole", first), 1), most=template.capacity))


def _add_quotas(model: Model, members: _Members) -> None:
    board = model.board
    for side in ("each", "whole"):
        for first in board.get_firsts(side):
            columns = {column: kind for one in board.take(members, side, first) for column, kind in one.items()}
            for position in range(len(board.quotas[side])):
                _add_quota(model, side, position, first, columns)


def _add_quota(model: Model, side: Side, position: int, first: int, columns: Mapping[int, int]) -> None:
    quota = model.board.quotas[side][position]
    gives = {column: model.board.gives(side, kind)[position] for column, kind in columns.items()}
    gives = {column: amount for column, amount in gives.items() if amount}
    if quota.at_most is not None:
        model.rows.append(Row(gives, most=quota.at_most))
    if quota.amount:
        # more than is asked for helps no more, and the solver's bounds are tighter if it knows
        counted = {column: min(amount, quota.amount) for column, amount in gives.items()}
        unit = gcd(quota.amount, *counted.values())
        column = model.add(quota.amount // unit)
        model.lacks.append(Lack(side, position, unit, first, column))
        terms = {one: amount // unit for one, amount in counted.items()}
        model.rows.append(Row({**terms, column: 1}, least=quota.amount // unit))


def _add_forbidden(model: Model, members: _Members) -> None:
    kinds = model.board.kinds
    for group, columns in enumerate(members):
        for name in sorted(model.board.marked):
            marked = [column for column, kind in columns.items() if name in kinds[kind].marks]
            model.found[name, group] = column = model.add(1)
            model.rows.append(Row({**dict.fromkeys(marked, 1), column: -model.board.problem.template.places}, most=0))
        for combination in model.board.problem.template.forbidden:
            terms = {model.found[name, group]: 1 for name in combination}
            model.rows.append(Row(terms, most=len(combination) - 1))


def _add_wants(model: Model) -> None:
    for group in range(model.board.problem.groups):
        cuts = model.board.get_cuts(group)
        if not cuts:
            continue
        sitters = _find_sitters(model, group)
        for cut in cuts:
            crowd = {column: 1 for column, sitter in sitters.items() if cut.crowds(sitter)}
            model.rows.append(Row(crowd, most=len(cut.suiting)))
        if not cuts[-1].wanting:
            continue
        model.empty[group] = empty = model.add(len(cuts[-1].wanting))
        for cut in cuts:
            fill = {column: 1 for column, sitter in sitters.items() if cut.fills(sitter)}
            model.rows.append(Row({**fill, empty: 1}, least=len(cut.wanting)))


def _find_sitters(model: Model, group: int) -> dict[int, Sitter]:
    """Return what each column brings into a group as its places see it."""
    board = model.board
    choices = model.choices.items()
    bound = {column: board.get_sitter(number, offer) for (number, offer, at), column in choices if at == group}
    counted = {column: (None, board.kinds[kind].fits) for (kind, at), column in model.counts.items() if at == group}
    return {**bound, **counted}


def _add_wishes(model: Model) -> None:
    problem = model.board.problem
    for group in range(problem.groups):
        for one, other in problem.apart:
            terms = {**_find_choices(model, one, {group}), **_find_choices(model, other, {group})}
            model.rows.append(Row(terms, most=1))
        elsewhere = set(range(problem.groups)) - {group}
        for one, other in problem.together:
            terms = {**_find_choices(model, one, {group}), **_find_choices(model, other, elsewhere)}
            model.rows.append(Row(terms, most=1))


def _find_choices(model: Model, player: int, groups: set[int]) -> Terms:
    there = model.choices_of.get(player, {})
    return {column: 1 for group in groups for column in there.get(group, ())}


def _add_places(model: Model) -> None:
    """Let nobody sit on another's lap: two who are pinned to one place are not in one subgroup."""
    problem = model.board.problem
    pinned: dict[int, list[int]] = {}
    for number, player in enumerate(problem.players):
        if player.pin is not None and player.pin.place is not None:
            pinned.setdefault(player.pin.place, []).append(number)
    for players in pinned.values():
        for group in range(problem.groups):
            terms = {column: 1 for number in players for column in _find_choices(model, number, {group})}
            model.rows.append(Row(terms, most=1))


def _add_excluded(model: Model) -> None:
    for spots in model.board.problem.excluded:
        played = get_played(spots)
        terms = {column: 1 if (number, offer) in played else -1 for (number, offer, _), column in model.choices.items()}
        model.rows.append(Row(terms, most=len(played) - 1))
