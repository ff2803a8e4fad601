"""What a build gives to its group: boons, healing and the rest, each with its sources and how sure it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.domain.facts import GameFacts, Hint, ThingFacts
from bot.domain.gamedata import GameData
from bot.domain.modes import GameMode
from bot.domain.supplies.grants import NO_GIFTS, Gifts, Grant, Source, find_grants
from bot.domain.supplies.kinds import Evidence, Kind, To
from bot.domain.supplies.reach import Reach, find_reach

__all__ = [
    "Evidence",
    "Gifts",
    "Grant",
    "Kind",
    "Reach",
    "Source",
    "Supply",
    "SupplyRules",
    "To",
    "find_all_grants",
    "find_reach",
    "group_supplies",
]


@dataclass(frozen=True, slots=True)
class SupplyRules:
    """What must be known beyond the game's facts; from tables in which each entry has its source."""

    gifts: Gifts = field(default_factory=lambda: NO_GIFTS)
    no_toolbelt: frozenset[int] = frozenset()
    """The specializations that give up the tool belt."""


@dataclass(frozen=True, slots=True)
class Supply:
    """One thing that a build can give to the same people, from all its sources."""

    kind: Kind
    name: str
    to: To
    count: int | None
    """The most that a single source reaches; None where no fact tells."""
    sources: tuple[Source, ...]
    evidence: Evidence
    """That of the surest source."""


def find_all_grants(
    reach: Reach, game: GameData, facts: GameFacts, mode: GameMode, rules: SupplyRules, extra: Iterable[Grant] = ()
) -> tuple[Grant, ...]:
    """Return all that the traits and skills in `reach` give in `mode`, and what `extra` adds, such as a rune."""
    return (*_grants(reach, game, facts, mode, rules), *extra)


def _grants(reach: Reach, game: GameData, facts: GameFacts, mode: GameMode, rules: SupplyRules) -> Iterator[Grant]:
    traits = frozenset(reach.traits)
    for kind, numbers, things, named in (
        ("trait", reach.traits, facts.traits, game.traits),
        ("skill", reach.skills, facts.skills, game.skills),
    ):
        for number in numbers:
            thing, gifts = things.get(number), rules.gifts.get((kind, number), ())
            if thing or gifts:
                source = Source(kind, number, named[number].name)
                yield from find_grants(thing or ThingFacts(number, Hint.UNKNOWN, ()), source, mode, traits, gifts)


def group_supplies(grants: Iterable[Grant]) -> tuple[Supply, ...]:
    """Put together what is given to the same people, in a fixed order."""
    groups: dict[tuple[Kind, str, To], list[Grant]] = {}
    for grant in grants:
        groups.setdefault((grant.kind, grant.name, grant.to), []).append(grant)
    supplies = [_supply(key, members) for key, members in groups.items()]
    return tuple(sorted(supplies, key=lambda one: (_KINDS[one.kind], one.name, one.to)))


def _supply(key: tuple[Kind, str, To], members: list[Grant]) -> Supply:
    kind, name, to = key
    counts = [grant.count for grant in members if grant.count is not None]
    sources = tuple(sorted({grant.source for grant in members}, key=lambda source: (source.type, source.id)))
    evidence = min((grant.evidence for grant in members), key=_SURENESS.__getitem__)
    return Supply(kind, name, to, max(counts) if counts else None, sources, evidence)


_KINDS = MappingProxyType({kind: place for place, kind in enumerate(Kind)})
_SURENESS = MappingProxyType({evidence: place for place, evidence in enumerate(Evidence)})
