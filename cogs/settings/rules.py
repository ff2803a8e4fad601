"""`/settings language` and `/settings learning`, and what all rules of a server say."""

from typing import Any

from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.guild_rules import GuildRules
from cogs.settings import rules_text as text
from cogs.settings.ping import mentions
from cogs.ui.controls import Layout, RefButton
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.words import LANGUAGE_NAMES, Words, audience, reader
from cogs.ui.zones import suggest_zone_names

AS_DISCORD = "discord"
NO_ZONE = "-"
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
    words, book, notes = reader(interaction), services(interaction).rulebook, list[str]()
    if zone is not None:
        rules = await book.choose_zone(viewer(interaction), None if zone.strip() == NO_ZONE else zone)
        notes.append(words(text.ZONE_CHOSEN, zone=rules.zone) if rules.zone else words(text.ZONE_CLEARED))
    if language is not None:
        rules = await book.choose_language(viewer(interaction), None if language == AS_DISCORD else language)
        notes.append(_of_language(rules, words))
    rules = await book.find(viewer(interaction))
    await whisper(interaction, card(*notes, rows=[render_language(interaction, rules), render_zone(rules, words)]))


@app_commands.command(name="learning", description=T("Let recommendations learn from what is played here, or not"))
@app_commands.describe(learning=T("Without a choice, you see what is set"))
@app_commands.choices(learning=_SWITCH)
@app_commands.guild_only()
async def learning(interaction: Interaction, learning: int | None = None) -> None:
    """Set it, and show it."""
    await thinking(interaction)
    words, book, notes = reader(interaction), services(interaction).rulebook, list[str]()
    if learning is not None:
        await book.let_learn(viewer(interaction), learns=bool(learning))
        notes.append(words(text.LEARNING_ON if learning else text.LEARNING_OFF))
    rules = await book.find(viewer(interaction))
    await whisper(interaction, card(*notes, rows=[render_learning(rules, words)]))


class NoLogChannel(RefButton, verb="settings-no-log"):
    """Post what moderators do nowhere."""

    label = text.CLEAR_LOG

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        words = reader(interaction)
        rules = await services(interaction).rulebook.choose_log(viewer(interaction), None)
        await redraw(interaction, card(words(text.LOG_CLEARED), rows=[render_log(rules, words)]))


def render_rules(interaction: Interaction, rules: GuildRules) -> list[str]:
    """Return a row for each rule."""
    words = reader(interaction)
    return [
        render_log(rules, words),
        *render_roles(rules, words),
        render_language(interaction, rules),
        render_zone(rules, words),
        render_learning(rules, words),
    ]


def render_roles(rules: GuildRules, words: Words) -> list[str]:
    """Return who leads, moderates and administers."""
    leaders, moderators = mentions(rules.leaders, words), mentions(rules.moderators, words)
    return [
        words(text.LEADERS, roles=leaders) if leaders else words(text.LEADERS_DEFAULT),
        words(text.MODERATORS, roles=moderators) if moderators else words(text.MODERATORS_DEFAULT),
        words(text.ADMINS),
    ]


def render_log(rules: GuildRules, words: Words) -> str:
    """Return where moderation is told."""
    return words(text.LOG, channel=f"<#{rules.log_channel}>") if rules.log_channel else words(text.NO_LOG)


def render_language(interaction: Interaction, rules: GuildRules) -> str:
    """Return the language of what all see."""
    words = reader(interaction)
    if rules.language is None:
        return words(text.LANGUAGE_DEFAULT, language=words(LANGUAGE_NAMES[audience(interaction).language]))
    return words(text.LANGUAGE, language=words(LANGUAGE_NAMES[rules.language]))


def render_zone(rules: GuildRules, words: Words) -> str:
    """Return the zone of those who never named theirs."""
    return words(text.ZONE, zone=rules.zone) if rules.zone else words(text.NO_ZONE)


def render_learning(rules: GuildRules, words: Words) -> str:
    """Return whether anything is learned here."""
    return words(text.LEARNS if rules.learns else text.LEARNS_NOT)


def card(*notes: str, rows: list[str]) -> Layout:
    """Return what changed, and what is set now."""
    parts: list[ui.Item[Any]] = [ui.TextDisplay("\n".join(notes))] if notes else []
    return Layout(*parts, ui.Container(ui.TextDisplay("\n".join(rows))))


def _of_language(rules: GuildRules, words: Words) -> str:
    if rules.language is None:
        return words(text.LANGUAGE_CLEARED)
    return words(text.LANGUAGE_CHOSEN, language=words(LANGUAGE_NAMES[rules.language]))


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (language, learning)
CONTROLS = (NoLogChannel,)
