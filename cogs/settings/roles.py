"""`/settings roles`: who leads, who moderates, and which roles raids may mention."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.guild_rules import ROLES_MOST, GuildRules
from bot.domain.ids import RoleId
from cogs.settings import ping_text
from cogs.settings import rules_text as text
from cogs.settings.ping import mentions, render
from cogs.settings.rules import render_roles
from cogs.ui.controls import Layout, RefButton, row
from cogs.ui.entities import EntitySelect
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.words import Words, reader

_ROLE = discord.SelectDefaultValueType.role


@app_commands.command(name="roles", description=T("Choose who leads, who moderates, and which roles raids may mention"))
@app_commands.guild_only()
async def roles(interaction: Interaction) -> None:
    """Show who, with selects to change it."""
    await thinking(interaction)
    await whisper(interaction, await shown(interaction))


class _RolesSelect(EntitySelect[ui.RoleSelect[Any]], verb="settings-roles-none"):
    """Choose all roles for one purpose at once; those chosen before are shown as chosen."""

    def __init__(self, ref: str = "", words: Words | None = None, chosen: Sequence[RoleId] = ()) -> None:
        super().__init__(ref, words)
        self.item.default_values = [discord.SelectDefaultValue(id=role, type=_ROLE) for role in chosen]

    @override
    def make(self) -> ui.RoleSelect[Any]:
        return ui.RoleSelect(min_values=1, max_values=ROLES_MOST)

    @override
    async def choose(self, interaction: Interaction) -> None:
        await heard(interaction)
        words = reader(interaction)
        if any(role.id == interaction.guild_id for role in self.item.values):  # @everyone has the id of the guild
            await redraw(interaction, await shown(interaction, note=words(text.NOT_EVERYONE)))
            return
        note = await self.set(interaction, tuple(RoleId(role.id) for role in self.item.values), words)
        await redraw(interaction, await shown(interaction, note=note))

    async def set(self, interaction: Interaction, chosen: tuple[RoleId, ...], words: Words) -> str:
        """Let these roles be it, and return what that means."""
        raise NotImplementedError


class LeaderRoles(_RolesSelect, verb="settings-leaders"):
    """Who leads raids."""

    placeholder = text.CHOOSE_LEADERS

    @override
    async def set(self, interaction: Interaction, chosen: tuple[RoleId, ...], words: Words) -> str:
        await services(interaction).rulebook.choose_leaders(viewer(interaction), chosen)
        return words(text.LEADERS_CHOSEN, roles=mentions(chosen, words))


class ModeratorRoles(_RolesSelect, verb="settings-moderators"):
    """Who moderates."""

    placeholder = text.CHOOSE_MODERATORS

    @override
    async def set(self, interaction: Interaction, chosen: tuple[RoleId, ...], words: Words) -> str:
        await services(interaction).rulebook.choose_moderators(viewer(interaction), chosen)
        return words(text.MODERATORS_CHOSEN, roles=mentions(chosen, words))


class PingRolesSelect(_RolesSelect, verb="settings-ping-roles"):
    """Which roles raids may mention."""

    placeholder = ping_text.CHOOSE

    @override
    async def set(self, interaction: Interaction, chosen: tuple[RoleId, ...], words: Words) -> str:
        await services(interaction).ping_roles.choose(viewer(interaction), chosen)
        return words(ping_text.CHOSEN, roles=mentions(chosen, words))


class NoLeaderRoles(RefButton, verb="settings-no-leaders"):
    """Let Discord's permissions say who leads."""

    label = text.CLEAR_LEADERS

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        await services(interaction).rulebook.choose_leaders(viewer(interaction), ())
        await redraw(interaction, await shown(interaction, note=reader(interaction)(text.LEADERS_CLEARED)))


class NoModeratorRoles(RefButton, verb="settings-no-moderators"):
    """Let Discord's permissions say who moderates."""

    label = text.CLEAR_MODERATORS

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        await services(interaction).rulebook.choose_moderators(viewer(interaction), ())
        await redraw(interaction, await shown(interaction, note=reader(interaction)(text.MODERATORS_CLEARED)))


class NoPingRoles(RefButton, verb="settings-no-ping-roles"):
    """Let raids mention what everybody may mention."""

    label = ping_text.CLEAR

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        await services(interaction).ping_roles.choose(viewer(interaction), ())
        await redraw(interaction, await shown(interaction))


async def shown(interaction: Interaction, *, note: str | None = None) -> Layout:
    """Return who leads, moderates and is mentioned, with the controls to change it."""
    words = reader(interaction)
    rules = await services(interaction).rulebook.find(viewer(interaction))
    pinged = await services(interaction).ping_roles.require_admin(viewer(interaction))
    rows = [*render_roles(rules, words), *render(interaction, pinged)]
    parts: list[ui.Item[Any]] = [ui.TextDisplay(note)] if note else []
    parts.append(ui.Container(ui.TextDisplay("\n".join(rows))))
    parts += [
        row(LeaderRoles(words=words, chosen=rules.leaders)),
        row(ModeratorRoles(words=words, chosen=rules.moderators)),
    ]
    parts.append(row(PingRolesSelect(words=words, chosen=pinged)))
    buttons = _clearing(rules, words) + ([NoPingRoles("raids", words)] if pinged else [])
    return Layout(*parts, *([row(*buttons)] if buttons else []))


def _clearing(rules: GuildRules, words: Words) -> list[ui.Item[Any]]:
    leaders: list[ui.Item[Any]] = [NoLeaderRoles("roles", words)] if rules.leaders else []
    return leaders + ([NoModeratorRoles("roles", words)] if rules.moderators else [])


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (roles,)
CONTROLS = (LeaderRoles, ModeratorRoles, PingRolesSelect, NoLeaderRoles, NoModeratorRoles, NoPingRoles)
