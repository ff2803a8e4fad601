"""Finds what people paste: build codes, other links of the game, and links to the sites that draw builds.

The search looks at every character a fixed number of times, whatever the text holds.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain import chatlink
from bot.domain.modes import GameMode
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate
from bot.errors import ChatCodeError


class LinkKind(StrEnum):
    """What was found."""

    BUILD = "build"
    """A build code, or what is left of one: either `template` or `error` is set."""
    GAME = "game"
    """Another chat link of the game; `subject` names it: "item", "skill" and so on."""
    GW2SKILLS = "gw2skills"
    """A link to gw2skills.net; `profession` and `mode` are set where it tells them."""
    HARDSTUCK = "hardstuck"
    """A link to hardstuck.gg."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Something found in a text, at `text[start:end]` of it."""

    kind: LinkKind
    text: str
    start: int
    template: BuildTemplate | None = None
    error: ChatCodeError | None = None
    subject: str | None = None
    profession: Profession | None = None
    mode: GameMode | None = None

    @property
    def end(self) -> int:
        """The position after the last character."""
        return self.start + len(self.text)


def find_links(text: str) -> tuple[Link, ...]:
    """Return every code and link in `text`, in its order; never raises.

    A code is found with or without its wrapper, in the midst of words, more than once. Without a wrapper it needs
    `SHORTEST_BARE_CODE` characters, so that a word is not taken for one.
    """
    return tuple(_READERS[match.lastgroup or ""](match) for match in _LINK.finditer(text))


SHORTEST_BARE_CODE: Final = 20


def _read_wrapped(match: re.Match[str]) -> Link:
    text = match.group()
    try:
        data = chatlink.parse_link(text)
    except ChatCodeError:
        return _read_build(match)
    subject = chatlink.LINK_KINDS.get(data[0])
    if subject is None or data[0] == chatlink.BUILD_HEADER:
        return _read_build(match)
    return Link(kind=LinkKind.GAME, text=text, start=match.start(), subject=subject)


def _read_build(match: re.Match[str]) -> Link:
    text, start = match.group(), match.start()
    try:
        return Link(kind=LinkKind.BUILD, text=text, start=start, template=BuildTemplate.from_chat_code(text))
    except ChatCodeError as exc:
        if link := _read_build_without_tail(match):
            return link
        return Link(kind=LinkKind.BUILD, text=text, start=start, error=exc)


def _read_build_without_tail(match: re.Match[str]) -> Link | None:
    """Read what stands before the first character that no code of the game has: in "DQ…AA-mine" the words begin there.

    Tried only where the whole is no code, so that codes in the alphabet of addresses are not cut.
    """
    head = _HEAD.match(match.group())
    if head is None or head.end() == len(match.group()):
        return None
    try:
        template = BuildTemplate.from_chat_code(head.group())
    except ChatCodeError:
        return None
    return Link(kind=LinkKind.BUILD, text=head.group(), start=match.start(), template=template)


def _read_gw2skills(match: re.Match[str]) -> Link:
    text = match.group().rstrip(_PUNCTUATION)
    build = text.partition("?")[2]
    return Link(
        kind=LinkKind.GW2SKILLS,
        text=text,
        start=match.start(),
        profession=_GW2SKILLS_PROFESSIONS.get(build[:2]),
        mode=_GW2SKILLS_MODES.get(build[-2:]),
    )


def _read_hardstuck(match: re.Match[str]) -> Link:
    return Link(kind=LinkKind.HARDSTUCK, text=match.group().rstrip(_PUNCTUATION), start=match.start())


# No alternative can begin in the midst of what another one scans and gives up, and the scans have no choices within:
# that keeps the search linear.
_BASE64: Final = "A-Za-z0-9+/_-"
_HEAD: Final = re.compile(r"\[?&?\s*[A-Za-z0-9+/]+={0,2}")
_SITE: Final = r"(?<![\w.-])(?:https?://)?(?:[a-z]{2,3}\.)?"
_PATH: Final = r"""[/?][^\s<>()\[\]{}"'`|\\]*"""
_LINK: Final = re.compile(
    rf"""
    (?P<wrapped>   \[& [=\s{_BASE64}]{{4,4000}} \] )
    | (?P<bare>    \[?&? (?<![{_BASE64}]) DQ[{_BASE64}]{{{SHORTEST_BARE_CODE - 2},}} ={{0,2}} \]? )
    | (?P<gw2skills> (?i: {_SITE} gw2skills\.net {_PATH} ))
    | (?P<hardstuck> (?i: {_SITE} hardstuck\.(?:gg|de) {_PATH} ))
    """,
    re.VERBOSE | re.ASCII,
)
_READERS: Final = {
    "wrapped": _read_wrapped,
    "bare": _read_build,
    "gw2skills": _read_gw2skills,
    "hardstuck": _read_hardstuck,
}
_PUNCTUATION: Final = ".,;:!?*_~"

_GW2SKILLS_PROFESSIONS: Final = {
    "PG": Profession.ELEMENTALIST,
    "PK": Profession.WARRIOR,
    "PO": Profession.RANGER,
    "PS": Profession.NECROMANCER,
    "PW": Profession.GUARDIAN,
    "Pa": Profession.THIEF,
    "Pe": Profession.ENGINEER,
    "Pi": Profession.MESMER,
    "Pm": Profession.REVENANT,
}
"""The site's format is its own; the first two letters agreed with the code beside the link in 33 of 33 guides."""
_GW2SKILLS_MODES: Final = {"-e": GameMode.PVE, "-w": GameMode.WVW}
"""The last letter, from the same guides; none of them was for PvP."""
