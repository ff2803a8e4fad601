"""What authors say of their builds besides the code: notes, where they have it from, and words to sort it by.

Each cleaner returns what is kept, or raises an error that says what is wrong; nothing is cut off silently.
"""

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

from bot.domain.names import clean_name, name_key
from bot.errors import InvalidLinkError, InvalidNameError, InvalidTagsError, NotesTooLongError

NOTES_LIMIT = 2_000
"""Code points."""
LINK_LIMIT = 500
TAG_LIMIT = 30
"""Code points of one tag."""
TAGS_LIMIT = 5

_PARTING = re.compile(r"[,;#\n\uff0c\u3001\uff1b]")
_BLANK_LINES = re.compile(r"\n{3,}")
_HOST = re.compile(
    r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE
)
_SAFE = "/:?#[]@!$&'()*+,;=%-._~"
"""What stands in an address as it is; everything else is percent-encoded, so that no markdown can hide in one."""


def clean_notes(text: str, limit: int = NOTES_LIMIT) -> str:
    """Return `text` composed (NFC), without invisible control characters and with at most one blank line in a row.

    Markdown stays as it was typed: whoever shows it decides what it may do. Raises NotesTooLongError.
    """
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = "\n".join("".join(filter(_is_kept, line.replace("\t", "    "))).rstrip() for line in lines)
    notes = _BLANK_LINES.sub("\n\n", kept).strip("\n")
    if len(notes) > limit:
        raise NotesTooLongError(length=len(notes), limit=limit)
    return notes


def clean_link(text: str) -> str | None:
    """Return the http or https address that `text` is, in ASCII; None for nothing. Raises InvalidLinkError."""
    typed = text.strip().strip("<>")
    if not typed:
        return None
    try:
        parts = urlsplit(typed)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError as error:  # a broken port, bracket or host name
        raise InvalidLinkError(typed, limit=LINK_LIMIT) from error
    is_plain = parts.scheme in {"http", "https"} and _HOST.fullmatch(host) and "@" not in parts.netloc
    if not is_plain or any(character.isspace() or not character.isprintable() for character in typed):
        raise InvalidLinkError(typed, limit=LINK_LIMIT)
    rest = (quote(part, safe=_SAFE) for part in (parts.path, parts.query, parts.fragment))
    link = urlunsplit((parts.scheme, host.lower() + port, *rest))
    if len(link) > LINK_LIMIT:
        raise InvalidLinkError(typed, limit=LINK_LIMIT)
    return link


def clean_tags(text: str) -> tuple[str, ...]:
    """Return the tags in `text`, which commas part: in lower case, each once. Raises InvalidTagsError."""
    typed = [part for part in _PARTING.split(text) if part.strip()]
    tags: dict[str, str] = {}
    for part in typed:
        tag = _clean_tag(part)
        tags.setdefault(name_key(tag), tag)
    if len(tags) > TAGS_LIMIT:
        raise InvalidTagsError(tuple(tags.values()), tag=None, limit=TAGS_LIMIT, tag_limit=TAG_LIMIT)
    return tuple(tags.values())


def _clean_tag(part: str) -> str:
    try:
        tag = clean_name(part).lower()
    except InvalidNameError as error:
        tag = error.name
    if not tag or len(tag) > TAG_LIMIT:
        raise InvalidTagsError((part,), tag=part.strip(), limit=TAGS_LIMIT, tag_limit=TAG_LIMIT)
    return tag


def _is_kept(character: str) -> bool:
    """Tell whether a character of notes is kept: joiners spell words and emoji, other invisible ones hide things."""
    category = unicodedata.category(character)
    return category not in {"Cc", "Cf", "Cs"} or character in {"\u200c", "\u200d"}
