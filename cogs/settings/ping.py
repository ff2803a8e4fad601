"""Which roles raids may mention, as a part of `/settings roles` says it."""

from collections.abc import Sequence

from bot.domain.ids import RoleId
from cogs.settings import ping_text as text
from cogs.ui.people import Interaction
from cogs.ui.words import Words, reader


def render(interaction: Interaction, chosen: tuple[RoleId, ...]) -> list[str]:
    """Return a row that says which, and one of those that we may not mention."""
    words = reader(interaction)
    rows = [words(text.CHOSEN, roles=mentions(chosen, words)) if chosen else words(text.NONE_CHOSEN)]
    if closed := [role for role in chosen if not _may_mention(interaction, role)]:
        rows.append(words(text.CANNOT, roles=mentions(closed, words)))
    return rows


def mentions(chosen: Sequence[RoleId], words: Words) -> str:
    """Return roles as Discord shows them."""
    return words.list(f"<@&{role}>" for role in chosen) if chosen else ""


def _may_mention(interaction: Interaction, role_id: RoleId) -> bool:
    role = None if interaction.guild is None else interaction.guild.get_role(role_id)
    return role is not None and (role.mentionable or interaction.app_permissions.mention_everyone)
