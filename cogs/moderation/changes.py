"""What an entry of the log says of settings that admins changed. A value in, a text out."""

from bot.domain.order import LogEntry
from bot.domain.setting_changes import Setting, SettingChange
from cogs.moderation import changes_text as text
from cogs.ui.words import LANGUAGE_NAMES, Words

_ROLES = {Setting.LEADERS, Setting.MODERATORS, Setting.PING_ROLES}
_CHANNELS = {Setting.BUILDS_CHANNEL, Setting.LOG_CHANNEL, Setting.RAIDS_CHANNEL}
_NAMED = {Setting.LANGUAGE: LANGUAGE_NAMES, Setting.LEARNS: text.SWITCH, Setting.LINKS: text.LINKS}
_SHOWN = 5
"""Roles of each side that are named."""


def render_change(entry: LogEntry, actor: str, words: Words) -> str:
    """Return who changed which setting, from what to what where that is still known."""
    setting, change = Setting(entry.target), SettingChange.from_text(entry.target, entry.reason)
    said = words(text.SETTINGS[setting])
    if change is None:
        return words(text.CHANGED_SOMEHOW, actor=actor, setting=said)
    before, after = (_values(setting, values, words) for values in (change.before, change.after))
    return words(text.CHANGED, actor=actor, setting=said, before=before, after=after)


def _values(setting: Setting, values: tuple[str, ...], words: Words) -> str:
    if not values:
        return words(text.UNSET[setting])
    more = [words(text.MORE, count=len(values) - _SHOWN)] if len(values) > _SHOWN else []
    return words.list([*(_value(setting, value, words) for value in values[:_SHOWN]), *more])


def _value(setting: Setting, value: str, words: Words) -> str:
    if setting in _ROLES:
        return f"<@&{value}>"
    if setting in _CHANNELS:
        return f"<#{value}>"
    return words(_NAMED[setting][value]) if setting in _NAMED else value
