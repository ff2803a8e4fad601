"""`/settings language` and `/settings learning`: what is set, with selects to change it."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.guild_rules import GuildRules
from cogs.settings import rules_text as text
from cogs.settings.rules import card, render_language, render_learning, render_zone
from cogs.ui.controls import Layout, row
from cogs.ui.limits import CHOICES
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.picking import PickSelect
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.words import LANGUAGE_NAMES, LANGUAGES, Words, audience_locale, reader
from cogs.ui.zones import near_zones, suggest_zone_names, zone_name

AS_DISCORD = "discord"
NO_ZONE = "-"
_ALL = "all"
_ON, _OFF = "1", "0"
_LANGUAGES = [
    app_commands.Choice(name=T("as set in Discord"), value=AS_DISCORD),
    app_commands.Choice(name=T("English"), value="en"),
    app_commands.Choice(name=T("French"), value="fr"),
]
_SWITCH = [app_commands.Choice(name=T("on"), value=1), app_commands.Choice(name=T("off"), value=0)]


@app_commands.command(name="language", description=T("Language and time zone of what all see here"))
@app_commands.describe(
    language=T("Of what I post for all; everybody's own answers stay in their own"),
    zone=T("The time zone of those who never named theirs; - for none"),
)
@app_commands.choices(language=_LANGUAGES)
@app_commands.autocomplete(zone=suggest_zone_names)
@app_commands.guild_only()
async def language(interaction: Interaction, language: str | None = None, zone: str | None = None) -> None:
    """Set what was said, and show what is set."""
    await thinking(interaction)
    notes = [] if zone is None else [await _set_zone(interaction, zone)]
    notes += [] if language is None else [await _set_language(interaction, language)]
    await whisper(interaction, await language_panel(interaction, *notes))


@app_commands.command(name="learning", description=T("Let recommendations learn from what is played here, or not"))
@app_commands.describe(learning=T("Without a choice, you see what is set"))
@app_commands.choices(learning=_SWITCH)
@app_commands.guild_only()
async def learning(interaction: Interaction, learning: int | None = None) -> None:
    """Set it, and show it."""
    await thinking(interaction)
    notes = [] if learning is None else [await _set_learning(interaction, learns=bool(learning))]
    await whisper(interaction, await _learning_panel(interaction, *notes))


class PickLanguage(PickSelect, verb="settings-language"):
    """Of what all see."""

    placeholder = text.CHOOSE_LANGUAGE
    least = most = 1

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        await redraw(interaction, await language_panel(interaction, await _set_language(interaction, values[0])))


class PickZone(PickSelect, verb="settings-zone"):
    """In which times are read of those who never named theirs."""

    placeholder = text.CHOOSE_ZONE
    least = most = 1

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        await redraw(interaction, await language_panel(interaction, await _set_zone(interaction, values[0])))


class PickLearning(PickSelect, verb="settings-learning"):
    """Whether anything is learned here."""

    placeholder = text.CHOOSE_LEARNING
    least = most = 1

    @override
    async def pick(self, interaction: Interaction, values: Sequence[str]) -> None:
        await heard(interaction)
        note = await _set_learning(interaction, learns=values[0] == _ON)
        await redraw(interaction, await _learning_panel(interaction, note))


async def language_panel(interaction: Interaction, *notes: str) -> Layout:
    """Return what changed, the language and zone of what all see, and selects to change them."""
    words, rules = reader(interaction), await services(interaction).rulebook.find(viewer(interaction))
    rows = [render_language(interaction, rules), render_zone(rules, words), f"-# {words(text.OTHER_ZONES)}"]
    selects: list[ui.Item[Any]] = [
        row(PickLanguage(_ALL, _languages(rules, words), words)),
        row(PickZone(_ALL, _zones(rules, words, audience_locale(interaction)), words)),
    ]
    return card(*notes, rows=rows, controls=selects)


async def _learning_panel(interaction: Interaction, *notes: str) -> Layout:
    words, rules = reader(interaction), await services(interaction).rulebook.find(viewer(interaction))
    options = [
        discord.SelectOption(label=words(name), value=value, default=rules.learns is (value == _ON))
        for value, name in ((_ON, text.SWITCH_ON), (_OFF, text.SWITCH_OFF))
    ]
    return card(*notes, rows=[render_learning(rules, words)], controls=[row(PickLearning(_ALL, options, words))])


def _languages(rules: GuildRules, words: Words) -> list[discord.SelectOption]:
    names = {AS_DISCORD: words(text.AS_DISCORD)} | {one: words(LANGUAGE_NAMES[one]).capitalize() for one in LANGUAGES}
    chosen = rules.language or AS_DISCORD
    return [discord.SelectOption(label=name, value=value, default=value == chosen) for value, name in names.items()]


def _zones(rules: GuildRules, words: Words, locale: str) -> list[discord.SelectOption]:
    """Return the likely zones, the one that is set among them, and none."""
    likely = dict.fromkeys([*([rules.zone] if rules.zone else []), *near_zones(locale)])
    names = {NO_ZONE: words(text.NONE_CHOSEN)} | {zone: zone_name(zone) for zone in likely}
    chosen = rules.zone or NO_ZONE
    options = [discord.SelectOption(label=name, value=value, default=value == chosen) for value, name in names.items()]
    return options[:CHOICES]


async def _set_language(interaction: Interaction, chosen: str) -> str:
    words, book = reader(interaction), services(interaction).rulebook
    rules = await book.choose_language(viewer(interaction), None if chosen == AS_DISCORD else chosen)
    if rules.language is None:
        return words(text.LANGUAGE_CLEARED)
    return words(text.LANGUAGE_CHOSEN, language=words(LANGUAGE_NAMES[rules.language]))


async def _set_zone(interaction: Interaction, chosen: str) -> str:
    words, book = reader(interaction), services(interaction).rulebook
    rules = await book.choose_zone(viewer(interaction), None if chosen.strip() == NO_ZONE else chosen)
    return words(text.ZONE_CHOSEN, zone=rules.zone) if rules.zone else words(text.ZONE_CLEARED)


async def _set_learning(interaction: Interaction, *, learns: bool) -> str:
    await services(interaction).rulebook.let_learn(viewer(interaction), learns=learns)
    return reader(interaction)(text.LEARNING_ON if learns else text.LEARNING_OFF)


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (language, learning)
CONTROLS = (PickLanguage, PickZone, PickLearning)
