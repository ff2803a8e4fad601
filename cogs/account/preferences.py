"""`/account preferences`: language, time zone, reminders and game mode, each with its meaning and a select."""

from collections.abc import Sequence
from typing import Any

import discord
from babel import Locale
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.modes import GameMode
from bot.domain.preferences import Preferences
from bot.domain.reminders import Way
from cogs.account import preferences_text as text
from cogs.ui.controls import Layout, RefButton, row
from cogs.ui.direct import write_to
from cogs.ui.limits import CHOICES
from cogs.ui.modals import Answers, SafeModal, answer_form, form_heard
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.picking import PickSelect
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.terms import mode_name
from cogs.ui.words import LANGUAGES, Words, listed_words, reader
from cogs.ui.zones import near_zones, zone_name

MINE = "mine"
NONE = "-"
_ZONE_TEXT = 64
_WAYS = {Way.CHANNEL: text.BY_CHANNEL, Way.DIRECT: text.BY_DIRECT, Way.NONE: text.BY_NONE}


@app_commands.command(name="preferences", description=T("Choose your language, time zone, reminders and game mode"))
async def preferences(interaction: Interaction) -> None:
    """Show what is set, with selects to change it."""
    await thinking(interaction)
    await whisper(interaction, panel(interaction, await services(interaction).tastes.find(viewer(interaction))))


class ChooseLanguage(PickSelect, verb="account-language"):
    """In which the person is answered, from this answer on."""

    placeholder = text.CHOOSE_LANGUAGE
    least = most = 1

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        language = values[0] if values[0] in LANGUAGES else None
        chosen = await services(interaction).tastes.choose_language(viewer(interaction), language)
        note = text.LANGUAGE_CHOSEN if language else text.LANGUAGE_CLEARED
        await redraw(interaction, panel(interaction, chosen, note=reader(interaction)(note)))


class ChooseZone(PickSelect, verb="account-zone"):
    """In which the times are meant that the person types."""

    placeholder = text.CHOOSE_ZONE
    least = most = 1

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        await redraw(interaction, await _zone_chosen(interaction, None if values[0] == NONE else values[0]))


class ChooseWay(PickSelect, verb="account-remind"):
    """How reminders come. A direct message is tried at once, so that nobody waits for one in vain."""

    placeholder = text.CHOOSE_WAY
    least = most = 1

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        way, words, who = Way(values[0]), reader(interaction), viewer(interaction)
        chosen = await services(interaction).tastes.choose_way(who, way)
        is_open = way is not Way.DIRECT or await write_to(interaction.client, who.user, words(text.DIRECT_WORKS))
        note = words(text.WAY_CHOSEN, way=words(_WAYS[way])) if is_open else words(text.DIRECT_CLOSED)
        await redraw(interaction, panel(interaction, chosen, note=note))


class ChooseMode(PickSelect, verb="account-mode"):
    """Which mode is meant where none is chosen."""

    placeholder = text.CHOOSE_MODE
    least = most = 1

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        words, mode = reader(interaction), None if values[0] == NONE else GameMode(values[0])
        chosen = await services(interaction).tastes.choose_mode(viewer(interaction), mode)
        note = words(text.MODE_CHOSEN, mode=mode_name(mode, words)) if mode else words(text.MODE_CLEARED)
        await redraw(interaction, panel(interaction, chosen, note=note))


class AnotherZone(RefButton, verb="account-other-zone"):
    """Open the form in which any zone is typed."""

    label = text.ANOTHER_ZONE

    @override
    async def press(self, interaction: Interaction) -> None:
        await ZoneForm(reader(interaction)).open(interaction)


class ZoneForm(SafeModal, verb="account-zone-form"):
    """A zone by its name, or the city in it."""

    def __init__(self, words: Words) -> None:
        super().__init__(words(text.ZONE_FORM), MINE)
        field: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="zone", max_length=_ZONE_TEXT)
        self.add(words(text.ZONE_LABEL), field, words(text.ZONE_HINT))

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await form_heard(interaction)
        await answer_form(interaction, await _zone_chosen(interaction, answers.texts["zone"].strip()))


def panel(interaction: Interaction, chosen: Preferences, *, note: str | None = None) -> Layout:
    """Return what is set: each with what it means, and below it the select that changes it."""
    words = reader(interaction)
    parts: list[ui.Item[Any]] = [
        ui.TextDisplay(f"## {words(text.TITLE)}\n-# {words(text.EVERYWHERE)}"),
        ui.TextDisplay(f"{_language(interaction, chosen, words)}\n-# {words(text.COMMANDS_STAY)}"),
        row(ChooseLanguage(MINE, _languages(chosen, words), words)),
        ui.TextDisplay(words(text.ZONE, zone=zone_name(chosen.zone)) if chosen.zone else words(text.NO_ZONE)),
        row(ChooseZone(MINE, _zones(interaction, chosen, words), words)),
        row(AnotherZone(MINE, words)),
        ui.TextDisplay(words(text.WAY, way=words(_WAYS[chosen.way]))),
        row(ChooseWay(MINE, _ways(chosen, words), words)),
        ui.TextDisplay(_mode(chosen, words)),
        row(ChooseMode(MINE, _modes(chosen, words), words)),
    ]
    head = [ui.TextDisplay[Any](note)] if note else []
    return Layout(*head, ui.Container[Any](*parts))


async def _zone_chosen(interaction: Interaction, zone: str | None) -> Layout:
    words = reader(interaction)
    chosen = await services(interaction).tastes.choose_zone(viewer(interaction), zone)
    note = words(text.ZONE_CHOSEN, zone=zone_name(chosen.zone)) if chosen.zone else words(text.ZONE_CLEARED)
    return panel(interaction, chosen, note=note)


def _language(interaction: Interaction, chosen: Preferences, words: Words) -> str:
    language = chosen.taste.language
    message = text.LANGUAGE if language else text.LANGUAGE_AS_DISCORD
    return words(message, language=_own_name(language or listed_words(interaction).language))


def _mode(chosen: Preferences, words: Words) -> str:
    mode = chosen.taste.mode
    return words(text.MODE, mode=mode_name(mode, words)) if mode else words(text.NO_MODE)


def _languages(chosen: Preferences, words: Words) -> list[discord.SelectOption]:
    names = {NONE: words(text.AS_DISCORD)} | {language: _own_name(language).capitalize() for language in LANGUAGES}
    return _options(names, chosen.taste.language or NONE)


def _zones(interaction: Interaction, chosen: Preferences, words: Words) -> list[discord.SelectOption]:
    own = (chosen.zone,) if chosen.zone else ()
    zones = dict.fromkeys((*own, *near_zones(str(interaction.locale))))
    names = {NONE: words(text.ASK_ZONE)} | {zone: zone_name(zone) for zone in zones}
    return _options(dict([*names.items()][:CHOICES]), chosen.zone or NONE)


def _ways(chosen: Preferences, words: Words) -> list[discord.SelectOption]:
    return _options({way.value: words(name) for way, name in _WAYS.items()}, chosen.way.value)


def _modes(chosen: Preferences, words: Words) -> list[discord.SelectOption]:
    names = {NONE: words(text.ANY_MODE)} | {mode.value: mode_name(mode, words) for mode in GameMode}
    return _options(names, chosen.taste.mode.value if chosen.taste.mode else NONE)


def _options(names: dict[str, str], chosen: str) -> list[discord.SelectOption]:
    return [discord.SelectOption(label=name, value=value, default=value == chosen) for value, name in names.items()]


def _own_name(language: str) -> str:
    """Return what those who speak a language call it."""
    return Locale.parse(language).get_language_name(language) or language


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (preferences,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (ChooseLanguage, ChooseZone, ChooseWay, ChooseMode, AnotherZone)
