"""Combo fields and finishers: who lays what, who finishes in it, and what comes of it.

A finisher meets one field at a time, the oldest; which one that is cannot be told beforehand, so pairs are told for
each field as if it were alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from types import MappingProxyType
from typing import Final

from bot.domain.facts import Fact, GameFacts, ThingFacts
from bot.domain.gamedata import GameData
from bot.domain.modes import GameMode
from bot.domain.supplies.grants import Source, effective_facts, get_recharge
from bot.domain.supplies.reach import Reach

FIELDS: Final = ("Dark", "Ethereal", "Fire", "Ice", "Light", "Lightning", "Poison", "Smoke", "Water")
FINISHERS: Final = ("Blast", "Leap", "Projectile", "Whirl")
MINUTE: Final = 60.0
SUBGROUP: Final = 5


@dataclass(frozen=True, slots=True)
class Field:
    """A skill or trait that lays a combo field."""

    type: str
    source: Source
    share: float
    """The part of a fight, 0 to 1, in which it lies, as far as its duration and recharge tell."""
    told: bool = True
    """Whether facts tell both; else something is assumed."""


@dataclass(frozen=True, slots=True)
class Finisher:
    """A skill or trait that finishes."""

    type: str
    source: Source
    chance: float
    """In percent: fast projectiles combo by chance."""
    per_minute: float
    """How often it can finish, with its chance, where there is always a field."""
    told: bool = True
    """Whether a fact tells its recharge; else something is assumed."""


@dataclass(frozen=True, slots=True)
class Combos:
    """All that one build has."""

    fields: tuple[Field, ...]
    finishers: tuple[Finisher, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a finisher in a field does."""

    effect: str
    amount: float
    """Seconds; points for healing, a number for conditions removed."""
    stacks: int
    reach: str
    """"area", "self" or "bolts"."""
    weights: Mapping[GameMode, float]
    """Its worth in a mode, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComboRules:
    """The table of 36 cells, and what is assumed where facts tell nothing."""

    cells: Mapping[tuple[str, str], Cell]
    """By field and finisher."""
    field_seconds: float = 4.0
    """How long a field lies whose duration is not told."""
    shortest_use: float = 3.0
    """Nobody uses one finisher more often than this, in seconds, whatever its recharge."""
    field_recharge: float = 20.0
    """Seconds until a field is laid again whose recharge is not told."""
    finishes_per_player: float = 8.0
    """The most finishes in a minute that count for one player, who has other things to do."""


NO_COMBOS: Final = ComboRules(cells=MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Pair:
    """A field of one build and the finishers of one type of another, or of the same."""

    field: str
    finisher: str
    layer: int
    """Which of the builds lays the field."""
    closer: int
    """Which of them finishes."""
    effect: str
    per_minute: float
    told: float
    """The part of `per_minute` that rests on facts alone; 0 where all of it is assumed."""


def find_combos(reach: Reach, game: GameData, facts: GameFacts, rules: ComboRules) -> Combos:
    """Return the fields and finishers of everything in `reach`, by type and name; a name counts once for a type."""
    traits = frozenset(reach.traits)
    fields: dict[tuple[str, str | None], Field] = {}
    finishers: dict[tuple[str, str | None], Finisher] = {}
    for thing, source in _things(reach, game, facts):
        own = effective_facts(thing, traits)
        for fact in own:
            kind, _, word = fact.what.partition(".")
            if kind == "field":
                one = Field(word, source, _share(own, rules), _tells_share(own))
                fields[word, source.name] = max(fields.get((word, source.name), one), one, key=_share_of)
            elif kind == "finisher":
                other = Finisher(word, source, fact.amount, _per_minute(fact, own, rules), get_recharge(own) > 0)
                known = finishers.get((word, source.name), other)
                finishers[word, source.name] = max(known, other, key=_per_minute_of)
    return Combos(
        tuple(sorted(fields.values(), key=lambda one: (one.type, one.source.name or "", one.source.id))),
        tuple(sorted(finishers.values(), key=lambda one: (one.type, one.source.name or "", one.source.id))),
    )


def pair_up(builds: Sequence[Combos], rules: ComboRules) -> tuple[Pair, ...]:
    """Return what comes of every field of `builds` with every finisher of theirs, the most frequent first."""
    laid = [_cover(build.fields) for build in builds]
    closed = [_rates(build.finishers) for build in builds]
    laid_told = [_cover(field for field in build.fields if field.told) for build in builds]
    closed_told = [_rates(finisher for finisher in build.finishers if finisher.told) for build in builds]
    pairs = [
        Pair(
            field,
            finisher,
            layer,
            closer,
            rules.cells[field, finisher].effect,
            share * rate,
            laid_told[layer].get(field, 0.0) * closed_told[closer].get(finisher, 0.0),
        )
        for layer, shares in enumerate(laid)
        for field, share in shares.items()
        for closer, rates in enumerate(closed)
        for finisher, rate in rates.items()
        if (field, finisher) in rules.cells
    ]
    return tuple(sorted(pairs, key=lambda one: (-one.per_minute, one.field, one.finisher, one.layer, one.closer)))


def count_told(pairs: Iterable[Pair]) -> float:
    """Return how often a minute pairs of one field and one finisher come to pass, as far as facts tell.

    All who finish count, in the field of the one who lays it longest: the fields of several are not added up.
    """
    by_layer: dict[int, list[float]] = {}
    for pair in pairs:
        by_layer.setdefault(pair.layer, []).append(pair.told)
    return max(map(fsum, by_layer.values()), default=0.0)


def worth_of(pair: Pair, mode: GameMode, rules: ComboRules) -> float:
    """Return what a pair does in a minute, in finishes of the highest worth."""
    return pair.per_minute * rules.cells[pair.field, pair.finisher].weights[mode]


def rate_combos(builds: Iterable[Combos], mode: GameMode, rules: ComboRules, *, subgroups: int = 1) -> float:
    """Return the combo efficacy of a team of `subgroups`, 0 to 100.

    A finish is worth what it does in the best field for it, times the part of the fight in which that lies. Of each
    player the best finishes count, up to a number per minute; all that is measured against as many finishes of the
    highest worth by five players in each subgroup. Whatever is added, it never gets less.
    """
    team = list(builds)
    shares = _cover(field for build in team for field in build.fields)
    worths = {finisher: _best(finisher, shares, mode, rules) for finisher in FINISHERS}
    total = fsum(_worth(build.finishers, worths, rules) for build in team)
    return 100 * min(1.0, total / (subgroups * SUBGROUP * rules.finishes_per_player))


def _worth(finishers: Iterable[Finisher], worths: Mapping[str, float], rules: ComboRules) -> float:
    """Return the worth of one player's best finishes of a minute."""
    left, parts = rules.finishes_per_player, []
    rates = _rates(finishers)
    for finisher in sorted(rates, key=lambda kind: (-worths[kind], kind)):
        taken = min(left, rates[finisher])
        parts.append(taken * worths[finisher])
        left -= taken
    return fsum(parts)


def _best(finisher: str, shares: Mapping[str, float], mode: GameMode, rules: ComboRules) -> float:
    there = ((field, share) for field, share in shares.items() if (field, finisher) in rules.cells)
    return max((share * rules.cells[field, finisher].weights[mode] for field, share in there), default=0.0)


def _cover(fields: Iterable[Field]) -> dict[str, float]:
    """Return for each type the part of a fight in which a field of it lies, were they laid without a plan."""
    bare: dict[str, list[float]] = {}
    for field in fields:
        bare.setdefault(field.type, []).append(1 - field.share)
    return {kind: 1 - _product(sorted(bare[kind])) for kind in sorted(bare)}


def _product(numbers: Iterable[float]) -> float:
    result = 1.0
    for number in numbers:
        result *= number
    return result


def _rates(finishers: Iterable[Finisher]) -> dict[str, float]:
    rates: dict[str, list[float]] = {}
    for finisher in finishers:
        rates.setdefault(finisher.type, []).append(finisher.per_minute)
    return {kind: fsum(rates[kind]) for kind in sorted(rates)}


def _things(reach: Reach, game: GameData, facts: GameFacts) -> Iterator[tuple[ThingFacts, Source]]:
    for number in reach.traits:
        if thing := facts.traits.get(number):
            yield thing, Source("trait", number, game.traits[number].name)
    for number in reach.skills:
        if thing := facts.skills.get(number):
            yield thing, Source("skill", number, game.skills[number].name)


def _share(facts: Sequence[Fact], rules: ComboRules) -> float:
    lasting = next((fact.amount for fact in facts if fact.what == "duration" and fact.amount > 0), rules.field_seconds)
    return min(1.0, lasting / (get_recharge(facts) or rules.field_recharge))


def _tells_share(facts: Sequence[Fact]) -> bool:
    return get_recharge(facts) > 0 and any(fact.what == "duration" and fact.amount > 0 for fact in facts)


def _per_minute(fact: Fact, facts: Sequence[Fact], rules: ComboRules) -> float:
    return MINUTE / max(get_recharge(facts), rules.shortest_use) * fact.amount / 100


def _share_of(field: Field) -> float:
    return field.share


def _per_minute_of(finisher: Finisher) -> float:
    return finisher.per_minute
