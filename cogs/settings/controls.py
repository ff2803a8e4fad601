"""The card of the settings and its controls."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import discord
from discord import app_commands, ui
from typing_extensions import override

from bot.domain.guild_rules import GuildRules
from bot.domain.ids import ChannelId
from bot.domain.viewer import Viewer
from cogs.settings import report_text, rules_text, text
from cogs.settings.manners import render_links
from cogs.settings.report import TROUBLE, render_report
from cogs.settings.rules import NoLogChannel, NoRaidsChannel, render_rules
from cogs.ui.controls import Layout, Notice, RefButton, row
from cogs.ui.entities import EntitySelect
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw
from cogs.ui.words import Words, reader

_KINDS = [discord.ChannelType.text, discord.ChannelType.forum]
_TEXT = [discord.ChannelType.text]
_Postable = discord.TextChannel | discord.ForumChannel
_Choose: TypeAlias = Callable[[Interaction, discord.TextChannel], Awaitable[str]]
_Set: TypeAlias = Callable[[Viewer, ChannelId], Awaitable[GuildRules]]


class PostableChannel(app_commands.Transformer):
    """A text channel or a forum, and no other kind that discord.py counts among the two."""

    @property
    @override
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    @override
    def channel_types(self) -> list[discord.ChannelType]:
        return _KINDS

    @override
    async def transform(
        self, interaction: discord.Interaction[Any], value: app_commands.AppCommandChannel, /
    ) -> discord.TextChannel | discord.ForumChannel:
        channel = value.resolve() or await value.fetch()
        if not isinstance(channel, _Postable):
            raise app_commands.TransformerError(value, self.type, self)
        return channel


class BuildsChannel(EntitySelect[ui.ChannelSelect[Any]], verb="settings-builds-channel"):
    """Choose the channel in which public builds are posted."""

    placeholder = text.CHOOSE

    @override
    def make(self) -> ui.ChannelSelect[Any]:
        return ui.ChannelSelect(channel_types=_KINDS)

    @override
    async def choose(self, interaction: Interaction) -> None:
        await heard(interaction)
        chosen = self.item.values[0].resolve()
        answer = choose(interaction, chosen) if isinstance(chosen, _Postable) else shown(interaction)
        await redraw(interaction, await answer)


class LogChannel(EntitySelect[ui.ChannelSelect[Any]], verb="settings-log-channel"):
    """Choose the channel in which it is posted what moderators and admins do."""

    placeholder = rules_text.CHOOSE_LOG

    @override
    def make(self) -> ui.ChannelSelect[Any]:
        return ui.ChannelSelect(channel_types=_TEXT)

    @override
    async def choose(self, interaction: Interaction) -> None:
        await _picked(interaction, self.item, choose_log)


class RaidsChannel(EntitySelect[ui.ChannelSelect[Any]], verb="settings-raids-channel"):
    """Choose the channel in which raids are posted of which their leader does not say where."""

    placeholder = rules_text.CHOOSE_RAIDS

    @override
    def make(self) -> ui.ChannelSelect[Any]:
        return ui.ChannelSelect(channel_types=_TEXT)

    @override
    async def choose(self, interaction: Interaction) -> None:
        await _picked(interaction, self.item, choose_raids)


class NoBuildsChannel(RefButton, verb="settings-no-channel"):
    """Post public builds nowhere."""

    label = text.CLEAR

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        await services(interaction).noticeboard.choose_channel(viewer(interaction), None)
        await redraw(interaction, await shown(interaction, note=reader(interaction)(text.CLEARED)))


class TryAgain(RefButton, verb="settings-try-again"):
    """Try everything anew that went wrong in the builds channel."""

    label = report_text.AGAIN
    style = discord.ButtonStyle.primary

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        board = services(interaction).noticeboard
        await board.choose_channel(viewer(interaction), await board.find_channel(viewer(interaction)))
        await redraw(interaction, await shown(interaction, note=reader(interaction)(report_text.TRYING)))


CONTROLS = (BuildsChannel, RaidsChannel, LogChannel, NoBuildsChannel, TryAgain)


async def choose(interaction: Interaction, channel: _Postable, *notes: str) -> Layout:
    """Post public builds in `channel` and return the settings; where we may not post there, say what is missing."""
    words, board = reader(interaction), services(interaction).noticeboard
    await board.find_channel(viewer(interaction))  # who may not choose is not told what is missing where
    if missing := _missing(channel, words):
        return Notice("\n".join([*notes, missing]))
    await board.choose_channel(viewer(interaction), ChannelId(channel.id))
    return await shown(interaction, note="\n".join([*notes, words(text.CHOSEN, channel=channel.mention)]))


async def choose_log(interaction: Interaction, channel: discord.TextChannel) -> str:
    """Post what moderators do in `channel` and return what that means, or what is missing."""
    return await _chosen(interaction, channel, services(interaction).rulebook.choose_log, rules_text.LOG_CHOSEN)


async def choose_raids(interaction: Interaction, channel: discord.TextChannel) -> str:
    """Post raids in `channel` and return what that means, or what is missing."""
    return await _chosen(interaction, channel, services(interaction).rulebook.choose_raids, rules_text.RAIDS_CHOSEN)


async def shown(interaction: Interaction, *, note: str | None = None) -> Layout:
    """Return the settings with the controls to change them."""
    report = await services(interaction).noticeboard.find_report(viewer(interaction))
    channel, words = report.channel, reader(interaction)
    rules = await services(interaction).rulebook.find(viewer(interaction))
    builds = words(text.BUILDS_CHANNEL, channel=f"<#{channel}>") if channel else words(text.NO_BUILDS_CHANNEL)
    rows = [f"## {words(text.TITLE)}", builds, *render_rules(interaction, rules), render_links(rules, words)]
    parts: list[ui.Item[Any]] = [ui.TextDisplay(note)] if note else []
    parts.append(ui.Container(ui.TextDisplay("\n".join(rows))))
    buttons: list[ui.Item[Any]] = [NoBuildsChannel("builds", words)] if channel else []
    if troubles := render_report(report, words):
        parts.append(ui.Container(ui.TextDisplay(troubles), accent_color=TROUBLE))
        buttons.insert(0, TryAgain("builds", words))
    if rules.raids_channel:
        buttons.append(NoRaidsChannel("raids", words))
    if rules.log_channel:
        buttons.append(NoLogChannel("log", words))
    parts += [row(select(words=words)) for select in (BuildsChannel, RaidsChannel, LogChannel)]
    parts += [row(*buttons)] if buttons else []
    return Layout(*parts)


async def _picked(interaction: Interaction, select: ui.ChannelSelect[Any], choose: _Choose) -> None:
    await heard(interaction)
    channel = select.values[0].resolve()
    note = await choose(interaction, channel) if isinstance(channel, discord.TextChannel) else None
    await redraw(interaction, await shown(interaction, note=note))


async def _chosen(interaction: Interaction, channel: discord.TextChannel, choose: _Set, said: str) -> str:
    words = reader(interaction)
    await services(interaction).rulebook.find(viewer(interaction))  # who may not choose is not told what is missing
    if missing := _missing(channel, words):
        return missing
    await choose(viewer(interaction), ChannelId(channel.id))
    return words(said, channel=channel.mention)


def _rights(channel: discord.TextChannel | discord.ForumChannel) -> discord.Permissions:
    return channel.permissions_for(channel.guild.me)


def _missing(channel: discord.TextChannel | discord.ForumChannel, words: Words) -> str | None:
    missing = [name for name in text.PERMISSIONS if not getattr(_rights(channel), name)]
    said = words.list(words(text.PERMISSIONS[name]) for name in missing)
    return words(text.MISSING, channel=channel.mention, permissions=said) if missing else None
