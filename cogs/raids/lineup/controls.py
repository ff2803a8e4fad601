"""The buttons and selects of the leader's board.

All state stands in the controls: which raid, which place is open and how it looked. So two boards of one raid, or one
from before a restart, do no harm: each press reads the raid anew and shows what others did meanwhile.
"""

from collections.abc import Awaitable
from typing import Any, ClassVar

import discord
from discord import ui
from typing_extensions import override

from bot.domain.ids import UserId
from bot.domain.leading import Spot
from bot.domain.teams import Player
from bot.services.raids.lineups import Board
from cogs.raids.leaving import LOOK_S, ask_who_left
from cogs.raids.lineup import text
from cogs.raids.lineup.layout import View, parse, show
from cogs.raids.lineup.options import MORE
from cogs.ui.controls import RefButton, RefSelect
from cogs.ui.entities import EntitySelect
from cogs.ui.game_text import ROLES
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard
from cogs.ui.words import reader


class _PlaceButton(RefButton, verb="lineup-none"):
    """A button about the open place, which stays open."""

    mode: ClassVar[str] = ""

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        short_id, spot, _ = parse(self.ref)
        await show(interaction, self.act(interaction, short_id, spot), View(spot.at, self.mode))

    def act(self, interaction: Interaction, ref: str, spot: Spot) -> Awaitable[Board]:  # noqa: ARG002 - for subclasses
        """Do what the button says; without more, only look anew."""
        return services(interaction).lineups.require(viewer(interaction), ref)


class Swap(_PlaceButton, verb="lineup-swapping"):
    """Ask with which place to swap."""

    label, mode = text.SWAP, "swap"


class Wish(_PlaceButton, verb="lineup-wishing"):
    """Ask which role is wanted in the place."""

    label, mode = text.WISH, "wish"


class Pin(_PlaceButton, verb="lineup-pin"):
    """Keep whoever sits there in the place."""

    label = text.PIN

    @override
    def act(self, interaction: Interaction, ref: str, spot: Spot) -> Awaitable[Board]:
        return services(interaction).lineups.pin(viewer(interaction), ref, spot, is_pinned=True)


class Unpin(_PlaceButton, verb="lineup-unpin"):
    """Let whoever sits there be moved again."""

    label = text.UNPIN

    @override
    def act(self, interaction: Interaction, ref: str, spot: Spot) -> Awaitable[Board]:
        return services(interaction).lineups.pin(viewer(interaction), ref, spot, is_pinned=False)


class Bench(_PlaceButton, verb="lineup-bench"):
    """Send whoever sits there to the waiting list."""

    label = text.BENCH
    style = discord.ButtonStyle.danger

    @override
    def act(self, interaction: Interaction, ref: str, spot: Spot) -> Awaitable[Board]:
        return services(interaction).lineups.bench(viewer(interaction), ref, spot)


class _WholeButton(RefButton, verb="lineup-nowhere"):
    """A button about the raid as a whole; all places are shown after it."""

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        short_id, _, rest = self.ref.partition(":")
        await show(interaction, self.act(interaction, short_id, rest), View())

    def act(self, interaction: Interaction, ref: str, rest: str) -> Awaitable[Board]:  # noqa: ARG002 - for subclasses
        """Do what the button says; without more, only look anew."""
        return services(interaction).lineups.require(viewer(interaction), ref)


class AllPlaces(_WholeButton, verb="lineup-all"):
    """Show all places again."""

    label = text.ALL_PLACES


class Lock(_WholeButton, verb="lineup-lock"):
    """Close sign-ups."""

    label = text.LOCK

    @override
    def act(self, interaction: Interaction, ref: str, rest: str) -> Awaitable[Board]:
        return services(interaction).lineups.lock(viewer(interaction), ref, is_locked=True)


class Unlock(_WholeButton, verb="lineup-unlock"):
    """Open sign-ups again."""

    label = text.UNLOCK

    @override
    def act(self, interaction: Interaction, ref: str, rest: str) -> Awaitable[Board]:
        return services(interaction).lineups.lock(viewer(interaction), ref, is_locked=False)


class TakeAway(_WholeButton, verb="lineup-left"):
    """Take away who left the server, of whom Discord is asked again."""

    label = text.TAKE_AWAY
    style = discord.ButtonStyle.danger

    @override
    async def act(self, interaction: Interaction, ref: str, rest: str) -> Board:
        lineups, eyes = services(interaction).lineups, viewer(interaction)
        await ask_who_left(interaction.client, (await lineups.require(eyes, ref)).roster, LOOK_S)
        return await lineups.take_away(eyes, ref)


class Undo(_WholeButton, verb="lineup-undo"):
    """Take back the last change of seats; pressed again, the one before."""

    label = text.UNDO
    emoji = "↩️"

    @override
    def act(self, interaction: Interaction, ref: str, rest: str) -> Awaitable[Board]:
        return services(interaction).lineups.undo(viewer(interaction), ref, rest)


class _PlaceSelect(RefSelect, verb="lineup-neither"):
    """A select about a place, which is open after it."""

    @override
    async def choose(self, interaction: Interaction, ref: str) -> None:
        await heard(interaction)
        short_id, spot, chosen = parse(ref)
        await show(interaction, self.act(interaction, short_id, spot, chosen), self.view_of(spot, chosen))

    def view_of(self, spot: Spot, chosen: str) -> View:  # noqa: ARG002 - for subclasses
        """Return what is shown afterwards."""
        return View(spot.at)

    def act(self, interaction: Interaction, ref: str, spot: Spot, chosen: str) -> Awaitable[Board]:  # noqa: ARG002
        """Do what was chosen; without more, only look anew."""
        return services(interaction).lineups.require(viewer(interaction), ref)


class ChoosePlace(_PlaceSelect, verb="lineup-place"):
    """Open a place."""

    placeholder = text.CHOOSE_PLACE


class ChooseOtherPlace(_PlaceSelect, verb="lineup-place2"):
    """Open a place of the sixth subgroup or one after it."""

    placeholder = text.CHOOSE_PLACE


class SwapPlace(_PlaceSelect, verb="lineup-swap"):
    """Swap the open place with the one chosen."""

    placeholder = text.SWAP_WITH

    @override
    def act(self, interaction: Interaction, ref: str, spot: Spot, chosen: str) -> Awaitable[Board]:
        return services(interaction).lineups.swap(viewer(interaction), ref, spot, Spot.from_text(chosen))

    @override
    def view_of(self, spot: Spot, chosen: str) -> View:
        return View(Spot.from_text(chosen).at)


class SwapOtherPlace(SwapPlace, verb="lineup-swap2"):
    """The same for the sixth subgroup and those after it."""


class SeatWaiting(_PlaceSelect, verb="lineup-seat"):
    """Seat somebody who waits in the open place, or show others who wait."""

    placeholder = text.SEAT_WAITING

    @override
    def act(self, interaction: Interaction, ref: str, spot: Spot, chosen: str) -> Awaitable[Board]:
        if chosen.startswith(MORE):
            return super().act(interaction, ref, spot, chosen)
        return services(interaction).lineups.seat(viewer(interaction), ref, spot, Player(user=UserId(int(chosen))))

    @override
    def view_of(self, spot: Spot, chosen: str) -> View:
        page = chosen.removeprefix(MORE) if chosen.startswith(MORE) else "0"
        return View(spot.at, page=int(page))


class ChoosePlayed(_PlaceSelect, verb="lineup-play"):
    """Say which of their choices somebody plays in the open place."""

    placeholder = text.PLAYS

    @override
    def act(self, interaction: Interaction, ref: str, spot: Spot, chosen: str) -> Awaitable[Board]:
        return services(interaction).lineups.play(viewer(interaction), ref, spot, int(chosen))


class ChooseWish(_PlaceSelect, verb="lineup-wish"):
    """Say which role is wanted in the open place."""

    placeholder = text.CHOOSE_WISH

    @override
    def act(self, interaction: Interaction, ref: str, spot: Spot, chosen: str) -> Awaitable[Board]:
        return services(interaction).lineups.wish(viewer(interaction), ref, spot, chosen if chosen in ROLES else None)


class SeatMember(EntitySelect[ui.UserSelect[Any]], verb="lineup-member"):
    """Seat any member of the server in the open place, also one who did not answer."""

    placeholder = text.SEAT_MEMBER

    @override
    def make(self) -> ui.UserSelect[Any]:
        return ui.UserSelect()

    @override
    async def choose(self, interaction: Interaction) -> None:
        await heard(interaction)
        short_id, spot, _ = parse(self.ref)
        (chosen,) = self.item.values
        lineups, eyes = services(interaction).lineups, viewer(interaction)
        if chosen.bot:
            note = reader(interaction)(text.NO_BOTS)
            await show(interaction, lineups.require(eyes, short_id), View(spot.at, note=note))
            return
        await show(interaction, lineups.seat(eyes, short_id, spot, Player(user=UserId(chosen.id))), View(spot.at))
