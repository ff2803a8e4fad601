"""What a guild does not want to read where all of it reads along: names that imitate staff, invitations, links.

The words are those of the languages that the bot speaks, and of two that follow. Everything is looked for in what a
text looks like, so that other letters, signs in place of letters or invisible characters hide nothing.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from bot.domain.lookalikes import skeleton


class LinkKind(StrEnum):
    """What was found in a text."""

    INVITE = "invite"
    """An invitation to a server."""
    LINK = "link"


class LinkRule(StrEnum):
    """What a guild lets its members write in names and notes that all see."""

    ALLOWED = "allowed"
    NO_INVITES = "no-invites"
    NO_LINKS = "no-links"
    """Neither links nor invitations."""

    def forbids(self, kind: LinkKind) -> bool:
        """Tell whether a text with such a link is refused."""
        return self is LinkRule.NO_LINKS or (self is LinkRule.NO_INVITES and kind is LinkKind.INVITE)


SOURCES: Final = frozenset(
    {
        "guildwars2.com",
        "snowcrows.com",
        "metabattle.com",
        "hardstuck.gg",
        "guildjen.com",
        "discretize.eu",
        "gw2skills.net",
        "gw2mists.com",
        "lucky-noobs.com",
        "mukluklabs.com",
        "youtube.com",
        "youtu.be",
        "twitch.tv",
        "reddit.com",
    }
)
"""Where guides and builds of the game are published: a build may name these as its source in every guild."""

_STAFF: Final = (
    "admin", "administrator", "administrateur", "administratrice", "administrador", "админ", "администратор",
    "mod", "moderator", "modo", "moderateur", "moderatrice", "moderador", "moderation", "модератор",
    "discord", "discordapp", "gw2optimizer", "gw2optimiser", "gwoptimizer",
)  # fmt: skip
_BESIDE: Final = (
    "the", "your", "of", "le", "la", "les", "de", "du", "l", "d", "der", "die", "das", "el",
    "official", "officiel", "officielle", "offiziell", "oficial", "real", "team", "equipe", "staff", "support",
    "help", "aide", "security", "safety", "trust", "system", "server", "serveur", "guild", "guilde", "bot", "nitro",
    "message", "notice", "alert", "warning", "head", "chief", "chef", "super", "co",
)  # fmt: skip
"""Words that make no difference beside those: "Official Discord Staff"."""
_SIGNS: Final = str.maketrans("4@3$57!8д", "aaesstibd")
"""Signs that stand for letters, beyond those that look just like them."""
_GAP: Final = r"[\s*_~`|\\()\[\]{}<>]*"
_DOT: Final = rf"(?:{_GAP}[.,·•。]{_GAP}|\s*[(\[{{<]\s*(?:dot|point|punkt|punto)\s*[)\]}}>]\s*|\s+(?:dot|point)\s+)"


def _spoken(text: str) -> str:
    """Return the words of a skeleton, without anything between them but a space."""
    return " ".join("".join(one if one.isalpha() else " " for one in text).split())


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted((_spoken(skeleton(word)) for word in words), key=len, reverse=True))


def _apart(word: str) -> str:
    """Return a pattern for a word whose letters may stand apart."""
    return _GAP.join(skeleton(word))


_IMITATION: Final = re.compile(
    rf"(?:(?:{_any_of(_BESIDE)}) )*(?:{_any_of(_STAFF)})s?(?: (?:{_any_of((*_STAFF, *_BESIDE))})s?)*"
)
_IMITATION_IN_ONE: Final = re.compile(
    rf"(?:{_any_of(('official', 'the'))})?(?:{_any_of(_STAFF)})s?(?:{_any_of(('staff', 'team', 'support', 'bot'))})?"
)
_EVERYBODY: Final = re.compile(rf"@{_GAP}(?:{_apart('everyone')}|{_apart('here')})(?!\w)")
_INVITE: Final = re.compile(
    "|".join(
        (
            re.escape(skeleton("discord.gg")) + r"(?!\w)",
            rf"{_apart('discord')}{_DOT}{_apart('gg')}{_GAP}/{_GAP}\w",
            rf"discord(?:app)?{_DOT}com{_GAP}/{_GAP}{skeleton('invite')}",
            rf"(?<!\w)(?:discord{_DOT}(?:me|io|{skeleton('li')})|dsc{_DOT}gg|{skeleton('invite')}{_DOT}gg){_GAP}/{_GAP}\w",
            r"discord\s*[(\[]\s*(?:dot|point|\.)\s*[)\]]\s*gg(?!\w)",
        )
    )
)
_LINK: Final = re.compile(
    rf"\w{_GAP}:{_GAP}/{_GAP}/{_GAP}\S|(?<!\w)www{_DOT}\w|[a-z][a-z0-9-]+\.[a-z]{{2,}}/\S"
    rf"|\w\.(?:{_any_of(('com', 'net', 'org', 'gg', 'io', 'tv', 'me', 'eu', 'fr', 'de', 'es'))})(?!\w)"
)


def is_imitation(name: str) -> bool:
    """Tell whether a name says nothing but that its bearer is staff, Discord or the bot, or mentions everybody."""
    shown = skeleton(name)
    if _EVERYBODY.search(shown):
        return True
    readings = (_spoken(shown), _spoken(skeleton(shown.translate(_SIGNS))))
    return any(_IMITATION.fullmatch(said) or _IMITATION_IN_ONE.fullmatch(said.replace(" ", "")) for said in readings)


def find_link(text: str) -> LinkKind | None:
    """Return what leads elsewhere in `text`, an invitation before other links."""
    shown = skeleton(text)
    if _INVITE.search(shown):
        return LinkKind.INVITE
    return LinkKind.LINK if _LINK.search(shown) else None


def find_source(link: str) -> LinkKind | None:
    """Return likewise what the source of a build is, an address; None for those of SOURCES."""
    host = (urlsplit(link).hostname or "").removeprefix("www.")
    if any(host == known or host.endswith(f".{known}") for known in SOURCES):
        return None
    return find_link(link)
