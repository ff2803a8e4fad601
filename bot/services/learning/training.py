"""Learning from what people play. It loads numpy: a process that answers people has another do it, see `nights.py`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.learning.kinds import BuildKind
from bot.domain.learning.lineups import learn_worths
from bot.domain.learning.models import Features
from bot.domain.learning.served import Served
from bot.domain.learning.training import Taken, train
from bot.domain.recommending import Use
from bot.gateways.models import ModelFile
from bot.repositories.unit import UnitFactory
from bot.repositories.unit_uses import Span

LEARNED_FROM: Final = timedelta(days=365)
USES: Final = 200_000
"""The latest of what people show, and of who was seated, that are learned from, in all guilds."""

VERDICTS: Final = 20_000
"""The latest that leaders gave of lineups, in all guilds."""


class Trainer:
    """Learns, and writes the model."""

    def __init__(self, units: UnitFactory, file: ModelFile, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._file = file
        self._clock = clock

    async def train(self) -> Served:
        """Learn from what those show and play who said yes, since then, and from what leaders found of lineups.

        Both in guilds that let it. Writes it; OSError.
        """
        now = self._clock()
        async with self._units(reads_only=True) as unit:
            agreed = await unit.learning.find_consents()
            found = await unit.uses.list_uses(Span(now - LEARNED_FROM, now, USES))
            judged = await unit.verdicts.list_judged(now - LEARNED_FROM, VERDICTS)
        uses = [use for use in found if use.user in agreed and use.at >= agreed[use.user]]
        served = train(_take(uses), _features(use.kind for use in uses), now=int(now.timestamp()))
        served = replace(served, worths=learn_worths(judged))
        self._file.write(served)
        return served


def _take(uses: Iterable[Use]) -> Iterator[Taken]:
    for use in uses:
        yield Taken(str(use.user), str(use.guild), use.kind.label, int(use.at.timestamp()))


def _features(kinds: Iterable[BuildKind]) -> Features:
    return {kind.label: _features_of(kind) for kind in set(kinds)}


def _features_of(kind: BuildKind) -> tuple[str, ...]:
    named = {"mode": kind.mode, "profession": kind.profession, "elite": kind.elite}
    return (*(f"{what}:{name}" for what, name in named.items() if name), *(f"role:{role}" for role in kind.roles))
