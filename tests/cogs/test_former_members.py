"""Where somebody sat who had everything of theirs erased, a team says so."""

from bot.app import Bot
from bot.domain.ids import UserId
from bot.domain.viewer import Viewer
from tests.cogs.conftest import World
from tests.cogs.reading import said


async def test_a_team_tells_of_a_former_member(world: World) -> None:
    bot, mia = world.env.bot, world.mia.user
    assert isinstance(bot, Bot)
    await world.leo.slash(world.channel, "team create", name="Monday", content="raid")
    await world.leo.slash(world.channel, "team seat", team="Monday", subgroup=1, place=2, player=mia)
    await bot.services.accounts.delete_everything(Viewer(UserId(mia.id)))
    shown = said(await world.leo.slash(world.channel, "team show", team="Monday"))
    assert "`2` *former member*" in shown
    assert str(mia.id) not in shown
