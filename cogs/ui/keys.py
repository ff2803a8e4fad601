"""What is said where the key of a game account is not taken, or not any more."""

from collections.abc import Callable
from typing import Any

from bot import errors
from bot.domain.game_account import PERMISSIONS
from cogs.ui.words import N_, Words

PAGE = "https://account.arena.net/applications"
"""Where the game hands out keys. Source: GW2 wiki, API:API key; read 2026-11-25."""
PERMISSION = {name: f"**{name}**" for name in PERMISSIONS}
"""As the page names them, in every language of ours: it is not translated there."""

OFF = N_(
    "Game accounts cannot be linked here: the people who run this bot have set no secret to keep keys with. Builds come"
    " in as codes all the same: `/build save`, `/build import`."
)
NOT_LINKED = N_("You have linked no game account. `/account link` does.")
MALFORMED = N_(
    "That is no API key. One has 72 characters, letters, digits and dashes; copy it whole from {page}. I did not keep"
    " what you typed."
)
REFUSED = N_(
    "The game does not accept this key. Either it was deleted, or the game's server is in trouble, which passes. Try"
    " again in a few minutes; if it stays so, make a new key at {page} and type `/account link`."
)
PERMISSIONS_MISSING = N_(
    "This key lacks permissions: {missing}. A key cannot be changed: make a new one at {page} with {all}, and type"
    " `/account link` again."
)
UNREADABLE = N_(
    "I can no longer read the key that you gave me: the people who run this bot changed their secret. Type"
    " `/account link` again; I do not lose anything else of yours."
)
SILENT = N_(
    "The game's own server gives no usable answer right now. Nothing was changed; please try again in a few minutes."
)
CLOSED = N_("The game's own server is closed for maintenance. Nothing was changed; please try again later.")


def _missing(words: Words, error: errors.KeyPermissionsError) -> str:
    named = [PERMISSION.get(name, f"**{name}**") for name in error.missing]
    return words(PERMISSIONS_MISSING, missing=words.list(named), page=PAGE, all=words.list(list(PERMISSION.values())))


KEY_WORDS: dict[type[Exception], Callable[[Words, Any], str]] = {
    errors.LinkingOffError: lambda words, _: words(OFF),
    errors.NotLinkedError: lambda words, _: words(NOT_LINKED),
    errors.KeyMalformedError: lambda words, _: words(MALFORMED, page=PAGE),
    errors.KeyRefusedError: lambda words, _: words(REFUSED, page=PAGE),
    errors.KeyPermissionsError: _missing,
    errors.LinkUnreadableError: lambda words, _: words(UNREADABLE),
    errors.GameAccountSilentError: lambda words, _: words(SILENT),
    errors.GameAccountClosedError: lambda words, _: words(CLOSED),
}
