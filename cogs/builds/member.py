"""*Builds of this member*: what somebody shows in this server, with a select to open one."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.ids import UserId
from cogs.builds import found_text as text
from cogs.builds.controls import SHELF
from cogs.ui.controls import Layout, Notice, row
from cogs.ui.keeping import Open
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.text import NEWEST, OLDER
from cogs.ui.turning import TurnButton
from cogs.ui.words import reader


@app_commands.context_menu(name=T("Builds of this member"))
@app_commands.guild_only()
async def builds_of_member(interaction: Interaction, member: discord.Member) -> None:
    """List what a member shows here."""
    await thinking(interaction)
    await whisper(interaction, await _listed(interaction, UserId(member.id)))


class TurnMembersPage(TurnButton, verb="member-builds"):
    """Turn the list; the reference is the member, then the cursor of the page."""

    label = OLDER

    @override
    async def page(self, interaction: Interaction, about: str, where: str) -> Layout:
        return await _listed(interaction, UserId(int(about)), where or None)


class FirstMembersPage(TurnMembersPage, verb="member-newest"):
    """Turn the list back to its newest builds."""

    label = NEWEST


CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (TurnMembersPage, FirstMembersPage)
MENUS = (builds_of_member,)


async def _listed(interaction: Interaction, member: UserId, cursor: str | None = None) -> Layout:
    words = reader(interaction)
    page = await services(interaction).builds.list_public_of(viewer(interaction), member, cursor=cursor)
    if not page.items:
        # on a later page: what stood there is gone meanwhile
        return (
            await _listed(interaction, member)
            if cursor
            else Notice(words(text.NOTHING_OF_MEMBER, member=f"<@{member}>"))
        )
    head = f"## {words(text.OF_MEMBER, member=f'<@{member}>')}\n-# {SHELF.count(page.total, words)}"
    rows = "\n".join(f"- {SHELF.row(interaction, build)}" for build in page.items)
    options = [SHELF.option(interaction, build) for build in page.items]
    turns: list[ui.Item[Any]] = [FirstMembersPage(str(member), words)] if cursor else []
    if page.next:
        turns.append(TurnMembersPage(f"{member}:{page.next}", words))
    return Layout(
        ui.Container(ui.TextDisplay(head), ui.TextDisplay(rows)),
        row(Open(options, words)),
        *([row(*turns)] if turns else []),
    )
