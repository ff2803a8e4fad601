"""`/recommend seat`: which of one's builds helps a raid most, each with what it brings and a button to sign up."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.services.raids.advising import Advice
from cogs.recommend import text
from cogs.recommend.render import render_advice, render_joined, render_signed
from cogs.ui.controls import Layout, Notice, RefButton
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.raid_choices import suggest_raids
from cogs.ui.replies import thinking, whisper
from cogs.ui.shelf import find_on_shelf
from cogs.ui.words import reader


@app_commands.command(name="seat", description=T("See which of your builds helps a raid most"))
@app_commands.describe(raid=T("A raid of this server"))
@app_commands.autocomplete(raid=suggest_raids)
async def seat(interaction: Interaction, raid: str) -> None:
    """Advise with what to sign up."""
    await thinking(interaction)
    advice = await services(interaction).seat_advisor.advise(viewer(interaction), raid)
    await whisper(interaction, SeatAdvice(interaction, advice))


class SignUpWith(RefButton, verb="suggested-sign"):
    """Sign up with a build; the reference is the raid's short id, then the build's."""

    label = text.SIGN_UP
    style = discord.ButtonStyle.success

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        raid, _, build = self.ref.partition(":")
        outcome = await services(interaction).seat_advisor.sign_up(viewer(interaction), raid, build)
        await whisper(interaction, Notice(render_signed(outcome, reader(interaction))))


class SeatAdvice(Layout):
    """What each build would bring, with its button."""

    def __init__(self, interaction: Interaction, advice: Advice) -> None:
        words, (shelf, _) = reader(interaction), find_on_shelf("build:")
        items: list[ui.Item[Any]] = [ui.TextDisplay(render_advice(advice, words))]
        for one in advice.advised:
            said = f"{shelf.row(interaction, one.build)}\n{render_joined(one, advice, words)}"
            button = SignUpWith(f"{advice.raid.short_id}:{one.build.short_id}", words)
            items.append(ui.Section(ui.TextDisplay(said), accessory=button))
        super().__init__(ui.Container(*items))


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (seat,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (SignUpWith,)
