"""Notes that people write, drawn with as much markdown as does no harm.

Bold, italic, code and lists are drawn as such, headings as bold lines, web addresses as plain links. Everything else
that Discord would act on is shown as it was typed: mentions, masked links, quotes, spoilers, headings.
"""

import re

from bot.domain.notes import clean_link
from bot.errors import InvalidLinkError
from cogs.ui.limits import clip
from cogs.ui.markup import shown

_BULLET = re.compile(r"(?P<indent> {0,3})[-*•] +(?P<rest>\S.*)")
_NUMBERED = re.compile(r"(?P<indent> {0,3})(?P<number>\d{1,3})[.)] +(?P<rest>\S.*)")
_HEADING = re.compile(r"#{1,6} +(?P<rest>\S.*)")
_INLINE = re.compile(
    r"(?P<link>https?://[^\s<>`|\\\"\[\]]*[^\s<>`|\\\"\[\].,:;!?)*_~'])"
    r"|`(?P<code>[^`]+)`"
    r"|\*\*(?P<bold>[^*]+)\*\*"
    r"|\*(?P<italic>[^*\s][^*]*)\*"
)
_SHORTER = 0.9


def prose(text: str) -> str:
    """Return notes as Discord's markdown, harmless."""
    return "\n".join(_line(line) for line in text.split("\n"))


def prose_within(text: str, room: int) -> str:
    """Return as much of the notes, from their beginning, as takes at most `room` characters when it is drawn."""
    length, drawn = len(text), prose(text)
    while len(drawn) > room and length > 1:
        length = int(length * min(_SHORTER, room / len(drawn)))
        drawn = prose(clip(text, max(1, length)))
    return drawn if len(drawn) <= room else ""


def _line(line: str) -> str:
    bullet, numbered, heading = _BULLET.fullmatch(line), _NUMBERED.fullmatch(line), _HEADING.fullmatch(line)
    if bullet:
        return f"{bullet['indent']}- {_inline(bullet['rest'])}"
    if numbered:
        return f"{numbered['indent']}{numbered['number']}. {_inline(numbered['rest'])}"
    if heading:
        return f"**{shown(heading['rest'])}**"
    return _inline(line)


def _inline(text: str) -> str:
    drawn, end = [], 0
    for found in _INLINE.finditer(text):
        drawn += [shown(text[end : found.start()]), _styled(found)]
        end = found.end()
    return "".join([*drawn, shown(text[end:])])


def _styled(found: re.Match[str]) -> str:
    if found["link"]:
        return _plain_link(found["link"])
    if found["code"]:
        return f"`{found['code']}`"
    if found["bold"]:
        return f"**{shown(found['bold'])}**"
    return f"*{shown(found['italic'])}*"


def _plain_link(typed: str) -> str:
    try:
        return clean_link(typed) or shown(typed)
    except InvalidLinkError:
        return shown(typed)
