"""How long pictures take: for `bench pictures`. Builds are made up, the same ones every time, and fully dressed."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from functools import partial
from time import process_time
from typing import Final

from sqlalchemy.ext.asyncio import create_async_engine

from bot.app import Services
from bot.cli.compose import build_services, load_almanac
from bot.cli.made_up import Times, make_build, make_gear, make_team, timed, timed_until
from bot.domain.analysis import SubgroupReport
from bot.domain.builds import Build
from bot.domain.ids import GuildId
from bot.domain.sheet import describe
from bot.domain.viewer import Viewer
from bot.repositories.sql_unit import SqlUnits
from cogs.builds.comparison_picture import draw_comparison
from cogs.builds.controls import post_card
from cogs.builds.picture import draw_build
from cogs.teams.picture import draw_squad, draw_subgroups
from cogs.ui.album import Album
from cogs.ui.drawing.columns import draw_columns
from cogs.ui.drawing.grid import draw_grid
from cogs.ui.drawing.plate import Plate, draw_plate
from cogs.ui.words import words_for

_WORDS: Final = words_for("en")
_EYES: Final = Viewer.anyone_in(GuildId(1))


def time_pictures(codes: Sequence[str]) -> Iterator[Times]:
    """Yield the times for a picture of each build that is drawn and then for the same ones kept; then for a squad."""
    services = build_services(SqlUnits(create_async_engine("sqlite+aiosqlite://")), load_almanac())
    gear = make_gear(services.almanac.edition.equipment)
    builds = [make_build(number, code, gear) for number, code in enumerate(codes)]
    yield Times("build, as a card", asyncio.run(_time_cards(builds, services)), 0)
    yield Times("build, as a card again", asyncio.run(_time_cards(builds, services)), 0)
    drawn = [timed(partial(_draw_build, build, services)) for build in builds]
    yield Times("build, drawn", tuple(seconds for seconds, _ in drawn), max(len(picture) for _, picture in drawn))
    yield Times("build, kept", asyncio.run(_time_kept(builds, services)), 0)
    pairs = zip(builds, [*builds[1:], builds[0]], strict=True)
    sides = [timed(partial(_draw_sides, *pair, services)) for pair in pairs]
    yield Times("two builds, side by side", tuple(seconds for seconds, _ in sides), max(len(one) for _, one in sides))
    yield from _time_squad(builds, services)


async def _time_cards(builds: Sequence[Build], services: Services) -> tuple[float, ...]:
    """Return the time from each build to what is sent to Discord; discord.py makes controls in an event loop only."""
    return tuple(timed(partial(_draw_card, build, services))[0] for build in builds)


def _draw_card(build: Build, services: Services) -> str:
    card = post_card(services, build, _WORDS, _EYES)
    return json.dumps(card.to_components())  # type: ignore[no-untyped-call]  # discord.py leaves it untyped


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
    team = make_team(builds, services)
    content = services.teams.get_content(team)
    seconds, report = asyncio.run(timed_until(services.givings.report(team, content)))
    yield Times(f"team of {team.size}, analyzed", (seconds,), 0)
    seconds, overview = timed(lambda: draw_grid(draw_squad(report.subgroups, report.squad, _WORDS)))
    yield Times(f"team of {team.size}, overview", (seconds,), len(overview))
    pairs = [report.subgroups[start : start + 2] for start in range(0, len(report.subgroups), 2)]
    pages = [timed(partial(_draw_pair, pair, services)) for pair in pairs]
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
