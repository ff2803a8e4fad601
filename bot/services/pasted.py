"""The builds in a pasted text; whatever else the text holds is named, not guessed at."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.guides import find_mentions
from bot.domain.links import Link, LinkKind, find_links
from bot.domain.template import BuildTemplate
from bot.errors import ChatCodeError

_WANTED = "one build link such as [&DQ…]"


def parse_pasted_build(text: str) -> BuildTemplate:
    """Return the build whose code is somewhere in `text`; the same code twice is one build.

    Raises ChatCodeError: what the codec says of a damaged code, or of kind "several", "none", "foreign" (another link
    of the game), "gw2skills" or "hardstuck". Its `text` is then that link, so that `find_links` can tell more of it.
    """
    links = find_links(text)
    codes = {link.template or link.text: link for link in links if link.kind is LinkKind.BUILD}
    if len(codes) > 1:
        raise ChatCodeError(text, kind="several", expected=_WANTED, found=f"{len(codes)} of them")
    code = next(iter(codes.values()), None)
    if code is not None and code.template is not None:
        return code.template
    raise (code and code.error) or _explained(text, links)


@dataclass(frozen=True, slots=True)
class PastedBuild:
    """A build in a text; `title` is what the text calls it, None where it does not."""

    template: BuildTemplate
    title: str | None


@dataclass(frozen=True, slots=True)
class Pasted:
    """The builds in a text, and how many codes in it are damaged."""

    builds: tuple[PastedBuild, ...]
    damaged: int


def parse_pasted_builds(text: str) -> Pasted:
    """Return every build in `text`; raises ChatCodeError where it has none that can be read."""
    mentions = find_mentions(text)
    builds = tuple(PastedBuild(one.template, one.title) for one in mentions if one.template)
    if not builds:
        raise next((one.error for one in mentions if one.error), None) or _explained(text, find_links(text))
    return Pasted(builds, len(mentions) - len(builds))


def _explained(text: str, links: Sequence[Link]) -> ChatCodeError:
    """Return what to say of a text without a build code, by the first thing in it that is known."""
    if not links:
        return ChatCodeError(text, kind="none", expected=_WANTED, found="none")
    link = links[0]
    kind = "foreign" if link.kind is LinkKind.GAME else link.kind.value
    found = f"a link of kind {link.subject}" if link.kind is LinkKind.GAME else _described(link)
    return ChatCodeError(link.text, kind=kind, expected=_WANTED, found=found)


def _described(link: Link) -> str:
    details = [link.profession.display if link.profession else "", link.mode.value if link.mode else ""]
    return " ".join(["a link to", link.kind.value, *filter(None, details)])
