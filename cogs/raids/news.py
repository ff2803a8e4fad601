"""Tells those who answered, once, that a raid was moved, called off or made smaller."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from bot.domain.announcements import Announcement
from bot.domain.ids import UserId
from bot.domain.raid_options import News
from bot.domain.raids import Raid
from bot.services.jobs import Handler
from bot.services.raids.announcing import Saying
from bot.services.raids.leavers import coming_or_unsure
from bot.services.raids.planning import NEWS
from cogs.raids.asks import render_news
from cogs.raids.board import served
from cogs.raids.editing import text
from cogs.raids.leaving import SEND_S, ask_for
from cogs.raids.saying import Message, announce
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
    roster = await bot.services.raids.find_for_drawing(ref)
    if roster is not None and (news := roster.raid.news) is not None:
        await ask_for(bot, roster.raid.guild, (*news.displaced, *coming_or_unsure(roster)), SEND_S)
    saying = await bot.services.announcements.pop_news(ref)
    if saying is not None:
        await send_news(bot, saying)


async def send_news(bot: "Bot", saying: Saying) -> None:
    """Mention them."""
    await announce(bot, saying, _messages(saying.raid, saying.announcement))


def _messages(raid: Raid, told: Announcement) -> Iterator[Message]:
    words, news = words_for(raid.locale), told.news or News()
    for sentence in render_news(raid, news, words):
        for some in _in_messages(told.people):
            yield Message(f"{sentence}\n{_mentions(some)}", some)
    if news.displaced and not news.canceled:
        title = shown(raid.title, limit=80)
        for some in _in_messages(news.displaced):
            yield Message(words(text.NEWS_SMALLER, title=title, people=_mentions(some)), some)


def _in_messages(people: Sequence[UserId]) -> Iterator[Sequence[UserId]]:
    for start in range(0, len(people), _MENTIONED):
        yield people[start : start + _MENTIONED]


def _mentions(people: Iterable[UserId]) -> str:
    return " ".join(f"<@{user}>" for user in people)
