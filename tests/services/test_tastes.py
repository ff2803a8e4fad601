"""What people prefer: kept, in memory for every answer, and read anew where another process changed it."""

import asyncio

import pytest

from bot.domain.modes import GameMode
from bot.domain.preferences import ANY_TASTE, Preferences, Taste
from bot.domain.reminders import Way
from bot.errors import UnknownZoneError
from bot.services.accounts import Accounts
from bot.services.tastes import Tastes
from tests.factories import ALICE, BOB, Clock, viewer
from tests.fakes import FakeUnits

ME = viewer(ALICE)


async def test_a_change_counts_at_once_here_and_after_a_refresh_elsewhere(units: FakeUnits, clock: Clock) -> None:
    here, elsewhere = Tastes(units, clock), Tastes(units, clock)
    assert await here.find(ME) == Preferences()
    await here.choose_language(ME, "fr")
    await here.choose_mode(ME, GameMode.WVW)
    await here.choose_zone(ME, "toronto")
    assert await here.choose_way(ME, Way.NONE) == Preferences(Taste("fr", GameMode.WVW), "America/Toronto", Way.NONE)
    assert (here.get(ALICE), elsewhere.get(ALICE)) == (Taste("fr", GameMode.WVW), ANY_TASTE)
    await elsewhere.refresh()
    assert elsewhere.get(ALICE) == Taste("fr", GameMode.WVW)
    assert elsewhere.get(BOB) == ANY_TASTE
    with pytest.raises(UnknownZoneError):
        await here.choose_zone(ME, "Nowhere/Land")


async def test_a_refresh_does_not_take_back_what_was_chosen_while_it_read(units: FakeUnits, clock: Clock) -> None:
    tastes = Tastes(units, clock)

    reading = asyncio.create_task(tastes.refresh())
    await asyncio.sleep(0)  # it reads now
    await tastes.choose_language(ME, "fr")
    await reading
    assert tastes.get(ALICE) == Taste("fr")


async def test_whoever_is_erased_is_forgotten_in_memory_too(units: FakeUnits, clock: Clock) -> None:
    tastes = Tastes(units, clock)
    await tastes.choose_language(ME, "fr")
    await Accounts(units, clock, tastes=tastes).delete_everything(ME)
    assert tastes.get(ALICE) == ANY_TASTE
    assert await tastes.find(ME) == Preferences()
