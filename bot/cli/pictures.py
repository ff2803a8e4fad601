"""How long pictures take: for `bench pictures`. Builds are made up, the same ones every time, and fully dressed."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from time import process_time
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import create_async_engine

from bot.app import Services
from bot.cli.compose import build_services, load_almanac
from bot.domain.analysis import SubgroupReport
from bot.domain.builds import Build
from bot.domain.gear.equipment import Equipment, ItemKind
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.gear.slots import SLOTS
from bot.domain.ids import BuildId, TeamId, UserId
from bot.domain.modes import GameMode
from bot.domain.sheet import describe
from bot.domain.teams import PLACES, Seat, Team
from bot.domain.template import BuildTemplate
from bot.repositories.sql_unit import SqlUnits
from cogs.builds.comparison_picture import draw_comparison
from cogs.builds.picture import draw_build
from cogs.teams.picture import draw_squad, draw_subgroups
from cogs.ui.album import Album
from cogs.ui.drawing.columns import draw_columns
from cogs.ui.drawing.grid import draw_grid
from cogs.ui.drawing.plate import Plate, draw_plate
from cogs.ui.words import words_for

CONTENT: Final = "wvw-zerg"
"""The content with the most players."""
_WHEN: Final = datetime(2026, 1, 1, tzinfo=UTC)
_WORDS: Final = words_for("en")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Times:
    """What was measured of one thing."""

    name: str
    seconds: tuple[float, ...]
    """Of processor time, one for each picture."""
    size: int
    """Bytes of the largest picture; 0 where none was drawn."""

    @property
    def median_ms(self) -> float:
        """Half of them were quicker."""
        return 1000 * sorted(self.seconds)[len(self.seconds) // 2]

    @property
    def worst_ms(self) -> float:
        """None was slower."""
        return 1000 * max(self.seconds)


def time_pictures(codes: Sequence[str]) -> Iterator[Times]:
    """Yield the times for a picture of each build that is drawn and then for the same ones kept; then for a squad."""
    services = build_services(SqlUnits(create_async_engine("sqlite+aiosqlite://")), load_almanac())
    gear = _make_gear(services.almanac.edition.equipment)
    builds = [_make_build(number, code, gear) for number, code in enumerate(codes)]
    drawn = [_timed(partial(_draw_build, build, services)) for build in builds]
    yield Times("build, drawn", tuple(seconds for seconds, _ in drawn), max(len(picture) for _, picture in drawn))
    yield Times("build, kept", asyncio.run(_time_kept(builds, services)), 0)
    pairs = zip(builds, [*builds[1:], builds[0]], strict=True)
    sides = [_timed(partial(_draw_sides, *pair, services)) for pair in pairs]
    yield Times("two builds, side by side", tuple(seconds for seconds, _ in sides), max(len(one) for _, one in sides))
    yield from _time_squad(builds, services)


async def _time_kept(builds: Sequence[Build], services: Services) -> tuple[float, ...]:
    album = Album()
    seconds = []
    for build in builds:
        await album.find(_plate(build, services), draw_plate)
        began = process_time()
        await album.find(_plate(build, services), draw_plate)
        seconds.append(process_time() - began)
    return tuple(seconds)


def _time_squad(builds: Sequence[Build], services: Services) -> Iterator[Times]:
    team = _make_team(builds, services)
    content = services.teams.get_content(team)
    seconds, report = _timed(lambda: asyncio.run(services.givings.report(team, content)))
    yield Times(f"team of {team.size}, analyzed", (seconds,), 0)
    seconds, overview = _timed(lambda: draw_grid(draw_squad(report.subgroups, report.squad, _WORDS)))
    yield Times(f"team of {team.size}, overview", (seconds,), len(overview))
    pairs = [report.subgroups[start : start + 2] for start in range(0, len(report.subgroups), 2)]
    pages = [_timed(partial(_draw_pair, pair, services)) for pair in pairs]
    yield Times("two subgroups", tuple(seconds for seconds, _ in pages), max(len(page) for _, page in pages))


def _draw_build(build: Build, services: Services) -> bytes:
    return draw_plate(_plate(build, services))


def _draw_sides(left: Build, right: Build, services: Services) -> bytes:
    comparison = services.comparisons.get(left, right)
    return draw_columns(draw_comparison(left, right, comparison, services.game, _WORDS))


def _draw_pair(pair: Sequence[SubgroupReport], services: Services) -> bytes:
    return draw_grid(draw_subgroups(pair, services.game, _WORDS))


def _plate(build: Build, services: Services) -> Plate:
    sheet = describe(build.template, services.game)
    return draw_build(build, sheet, services.givings.get(build), services.wardrobe, _WORDS)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = process_time()
    result = work()
    return process_time() - began, result


def _make_build(number: int, code: str, gear: Gear) -> Build:
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


def _make_gear(equipment: Equipment) -> Gear:
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


def _make_team(builds: Sequence[Build], services: Services) -> Team:
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
