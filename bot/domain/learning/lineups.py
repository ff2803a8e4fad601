"""What combos are worth, learned from lineups that worked and lineups that did not, two and two.

Two raids of one guild with the same content are a pair, and a logistic model (`pairwise.py`) tells by what both had
which of them worked. What was met of needs, taken of places, and spread is in it too, lest combos be praised for
what a healer did; but only what finishers are worth beside each other is taken from it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.domain.learning.interactions import Reals
from bot.domain.learning.metrics import Estimate
from bot.domain.learning.pairwise import Differences
from bot.domain.learning.served import LEAST_PERCENT, MOST_PERCENT, LearnedWorths
from bot.domain.lineup.problem import WHOLE
from bot.domain.lineup.traits import VERSION
from bot.domain.modes import GameMode
from bot.domain.verdicts import Judged

LEAST_PAIRS: Final = 20
"""Of later raids: tried on fewer, worths stay as they are."""
LEAST_GUILDS: Final = 5
"""So many must have raids of both sorts; and none has a greater part of the pairs than one in so many."""
MOST_RAIDS: Final = 100
"""Of one guild, the latest, in all modes together."""
REACH: Final = 5
"""To learn from, a raid is compared with so many of the other sort, the nearest in time."""
_PAST: Final = 0.7
"""Part of the verdicts that is learned from, while the rest tells how good that is."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two raids that can be compared, and how much the pair counts."""

    worked: Judged
    failed: Judged
    weight: float


def learn_worths(judged: Iterable[Judged], *, seed: int = 0) -> tuple[LearnedWorths, ...]:
    """Return for each mode that has verdicts what combos are worth there, whatever order they come in.

    Where that does not put later pairs in the right order more often than the worths of ours do, beyond chance, there
    are no percents in it.
    """
    modes: dict[GameMode, list[Judged]] = defaultdict(list)
    ordered = sorted(judged, key=lambda one: (one.began, one.guild, one.content, repr(one.verdict)))
    for one in keep_latest([one for one in ordered if one.verdict.traits.version == VERSION]):
        modes[one.verdict.mode].append(one)
    return tuple(_learn(mode, modes[mode], seed) for mode in sorted(modes))


def keep_latest(judged: Sequence[Judged]) -> list[Judged]:
    """Return in the same order, the latest last, what counts: MOST_RAIDS of each guild."""
    counts: Counter[int] = Counter()
    kept: list[Judged] = []
    for one in reversed(judged):
        counts[one.guild] += 1
        if counts[one.guild] <= MOST_RAIDS:
            kept.append(one)
    return kept[::-1]


def list_pairs(judged: Sequence[Judged], reach: int) -> list[Pair]:
    """Pair each raid of the rarer sort with the nearest in time of the other sort; none is in more than `reach` pairs.

    With 1 no raid is in two of them, so what one pair shows, no other does.
    """
    alike: dict[tuple[int, str], list[Judged]] = defaultdict(list)
    for one in reversed(judged):
        alike[one.guild, one.content].append(one)
    return [pair for _, some in sorted(alike.items()) for pair in _pair(some, reach)]


def _pair(judged: Sequence[Judged], reach: int) -> list[Pair]:
    worked = [one for one in judged if one.verdict.worked]
    failed = [one for one in judged if not one.verdict.worked]
    rare, common = sorted((worked, failed), key=len)
    used: Counter[int] = Counter()
    pairs: list[Pair] = []
    for one in rare:
        free = sorted((abs(other.began - one.began), at) for at, other in enumerate(common) if used[at] < reach)
        near = [at for _, at in free[:reach]]
        used.update(near)
        ordered = ((one, common[at]) if one.verdict.worked else (common[at], one) for at in near)
        pairs += [Pair(*both, weight=1 / len(near)) for both in ordered]
    return pairs


def balance(pairs: Sequence[Pair]) -> list[Pair]:
    """Return of each guild its latest pairs, no more than a fifth of all that is returned: none decides for all.

    Of fewer than LEAST_GUILDS guilds that is nothing.
    """
    by_guild: dict[int, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda pair: max(pair.worked.began, pair.failed.began), reverse=True):
        by_guild[pair.worked.guild].append(pair)
    counts = [len(some) for some in by_guild.values()]
    most = max(counts, default=0)
    while LEAST_GUILDS * most > sum(min(count, most) for count in counts):
        most -= 1
    return [pair for guild in sorted(by_guild) for pair in by_guild[guild][:most]]


def _learn(mode: GameMode, judged: Sequence[Judged], seed: int) -> LearnedWorths:
    parted_at = judged[int(len(judged) * _PAST)].began
    past = balance(list_pairs([one for one in judged if one.began < parted_at], REACH))
    later = balance(list_pairs([one for one in judged if one.began >= parted_at], 1))
    everything = list_pairs(judged, REACH)
    guilds = len({pair.worked.guild for pair in everything})
    names = _Names.of(judged)
    plain, learned, percents = np.zeros(0), np.zeros(0), np.zeros(0)
    if past and len(later) >= LEAST_PAIRS:
        known, found = names.lay_out(past), names.lay_out(later)
        plain = known.order(found, np.ones(len(names.finishers)))
        learned = known.order(found, _find_worths(known))
    gain = Estimate.of(learned - plain, seed)
    if gain.low > 0:
        percents = np.round(WHOLE * _find_worths(names.lay_out(balance(everything))))
    return LearnedWorths(
        mode=mode,
        since=int(judged[0].began.timestamp()),
        until=int(judged[-1].began.timestamp()),
        raids=len(judged),
        guilds=guilds,
        tried_on=len(plain),
        right=float(learned.mean()) if len(learned) else 0.0,
        plainly_right=float(plain.mean()) if len(plain) else 0.0,
        gain=(gain.low, gain.high),
        percents={name: int(percent) for name, percent in zip(names.finishers, percents, strict=False)},
    )


def _find_worths(known: Differences) -> Reals:
    return known.find_worths(LEAST_PERCENT / WHOLE, MOST_PERCENT / WHOLE)


@dataclass(frozen=True, slots=True)
class _Names:
    """Of what lineups have, in the order of columns."""

    finishers: tuple[str, ...]
    needs: tuple[str, ...]

    @classmethod
    def of(cls, judged: Iterable[Judged]) -> "_Names":
        traits = [one.verdict.traits for one in judged]
        finishers = {name for one in traits for name in one.combos}
        needs = {name for one in traits for name in one.needs}
        return cls(tuple(sorted(finishers)), tuple(sorted(needs)))

    def lay_out(self, pairs: Sequence[Pair]) -> Differences:
        rows = [np.subtract(self._to_row(pair.worked), self._to_row(pair.failed)) for pair in pairs]
        table, width = np.array(rows), len(self.finishers)
        return Differences(table[:, :width], table[:, width:], np.array([pair.weight for pair in pairs]))

    def _to_row(self, one: Judged) -> list[float]:
        traits = one.verdict.traits
        combos = [traits.combos.get(name, 0.0) for name in self.finishers]
        return [*combos, *(traits.needs.get(name, 0.0) for name in self.needs), traits.seated, traits.spread]
