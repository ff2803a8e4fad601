"""What every storage does with people's preferences."""

from bot.domain.modes import GameMode
from bot.domain.preferences import Preferences, Taste
from bot.domain.reminders import Way
from bot.repositories.unit import UnitFactory
from tests.factories import ALICE, BOB, CAROL, START


async def test_each_is_set_by_itself_and_all_go_with_the_account(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.preferences.set(CAROL, {"language": "fr"})
        assert await unit.preferences.find(CAROL) == Preferences()
        for user in (ALICE, BOB):
            await unit.accounts.ensure(user, START)
        await unit.preferences.set(ALICE, {"language": "fr"})
        await unit.preferences.set(ALICE, {"mode": GameMode.WVW})
        await unit.preferences.set(ALICE, {"zone": "Europe/Paris", "way": Way.DIRECT})
        await unit.preferences.set(BOB, {"zone": "UTC"})
        assert await unit.preferences.find(ALICE) == Preferences(Taste("fr", GameMode.WVW), "Europe/Paris", Way.DIRECT)
        assert await unit.preferences.find_tastes() == {ALICE: Taste("fr", GameMode.WVW)}
        assert await unit.accounts.find_zone(ALICE) == "Europe/Paris"
        assert await unit.reminders.find_ways([ALICE]) == {ALICE: Way.DIRECT}
        await unit.preferences.set(ALICE, {"language": None, "zone": None})
        assert await unit.preferences.find(ALICE) == Preferences(Taste(None, GameMode.WVW), None, Way.DIRECT)
    async with units() as unit:
        await unit.accounts.delete(ALICE)
        assert await unit.preferences.find(ALICE) == Preferences()
        assert await unit.preferences.find_tastes() == {}
