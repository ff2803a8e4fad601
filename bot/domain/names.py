"""Names that people give to builds and teams: what is kept, what is dropped, and how two names are compared.

Markdown, mentions and emoji stay as they were typed: a name is text, and whoever shows it escapes it. What goes is
what nobody sees: control characters, direction overrides, zero-width characters outside the scripts and emoji that
are spelled with them.
"""

import unicodedata
from collections.abc import Iterable

from bot.errors import InvalidNameError

NAME_LIMIT = 100
"""Code points. Discord counts so too (its staff, discord-api-docs issue 1315) and takes 100 in a choice's label."""

_ZWNJ, _ZWJ, _BLACK_FLAG = "\u200c", "\u200d", "\U0001f3f4"
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols by their category, but drawn as nothing."""
_JOINING_SCRIPTS = (range(0x0600, 0x10A0), range(0x1780, 0x18B0))
"""Arabic to Burmese, Khmer and Mongolian: the scripts that spell words with ZWJ and ZWNJ."""
_EMOJI_PARTS = frozenset({"So", "Sk"})
_ACCENT_CLASS = 200
"""Canonical combining classes from here on are accents; lower ones belong to the letter (kana, Hebrew, Hindi)."""


def clean_name(text: str) -> str:
    """Return `text` as a name: composed (NFC), on one line, trimmed, without invisible characters.

    Raises InvalidNameError when nothing visible is left, or more than NAME_LIMIT code points.
    """
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(_kept(composed, index) for index in range(len(composed)))
    name = unicodedata.normalize("NFC", " ".join(visible.split()))
    if len(name) > NAME_LIMIT or not any(_is_visible(character) for character in name):
        raise InvalidNameError(name, limit=NAME_LIMIT)
    return name


def name_key(text: str) -> str:
    """Return what two names have in common when only case, accents and width differ; for lookup, never for show."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    key = _joined(character for character in decomposed if not _is_ornament(character))
    return key or _joined(text.casefold())


def _joined(characters: Iterable[str]) -> str:
    """Return the characters composed, with single spaces; what no database stores as text becomes a space."""
    storable = (" " if unicodedata.category(character) in {"Cc", "Cs"} else character for character in characters)
    return " ".join(unicodedata.normalize("NFKC", "".join(storable)).split())


def _kept(text: str, index: int) -> str:
    """Return the character at `index`, a space in its place, or nothing."""
    character = text[index]
    category = unicodedata.category(character)
    if category in {"Cc", "Zs", "Zl", "Zp"} or character in _BLANKS:
        return " "
    if category == "Cs" or (category == "Cf" and not _is_spelling(text, index)):
        return ""
    return character


def _is_spelling(text: str, index: int) -> bool:
    """Tell whether the invisible character at `index` is part of how an emoji or a word is written."""
    character = text[index]
    if "\U000e0020" <= character <= "\U000e007f":
        return _starts_flag(text, index)
    if character not in {_ZWJ, _ZWNJ} or not 0 < index < len(text) - 1:
        return False
    before, after = text[index - 1], text[index + 1]
    if _is_joining(before) and _is_joining(after):
        return True
    return character == _ZWJ and _is_emoji_end(before) and unicodedata.category(after) in _EMOJI_PARTS


def _starts_flag(text: str, index: int) -> bool:
    """Tell whether the tag characters up to `index` follow a black flag, as those of Scotland and Wales do."""
    head = text[:index].rstrip("".join(map(chr, range(0xE0020, 0xE0080))))
    return head.endswith(_BLACK_FLAG)


def _is_joining(character: str) -> bool:
    return any(ord(character) in script for script in _JOINING_SCRIPTS) and character.isprintable()


def _is_emoji_end(character: str) -> bool:
    return character == "\ufe0f" or unicodedata.category(character) in _EMOJI_PARTS


def _is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" or unicodedata.category(character) == "Co"


def _is_ornament(character: str) -> bool:
    if unicodedata.combining(character) >= _ACCENT_CLASS or "\ufe00" <= character <= "\ufe0f":
        return True
    return unicodedata.category(character) == "Cf"
