"""What people see when they say that they are away."""

import pytest
import simcord

from bot.domain.raids import Answer
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, options, said
from tests.cogs.test_raids import bot_of, by_hand, eyes, posted, redrawn

__all__ = ["by_hand", "posted"]


async def form(world: World, who: simcord.MemberActor) -> simcord.InteractionResult:
    listed = await who.slash(world.channel, "raid list")
    shown = await who.click(answer(listed), label="I'm away")
    return await who.click(answer(shown), label="Add days")


@pytest.fixture
async def signed(posted: World) -> World:
    services = bot_of(posted).services
    (raid,) = await services.raids.list_here(eyes(posted, posted.mia))
    await services.signups.answer(eyes(posted, posted.mia), raid.short_id, Answer.SIGNED)
    return posted


async def test_days_are_said_once_and_taken_back(signed: World) -> None:
    opened = await form(signed, signed.mia)
    told = await signed.mia.submit_modal(opened, {"period": "26-28 nov", "zone": "Europe/Paris"})
    assert "away from **November 26, 2026 to November 28, 2026**" in said(told)
    assert "1 raid now says that you do not come" in said(told)
    assert "Absent" in await redrawn(signed)
    (label,) = options(told)
    assert label == "November 26, 2026 to November 28, 2026"
    (absence,) = await bot_of(signed).services.absences.list_own(eyes(signed, signed.mia))
    back = await signed.mia.select(answer(told), [absence.id.hex], custom_id="raids-away-remove")
    assert "1 raid is as you had answered it" in said(back)
    assert options(back) == []


async def test_what_is_not_understood_comes_back(signed: World) -> None:
    opened = await form(signed, signed.mia)
    refused = await signed.mia.submit_modal(opened, {"period": "some day", "zone": "Europe/Paris"})
    assert "as days" in said(refused)
    assert "some day" in said(refused)


async def test_french_people_read_french(signed: World) -> None:
    signed.speaks_french(signed.mia)
    listed = await signed.mia.slash(signed.channel, "raid list")
    shown = await signed.mia.click(answer(listed), label="Je suis absent")
    assert buttons(shown) == ["Ajouter des jours"]
    opened = await signed.mia.click(answer(shown), label="Ajouter des jours")
    told = await signed.mia.submit_modal(opened, {"period": "du 26 au 28 novembre", "zone": "Paris"})
    assert "du **26 novembre 2026 au 28 novembre 2026**" in said(told)
