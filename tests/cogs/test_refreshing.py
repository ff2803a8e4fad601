"""What another process changed is noted here within a minute, and what is known stays where storage is away."""

from typing import Any, ClassVar, cast

import simcord
from discord.ext import commands

from bot.app import Services
from bot.domain.viewer import Viewer
from bot.errors import StorageUnavailableError
from bot.services.tastes import Tastes
from cogs.refreshing import Refreshing
from tests.cogs.conftest import NOW
from tests.factories import viewer
from tests.fakes import FakeUnits


class _Away:
    times: ClassVar[int] = 0

    async def refresh(self) -> None:
        _Away.times += 1
        raise StorageUnavailableError


async def test_the_bot_notes_what_another_process_changed(
    env: simcord.Env, services: Services, units: FakeUnits
) -> None:
    who: Viewer = viewer()
    other = Tastes(units, lambda: NOW)
    await other.choose_language(who, "fr")
    assert services.tastes.get(who.user).language is None
    cog: Any = cast("commands.Bot", env.bot).get_cog("Refreshing")
    await cog.refresh.coro(cog)
    assert services.tastes.get(who.user).language == "fr"


async def test_one_that_cannot_be_read_holds_up_no_other(services: Services, units: FakeUnits) -> None:
    who = viewer()
    await Tastes(units, lambda: NOW).choose_language(who, "fr")
    cog = Refreshing(_Away(), services.tastes)
    await cog.cog_load()
    await cog.cog_unload()
    assert _Away.times
    assert services.tastes.get(who.user).language == "fr"
