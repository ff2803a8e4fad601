"""What all rules of a server say."""

from collections.abc import Sequence
from typing import Any

from discord import ui
from typing_extensions import override

from bot.domain.guild_rules import GuildRules
from cogs.settings import rules_text as text
from cogs.settings.ping import mentions
from cogs.ui.controls import Layout, RefButton
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw
from cogs.ui.words import LANGUAGE_NAMES, Words, audience, reader


class NoLogChannel(RefButton, verb="settings-no-log"):
    """Post what moderators do nowhere."""

    label = text.CLEAR_LOG

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        words = reader(interaction)
        rules = await services(interaction).rulebook.choose_log(viewer(interaction), None)
        await redraw(interaction, card(words(text.LOG_CLEARED), rows=[render_log(rules, words)]))


class NoRaidsChannel(RefButton, verb="settings-no-raids"):
    """Post raids where they are planned."""

    label = text.CLEAR_RAIDS

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        words = reader(interaction)
        rules = await services(interaction).rulebook.choose_raids(viewer(interaction), None)
        await redraw(interaction, card(words(text.RAIDS_CLEARED), rows=[render_raids(rules, words)]))


def render_rules(interaction: Interaction, rules: GuildRules) -> list[str]:
    """Return a row for each rule."""
    words = reader(interaction)
    return [
        render_raids(rules, words),
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


def render_raids(rules: GuildRules, words: Words) -> str:
    """Return where raids are posted."""
    return words(text.RAIDS, channel=f"<#{rules.raids_channel}>") if rules.raids_channel else words(text.NO_RAIDS)


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


def card(*notes: str, rows: Sequence[str], controls: Sequence[ui.Item[Any]] = ()) -> Layout:
    """Return what changed, what is set now, and what changes it."""
    parts: list[ui.Item[Any]] = [ui.TextDisplay("\n".join(notes))] if notes else []
    return Layout(*parts, ui.Container(ui.TextDisplay("\n".join(rows))), *controls)


CONTROLS = (NoLogChannel, NoRaidsChannel)
