"""What people see when they keep builds."""

import re

import pytest
import simcord

from bot.app import Bot, Services
from bot.domain.chatlink import format_link
from bot.domain.template import BuildTemplate
from cogs.ui.translator import CommandTranslator
from tests import fake_shelves
from tests.cogs.conftest import World
from tests.cogs.reading import answer, answers, buttons, custom_ids, options, said, text_of

MIRAGE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
MIRAGE_WITHOUT_WEAPONS = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAA=]"
FIREBRAND = "[&DQEuKzEvPhZLFwAAehYAAEkBAAAWAQAAGBYAAAAAAAAAAAAAAAAAAAAAAAACBQBmAAA=]"
SCOURGE = "[&DQgnNhM/PD4SAAAAgAAAACEXAAAkFwAAkgAAAAAAAAAAAAAAAAAAAAAAAAA=]"


async def _saved(world: World, name: str = "Alac Mirage", code: str = MIRAGE) -> str:
    result = await world.mia.slash(world.channel, "build save", code=code, name=name)
    publish = next(i for i in custom_ids(answer(result)) if i.startswith("publish:build:"))
    return publish.removeprefix("publish:build:")


async def test_saved_build_is_shown_with_all_that_the_code_says(world: World) -> None:
    result = await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Alac Mirage", mode="pve")

    text = said(result)
    assert answer(result).ephemeral
    assert "Alac Mirage" in text
    assert "**Mirage** · Mesmer · PvE" in text
    assert "Staff" in text
    assert MIRAGE in text
    own = ["Publish here", "Edit", "Gear", "Roles and tags", "Delete"]
    assert buttons(result) == [*own, "Picture", "Where from?", "Code only"]


async def test_without_a_name_a_build_is_called_after_its_specialization(world: World) -> None:
    text = said(await world.mia.slash(world.channel, "build save", code=f"look at this {SCOURGE} it is fun"))
    assert "## Scourge" in text
    assert "mode not given" in text


async def test_card_tells_what_the_build_gives_and_where_from(world: World) -> None:
    world.speaks_french(world.tom)
    saved = await world.mia.slash(world.channel, "build save", code=FIREBRAND, name="Heal", mode="pve")
    assert "Gives (PvE)" in said(saved)
    assert re.search(r"\*\*Holds for five\*\* .*\*\*Quickness\*\*", said(saved))
    assert "Heal-Quick" in said(saved)
    sources = said(await world.mia.click(answer(saved), label="Where from?"))
    assert "**Quickness** from" in sources
    assert "Liberator's Vow" in sources
    await world.mia.slash(world.channel, "build publish", build="Heal")
    seen = await world.tom.slash(world.channel, "build show", build="Heal")
    assert "**Célérité**" in said(seen)


async def test_gear_is_read_and_shown(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Mirage", mode="pve")
    said_of = "full Berserker's, Scholar runes, Relic of the Thief, gibberish"
    dressed = said(await world.mia.slash(world.channel, "build gear", build="Mirage", text=said_of))
    assert "Berserker" in dressed
    assert "**Rune** Superior Rune of the Scholar" in dressed
    assert "**Relic** Relic of the Thief" in dressed
    assert "critical chance" in dressed
    assert "I did not understand: “gibberish”" in dressed

    shown = said(await world.mia.slash(world.channel, "build show", build="Mirage"))
    assert "Relic of the Thief" in shown
    assert "gibberish" not in shown


async def test_gear_is_chosen_from_suggestions(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Mirage")
    choices = await world.mia.autocomplete(world.channel, "build gear", "stats", "viper")
    assert [choice["value"] for choice in choices] == ["Viper's"]
    dressed = said(
        await world.mia.slash(
            world.channel, "build gear", build="Mirage", stats="Viper's", relic="Relic of the Fractal"
        )
    )
    assert "Viper's" in dressed
    assert "Relic of the Fractal" in dressed


async def test_gear_that_is_no_gear_changes_nothing(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Mirage")
    await world.mia.slash(world.channel, "build gear", build="Mirage", text="full Viper's")
    refused = said(await world.mia.slash(world.channel, "build gear", build="Mirage", text="lorem ipsum"))
    assert "understand nothing of this" in refused
    assert "lorem ipsum" in refused
    assert "Viper's" in said(await world.mia.slash(world.channel, "build show", build="Mirage"))


async def test_gear_of_somebody_else_stays_as_it_is(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Mirage")
    await world.mia.slash(world.channel, "build publish", build="Mirage")
    for said_of in ({"text": "full Viper's"}, {}):
        refused = await world.tom.slash(world.channel, "build gear", build="Mirage", **said_of)
        assert "Only the person who owns this" in said(refused)


async def test_build_without_a_mode_says_in_which_it_is_judged(world: World) -> None:
    assert "Gives (PvE)" in said(await world.mia.slash(world.channel, "build save", code=MIRAGE))


async def test_pressing_publish_shows_the_build_to_others(world: World) -> None:
    result = await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Alac Mirage")
    pressed = await world.mia.click(answer(result), label="Publish here")
    assert "Public in this server" in said(pressed)
    assert "Unpublish" in buttons(pressed)

    seen = await world.tom.slash(world.channel, "build show", build="alac mirage")
    assert "Alac Mirage" in said(seen)
    seen_by_all = ["Show in channel", "Like", "Copy to mine", "Picture", "Where from?", "Code only", "Report"]
    assert buttons(seen) == seen_by_all


async def test_the_same_button_twice_does_no_harm(world: World) -> None:
    result = await world.mia.slash(world.channel, "build save", code=MIRAGE)
    message = answer(result)
    await world.mia.click(message, label="Publish here")
    again = await world.mia.slash(world.channel, "build publish", build="Mirage")
    assert "Public in this server" in said(again)
    listed = await world.tom.slash(world.channel, "build list", which="public")
    assert "1 build" in said(listed)


async def test_two_cards_of_one_build_can_both_be_pressed(world: World) -> None:
    first = answer(await world.mia.slash(world.channel, "build save", code=MIRAGE))
    second = answer(await world.mia.slash(world.channel, "build show", build="Mirage"))
    for card in (first, second):
        assert "Public in this server" in said(await world.mia.click(card, label="Publish here"))
    assert "1 build" in said(await world.tom.slash(world.channel, "build list", which="public"))


async def test_what_only_owners_may_do_suggests_own_builds_only(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE)
    await world.mia.slash(world.channel, "build publish", build="Mirage")
    assert await world.tom.autocomplete(world.channel, "build delete", "build", "mira") == []
    assert len(await world.tom.autocomplete(world.channel, "build show", "build", "mira")) == 1


async def test_saving_the_same_build_twice_keeps_one(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE)
    again = await world.mia.slash(world.channel, "build save", code=MIRAGE)
    assert "already keep exactly this build" in said(again)
    assert "1 build" in said(await world.mia.slash(world.channel, "build list"))


async def test_private_build_does_not_exist_for_others(world: World) -> None:
    ref = await _saved(world)
    for person_asks in (ref, "Alac Mirage"):
        result = await world.tom.slash(world.channel, "build show", build=person_asks)
        missing = await world.tom.slash(world.channel, "build show", build="zzzzzzzz")
        assert said(result).replace(person_asks, "") == said(missing).replace("zzzzzzzz", "")
    assert await world.tom.autocomplete(world.channel, "build show", "build", "alac") == []


async def test_another_persons_public_build_cannot_be_taken_back_or_deleted(world: World) -> None:
    ref = await _saved(world)
    await world.mia.slash(world.channel, "build publish", build=ref)
    refused = await world.tom.slash(world.channel, "build unpublish", build=ref)
    assert "Only the person who owns this" in said(refused)


async def test_deleting_asks_first_and_can_be_undone(world: World) -> None:
    ref = await _saved(world)
    asked = await world.mia.slash(world.channel, "build delete", build=ref)
    assert "Delete **Alac Mirage**?" in said(asked)

    deleted = await world.mia.click(answer(asked), label="Yes, delete it")
    assert "is deleted" in said(deleted)
    assert "I find no build" in said(await world.mia.slash(world.channel, "build show", build=ref))
    assert "Alac Mirage" in said(await world.mia.slash(world.channel, "build list", which="deleted"))

    back = await world.mia.click(answer(deleted), label="Bring it back")
    assert "**Alac Mirage** is back." in said(back)
    assert "Alac Mirage" in said(await world.mia.slash(world.channel, "build show", build=ref))


async def test_keeping_a_build_after_the_question_shows_it_again(world: World) -> None:
    ref = await _saved(world)
    asked = await world.mia.slash(world.channel, "build delete", build=ref)
    assert "## Alac Mirage" in said(await world.mia.click(answer(asked), label="Keep it"))


async def test_button_of_a_build_that_was_deleted_meanwhile_says_so(world: World) -> None:
    result = await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Alac Mirage")
    first = answer(result)
    asked = await world.mia.slash(world.channel, "build delete", build="Alac Mirage")
    await world.mia.click(answer(asked), label="Yes, delete it")
    pressed = await world.mia.click(first, label="Publish here")
    assert "I no longer find this build" in said(pressed)


async def test_buttons_still_work_after_a_restart(world: World, services: Services) -> None:
    result = await world.mia.slash(world.channel, "build save", code=MIRAGE)
    await world.env.restart_bot(Bot(services=services, translator=CommandTranslator()))
    assert "Public in this server" in said(await world.mia.click(answer(result), label="Publish here"))


async def test_show_in_channel_posts_for_everyone_without_private_buttons(world: World) -> None:
    ref = await _saved(world)
    shown = await world.mia.slash(world.channel, "build publish", build=ref)
    posted = await world.mia.click(answer(shown), label="Show in channel")
    message = posted.followups[-1]
    assert not message.ephemeral
    assert "Alac Mirage" in text_of(message)
    assert "in this server" not in text_of(message)
    code = await world.tom.click(message, label="Code only")
    assert said(code) == MIRAGE


async def test_build_shown_in_channel_after_it_was_taken_back_is_not_found(world: World) -> None:
    ref = await _saved(world)
    shown = await world.mia.slash(world.channel, "build publish", build=ref)
    await world.mia.slash(world.channel, "build unpublish", build=ref)
    pressed = await world.mia.click(answer(shown), label="Show in channel")
    assert "I no longer find this build" in said(pressed)


async def test_list_pages_and_opens(world: World) -> None:
    for number in range(12):
        await world.mia.slash(world.channel, "build save", code=MIRAGE, name=f"Mirage {number:02}")
    first = await world.mia.slash(world.channel, "build list")
    assert "12 builds" in said(first)
    assert len(options(first)) == 10
    second = await world.mia.click(answer(first), label="Older")
    assert "Mirage 00" in said(second)
    assert "Mirage 11" not in said(second)
    newest = await world.mia.click(answer(second), label="Newest")
    assert "Mirage 11" in said(newest)

    values = [part for part in _option_values(first) if part]
    opened = await world.mia.select(answer(first), [values[0]])
    assert "## Mirage" in said(opened)


def _option_values(result: simcord.InteractionResult) -> list[str]:
    rows = [row for message in answers(result) for row in message.components if row["type"] == 1]
    return [option["value"] for row in rows for part in row["components"] for option in part.get("options", [])]


async def test_name_that_is_not_found_brings_up_near_ones_that_the_person_may_see(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Alac *Mirage*")
    text = said(await world.mia.slash(world.channel, "build show", build="alac mirrage"))
    assert "Did you mean **Alac \\*Mirage\\***?" in text
    assert "Did you mean" not in said(await world.tom.slash(world.channel, "build show", build="alac mirrage"))


async def test_exact_name_of_another_comes_before_a_similar_one_of_mine(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Quick Herald")
    await world.mia.slash(world.channel, "build publish", build="Quick Herald")
    await world.tom.slash(world.channel, "build save", code=MIRAGE, name="Quick Heralt")
    choices = await world.tom.autocomplete(world.channel, "build show", "build", "herald")
    assert [choice["name"].split(" · ")[0] for choice in choices] == ["Quick Herald", "Quick Heralt"]


async def test_choices_that_look_alike_are_told_apart(world: World) -> None:
    world.speaks_french(world.mia)
    for code in (MIRAGE, MIRAGE_WITHOUT_WEAPONS):
        await world.mia.slash(world.channel, "build save", code=code, mode="wvw")
    labels = [c["name"] for c in await world.mia.autocomplete(world.channel, "build show", "build", "mirage")]
    assert len(set(labels)) == 2
    assert all(label.startswith("Mirage · Mirage · McM · ") for label in labels)


async def test_deleting_somebody_elses_build_is_refused_before_the_question(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE)
    await world.mia.slash(world.channel, "build publish", build="Mirage")
    result = await world.tom.slash(world.channel, "build delete", build="Mirage")
    assert "Only the person who owns this" in said(result)
    assert buttons(result) == []


async def test_page_that_is_gone_meanwhile_leads_to_the_first(world: World) -> None:
    for number in range(11):
        await world.mia.slash(world.channel, "build save", code=MIRAGE, name=f"Mirage {number:02}")
    first = await world.mia.slash(world.channel, "build list")
    asked = await world.mia.slash(world.channel, "build delete", build="Mirage 00")
    await world.mia.click(answer(asked), label="Yes, delete it")
    assert "10 builds" in said(await world.mia.click(answer(first), label="Older"))


async def test_longest_code_that_can_be_is_handed_out(world: World) -> None:
    head = BuildTemplate.from_chat_code(MIRAGE).to_bytes()[:44]
    code = format_link(head + b"\xff" + b"\x59\x00" * 255 + b"\xff" + b"\x01\x02\x03\x00" * 255)
    saved = await world.mia.slash(world.channel, "build save", code=code)
    assert "and 243 more" in said(saved)
    assert said(await world.mia.click(answer(saved), label="Code only")) == code


async def test_card_in_a_direct_message_counts_the_servers(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE)
    await world.mia.slash(world.channel, "build publish", build="Mirage")
    assert "Public in 1 server." in said(await world.mia.user.slash("build show", build="Mirage"))


async def test_suggestions_put_own_builds_first(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Mirage of Mia")
    await world.mia.slash(world.channel, "build publish", build="Mirage of Mia")
    await world.tom.slash(world.channel, "build save", code=MIRAGE, name="Mirage of Tom")
    choices = await world.tom.autocomplete(world.channel, "build show", "build", "mirage")
    assert [choice["name"].split(" · ")[0] for choice in choices] == ["Mirage of Tom", "Mirage of Mia"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("[&DQctPRg9OzsjDwAAggEA]", "its end is missing"),
        ("hello there", "find no build code"),
        ("[&AgEAAAA=]", "It is: an item."),
        (f"{MIRAGE} {SCOURGE}", "more than one build code"),
        ("http://gw2skills.net/editor/?PiwAYZlVw0YNMPGJWiPdTfZA-e", "Mesmer · PvE"),
        ("x" * 4000, "find no build code"),
    ],
)
async def test_bad_codes_get_words_and_what_was_typed_back(world: World, typed: str, words: str) -> None:
    result = await world.mia.slash(world.channel, "build save", code=typed, name="Keep me")
    assert words in said(result)
    assert typed[:100] in said(result)
    assert "Keep me" in said(result)
    assert len(said(result)) <= 2000
    assert "You keep no build yet" in said(await world.mia.slash(world.channel, "build list"))


async def test_names_are_shown_as_typed_and_do_nothing(world: World) -> None:
    name = "**@everyone** <@123> [click](https://evil.example) `x` ||s||"
    result = await world.mia.slash(world.channel, "build save", code=MIRAGE, name=name)
    heading = said(result).splitlines()[1]
    assert heading.replace("\\", "") == f"## {name}"
    for active in ("**", "<@", "](", "||", "https:"):
        assert active not in heading.replace("\\", "\\ ").removeprefix("## ")


async def test_empty_and_overlong_names_are_refused(world: World) -> None:
    empty = await world.mia.slash(world.channel, "build save", code=MIRAGE, name="   ")
    assert "at least one visible character" in said(empty)
    long = await world.mia.slash(world.channel, "build save", code=MIRAGE, name="x" * 101)
    assert "at most 100 fit" in said(long)
    assert MIRAGE in said(long)


async def test_name_of_a_hundred_emoji_is_kept_and_fits(world: World) -> None:
    result = await world.mia.slash(world.channel, "build save", code=MIRAGE, name="🔥" * 100)
    assert "🔥" * 100 in said(result)
    choices = await world.mia.autocomplete(world.channel, "build show", "build", "🔥")
    assert len(choices[0]["name"]) <= 100


async def test_impossible_build_is_kept_with_its_defects_in_words(world: World) -> None:
    doubled = "[&DQctPS0YOzsjDwAAggEAAIIBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAA=]"
    text = said(await world.mia.slash(world.channel, "build save", code=doubled))
    assert "cannot be played" in text


async def test_french_reader_gets_french_words(world: World) -> None:
    world.speaks_french(world.mia)
    result = await world.mia.slash(world.channel, "build save", code=MIRAGE)
    assert "Enregistré." in said(result)
    assert "Publier ici" in buttons(result)


async def test_publishing_in_a_direct_message_is_refused(world: World) -> None:
    result = await world.mia.user.slash("build save", code=MIRAGE)
    assert "Publish here" not in buttons(result)


async def test_a_list_that_is_too_long_to_count_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fake_shelves, "COUNTED", 2)
    for name in ("One", "Two", "Three"):
        await _saved(world, name)
        await world.mia.slash(world.channel, "build publish", build=name)
    assert "more than 2 builds" in said(await world.tom.slash(world.channel, "build list", which="public"))
    world.speaks_french(world.tom)
    assert "plus de 2 builds" in said(await world.tom.slash(world.channel, "build list", which="public"))
