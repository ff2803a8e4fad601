"""Builds and teams made up for benchmarks, the same ones every time and fully dressed, and what is measured."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from time import process_time
from typing import Final, TypeVar
from uuid import UUID

from bot.app import Services
from bot.domain.builds import Build
from bot.domain.gear.equipment import Equipment, ItemKind
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.gear.slots import SLOTS
from bot.domain.ids import BuildId, TeamId, UserId
from bot.domain.modes import GameMode
from bot.domain.sizes import PLACES
from bot.domain.teams import Seat, Team
from bot.domain.template import BuildTemplate

CONTENT: Final = "wvw-zerg"
"""The content with the most players."""
_WHEN: Final = datetime(2026, 1, 1, tzinfo=UTC)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Times:
    """What was measured of one thing."""

    name: str
    seconds: tuple[float, ...]
    """Of processor time, one for each thing."""
    size: int = 0
    """Bytes of the largest picture; 0 where none was drawn."""

    @property
    def median_ms(self) -> float:
        """Half of them were quicker."""
        return 1000 * sorted(self.seconds)[len(self.seconds) // 2]

    @property
    def worst_ms(self) -> float:
        """None was slower."""
        return 1000 * max(self.seconds)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds of processor time that `work` took, and what came of it."""
    began = process_time()
    result = work()
    return process_time() - began, result


async def timed_until(work: Awaitable[T]) -> tuple[float, T]:
    """Return likewise what was awaited. Time it inside `asyncio.run`, which spells a result out before it returns."""
    began = process_time()
    result = await work
    return process_time() - began, result


def make_build(number: int, code: str, gear: Gear) -> Build:
    """Return a build of WvW that wears `gear`."""
    return Build(
        id=BuildId(UUID(int=number)),
        short_id=f"bench{number:03}",
        owner=UserId(1),
        name=f"Build {number}",
        mode=GameMode.WVW,
        template=BuildTemplate.from_chat_code(code),
        code=code,
        gear=gear,
        created_at=_WHEN,
        updated_at=_WHEN,
    )


def make_gear(equipment: Equipment) -> Gear:
    """Return gear with something in every slot but infusions."""
    items = {kind: min(things) for kind, things in equipment.items.items()}
    stat, sigil = min(equipment.combinations), items[ItemKind.SIGIL]
    held = WeaponSet(stats=(stat, stat), sigils=(sigil, sigil))
    return Gear(
        stats=(stat,) * len(SLOTS),
        sets=(held, held),
        rune=items[ItemKind.RUNE],
        relic=items[ItemKind.RELIC],
        food=items[ItemKind.FOOD],
        utility=items[ItemKind.UTILITY],
    )


def make_team(builds: Sequence[Build], services: Services) -> Team:
    """Return a squad for CONTENT with every place taken, of these builds in turn."""
    content = next(one for one in services.teams.contents() if one.id == CONTENT)
    size = content.subgroups * PLACES
    seats = tuple(
        Seat(number // PLACES + 1, number % PLACES + 1, build=builds[number % len(builds)]) for number in range(size)
    )
    return Team(
        id=TeamId(UUID(int=0)),
        short_id="bench000",
        owner=UserId(1),
        name="Squad",
        content=content.id,
        subgroups=content.subgroups,
        seats=seats,
        created_at=_WHEN,
        updated_at=_WHEN,
    )
