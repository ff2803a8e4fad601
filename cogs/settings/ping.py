"""`/settings roles`: which roles raids may mention."""

import re
from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.ids import RoleId
from bot.services.raids.ping_roles import MOST
from cogs.settings import ping_text as text
from cogs.ui.controls import Layout, RefButton, row
from cogs.ui.errors import guarded
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.words import Words, reader


@app_commands.command(name="roles", description=T("Choose which roles raids may mention"))
@app_commands.guild_only()
async def roles(interaction: Interaction) -> None:
    """Show which, with a select to change it."""
    await thinking(interaction)
    await whisper(interaction, await shown(interaction))


class PingRolesSelect(ui.DynamicItem[ui.RoleSelect[Any]], template="settings-ping-roles"):
    """Choose the roles; all at once, those chosen before are shown as chosen."""

    def __init__(self, words: Words | None = None, chosen: tuple[RoleId, ...] = ()) -> None:
        select: ui.RoleSelect[Any] = ui.RoleSelect(
            custom_id="settings-ping-roles",
            placeholder=words(text.CHOOSE) if words is not None else text.CHOOSE,
            min_values=1,
            max_values=MOST,
            default_values=[
                discord.SelectDefaultValue(id=role, type=discord.SelectDefaultValueType.role) for role in chosen
            ],
        )
        super().__init__(select)

    @override
    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls()

    @override
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await guarded(interaction, self._choose(interaction))

    async def _choose(self, interaction: Interaction) -> None:
        await heard(interaction)
        chosen = tuple(RoleId(role.id) for role in self.item.values if not role.is_default())
        await services(interaction).ping_roles.choose(viewer(interaction), chosen)
        await redraw(interaction, await shown(interaction))


class NoPingRoles(RefButton, verb="settings-no-ping-roles"):
    """Let raids mention what everybody may mention."""

    label = text.CLEAR

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        await services(interaction).ping_roles.choose(viewer(interaction), ())
        await redraw(interaction, await shown(interaction))


async def shown(interaction: Interaction) -> Layout:
    """Return which roles raids may mention, with the controls to change it."""
    words = reader(interaction)
    chosen = await services(interaction).ping_roles.require_admin(viewer(interaction))
    rows = [words(text.CHOSEN, roles=_mentions(chosen, words)) if chosen else words(text.NONE_CHOSEN)]
    if closed := [role for role in chosen if not _may_mention(interaction, role)]:
        rows.append(words(text.CANNOT, roles=_mentions(closed, words)))
    parts: list[ui.Item[Any]] = [ui.Container(ui.TextDisplay("\n".join(rows))), row(PingRolesSelect(words, chosen))]
    if chosen:
        parts.append(row(NoPingRoles("raids", words)))
    return Layout(*parts)


def _mentions(chosen: "tuple[RoleId, ...] | list[RoleId]", words: Words) -> str:
    return words.list(f"<@&{role}>" for role in chosen)


def _may_mention(interaction: Interaction, role_id: RoleId) -> bool:
    role = None if interaction.guild is None else interaction.guild.get_role(role_id)
    return role is not None and (role.mentionable or interaction.app_permissions.mention_everyone)


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (roles,)
CONTROLS = (PingRolesSelect, NoPingRoles)
