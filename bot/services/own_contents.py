"""Finding a guild's own contents, for whoever plans a team or a raid for one."""

from bot.domain.ids import GuildId
from bot.domain.names import name_key
from bot.domain.teams import Content
from bot.domain.templates import OWN, GuildTemplate
from bot.repositories.unit import UnitOfWork
from bot.services.short_ids import parse_short_id


def own_content(content: Content) -> Content | None:
    """Return a content that is a guild's own, as a team or raid keeps it; None for one that is built in."""
    return content if content.id.startswith(OWN) else None


async def find_own_content(unit: UnitOfWork, guild: GuildId | None, word: str) -> Content | None:
    """Return a guild's own content by its id, or by its name."""
    if guild is None:
        return None
    found = await find_template(unit, guild, word.removeprefix(OWN))
    return None if found is None else found.content


async def find_template(unit: UnitOfWork, guild: GuildId, ref: str) -> GuildTemplate | None:
    """Return a guild's own template by its short id or name."""
    kept = await unit.templates.list_all(guild)
    short_id, key = parse_short_id(ref), name_key(ref)
    by_id = (one for one in kept if one.short_id == short_id)
    by_name = (one for one in kept if name_key(one.name) == key)
    return next(by_id, None) or next(by_name, None)
