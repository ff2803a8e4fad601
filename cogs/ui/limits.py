"""Discord's limits, each with its page below https://discord.com/developers/docs, and how to stay within them."""

CONTENT = 2_000
"""Characters of a plain message; resources/message."""

LAYOUT_TEXT = 4_000
"""Characters of all text in one Components V2 message; components/reference."""

CHOICES = 25
"""Choices of an autocomplete and options of a select; interactions/application-commands."""

CHOICE_NAME = 100
"""Characters of a choice's or select option's label; interactions/application-commands."""

CUSTOM_ID = 100
"""Characters of a button's or select's id; components/reference."""

ALT_TEXT = 1_024
"""Characters of the words that stand for a picture; resources/message and components/reference."""

THREAD_NAME = 100
"""Characters of a thread's or forum post's title; resources/channel."""

EVENT_NAME = 100
"""Characters of a scheduled event's name, and of the place where it is; resources/guild-scheduled-event."""

NONCE = 25
"""Characters of a message's nonce; resources/message."""

THREAD_TAGS = 5
"""Tags of a forum post; resources/channel."""

ROW_BUTTONS = 5
"""Buttons side by side in one row; components/reference."""

FORM_TITLE = 45
"""Characters of a modal's title, and of the label above one of its fields; components/reference."""

FORM_FIELDS = 5
"""Fields of a modal; interactions/receiving-and-responding."""

FORM_TEXT = 4_000
"""Characters that a person can type into a modal's text field; components/reference."""

FORM_HINT = 100
"""Characters of the description below a field's label; components/reference."""

FORM_PATIENCE_S = 2.0
"""A modal must be the first answer, so nothing can be said before it: of Discord's three seconds, one is for the way;
interactions/receiving-and-responding."""

COMPONENTS = 40
"""Components of one message, those within others counted too; components/reference."""

OPTION_TEXT = 6_000
"""Characters that a person can type into a command's text option; interactions/application-commands."""

FILES = 10
"""Files of one message; resources/message."""


def clip(text: str, limit: int) -> str:
    """Return `text` in at most `limit` characters, ending in an ellipsis where something was left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
