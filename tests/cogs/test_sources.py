"""*Where from?* tells by the numbers of which mode a build is judged."""

import pytest

from tests.cogs.conftest import World
from tests.cogs.reading import answer, said
from tests.cogs.test_builds import FIREBRAND, SCOURGE


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        ("wvw", "All others: by PvE numbers, the only ones that the game tells."),
        ("pvp", "I know of no table of PvP."),
    ],
)
async def test_numbers_of_wvw_are_marked_and_the_rest_said_to_be_of_pve(world: World, mode: str, told: str) -> None:
    saved = await world.mia.slash(world.channel, "build save", code=FIREBRAND, name="Heal", mode=mode)
    assert "Judged by PvE numbers where no others are known" in said(saved)
    sources = said(await world.mia.click(answer(saved), label="Where from?"))
    assert "Liberator's Vow (WvW, " in sources
    assert "**Cleanse** from" in sources
    assert told in sources


async def test_in_pve_nothing_needs_a_mark(world: World) -> None:
    saved = await world.mia.slash(world.channel, "build save", code=FIREBRAND, name="Heal", mode="pve")
    assert "Judged by PvE" not in said(saved)
    sources = said(await world.mia.click(answer(saved), label="Where from?"))
    assert "WvW" not in sources


async def test_it_is_told_how_long_and_how_often(world: World) -> None:
    saved = await world.mia.slash(world.channel, "build save", code=FIREBRAND, name="Heal", mode="wvw")
    told = said(await world.mia.click(answer(saved), label="Where from?"))
    assert "Overwhelming Celerity (WvW, 2.5 s, recharge 10 s)" in told
    assert "Inspired Virtue (5 s)" in told
    assert "**Healing** from Sanctuary, Restoring Reprieve, Selfless Daring, Battle Presence, and 1 more" in told
    world.speaks_french(world.mia)
    told = said(await world.mia.click(answer(saved), label="Where from?"))
    assert "Overwhelming Celerity (McM, 2,5 s, recharge 10 s)" in told
    assert "et 1 de plus" in told


async def test_what_sigils_and_relic_give_is_told_with_their_names(world: World) -> None:
    saved = await world.mia.slash(world.channel, "build save", code=SCOURGE, name="Pack", mode="pve")
    assert "Superspeed" not in said(saved)
    await world.mia.slash(
        world.channel, "build gear", build="Pack", text="Superior Sigil of Cleansing, Relic of the Pack"
    )
    card = await world.mia.slash(world.channel, "build show", build="Pack")
    assert "Superspeed" in said(card)
    told = said(await world.mia.click(answer(card), label="Where from?"))
    assert "**Superspeed** from Relic of the Pack" in told
    assert "Superior Sigil of Cleansing" in told
    assert "without gear" not in told
