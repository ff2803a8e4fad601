"""`/team optimize`: a proposal for the open places of a team, and the button that accepts it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.lineup.search import Progress
from bot.services.optimizing import SECONDS
from bot.services.teams.filling import Suggested
from cogs.teams import optimizing_text as text
from cogs.teams.cards import ACCENT
from cogs.teams.proposing import render_changed, render_proposal
from cogs.ui.choices import suggest_seatable_teams, to_optimize
from cogs.ui.controls import Layout, RefButton, row
from cogs.ui.keeping import KeptButton
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw, thinking
from cogs.ui.shelf import Shelf, find_on_shelf
from cogs.ui.words import reader

_TELL_EVERY_S = 1.5
"""How often it is told how far a search is; most are over before that."""


@app_commands.command(name="optimize", description=T("Propose builds for the open places of a team"))
@app_commands.describe(team=T("One of your teams, or one that you lead"))
@app_commands.autocomplete(team=to_optimize(suggest_seatable_teams))
async def optimize(interaction: Interaction, team: str) -> None:
    """Propose; nothing changes until somebody accepts."""
    await thinking(interaction)
    await redraw(interaction, await _propose(interaction, team))


class FillOpen(RefButton, verb="team-fill"):
    """Propose builds for the open places; where all see the message, only to the person who asks."""

    label = text.FILL
    emoji = "✨"

    @override
    async def press(self, interaction: Interaction) -> None:
        is_own = interaction.message is not None and interaction.message.flags.ephemeral
        await (heard if is_own else thinking)(interaction)
        await redraw(interaction, await _propose(interaction, self.ref))


class AcceptProposal(RefButton, verb="team-accept"):
    """Fill the team as proposed; if it changed meanwhile, tell what and propose anew."""

    label = text.ACCEPT
    style = discord.ButtonStyle.success

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        words = reader(interaction)
        accepted = await services(interaction).team_filler.accept(viewer(interaction), self.ref)
        if accepted.is_done:
            shelf, _ = find_on_shelf("team:")
            note = words.n(text.ACCEPTED_ONE, text.ACCEPTED_MANY, accepted.filled)
            await redraw(interaction, shelf.card(interaction, accepted.team, note=note))
            return
        note = words(text.OTHER) if accepted.is_other else render_changed(accepted.changed, words)
        await redraw(interaction, await _propose(interaction, accepted.team.short_id, note))


class BackToTeam(KeptButton, verb="team-back"):
    """Show the team as it is."""

    label = text.BACK

    @override
    async def answer(self, interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
        return shelf.card(interaction, await shelf.keeper(interaction).require(viewer(interaction), ref))


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (optimize,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (FillOpen, AcceptProposal, BackToTeam)


async def _propose(interaction: Interaction, ref: str, note: str | None = None) -> Layout:
    """Return a proposal, telling meanwhile how far the search for it is."""
    telling = _Telling(interaction)
    async with telling.running():
        suggested = await services(interaction).team_filler.propose(viewer(interaction), ref, telling.hear)
    return _card(interaction, suggested, note)


def _card(interaction: Interaction, suggested: Suggested, note: str | None) -> Layout:
    words, team = reader(interaction), suggested.team
    game = services(interaction).game_in(words.language)
    head = f"## {words(text.TITLE, name=shown(team.name))}"
    parts = render_proposal(suggested, game, words, viewer(interaction).guild)
    body: ui.Container[Any] = ui.Container(*(ui.TextDisplay(part) for part in (head, *parts)), accent_color=ACCENT)
    buttons: list[ui.Item[Any]] = [] if suggested.key is None else [AcceptProposal(suggested.key, words)]
    buttons.append(BackToTeam(f"team:{team.short_id}", words))
    return Layout(*([ui.TextDisplay(note)] if note else []), body, row(*buttons))


class _Telling:
    """Tells how far a search is, in place of the message that is to be answered."""

    def __init__(self, interaction: Interaction) -> None:
        self._interaction = interaction
        self._last: Progress | None = None

    def hear(self, progress: Progress) -> None:
        self._last = progress

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        telling = asyncio.create_task(self._tell())
        try:
            yield
        finally:
            telling.cancel()
            with suppress(asyncio.CancelledError, discord.HTTPException):
                await telling

    async def _tell(self) -> None:
        while True:
            await asyncio.sleep(_TELL_EVERY_S)
            if self._last is not None:
                await redraw(self._interaction, self._view(self._last))

    def _view(self, progress: Progress) -> Layout:
        words = reader(self._interaction)
        asked = max(1, progress.bound.met)
        said = words(text.SO_FAR, percent=100 * progress.score.met // asked, seconds=round(SECONDS))
        return Layout(ui.TextDisplay(f"⏳ {words(text.SEARCHING)}\n-# {said}"))
