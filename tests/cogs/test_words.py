"""Every word has its French, and the French keeps every value and calls commands as they are called in French."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import simcord
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from discord import AppCommandType, app_commands

import cogs
from bot.app import Bot
from cogs.ui.translator import NAMES, CommandTranslator
from cogs.ui.words import LANGUAGES, SOURCE_LANGUAGE, words_for

ROOT = Path(cogs.__file__).parent
TRANSLATED = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]


def _texts() -> set[str]:
    found = extract_from_dir(ROOT, [("**.py", "python")], keywords={"N_": None, "T": None})
    return {message for _, _, message, _, _ in found if isinstance(message, str)}


def _catalog(language: str) -> Catalog:
    with (ROOT / "locales" / language / "LC_MESSAGES" / "bot.po").open("rb") as source:
        return read_po(source, locale=language)


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _forms(text: object) -> list[str]:
    """Return singular and plural of a message, or its one form."""
    return [str(form) for form in text] if isinstance(text, (list, tuple)) else [str(text or "")]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: str) -> None:
    known = {text for message in _catalog(language) if all(_forms(message.string)) for text in _forms(message.id)}
    assert _texts() - known == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_over(language: str) -> None:
    plain = [message for message in _catalog(language) if message.id and message.context is None]
    assert {text for message in plain for text in _forms(message.id)} - _texts() == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_every_value(language: str) -> None:
    for message in _catalog(language):
        if message.id:
            values = {frozenset(_values(text)) for text in _forms(message.id)}
            assert {frozenset(_values(text)) for text in _forms(message.string)} == values, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_translated_twice(language: str) -> None:
    entries = (ROOT / "locales" / language / "LC_MESSAGES" / "bot.po").read_text(encoding="utf-8").split("\n\n")
    keys = (re.search(r'^(?:msgctxt .*\n)?msgid .*(?:\n".*)*', entry, re.MULTILINE) for entry in entries)
    assert [key for key, times in Counter(found.group() for found in keys if found).items() if times > 1] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_texts_call_commands_by_their_names_in_that_language(language: str) -> None:
    names = {message.id: str(message.string) for message in _catalog(language) if message.context == NAMES}
    for message in _catalog(language):
        called = {" ".join(names.get(word, word) for word in one.split()) for one in _commands(message.id)}
        assert _commands(message.string) == called, message.id


def _commands(texts: object) -> set[str]:
    """Return the commands that a message and its plural name between backticks."""
    return {command for text in _forms(texts) for command in re.findall(r"`/([^`]+)`", text)}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_command_and_option_has_a_name_in_each_language(env: simcord.Env, language: str) -> None:
    known = {message.id for message in _catalog(language) if message.context == NAMES and message.string}
    names = {name for command in _tree(env).walk_commands() for name in (command.name, *_options(command))}
    menus = {menu.name for menu in _tree(env).get_commands() if isinstance(menu, app_commands.ContextMenu)}
    assert menus
    assert (names | menus) - known == set()


async def test_an_option_may_have_another_name_than_the_command_called_so_in_english(env: simcord.Env) -> None:
    tree, names = _tree(env), []
    for command in tree.get_commands(type=AppCommandType.chat_input):
        payload = await command.get_translated_payload(tree, CommandTranslator())
        names += [one for one in _with_options(payload) if one["name"] == "stats"]
    option, group = sorted(names, key=lambda one: "fr" not in one["name_localizations"])
    assert option["name_localizations"] == {"fr": "attributs"}
    assert group["name_localizations"] == {}


def _with_options(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield payload
    for option in payload.get("options", ()):
        yield from _with_options(option)


def _tree(env: simcord.Env) -> app_commands.CommandTree[Any]:
    assert isinstance(env.bot, Bot)
    return env.bot.tree


def _options(command: app_commands.Command[Any, ..., Any] | app_commands.Group) -> list[str]:
    return [option.name for option in command.parameters] if isinstance(command, app_commands.Command) else []


def test_unknown_languages_read_english() -> None:
    assert words_for("ja").language == SOURCE_LANGUAGE
    assert words_for("fr").language == "fr"
    assert words_for("en-GB").language == SOURCE_LANGUAGE


def test_fractions_are_written_as_the_language_writes_them() -> None:
    assert words_for("en-US")("{seconds} s", seconds=2.5) == "2.5 s"
    assert words_for("fr")("{seconds} s", seconds=2.5) == "2,5 s"
    assert words_for("fr")("{seconds} s", seconds=150.0) == "150 s"


def test_no_line_of_french_ends_before_its_sign() -> None:
    french = words_for("fr")
    assert french.clauses(["a", "b"]) == "a\N{NO-BREAK SPACE}; b"
    assert words_for("en-US").clauses(["a", "b"]) == "a; b"
    for message in _catalog("fr"):
        text = _forms(message.id)[0]
        assert not re.search(r"« | [;:!?»%]", french(text)), text
