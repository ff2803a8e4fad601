"""The forms of the leader's board, and the buttons that open them: a guest's name, a note at a place."""

from typing import Any

from discord import ui
from typing_extensions import override

from bot.domain.leading import Spot
from bot.domain.names import NAME_LIMIT
from bot.domain.raids import NOTE_LIMIT, RaidSeat
from bot.domain.teams import Player
from cogs.raids.lineup import text
from cogs.raids.lineup.layout import View, parse, shown_board
from cogs.raids.lineup.render import format_place
from cogs.ui.controls import RefButton
from cogs.ui.modals import Answers, SafeModal, answer_form, form_heard, in_time
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.words import Words, reader


class GuestForm(SafeModal, verb="lineup-guest"):
    """The name of somebody who is not on Discord."""

    def __init__(self, ref: str, spot: Spot, words: Words) -> None:
        super().__init__(words(text.GUEST_TITLE, place=format_place(spot.at)), ref)
        name: ui.TextInput[Any] = ui.TextInput(custom_id="guest", max_length=NAME_LIMIT)
        self.add(words(text.GUEST_NAME), name, words(text.GUEST_HINT))

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await form_heard(interaction)
        short_id, spot, _ = parse(ref)
        guest = Player(name=answers.texts["guest"])
        board = await services(interaction).lineups.seat(viewer(interaction), short_id, spot, guest)
        await answer_form(interaction, shown_board(interaction, board, View(spot.at)))


class NoteForm(SafeModal, verb="lineup-note"):
    """A note at a place."""

    def __init__(self, ref: str, seat: RaidSeat, words: Words) -> None:
        super().__init__(words(text.NOTE_TITLE, place=format_place(seat.at)), ref)
        note: ui.TextInput[Any] = ui.TextInput(
            custom_id="note", default=seat.note or None, max_length=NOTE_LIMIT, required=False
        )
        self.add(words(text.NOTE_FIELD), note, words(text.NOTE_HINT))

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await form_heard(interaction)
        short_id, spot, _ = parse(ref)
        board = await services(interaction).lineups.note(viewer(interaction), short_id, spot, answers.texts["note"])
        await answer_form(interaction, shown_board(interaction, board, View(spot.at)))


class Guest(RefButton, verb="lineup-guest"):
    """Open the form for a guest's name."""

    label = text.GUEST

    @override
    async def press(self, interaction: Interaction) -> None:
        short_id, spot, _ = parse(self.ref)
        await in_time(services(interaction).lineups.require(viewer(interaction), short_id))
        await GuestForm(self.ref, spot, reader(interaction)).open(interaction)


class Note(RefButton, verb="lineup-note"):
    """Open the form for a note, with the one that is there."""

    label = text.NOTE

    @override
    async def press(self, interaction: Interaction) -> None:
        short_id, spot, _ = parse(self.ref)
        board = await in_time(services(interaction).lineups.require(viewer(interaction), short_id))
        await NoteForm(self.ref, board.roster.get_seat(spot.at), reader(interaction)).open(interaction)
