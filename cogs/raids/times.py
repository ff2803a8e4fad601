"""What a time may mean, to choose from: where something about it has to be asked back."""

import discord
from babel.dates import format_datetime

from bot.errors import WhenError
from cogs.ui.words import Words

_WALL = "EEEE d MMMM y, HH:mm"


def time_options(ref: str, error: WhenError, words: Words) -> list[discord.SelectOption]:
    """Return the moments that may be meant; each value is `ref`, a colon and the moment in seconds."""
    walls = [one.replace(tzinfo=None, fold=0) for one in error.candidates]
    # an hour that comes twice is told apart by its offset, and nothing else needs one
    pattern = _WALL if len(set(walls)) == len(walls) else f"{_WALL} ZZZZ"
    return [
        discord.SelectOption(
            label=format_datetime(one, pattern, tzinfo=one.tzinfo, locale=words.language),
            value=f"{ref}:{int(one.timestamp())}",
        )
        for one in error.candidates
    ]
