"""What single skills and traits give: the facts of one thing, in one mode, for somebody with certain traits."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bot.domain.facts import Fact, Hint, ThingFacts
from bot.domain.modes import GameMode
from bot.domain.supplies.kinds import HOSTILE, WORDS, Evidence, Kind, To


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a supply comes from."""

    type: str
    """"skill" or "trait"; of gear "rune", "sigil" or "relic"."""
    id: int
    name: str | None


@dataclass(frozen=True, slots=True)
class Grant:
    """One thing that one source gives."""

    kind: Kind
    name: str
    to: To
    count: int | None
    """How many are reached, the giver among them; None where no fact tells."""
    source: Source
    evidence: Evidence
    seconds: float
    """How long each stack lasts; points for healing and barrier, a number for what is removed."""
    stacks: int
    """How many stacks of might or stability; of what lasts, how often it is given at once."""
    recharge: float
    """Seconds between two uses; 0 where no fact tells."""


@dataclass(frozen=True, slots=True)
class Gift:
    """What a thing gives although the game's facts do not say so: an entry of a table, with its source there."""

    word: str
    to: To
    count: int | None
    seconds: float
    evidence: Evidence
    modes: frozenset[GameMode]


Gifts = Mapping[tuple[str, int], tuple[Gift, ...]]
NO_GIFTS: Final[Gifts] = MappingProxyType({})
_FIRST_OF: Final = ("ammunition", "recharge")


def find_grants(
    thing: ThingFacts, source: Source, mode: GameMode, traits: Collection[int], gifts: Iterable[Gift] = ()
) -> Iterator[Grant]:
    """Yield what `thing` gives in `mode` to those who took `traits`; the longest first where facts repeat a word.

    Facts that the game tells twice are numbers of two modes; the longest is the one of PvE.
    """
    facts = effective_facts(thing, traits)
    reached, count = _targets(thing, facts)
    recharge = get_recharge(facts)
    best: dict[str, Fact] = {}
    for fact in facts:
        known = best.get(fact.what)
        if fact.what in WORDS and (known is None or fact.amount * fact.times > known.amount * known.times):
            best[fact.what] = fact
    for word, fact in best.items():
        seconds, evidence = _in_mode(thing, fact, mode)
        if seconds is None:
            continue
        kind, name = WORDS[word]
        # Whoever stands behind a wall is shielded by it, though its text does not speak of allies.
        unsure = kind in HOSTILE or (kind is Kind.DENIAL and reached is To.SELF)
        to = To.UNKNOWN if unsure else reached
        many = count if to is not To.SELF else 1
        yield Grant(kind, name, to, many, source, evidence, seconds, fact.times, recharge)
    for gift in gifts:
        if mode in gift.modes and gift.word not in best:
            kind, name = WORDS[gift.word]
            yield Grant(kind, name, gift.to, gift.count, source, gift.evidence, gift.seconds, 1, recharge)


def effective_facts(thing: ThingFacts, traits: Collection[int]) -> list[Fact]:
    """Return the facts that hold for somebody with `traits`: theirs take the places of those they override."""
    base: list[Fact | None] = []
    added: list[Fact] = []
    for fact in thing.facts:
        if not fact.trait:
            base.append(fact)
            continue
        base.append(None)
        if fact.trait in traits:
            added.append(fact)
            if fact.overrides >= 0:
                base[fact.overrides] = None
    return [fact for fact in base if fact] + added


def get_recharge(facts: Iterable[Fact]) -> float:
    """Return the seconds between two uses: those in which ammunition comes back, else the recharge; 0 if untold."""
    first: dict[str, float] = {}
    for fact in facts:
        first.setdefault(fact.what, fact.amount)
    return next((first[word] for word in _FIRST_OF if word in first), 0)


def _in_mode(thing: ThingFacts, fact: Fact, mode: GameMode) -> tuple[float | None, Evidence]:
    if thing.split:
        return fact.amount, Evidence.SPLIT
    if mode is not GameMode.PVE and fact.what in thing.wvw:
        return thing.wvw[fact.what], Evidence.SPLIT
    return fact.amount, Evidence.FACT


def _targets(thing: ThingFacts, facts: Iterable[Fact]) -> tuple[To, int | None]:
    """Tell whom a thing reaches.

    A fact on allied targets says it; otherwise the hint does. "Number of targets" may mean foes, so beside damage it
    says nothing of allies.
    """
    allied = plain = None
    damages = False
    for fact in facts:
        if fact.what == "allied targets":
            allied = max(allied or 0, int(fact.amount))
        elif fact.what == "targets":
            plain = max(plain or 0, int(fact.amount))
        elif fact.what == "damage":
            damages = True
    if allied:
        return To.ALLIES, allied
    if thing.hint is Hint.ALLIES:
        return To.ALLIES, None if damages else plain
    if thing.hint is Hint.SELF:
        return To.SELF, 1
    return (To.ALLIES, plain) if plain and not damages else (To.UNKNOWN, None)
