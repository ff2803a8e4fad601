"""Tells those who answered, once, that a raid was moved, called off or made smaller."""

from typing import TYPE_CHECKING

from bot.domain.ids import UserId
from bot.domain.raid_options import News
from bot.domain.raids import Answer, Raid, Roster
from bot.services.jobs import Handler
from bot.services.raids.planning import NEWS
from cogs.raids.asks import render_news
from cogs.raids.board import served
from cogs.raids.editing import text
from cogs.raids.saying import say
from cogs.ui.markup import shown
from cogs.ui.words import words_for

if TYPE_CHECKING:
    from bot.app import Bot

_MENTIONED = 60
"""People mentioned in one message: with their sentence they fit it."""


def handlers(bot: "Bot") -> dict[str, Handler]:
    """Return who tells people."""

    async def tell_later(ref: str) -> bool:
        return await served(tell_news(bot, ref))

    return {NEWS: tell_later}


async def tell_news(bot: "Bot", ref: str) -> None:
    """Mention, once, those whom the news is for: noted first, so that nobody is told twice."""
    found = await bot.services.raid_editor.pop_news(ref)
    if found is None or found[0].raid.channel is None:
        return
    for sentence, people in _messages(*found):
        await _mention(bot, found[0].raid, sentence, people)


def _messages(roster: Roster, news: News) -> list[tuple[str, list[UserId]]]:
    raid, words = roster.raid, words_for(roster.raid.locale)
    coming = [entry.user for entry in roster.entries if entry.answer is not Answer.ABSENT]
    said = [(sentence, coming) for sentence in render_news(raid, news, words)]
    if news.displaced and not news.canceled:
        people = " ".join(f"<@{user}>" for user in news.displaced)
        said.append((words(text.NEWS_SMALLER, title=shown(raid.title, limit=80), people=people), list(news.displaced)))
    return said


async def _mention(bot: "Bot", raid: Raid, sentence: str, people: list[UserId]) -> None:
    for start in range(0, max(1, len(people)), _MENTIONED):
        some = people[start : start + _MENTIONED]
        mentions = " ".join(f"<@{user}>" for user in some if f"<@{user}>" not in sentence)
        if some:
            await say(bot, raid, "\n".join(filter(None, [sentence, mentions])), some)
