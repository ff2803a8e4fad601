"""Says again what nobody knows to be said, as jobs say: whoever was at it may have died, or Discord was away."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.domain.announcements import Topic
from bot.services.jobs import Handler
from bot.services.raids.announcing import SAY, Saying
from cogs.raids.board import served, tell_seats
from cogs.raids.lineup.publishing import send_lineup
from cogs.raids.news import send_news
from cogs.raids.reminding.sending import send_by_hand
from cogs.raids.surroundings import send_ping

if TYPE_CHECKING:
    from bot.app import Bot

_Send: TypeAlias = "Callable[[Bot, Saying], Awaitable[None]]"
_SENDERS: Final[Mapping[Topic, _Send]] = {
    Topic.SEATS: tell_seats,
    Topic.LINEUP: send_lineup,
    Topic.NEWS: send_news,
    Topic.PING: send_ping,
    Topic.REMINDER: send_by_hand,
}


def handlers(bot: "Bot") -> dict[str, Handler]:
    """Return who says it."""

    async def say_again(key: str) -> bool:
        saying = await bot.services.announcements.find(key)
        return saying is None or await served(_SENDERS[saying.announcement.topic](bot, saying))

    return {SAY: say_again}
