"""`/stats bot`: how the bot fares, as text, for whoever runs it."""

import math
from collections.abc import Iterator

from babel.numbers import format_percent
from discord import ui

from bot.domain.operation import Times
from bot.services.operation import OperationStatistics
from cogs.stats import text
from cogs.stats.ranking import ACCENT
from cogs.ui.controls import Layout
from cogs.ui.people import Interaction
from cogs.ui.words import Words, moment, reader


def operation_card(interaction: Interaction, stats: OperationStatistics) -> Layout:
    """Return the card."""
    return Layout(ui.Container(ui.TextDisplay("\n".join(_rows(interaction, stats))), accent_color=ACCENT))


def _rows(interaction: Interaction, stats: OperationStatistics) -> Iterator[str]:
    words, bot = reader(interaction), interaction.client
    yield f"## {words(text.BOT)}"
    yield f"-# {words(text.SINCE if bot.is_alone else text.SINCE_OF_SEVERAL, since=moment(stats.since))}"
    yield f"- {words(text.GUILDS, count=len(bot.guilds), shards=len(bot.shards), all=bot.shard_count or 1)}"
    if stats.commands is None:
        yield f"- {words(text.NOT_MEASURED)}"
    else:
        outcomes = stats.commands.outcomes
        told = ", ".join(f"{words(text.OUTCOMES.get(one, one))} {count}" for one, count in sorted(outcomes.items()))
        yield f"- {words(text.COMMANDS, count=sum(outcomes.values()), outcomes=told or words(text.NONE))}"
        yield from _times(text.HEARD, stats.commands.heard, words)
        yield from _times(text.FINISHED, stats.commands.finished, words)
    if stats.cache_reads:
        share = format_percent(stats.cache_hits / stats.cache_reads, locale=words.language)
        yield f"- {words(text.CACHE, share=share, reads=stats.cache_reads)}"
    else:
        yield f"- {words(text.NO_CACHE)}"
    due = ", ".join(f"{one.kind} {one.count} ({moment(one.oldest)})" for one in stats.due)
    yield f"- {words(text.JOBS_DUE, jobs=due) if due else words(text.NO_JOBS_DUE)}"


def _times(message: str, times: Times | None, words: Words) -> Iterator[str]:
    if times is not None:
        yield f"- {words(message, half=_seconds(times.half_s, words), most=_seconds(times.most_s, words))}"


def _seconds(seconds: float, words: Words) -> str:
    return words(text.LONGER) if math.isinf(seconds) else words(text.SECONDS, seconds=seconds)
