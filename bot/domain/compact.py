"""A build code in as few characters as can be, for the ids of buttons and options, which hold 100.

Raw deflate, then base64 with the alphabet of addresses: the codes that people paste take 71 characters at most, where
the code itself has 92. Not for people: nothing but `from_compact` reads it.
"""

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

from bot.domain.template import BuildTemplate
from bot.errors import ChatCodeError

_LARGEST: Final = 4_096
"""Bytes: more than the longest build code has."""


def to_compact(template: BuildTemplate) -> str:
    """Return the short form; a build that is stuffed to the brim takes thousands of characters."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(template.to_bytes()) + packer.flush()
    return urlsafe_b64encode(packed).decode("ascii").rstrip("=")


def from_compact(text: str) -> BuildTemplate:
    """Read the short form back; raises ChatCodeError for what is none."""
    try:
        packed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, _LARGEST)
    except (ValueError, zlib.error) as exc:
        raise ChatCodeError(text, kind="base64", expected="a compact build code", found="something else") from exc
    return BuildTemplate.from_bytes(data)
