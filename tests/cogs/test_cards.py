"""A card tells at first look what a build is for, and fits one message whatever is in it."""

from typing import Any

import pytest

from bot.app import Services
from bot.domain.builds import Build, Origin
from bot.domain.chatlink import format_link
from bot.domain.gear.equipment import ItemKind
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.gear.slots import SLOTS
from bot.domain.modes import GameMode
from bot.domain.template import BuildTemplate
from cogs.builds.controls import BuildNotes, _card
from cogs.ui.limits import COMPONENTS, LAYOUT_TEXT
from cogs.ui.words import LANGUAGES, words_for
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, said
from tests.cogs.test_builds import FIREBRAND, MIRAGE
from tests.cogs.test_editing import open_form, save, send
from tests.factories import ALICE, BOB, HOME, make_build, viewer

WORST = "*_[]()~|`<>@#:.!-+\\"


def drawn(services: Services, build: Build, language: str = "en", note: str | None = None) -> Any:
    words, eyes = words_for(language), viewer(ALICE, HOME)
    return _card(services, build, words, eyes, controls=(BuildNotes("x" * 8),) * 9, note=note)


def worst(services: Services, code: str, notes: str) -> Build:
    equipment = services.almanac.edition.equipment
    stats = tuple(equipment.combinations)[-len(SLOTS) :]
    numbers: dict[str, Any] = {
        kind.value: max(equipment.items[kind]) for kind in ItemKind if kind is not ItemKind.SIGIL
    }
    sigil = max(equipment.items[ItemKind.SIGIL])
    held = WeaponSet(stats=(stats[0], stats[1]), sigils=(sigil, sigil))
    gear = Gear(stats=stats, sets=(held, held), **numbers)
    template = BuildTemplate.from_chat_code(code)
    said: dict[str, Any] = {
        "notes": notes,
        "source_link": "https://example.org/" + "a" * 480,
        "roles": services.editor.roles,
        "tags": tuple(f"{number}{WORST}{WORST}"[:30] for number in range(5)),
        "origin": Origin("22222222", BOB, (WORST * 6)[:100]),
    }
    counted: dict[str, Any] = {
        "version": 999_999,
        "likes": 999_999,
        "uses": 999_999,
        "teams": 999,
        "published_in": frozenset({HOME}),
    }
    return make_build(
        name=(WORST * 6)[:100],
        mode=GameMode.WVW,
        template=template,
        code=template.chat_code(),
        gear=gear,
        **said,
        **counted,
    )


def hostile_code() -> str:
    head = BuildTemplate.from_chat_code(MIRAGE).to_bytes()[:44]
    return format_link(head + b"\xff" + b"\x59\x00" * 255 + b"\xff" + b"\x01\x02\x03\x00" * 255)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notes", ["", "x" * 2000, WORST * 105, "- **a**\n" * 250, "🔥" * 2000])
@pytest.mark.parametrize("code", [FIREBRAND, MIRAGE, hostile_code()])
async def test_the_worst_card_fits_one_message(services: Services, language: str, notes: str, code: str) -> None:
    card = drawn(services, worst(services, code, notes), language, note="n" * 400)
    assert card.content_length() <= LAYOUT_TEXT
    assert card.total_children_count <= COMPONENTS
    assert all(part.content for part in card.walk_children() if hasattr(part, "content"))


async def test_what_has_no_room_is_left_out(services: Services) -> None:
    note = "n" * 2500
    card = drawn(services, worst(services, hostile_code(), "x" * 2000), note=note)
    assert LAYOUT_TEXT - 40 <= card.content_length() <= LAYOUT_TEXT
    texts = [part.content for part in card.walk_children() if hasattr(part, "content")]
    assert texts[0] == note
    assert "version 999999" in texts[-1]


async def test_notes_are_drawn_and_the_rest_is_a_press_away(world: World) -> None:
    await save(world)
    short = await send(world, await open_form(world), notes="**Dodge**\n- often <@1>")
    assert "### Notes\n**Dodge**\n- often \\<\\@1\\>" in said(short)
    assert "All notes" not in buttons(short)
    long = "word " * 399
    changed = await send(world, await open_form(world), notes=long + "end")
    assert "end" not in said(changed)
    assert (long + "end") in said(await world.mia.click(answer(changed), label="All notes"))


async def test_longest_notes_that_are_all_markdown_are_given_whole(world: World) -> None:
    await save(world)
    changed = await send(world, await open_form(world), notes="_" * 2000)
    assert "_" * 2000 in said(await world.mia.click(answer(changed), label="All notes"))


async def test_first_look_tells_what_a_build_is_for(world: World) -> None:
    saved = said(await save(world, "Heal", FIREBRAND))
    head = saved[: saved.index("### Traits")]
    assert "**Firebrand** · Guardian · PvE" in head
    assert "**Suits** Heal-Quick" in head
    assert "**Holds for five**" in head
    sorting = await open_form(world, "Heal", what="sorting")
    sorted_ = said(await send(world, sorting, roles=["tank", "heal-quick"], tags="boss_1"))
    head = sorted_[: sorted_.index("### Traits")]
    assert "**For** Heal-Quick · Tank" in head
    assert "Suits" not in head
    assert "boss\\_1" in head


async def test_source_link_is_plain(world: World) -> None:
    await save(world)
    changed = said(await send(world, await open_form(world), source_link="https://snowcrows.com/x_y"))
    assert "**From** https://snowcrows.com/x_y" in changed
