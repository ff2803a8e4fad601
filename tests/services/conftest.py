"""The services over storage in memory."""

import pytest

from bot.app import Services
from bot.cli.compose import build_services
from bot.domain.gamedata import GameData
from bot.domain.modes import GameMode
from bot.domain.teams import Content
from bot.services.accounts import Accounts
from bot.services.almanac import Almanac
from bot.services.builds import BuildLibrary
from bot.services.teams.planning import TeamPlanner
from config.role_supplies import load_role_table
from tests.factories import Clock, make_paces
from tests.fakes import FakeUnits


@pytest.fixture
def units() -> FakeUnits:
    return FakeUnits()


@pytest.fixture
def clock(request: pytest.FixtureRequest) -> Clock:
    """A clock that stands where a test or its file is marked `still`."""
    return Clock(still=request.node.get_closest_marker("still") is not None)


@pytest.fixture
def services(units: FakeUnits, game: GameData, clock: Clock) -> Services:
    return build_services(units, Almanac.of(game), clock=clock)


@pytest.fixture
def library(units: FakeUnits, game: GameData, clock: Clock) -> BuildLibrary:
    return BuildLibrary(units, Almanac.of(game), clock, make_paces())


@pytest.fixture
def planner(units: FakeUnits, clock: Clock) -> TeamPlanner:
    contents = (Content("raid", GameMode.PVE, 2), Content("fractal", GameMode.PVE, 1, aliases=("fractal5",)))
    return TeamPlanner(units, contents, load_role_table(), clock, make_paces())


@pytest.fixture
def accounts(units: FakeUnits, clock: Clock) -> Accounts:
    return Accounts(units, clock)
