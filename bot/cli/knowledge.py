"""How long it takes to know a build and a team, for `bench knowledge`."""

import asyncio
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from sqlalchemy.ext.asyncio import create_async_engine

from bot.app import Services
from bot.cli.compose import build_services, load_almanac, spare_facts
from bot.cli.made_up import Times, make_build, make_gear, make_team, timed, timed_until
from bot.domain.gear.gear import Gear
from bot.repositories.sql_unit import SqlUnits

_TEAMS: Final = 20
"""How often the squad is analyzed: each time with other builds in front."""


def time_knowledge(codes: Sequence[str]) -> Iterator[Times]:
    """Yield the times for everything that is known of a build, from its code on; then for the analysis of a squad.

    The first build is left out: the tables that it reads stay in memory for all that come after it.
    """
    services = build_services(SqlUnits(create_async_engine("sqlite+aiosqlite://")), load_almanac())
    spare_facts()
    gear = make_gear(services.almanac.edition.equipment)
    _know(codes[0], gear, services)
    yield Times("a build, known", tuple(timed(partial(_know, code, gear, services))[0] for code in codes))
    yield asyncio.run(_time_squads(codes, gear, services))


def _know(code: str, gear: Gear, services: Services) -> None:
    """Decode a build and find its boons, roles, combos and attributes."""
    build = make_build(0, code, gear)
    services.givings.get(build)
    services.wardrobe.get_attributes(build)


async def _time_squads(codes: Sequence[str], gear: Gear, services: Services) -> Times:
    builds = [make_build(number, code, gear) for number, code in enumerate(codes)]
    firsts = [turn * len(builds) // _TEAMS for turn in range(_TEAMS)]
    teams = [make_team([*builds[first:], *builds[:first]], services) for first in firsts]
    content = services.teams.get_content(teams[0])
    timings = [await timed_until(services.givings.report(team, content)) for team in teams]
    return Times(f"team of {teams[0].size}, analyzed", tuple(seconds for seconds, _ in timings))
