"""Learning from what people play. It loads numpy: a process that answers people has another do it, see `nights.py`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Final

from bot.domain.ids import GuildId, UserId
from bot.domain.learning.kinds import BuildKind
from bot.domain.learning.lineups import learn_worths
from bot.domain.learning.models import Features
from bot.domain.learning.served import Served
from bot.domain.learning.training import Taken, train
from bot.domain.recommending import Use
from bot.gateways.events import Deed, Event, EventReader, Level
from bot.gateways.events.schema import Outcome
from bot.gateways.models import ModelFile
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.repositories.unit_uses import Span
from bot.services.learning.pseudonyms import PERIOD, name_guild, name_person

LEARNED_FROM: Final = timedelta(days=365)
USES: Final = 200_000
"""The latest of what people show, of who was seated, and of what is liked, that are learned from, in all guilds."""
VERDICTS: Final = 20_000
"""The latest that leaders gave of lineups, in all guilds."""
_TAKEN: Final = {Deed.SAVED, Deed.PUBLISHED, Deed.COPIED}


class Trainer:
    """Learns, and writes the model."""

    def __init__(self, units: UnitFactory, file: ModelFile, events: EventReader, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._file = file
        self._events = events
        self._clock = clock

    async def train(self) -> Served:
        """Learn from those who said yes, since then, in guilds that let it, and write it; OSError.

        That is what they show, play and like, and of the weeks of the living key what was noted of their taste. Also
        from what leaders found of lineups, in guilds that let it.
        """
        now = self._clock()
        async with self._units(reads_only=True) as unit:
            uses = list(await unit.uses.list_agreed(Span(now - LEARNED_FROM, now, USES)))
            people, guilds = await _name_all(unit)
            judged = await unit.verdicts.list_judged(now - LEARNED_FROM, VERDICTS)
        uses += self._list_noted(people, guilds, now)
        served = train(_take(uses), _features(use.kind for use in uses), now=int(now.timestamp()))
        served = replace(served, worths=learn_worths(judged))
        self._file.write(served)
        return served

    def _list_noted(self, people: Mapping[str, UserId], guilds: Mapping[str, GuildId], now: datetime) -> Iterable[Use]:
        """Return what was noted of these people, each kind once; at the end of its day, since lines have no hour."""
        found: dict[tuple[UserId, GuildId, BuildKind], Use] = {}
        for noted in self._events.read(Level.TASTE, since=(now - PERIOD).date()):
            event = noted.event
            user, guild = people.get(event.person or ""), guilds.get(event.guild or "")
            if user is not None and guild is not None and _is_taken(event):
                at = min(now, datetime.combine(noted.day, time.max, UTC))
                found.setdefault((user, guild, event.build), Use(user, guild, event.build, at))
        return found.values()


async def _name_all(unit: UnitOfWork) -> tuple[Mapping[str, UserId], Mapping[str, GuildId]]:
    """Return by their pseudonyms of the living key those who said yes, and the guilds that let it be learned."""
    secrets = (await unit.learning.list_secrets()).values()
    agreed, rules = await unit.learning.find_consents(), await unit.rules.find_all()
    guilds = [guild for guild in await unit.guilds.find_all() if guild not in rules or rules[guild].learns]
    return (
        {name_person(secret, user, since): user for secret in secrets for user, since in agreed.items()},
        {name_guild(secret, guild): guild for secret in secrets for guild in guilds},
    )


def _is_taken(event: Event) -> bool:
    """Tell whether somebody took to a kind: likes and sign-ups are in the database; seats are others'."""
    return event.deed in _TAKEN or (event.deed is Deed.THUMBED and event.outcome is Outcome.UP)


def _take(uses: Iterable[Use]) -> Iterator[Taken]:
    for use in uses:
        yield Taken(str(use.user), str(use.guild), use.kind.label, int(use.at.timestamp()))


def _features(kinds: Iterable[BuildKind]) -> Features:
    return {kind.label: _features_of(kind) for kind in set(kinds)}


def _features_of(kind: BuildKind) -> tuple[str, ...]:
    named = {"mode": kind.mode, "profession": kind.profession, "elite": kind.elite}
    return (*(f"{what}:{name}" for what, name in named.items() if name), *(f"role:{role}" for role in kind.roles))
