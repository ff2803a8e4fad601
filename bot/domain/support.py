"""Which boons a build can hold on its subgroup, which is more than having them: reckoned from how long and how often.

Seconds of a boon given to five allies, for every second of a fight: what traits give by the table of triggers, and
what skills give by their facts. With the boon duration of those who play this for others, that must cover the fight.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.domain.modes import GameMode
from bot.domain.supplies.grants import Grant, Source
from bot.domain.supplies.kinds import Evidence, Kind, To
from bot.domain.supplies.reach import Reach

Names = Mapping[str, Mapping[int, str | None]]
"""By "trait" or "skill", then by id."""
SUBGROUP = 5
MIGHT = "might"
ALACRITY = "alacrity"
_OWN = frozenset(("trait", "skill"))
"""What is no gear, which alacrity does not hasten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """How a trait or a skill gives a boon to five allies: an entry of the table, where its source stands."""

    boon: str
    source: tuple[str, int]
    """"trait" or "skill", and its id."""
    seconds: float
    """All that it gives in one use."""
    seconds_wvw: float
    every: float
    """Seconds between two uses in a fight, as we assume."""
    legends: frozenset[int] = frozenset()
    """One of these must be there, if there are any."""
    lines: frozenset[int] = frozenset()
    """One of these trait lines must be there, if the trait `unless` is taken."""
    unless: int = 0
    choice: bool = False
    """It hangs on a choice that no build code holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRules:
    """The table, and what is assumed throughout."""

    triggers: tuple[Trigger, ...] = ()
    boon_duration: float = 1.0
    """Part by which boons last longer."""
    share: float = 0.9
    """The part of a fight that must be covered."""
    might_stacks: int = 15
    shortest_recharge: float = 5.0
    """A skill with a shorter recharge is bound by something else, so its facts do not tell how often it is used."""
    alacrity: float = 0.0
    """Part by which skills recharge faster in PvE; not reckoned for alacrity itself."""


@dataclass(frozen=True, slots=True)
class Support:
    """How well a build can hold one boon on its subgroup."""

    boon: str
    uptime: float
    """The part of a fight, 0 to 1, with the assumed boon duration; for might of the stacks that are asked for."""
    held: bool
    evidence: Evidence
    sources: tuple[Source, ...]
    """The one that does most first."""


def find_support(
    reach: Reach, grants: Iterable[Grant], mode: GameMode, rules: SupportRules, names: Names
) -> tuple[Support, ...]:
    """Return every boon that five allies get, with how much of it, the boons in order of their names.

    A tier in which nothing is chosen counts with any of its traits, where it is the only one: what the build can
    hold after that choice. `names` are those of traits and skills.
    """
    parts: dict[str, list[_Part]] = {}
    for part in (*_from_triggers(reach, mode, rules, names), *_from_skills(grants, mode, rules)):
        parts.setdefault(part.boon, []).append(part)
    return tuple(_support(boon, parts[boon], rules) for boon in sorted(parts))


def get_held(support: Iterable[Support]) -> tuple[str, ...]:
    """Return the boons that are held."""
    return tuple(one.boon for one in support if one.held)


@dataclass(frozen=True, slots=True)
class _Part:
    boon: str
    rate: float
    """Seconds of the boon per second, without any boon duration; for might times its stacks."""
    source: Source
    evidence: Evidence


def _from_triggers(reach: Reach, mode: GameMode, rules: SupportRules, names: Names) -> Iterator[_Part]:
    traits, skills, open_tier = frozenset(reach.traits), frozenset(reach.skills), frozenset(reach.open)
    for trigger in rules.triggers:
        kind, number = trigger.source
        chosen = number in (traits if kind == "trait" else skills)
        if not chosen and number not in open_tier:
            continue
        if not _is_fit(trigger, reach, traits):
            continue
        seconds = trigger.seconds if mode is GameMode.PVE else trigger.seconds_wvw
        if seconds:
            evidence = Evidence.FACT if chosen and not trigger.choice else Evidence.UNKNOWN
            source = Source(kind, number, names[kind].get(number))
            pace = _pace(trigger.boon, mode, rules) if kind == "skill" else 1
            yield _Part(trigger.boon, pace * seconds / trigger.every, source, evidence)


def _is_fit(trigger: Trigger, reach: Reach, traits: Collection[int]) -> bool:
    if trigger.legends and not trigger.legends & reach.legends:
        return False
    return trigger.unless not in traits or bool(trigger.lines & reach.lines)


def _from_skills(grants: Iterable[Grant], mode: GameMode, rules: SupportRules) -> Iterator[_Part]:
    told = {trigger.source for trigger in rules.triggers}
    for grant in grants:
        boon = grant.name.lower()
        wide = grant.to is To.ALLIES and (grant.count or 0) >= SUBGROUP
        if grant.kind is not Kind.BOON or not wide or grant.recharge < rules.shortest_recharge:
            continue
        if (grant.source.type, grant.source.id) not in told:
            pace = _pace(boon, mode, rules) if grant.source.type in _OWN else 1
            rate = pace * grant.seconds * grant.stacks / grant.recharge
            yield _Part(boon, rate, grant.source, grant.evidence)


def _pace(boon: str, mode: GameMode, rules: SupportRules) -> float:
    """Return how much faster than their facts say skills recharge."""
    return 1 + rules.alacrity if mode is GameMode.PVE and boon != ALACRITY else 1


def _support(boon: str, parts: list[_Part], rules: SupportRules) -> Support:
    asked = rules.might_stacks if boon == MIGHT else 1
    ordered = sorted(parts, key=lambda part: (-part.rate, part.source.id))
    versions: dict[str | None, _Part] = {}
    for part in ordered:
        # One skill may have several ids: a version for each weapon, or what it turns into while it recharges.
        versions.setdefault(part.source.name, part)
    uptime = sum(part.rate for part in versions.values()) * (1 + rules.boon_duration) / asked
    sources = tuple(dict.fromkeys(part.source for part in ordered))
    return Support(boon, min(1.0, uptime), uptime >= rules.share, ordered[0].evidence, sources)
