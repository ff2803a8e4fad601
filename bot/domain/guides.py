"""The builds in a text that was written for people: a guide, a list, a message; with the words that name each.

A name is what stands before the code on its line, or alone on the line right above it: where that is too long for a
name, or says nothing ("Build code:"), there is none, and nothing is made up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.domain.links import Link, LinkKind, find_links
from bot.domain.names import clean_name
from bot.domain.template import BuildTemplate
from bot.errors import ChatCodeError, InvalidNameError

LONGEST_TITLE: Final = 60
"""Characters that are taken for a name; more are a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A build code in a text: one that can be read, or what is left of one."""

    line: int
    """Counted from 1."""
    code: str
    """As it stands there."""
    template: BuildTemplate | None
    error: ChatCodeError | None
    title: str | None
    """The words that name it, None where there are none."""


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Return each different build code in `text`, at the first place where it stands; never raises."""
    found: dict[BuildTemplate | str, Mention] = {}
    for mention in _read(text):
        found.setdefault(mention.template or mention.code, mention)
    return tuple(found.values())


def _read(text: str) -> Iterator[Mention]:
    at, line, end = 0, 1, 0
    for link in find_links(text):
        line += text.count("\n", at, link.start)
        if link.kind is LinkKind.BUILD:
            # several codes on one line: the words between two of them belong to the second
            yield Mention(
                line=line,
                code=link.text,
                template=link.template,
                error=link.error,
                title=_find_title(text, max(end, text.rfind("\n", 0, link.start) + 1), link),
            )
        at, end = link.start, link.end


def _find_title(text: str, begin: int, link: Link) -> str | None:
    before = text[begin : link.start]
    if _LETTER.search(before):
        return _title(before)
    above = text.rfind("\n", 0, max(begin - 1, 0)) + 1
    is_first = begin == 0 or text[begin - 1] == "\n"
    line_above = text[above : max(begin - 1, 0)]
    return _title(line_above) if is_first and not find_links(line_above) else None


def _title(words: str) -> str | None:
    plain = _SPACES.sub(" ", _MARKS.sub(" ", _ADDRESS.sub(" ", words))).strip(_TRIMMED)
    if len(plain) > LONGEST_TITLE or len(_LETTER.findall(plain)) < _FEWEST_LETTERS or _LABEL.fullmatch(plain):
        return None
    try:
        return clean_name(plain)
    except InvalidNameError:
        return None


_FEWEST_LETTERS: Final = 2
_LETTER: Final = re.compile(r"[^\W\d_]")
_SPACES: Final = re.compile(r"\s+")
_MARKS: Final = re.compile(r"[*_~`|#>]|<[@#:a-z!&][^>\s]{0,80}>|^\s*(?:[-+•]|\d{1,3}[.)])\s")
"""Markdown, Discord's mentions and emoji, and the marks that begin a list's line."""
_ADDRESS: Final = re.compile(r"<?https?://\S+", re.ASCII)
_TRIMMED: Final = " \t\r:;,.=\u2013—-|()[]{}<>\"'“”«»→&"
_LABEL: Final = re.compile(
    r"(?:(?:in[- ]?game|chat|build|template|game|code)s?[ -]?)*(?:build|template|code|link|chat)s?"
    r"|code(?: (?:de|du))? (?:build|mod[eè]le)|lien|(?:my|mon|the|le) build",
    re.IGNORECASE,
)
"""What stands before a code and says no more than that it is one."""
