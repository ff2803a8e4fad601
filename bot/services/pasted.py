"""The one build in a pasted text."""

from bot.domain.template import BuildTemplate


def parse_pasted_build(text: str) -> BuildTemplate:
    """Return the build whose code is in `text`; raises ChatCodeError."""
    return BuildTemplate.from_chat_code(text)
