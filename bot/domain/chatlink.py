"""The wrapper of every chat link of the game: `[&` base64 `]`, the first byte telling what it links to.

What stands in a build's bytes is not told here; see `template.py`.
"""

import re
from binascii import a2b_base64, b2a_base64
from types import MappingProxyType
from typing import Final

from bot.errors import ChatCodeError

BUILD_HEADER: Final = 0x0D

LINK_KINDS: Final = MappingProxyType(
    {
        0x01: "coin",
        0x02: "item",
        0x03: "text",
        0x04: "map",
        0x06: "skill",
        0x07: "trait",
        0x09: "recipe",
        0x0A: "skin",
        0x0B: "outfit",
        0x0C: "objective",
        BUILD_HEADER: "build",
        0x0E: "achievement",
        0x0F: "fashion template",
        0x10: "travel",
    }
)
"""What a link's first byte says that it links to. Source: wiki "Chat link format", read 2026-11-22."""

_STRAY: Final = re.compile("[^A-Za-z0-9+/]")
_URLSAFE: Final = str.maketrans("-_", "+/")


def parse_link(text: str) -> bytes:
    """Return the bytes of a chat link, given with or without its wrapper.

    Repaired: missing base64 padding, the URL-safe alphabet, white space anywhere. Raises ChatCodeError of
    kind "empty" or "base64".
    """
    try:
        data = a2b_base64(text[2:-1], strict_mode=True) if text[:2] == "[&" and text[-1] == "]" else b""
    except ValueError:
        data = b""
    return data or _repair(text)


def format_link(data: bytes) -> str:
    """Return the chat link of `data`, with wrapper and padding."""
    return f"[&{b2a_base64(data, newline=False).decode('ascii')}]"


def parse_build_link(text: str) -> bytes:
    """Return the bytes of a build link.

    Raises ChatCodeError as `parse_link` does, or of kind "foreign" (another kind of link) or "header" (no
    link is known to begin so).
    """
    data = parse_link(text)
    if data[0] == BUILD_HEADER:
        return data
    kind = LINK_KINDS.get(data[0])
    raise ChatCodeError(
        text,
        kind="foreign" if kind else "header",
        expected=f"a build link (first byte 0x{BUILD_HEADER:02X})",
        found=f"{f'a link of kind {kind}' if kind else 'an unknown first byte'} (0x{data[0]:02X})",
    )


def _repair(text: str) -> bytes:
    body = "".join(text.split()).removeprefix("[").removeprefix("&").removesuffix("]").rstrip("=").translate(_URLSAFE)
    if not body:
        raise ChatCodeError(text, kind="empty", expected="a chat link such as [&DQ…]", found="nothing in it")
    if stray := _STRAY.search(body):
        expected, found = "letters and digits of base64", f"the character {stray.group()!r}"
        raise ChatCodeError(text, kind="base64", expected=expected, found=found)
    if len(body) % 4 == 1:
        characters = "1 character" if len(body) == 1 else f"{len(body)} characters"
        found = f"{characters}, one too many or three too few"
        raise ChatCodeError(text, kind="base64", expected="base64 of whole bytes", found=found)
    return a2b_base64(body + "=" * (-len(body) % 4), strict_mode=True)
