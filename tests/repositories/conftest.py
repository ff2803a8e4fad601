"""The three storages that must not be told apart."""

import pytest

from bot.repositories.sql_unit import SqlUnits
from bot.repositories.unit import UnitFactory
from tests.fakes import FakeUnits


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def units(request: pytest.FixtureRequest) -> UnitFactory:
    if request.param == "fake":
        return FakeUnits()
    if request.param == "sqlite":
        return SqlUnits(request.getfixturevalue("own_sqlite"))
    postgres: SqlUnits = request.getfixturevalue("postgres_units")
    return postgres
