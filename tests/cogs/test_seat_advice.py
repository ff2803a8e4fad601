"""What people see who ask with which build to sign up."""

import re
from collections.abc import AsyncIterator

import pytest

from bot.app import Services
from tests.cogs.conftest import World
from tests.cogs.reading import answer, said
from tests.cogs.test_builds import FIREBRAND, MIRAGE
from tests.cogs.test_raids import posted

pytestmark = pytest.mark.usefixtures("posted", "closing")
__all__ = ["posted"]


@pytest.fixture
async def closing(services: Services) -> AsyncIterator[None]:
    yield
    await services.optimizer.close()


async def test_one_signs_up_with_the_build_that_helps_most(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Alac", mode="pve")
    await world.mia.slash(world.channel, "build save", code=FIREBRAND, name="Fire", mode="pve")
    (offered,) = await world.mia.autocomplete(world.channel, "recommend seat", "raid", "")
    advice = await world.mia.slash(world.channel, "recommend seat", raid=offered["value"])
    text = said(advice)
    assert "Which of your builds helps" in text
    assert "**alacrity**" in text.lower()
    assert text.index("**Fire**") < text.index("**Alac**")
    first = re.findall(r"`(\w{8})`", text)[0]
    signed = await world.mia.click(answer(advice), custom_id=f"suggested-sign:{offered['value']}:{first}")
    assert "You are signed up" in said(signed)
    assert "sit in subgroup 1" in said(signed)


async def test_without_a_build_it_says_what_to_do(world: World) -> None:
    (offered,) = await world.mia.autocomplete(world.channel, "recommend seat", "raid", "")
    world.speaks_french(world.mia)
    assert "Tu ne gardes aucun build" in said(
        await world.mia.slash(world.channel, "recommend seat", raid=offered["value"])
    )
