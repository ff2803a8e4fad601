"""Names and descriptions of the commands in the languages that Discord shows them in."""

import discord
from discord import app_commands
from typing_extensions import override

from cogs.ui.words import LANGUAGES, SOURCE_LANGUAGE, words_for

NAMES = "name"
"""gettext context of command, group and option names; their translations are lower case and without spaces."""

OPTIONS = "option"
"""gettext context of options that have another name than the command that is called so in English."""

TEXTS = "choice"
"""gettext context of fixed choices."""

_CONTEXTS = {
    app_commands.TranslationContextLocation.command_name: NAMES,
    app_commands.TranslationContextLocation.group_name: NAMES,
    app_commands.TranslationContextLocation.choice_name: TEXTS,
}


class CommandTranslator(app_commands.Translator):
    """Looks command names and descriptions up in the catalogs of `cogs.ui.words`."""

    @override
    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        language = str(locale).split("-", 1)[0]
        if language == SOURCE_LANGUAGE or language not in LANGUAGES:
            return None
        words = words_for(language)
        named = _CONTEXTS.get(context.location)
        if context.location is app_commands.TranslationContextLocation.parameter_name:
            return words.named(string.message, OPTIONS) or words.named(string.message, NAMES)
        if named is not None:
            return words.named(string.message, named)
        text = words(string.message)
        return text if text != string.message else None
