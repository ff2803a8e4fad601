"""Gear chosen part by part in Discord: the panel, names offered while typing, and going back."""

import re

import pytest
import simcord

from cogs.ui.limits import CHOICES
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, custom_ids, options, said

MIRAGE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
"""A mesmer with staff, scepter and torch."""
FIREBRAND = "[&DQEQGi4fPiU4AQAAFRcAAHoWAABMAQAAiRIAAAAAAAAAAAAAAAAAAAAAAAACBQBmAAA=]"
TWO_WAYS = "[&DQUcGyw1BxkMAQAALwEAAA0BAAALAQAAKAAAAAAAAAAAAAAAAAAAAAAAAAACLwA2AAA=]"
"""A thief with dagger and pistol, either of which may be in the other hand or set."""


async def saved(world: World, code: str = MIRAGE) -> str:
    """Keep a build; return its short id."""
    card = said(await world.mia.slash(world.channel, "build save", code=code, name="Mine", mode="pve"))
    found: list[str] = re.findall(r"`([a-z0-9]{8})`", card)
    return found[-1]


async def opened(world: World) -> simcord.InteractionResult:
    return await world.mia.slash(world.channel, "build gear", build="Mine")


async def chosen(world: World, panel: simcord.InteractionResult, select: str, value: str) -> simcord.InteractionResult:
    return await world.mia.select(answer(panel), [value], custom_id=select)


async def test_the_panel_says_what_is_not_said(world: World) -> None:
    await saved(world)
    panel = await opened(world)
    assert "Gear of Mine" in said(panel)
    assert "**Armor** *not said*" in said(panel)
    assert "**Set 1** Staff *not said*" in said(panel)
    assert buttons(panel) == ["Undo", "Clear all", "Show the build"]


async def test_a_choice_is_kept_at_once_and_can_be_undone(world: World) -> None:
    ref = await saved(world)
    panel = await chosen(world, await opened(world), "gear-pieces", f"{ref}:all")
    assert "**All pieces** now: not said." in said(panel)
    panel = await world.mia.click(answer(panel), custom_id=f"gear-page:{ref}:all:1")
    panel = await chosen(world, panel, "gear-choice", f"{ref}:all:1:1130")
    assert "**Armor** Viper's" in said(panel)
    panel = await chosen(world, panel, "gear-pieces", f"{ref}:helm")
    panel = await chosen(world, panel, "gear-choice", f"{ref}:helm:0:161")
    assert "**Armor** Berserker's: Helm · Viper's: Shoulders, Coat" in said(panel)
    assert "Viper's" in said(await world.mia.slash(world.channel, "build show", build="Mine"))

    panel = await world.mia.click(answer(panel), label="Undo")
    assert "**Armor** Viper's\n" in said(panel)
    panel = await world.mia.click(answer(panel), label="Undo")
    assert "**Armor** *not said*" in said(panel)


async def test_everything_can_be_cleared_and_that_undone(world: World) -> None:
    await saved(world)
    await world.mia.slash(world.channel, "build gear", build="Mine", text="full Viper's")
    panel = await world.mia.click(answer(await opened(world)), label="Clear all")
    assert "Nothing is said of its gear" in said(panel)
    assert "**Armor** *not said*" in said(panel)
    panel = await world.mia.click(answer(panel), label="Undo")
    assert "**Armor** Viper's" in said(panel)


async def test_long_lists_are_leafed_through(world: World) -> None:
    ref = await saved(world)
    panel = await chosen(world, await opened(world), "gear-rest", f"{ref}:relic")
    first = options(panel)
    panel = await world.mia.click(answer(panel), custom_id=f"gear-page:{ref}:relic:1")
    second = options(panel)
    assert first[0] == second[0] == "not said"
    assert not set(first[1:25]) & set(second[1:25])
    assert first[1:25] == sorted(first[1:25])
    assert max(first[1:25]) < min(second[1:25])


async def test_food_is_typed_and_added_to_the_rest(world: World) -> None:
    ref = await saved(world)
    await world.mia.slash(world.channel, "build gear", build="Mine", text="full Viper's")
    panel = await chosen(world, await opened(world), "gear-rest", f"{ref}:food")
    assert "begin its name at `food:`" in said(panel)
    names = await world.mia.autocomplete(world.channel, "build gear", "food", "cilantro lime")
    assert names[0]["value"] == "Cilantro Lime Sous-Vide Steak"
    card = said(
        await world.mia.slash(
            world.channel,
            "build gear",
            build="Mine",
            food="Cilantro Lime Sous-Vide Steak",
            sigils="Force, Impact",
            infusions="10 Power, 8 Precision",
        )
    )
    assert "The rest of what was said before stays" in card
    for part in ("Viper's", "Cilantro Lime Sous-Vide Steak", "Sigil of Force", "10 x Power · 8 x Precision"):
        assert part in card


@pytest.mark.parametrize(
    ("option", "typed", "first"),
    [
        ("sigils", "force", "Force"),
        ("sigils", "Force, imp", "Force, Impact"),
        ("sigils", "a, b, c, d, e", None),
        ("infusions", "", "18 Power"),
        ("infusions", "10 Power, vit", "10 Power, 8 Vitality"),
        ("infusions", "10 Power, 3 vit", "10 Power, 3 Vitality"),
        ("infusions", "18 Power, vit", None),
        ("utility", "superior sharp", "Superior Sharpening Stone"),
    ],
)
async def test_lists_are_completed_while_typing(world: World, option: str, typed: str, first: str | None) -> None:
    names = [choice["value"] for choice in await world.mia.autocomplete(world.channel, "build gear", option, typed)]
    assert (names[0] if names else None) == first


async def test_weapon_sets_are_chosen_where_the_code_leaves_several(world: World) -> None:
    ref = await saved(world, TWO_WAYS)
    panel = await chosen(world, await opened(world), "gear-rest", f"{ref}:sets")
    assert "Dagger + Pistol / —" in options(panel)
    panel = await chosen(world, panel, "gear-choice", f"{ref}:sets:0:1")
    assert "**Set 1** Dagger *not said* + Pistol *not said*" in said(panel)


async def test_the_button_of_the_card_opens_the_panel_below_it(world: World) -> None:
    await saved(world)
    card = await world.mia.slash(world.channel, "build show", build="Mine")
    panel = await world.mia.click(answer(card), label="Gear")
    assert "Gear of Mine" in said(panel)
    back = await world.mia.click(answer(panel), label="Show the build")
    assert "## Mine" in said(back)


async def test_it_is_the_owners_alone(world: World) -> None:
    ref = await saved(world)
    await world.mia.slash(world.channel, "build publish", build="Mine")
    panel = await opened(world)
    assert "Only the person who owns this" in said(await world.tom.slash(world.channel, "build gear", build="Mine"))
    card = await world.tom.slash(world.channel, "build show", build="Mine")
    assert "Gear" not in buttons(card)
    assert ref in custom_ids(answer(panel))[-1]


async def test_a_part_that_is_gone_is_told(world: World) -> None:
    ref = await saved(world)
    panel = await chosen(world, await opened(world), "gear-rest", f"{ref}:infusion-power")
    await world.mia.slash(world.channel, "build gear", build="Mine", infusions="18 Precision")
    refused = await chosen(world, panel, "gear-choice", f"{ref}:infusion-power:0:18")
    assert "cannot be chosen there any more" in said(refused)


async def test_every_select_keeps_to_discords_limit(world: World) -> None:
    ref = await saved(world, TWO_WAYS)
    panel = await chosen(world, await opened(world), "gear-rest", f"{ref}:sets")
    panel = await chosen(world, panel, "gear-choice", f"{ref}:sets:0:2")
    for part in ("all", "rune", "sigil-1-1", "relic", "infusion-power", "utility"):
        select = "gear-pieces" if part == "all" else "gear-rest"
        panel = await chosen(world, panel, select, f"{ref}:{part}")
        assert len(options(panel)) <= 3 * CHOICES


async def test_it_speaks_french(world: World) -> None:
    await saved(world)
    world.speaks_french(world.mia)
    panel = said(await opened(world))
    assert "Équipement de Mine" in panel
    assert "**Armure** *non précisé*" in panel
