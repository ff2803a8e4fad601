"""Text from people, made safe to stand in Discord's markdown: it is shown as typed and does nothing."""

import re
from collections.abc import Iterable

from cogs.ui.limits import clip

_ACTIVE = re.compile(r"([\\*_~|`<>@#:\[\]()\-+.!])")
"""Characters that begin emphasis, quotes, code, mentions, emoji, time stamps, headings, lists or links."""


def shown(text: str, *, limit: int | None = None) -> str:
    """Return `text` with every active character escaped; at most `limit` visible characters."""
    return _ACTIVE.sub(r"\\\1", text if limit is None else clip(text, limit))


def code_block(text: str) -> str:
    """Return `text` in a block that Discord lets people copy with one click."""
    return f"```\n{_unfenced(text)}\n```"


def quoted(text: str, *, limit: int) -> str:
    """Return what somebody typed as a block of at most `limit` characters and its fences, to be copied back."""
    return f"```\n{clip(_unfenced(text), limit)}\n```"


def _unfenced(text: str) -> str:
    # three back-ticks would end the block; a zero-width space between them cannot be told apart by eye
    return text.replace("```", "`\u200b`\u200b`")


def in_messages(sentence: str, blocks: Iterable[tuple[str, str]], *, limit: int) -> list[str]:
    """Return messages of at most `limit` characters: the sentence, and below it each text whole under its heading.

    What does not fit goes on in the next message; nothing is left out.
    """
    messages = [sentence]
    for heading, typed in blocks:
        rest = _unfenced(typed)
        while rest:
            head = f"\n{heading}\n```\n"
            room = limit - len(messages[-1]) - len(head) - len(_FENCE_END)
            if room < min(len(rest), _LEAST_PART):
                messages.append("")
                continue
            part = _beginning(rest, room)
            messages[-1] += f"{head}{part}{_FENCE_END}"
            rest = rest[len(part) :]
    return [message.strip("\n") for message in messages]


def _beginning(text: str, room: int) -> str:
    """Return as much of `text` as there is room for, up to the end of a line or a word if one ends not far before."""
    if len(text) <= room:
        return text
    cut = max(text.rfind(end, room - _LEAST_PART, room) for end in ("\n", " "))
    return text[: cut + 1] if cut > 0 else text[:room]


_FENCE_END = "\n```"
_LEAST_PART = 200
"""Characters; a smaller beginning is not worth parting a text for."""
