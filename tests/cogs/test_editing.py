"""What people see when they change their builds."""

import re
from typing import Any

import pytest
import simcord

from bot.app import Bot, Services
from bot.errors import StorageUnavailableError
from cogs.ui import modals
from cogs.ui.limits import CONTENT
from cogs.ui.translator import CommandTranslator
from tests.cogs.conftest import World
from tests.cogs.reading import answer, answers, buttons, said, text_of
from tests.cogs.test_builds import FIREBRAND, MIRAGE
from tests.cogs.test_errors import BrokenUnits


def fields(shown: simcord.InteractionResult) -> dict[str, Any]:
    """Return the fields of the form that was shown, by their names."""
    assert shown.modal is not None
    return {part["component"]["custom_id"]: part["component"] for part in shown.modal["components"]}


def filled(shown: simcord.InteractionResult, **typed: Any) -> dict[str, Any]:
    """Return what a person sends who changes `typed` and leaves the rest as it was shown."""
    kept: dict[str, Any] = {}
    for name, field in fields(shown).items():
        if "options" in field:
            kept[name] = [option["value"] for option in field["options"] if option.get("default")]
        else:
            kept[name] = field.get("value") or ""
    return kept | typed


async def save(world: World, name: str = "Mirage", code: str = MIRAGE) -> simcord.InteractionResult:
    return await world.mia.slash(world.channel, "build save", code=code, name=name, mode="pve")


async def open_form(world: World, build: str = "Mirage", **more: str) -> simcord.InteractionResult:
    return await world.mia.slash(world.channel, "build edit", build=build, **more)


async def send(world: World, shown: simcord.InteractionResult, **typed: Any) -> simcord.InteractionResult:
    return await world.mia.submit_modal(shown, filled(shown, **typed))


async def test_form_shows_what_is_kept_and_changes_it(world: World) -> None:
    await save(world)
    shown = await open_form(world)
    assert filled(shown) == {"name": "Mirage", "code": MIRAGE, "mode": ["pve"], "notes": "", "source_link": ""}
    changed = await send(
        world,
        shown,
        name="Staff Mirage",
        code=f"take this: {FIREBRAND}",
        mode=["wvw"],
        notes="Dodge **often**",
        source_link="https://snowcrows.com/x",
    )
    assert answer(changed).ephemeral
    text = said(changed)
    assert "Changed." in text
    assert "## Staff Mirage" in text
    assert "**Firebrand** · Guardian · WvW" in text
    assert FIREBRAND in text
    assert filled(await open_form(world, "Staff Mirage")) == {
        "name": "Staff Mirage",
        "code": FIREBRAND,
        "mode": ["wvw"],
        "notes": "Dodge **often**",
        "source_link": "https://snowcrows.com/x",
    }


async def test_roles_and_tags_have_a_form_of_their_own(world: World) -> None:
    await save(world)
    shown = await open_form(world, what="sorting")
    assert filled(shown) == {"roles": [], "tags": ""}
    labels = [option["label"] for option in fields(shown)["roles"]["options"]]
    assert {"Heal-Quick", "Tank"} < set(labels)
    await send(world, shown, roles=["tank", "quick-dps"], tags="Open World, power")
    again = await open_form(world, what="sorting")
    assert filled(again) == {"roles": ["quick-dps", "tank"], "tags": "open world, power"}


async def test_declared_roles_stand_first_and_doubts_are_told_to_their_author_alone(world: World) -> None:
    await save(world)
    card = said(await send(world, await open_form(world, what="sorting"), roles=["heal-quick"]))
    assert "**For** Heal-Quick\n**Suits** Alac-DPS" in card
    assert "**Quickness** (as the author says)" in card
    assert "You say *Heal-Quick*; of what that takes I do not find Quickness and Healing in this code." in card
    await world.mia.slash(world.channel, "build publish", build="Mirage")
    seen = said(await world.tom.slash(world.channel, "build show", build="Mirage"))
    assert "**Quickness** (as the author says)" in seen
    assert "I do not find" not in seen
    shared = await world.mia.click(
        answer(await world.mia.slash(world.channel, "build show", build="Mirage")), label="Show in channel"
    )
    assert "I do not find" not in text_of(shared.followups[-1])


async def test_mode_can_be_taken_back(world: World) -> None:
    await save(world)
    assert "mode not given" in said(await send(world, await open_form(world), mode=["none"]))


async def test_button_opens_the_form_and_its_card_is_drawn_again(world: World) -> None:
    saved = await save(world)
    assert {"Edit", "Roles and tags"} < set(buttons(saved))
    changed = await send(world, await world.mia.click(answer(saved), label="Edit"), name="Other")
    assert "## Other" in said(changed)
    sorting = await world.mia.click(answer(saved), label="Roles and tags")
    assert "Changed." in said(await send(world, sorting, tags="x"))


async def test_sending_the_form_as_it_is_changes_nothing(world: World) -> None:
    await save(world)
    shown = await open_form(world)
    assert "Nothing was changed." in said(await send(world, shown))


async def test_two_edits_of_one_field_the_second_is_told_and_gets_its_text_back(world: World) -> None:
    await save(world)
    first, second = await open_form(world), await open_form(world)
    await send(world, first, notes="mine", name="Renamed")
    refused = await send(world, second, notes="yours " * 300)
    text = said(refused)
    assert "by another hand while you were editing: notes." in text
    assert text.count("yours") == 300
    assert MIRAGE in text
    assert all(len(text_of(message)) <= CONTENT and message.ephemeral for message in answers(refused))
    assert filled(await open_form(world, "Renamed"))["notes"] == "mine"


async def test_two_edits_of_two_fields_are_both_kept(world: World) -> None:
    await save(world)
    first, second = await open_form(world), await open_form(world)
    await send(world, first, name="Renamed")
    text = said(await send(world, second, notes="new"))
    assert "left as it is now: name." in text
    assert "## Renamed" in text
    assert filled(await open_form(world, "Renamed"))["notes"] == "new"


async def test_edit_of_a_build_deleted_meanwhile_gives_everything_back(world: World) -> None:
    await save(world)
    shown = await open_form(world)
    asked = await world.mia.slash(world.channel, "build delete", build="Mirage")
    await world.mia.click(answer(asked), label="Yes, delete it")
    refused = said(await send(world, shown, name="Precious", notes="words ` with ``` fences"))
    assert "I no longer find this build" in refused
    assert "Precious" in refused
    assert "fences" in refused


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "  \u200b "}, "at least one visible character"),
        ({"code": "nonsense"}, "find no build code"),
        ({"code": f"{MIRAGE} {FIREBRAND}"}, "more than one build code"),
        ({"source_link": "javascript:alert(1)"}, "is no web address"),
    ],
)
async def test_bad_input_gets_words_and_costs_nothing(world: World, typed: dict[str, str], words: str) -> None:
    await save(world)
    refused = said(await send(world, await open_form(world), **{"notes": "precious", **typed}))
    assert words in refused
    assert "precious" in refused
    assert filled(await open_form(world))["notes"] == ""


async def test_bad_tags_get_words(world: World) -> None:
    await save(world)
    shown = await open_form(world, what="sorting")
    refused = said(await send(world, shown, tags="a,b,c,d,e,f"))
    assert "These are 6 tags" in refused
    assert "a,b,c,d,e,f" in refused


async def test_longest_texts_come_back_whole(world: World) -> None:
    await save(world)
    shown = await open_form(world)
    notes, link = "é`" * 1000, "x" * 500
    refused = await send(world, shown, name="n" * 100, code="c" * 4000, notes=notes, source_link=link)
    parts = [text_of(message) for message in answers(refused)]
    assert all(len(part) <= CONTENT for part in parts)
    whole = re.sub(r"\n?```\n?|\*\*\w[\w ]*\*\*\n|\n", "", "".join(parts))
    for typed in ("n" * 100, "c" * 4000, notes, link):
        assert typed in whole


async def test_somebody_elses_build_cannot_be_edited(world: World) -> None:
    await save(world)
    assert await world.tom.autocomplete(world.channel, "build edit", "build", "mira") == []
    hidden = await world.tom.slash(world.channel, "build edit", build="Mirage")
    assert "I find no build" in said(hidden)
    await world.mia.slash(world.channel, "build publish", build="Mirage")
    refused = await world.tom.slash(world.channel, "build edit", build="Mirage")
    assert "Only the person who owns this" in said(refused)
    assert refused.modal is None


async def test_form_still_works_after_a_restart(world: World, services: Services) -> None:
    await save(world)
    shown = await open_form(world)
    await world.env.restart_bot(Bot(services=services, translator=CommandTranslator()))
    assert "## After" in said(await send(world, shown, name="After"))


async def test_forms_that_are_closed_leave_nothing_behind(world: World) -> None:
    await save(world)
    for _ in range(3):
        await open_form(world)
    assert world.env.bot._connection._view_store._modals == {}


async def test_form_of_an_older_version_is_answered_and_handed_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await save(world)
    shown = await open_form(world)
    monkeypatch.setattr(modals, "_FORMS", {})
    text = said(await send(world, shown, notes="precious"))
    assert "older form of this command" in text
    assert "precious" in text


async def test_database_away_costs_nothing_that_was_typed(
    world: World, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    await save(world)
    shown = await open_form(world)
    monkeypatch.setattr(services.editor, "_units", BrokenUnits(StorageUnavailableError()))
    text = said(await send(world, shown, notes="precious"))
    assert "database does not answer" in text
    assert "precious" in text
    assert "database does not answer" in said(await open_form(world))


async def test_french_reader_gets_a_french_form(world: World) -> None:
    world.speaks_french(world.mia)
    await save(world)
    shown = await open_form(world)
    assert shown.modal is not None
    assert shown.modal["title"] == "Modifier un build"
    first, second = shown, await open_form(world)
    await send(world, first, notes="a")
    assert "éditais\N{NO-BREAK SPACE}: notes." in said(await send(world, second, notes="b"))
