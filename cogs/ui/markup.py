"""Text from people, made safe to stand in Discord's markdown: it is shown as typed and does nothing."""

import re

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
