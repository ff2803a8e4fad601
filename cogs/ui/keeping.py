"""Buttons to publish, share, delete and bring back what people keep, and the lists of it: builds and teams alike.

The service behind a shelf decides who may do what; a control only asks it and draws the thing again.
"""

from typing import Any

import discord
from discord import ui
from typing_extensions import override

from bot.domain.viewer import Viewer
from bot.errors import NotAllowedError
from bot.services.builds import UNDO
from cogs.ui import text
from cogs.ui.controls import Layout, Notice, RefButton, RefSelect, row
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, everyone_here, viewer
from cogs.ui.replies import heard, post, redraw, thinking, whisper
from cogs.ui.shelf import DELETED, OWN, PUBLIC, K, Shelf, find_on_shelf, ref_of
from cogs.ui.words import Words, moment, reader


class KeptButton(RefButton, verb="kept"):
    """A button about one thing of a shelf; what `answer` returns takes the place of the message."""

    @override
    async def press(self, interaction: Interaction) -> None:
        if interaction.message is not None and not interaction.message.flags.ephemeral:
            # the answer is for this person's eyes only: it must not replace what all see
            await thinking(interaction)
            await whisper(interaction, await self.answer(interaction, *find_on_shelf(self.ref)))
            return
        await heard(interaction)
        await redraw(interaction, await self.answer(interaction, *find_on_shelf(self.ref)))

    async def answer(self, interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
        """Do what the button says and return what is shown then."""
        raise NotImplementedError


class Publish(KeptButton, verb="publish"):
    """Make the thing public in this guild."""

    label = text.PUBLISH
    style = discord.ButtonStyle.success

    @override
    async def answer(self, interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
        return shelf.card(interaction, await shelf.keeper(interaction).publish(viewer(interaction), ref))


class Unpublish(KeptButton, verb="unpublish"):
    """Take the thing out of this guild."""

    label = text.UNPUBLISH

    @override
    async def answer(self, interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
        return shelf.card(interaction, await shelf.keeper(interaction).unpublish(viewer(interaction), ref))


class Share(KeptButton, verb="share"):
    """Show a thing that is public here to everyone in the channel."""

    label = text.SHARE

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        shelf, ref = find_on_shelf(self.ref)
        thing = await shelf.keeper(interaction).require(everyone_here(interaction), ref)
        await post(interaction, shelf.shared_card(interaction, thing))


class Delete(KeptButton, verb="delete"):
    """Ask whether to delete the thing."""

    label = text.DELETE
    style = discord.ButtonStyle.danger

    @override
    async def answer(self, interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
        thing = await shelf.keeper(interaction).require(viewer(interaction), ref)
        return question(shelf, thing, viewer(interaction), reader(interaction))


class DeleteYes(KeptButton, verb="delete-yes"):
    """Delete the thing and offer to bring it back."""

    label = text.DELETE_YES
    style = discord.ButtonStyle.danger

    @override
    async def answer(self, interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
        thing = await shelf.keeper(interaction).delete(viewer(interaction), ref)
        words = reader(interaction)
        until = moment((thing.deleted_at or thing.updated_at) + UNDO, "d")
        sentence = words(text.DELETED_NOW, name=shown(thing.name), until=until)
        return Notice(sentence, Restore(ref_of(shelf, thing), words))


class Keep(KeptButton, verb="keep"):
    """Leave the thing as it is and show it again."""

    label = text.KEEP

    @override
    async def answer(self, interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
        return shelf.card(interaction, await shelf.keeper(interaction).require(viewer(interaction), ref))


class Restore(KeptButton, verb="restore"):
    """Bring the deleted thing back and show it."""

    label = text.RESTORE
    style = discord.ButtonStyle.primary

    @override
    async def answer(self, interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
        return await _restored(interaction, shelf, ref)


class TurnPage(KeptButton, verb="older"):
    """Turn a list to an older page; after the shelf's name come the list's name and the cursor of the page."""

    label = text.OLDER

    @override
    async def answer(self, interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
        which, _, cursor = ref.partition(":")
        return await listed(interaction, shelf, which, cursor=cursor or None)


class FirstPage(TurnPage, verb="newest"):
    """Turn a list back to its newest things."""

    label = text.NEWEST


class KeptSelect(RefSelect, verb="kept-select"):
    """A select over things of a shelf; each option's value is the thing's reference."""

    @override
    async def choose(self, interaction: Interaction, value: str) -> None:
        await thinking(interaction)
        await whisper(interaction, await self.answer(interaction, *find_on_shelf(value)))

    async def answer(self, interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
        """Do what the select says with the thing chosen and return what is shown then."""
        raise NotImplementedError


class Open(KeptSelect, verb="open"):
    """Show the card of the thing chosen from a list."""

    placeholder = text.OPEN

    @override
    async def answer(self, interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
        return shelf.card(interaction, await shelf.keeper(interaction).require(viewer(interaction), ref))


class RestoreChosen(KeptSelect, verb="restore-chosen"):
    """Bring back the thing chosen from the list of deleted ones."""

    placeholder = text.RESTORE

    @override
    async def answer(self, interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
        return await _restored(interaction, shelf, ref)


CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (
    Publish,
    Unpublish,
    Share,
    Delete,
    DeleteYes,
    Keep,
    Restore,
    TurnPage,
    FirstPage,
    Open,
    RestoreChosen,
)


def question(shelf: Shelf[K], thing: K, eyes: Viewer, words: Words) -> Notice:
    """Return the question that stands before a deletion; raises NotAllowedError for what belongs to somebody else."""
    if not thing.is_owned_by(eyes):
        raise NotAllowedError("owner")
    ref = ref_of(shelf, thing)
    sentence = words(text.CONFIRM_DELETE, name=shown(thing.name))
    return Notice(sentence, DeleteYes(ref, words), Keep(ref, words))


async def listed(interaction: Interaction, shelf: Shelf[Any], which: str, *, cursor: str | None = None) -> Layout:
    """Return one page of a list, newest first, with a select to open one of its things."""
    words, keeper = reader(interaction), shelf.keeper(interaction)
    find = {OWN: keeper.list_own, PUBLIC: keeper.list_public, DELETED: keeper.list_deleted}[which]
    page = await find(viewer(interaction), cursor=cursor)
    if cursor and not page.items:
        # what stood on this page is gone meanwhile
        return await listed(interaction, shelf, which)
    head, rows = f"## {words(shelf.lists[which].title)}", words(shelf.lists[which].empty)
    controls: list[ui.Item[Any]] = []
    if page.items:
        count = shelf.count(page.total, words)
        head += f"\n-# {words(text.MORE_THAN, count=count) if page.is_capped else count}"
        rows = "\n".join(f"- {shelf.row(interaction, thing)}" for thing in page.items)
        options = [shelf.option(interaction, thing) for thing in page.items]
        controls.append(row((RestoreChosen if which == DELETED else Open)(options, words)))
    turns: list[ui.Item[Any]] = [FirstPage(f"{shelf.name}:{which}", words)] if cursor else []
    if page.next:
        turns.append(TurnPage(f"{shelf.name}:{which}:{page.next}", words))
    if turns:
        controls.append(row(*turns))
    return Layout(ui.Container(ui.TextDisplay(head), ui.TextDisplay(rows)), *controls)


async def _restored(interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
    thing = await shelf.keeper(interaction).restore(viewer(interaction), ref)
    note = reader(interaction)(text.RESTORED, name=shown(thing.name))
    return shelf.card(interaction, thing, note=note)
