"""What every storage does with the rules of guilds."""

from datetime import timedelta

from bot.domain.guild_rules import DEFAULTS, GuildRules
from bot.domain.ids import ChannelId, RoleId
from bot.domain.manners import LinkRule
from bot.repositories.unit import UnitFactory
from tests.factories import HOME, START


async def test_each_field_is_set_by_itself_and_all_go_with_the_guild(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        assert await unit.rules.find(HOME) == DEFAULTS
        assert HOME not in await unit.rules.find_all()
        await unit.rules.set(HOME, {"leaders": (RoleId(3), RoleId(2**63 - 1))})
        await unit.rules.set(HOME, {"moderators": (RoleId(4),), "log_channel": ChannelId(9)})
        await unit.rules.set(HOME, {"language": "fr", "zone": "Europe/Paris", "learns": False})
        await unit.rules.set(HOME, {"links": LinkRule.NO_LINKS, "raids_channel": ChannelId(2**63 - 1)})
        full = GuildRules(
            (RoleId(3), RoleId(2**63 - 1)),
            (RoleId(4),),
            ChannelId(9),
            "fr",
            "Europe/Paris",
            learns=False,
            links=LinkRule.NO_LINKS,
            raids_channel=ChannelId(2**63 - 1),
        )
        assert await unit.rules.find(HOME) == full
        assert (await unit.rules.find_all())[HOME] == full
        await unit.rules.set(HOME, {"leaders": (), "log_channel": None})
        assert (await unit.rules.find(HOME)).leaders == ()
    async with units() as unit:
        await unit.guilds.mark_left(HOME, START)
        await unit.guilds.erase(HOME, START + timedelta(days=1))
        assert await unit.rules.find(HOME) == DEFAULTS
