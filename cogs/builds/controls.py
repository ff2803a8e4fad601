"""The controls of build cards and lists, and how builds are drawn for whom."""

from typing import TYPE_CHECKING, Any

import discord
from discord import ui
from typing_extensions import override

from bot.domain.builds import Build
from bot.domain.viewer import Viewer
from bot.services.builds import BuildLibrary
from cogs.builds import patches_text, render, text
from cogs.builds.cards import BuildCard, Extras
from cogs.builds.editing import EditBuild, SortBuild
from cogs.builds.gear import render_gear
from cogs.builds.gear_panel import OpenGear
from cogs.builds.giving import render_doubts, render_gifts, render_sources
from cogs.builds.history import BuildHistory
from cogs.builds.patches import BuildChecked, changes_of, render_changes
from cogs.builds.picturing import BuildPicture
from cogs.builds.sharing import CopyBuild, LikeBuild
from cogs.ui import keeping, shelf
from cogs.ui.controls import Layout, RefButton
from cogs.ui.limits import CONTENT, LAYOUT_TEXT
from cogs.ui.markup import code_block, shown
from cogs.ui.people import Interaction, everyone_here, services, viewer
from cogs.ui.prose import prose
from cogs.ui.replies import thinking, whisper
from cogs.ui.reporting import ReportThing
from cogs.ui.sending import tell
from cogs.ui.words import Words, audience, reader

if TYPE_CHECKING:
    from bot.app import Services


class BuildShelf(shelf.Shelf[Build]):
    """Builds as things that are kept."""

    name = "build"
    lists = {  # noqa: RUF012 - read only
        shelf.OWN: shelf.ListWords(text.LIST_OWN, text.EMPTY_OWN),
        shelf.PUBLIC: shelf.ListWords(text.LIST_PUBLIC, text.EMPTY_PUBLIC),
        shelf.DELETED: shelf.ListWords(text.LIST_DELETED, text.EMPTY_DELETED),
    }

    @override
    def keeper(self, interaction: Interaction) -> BuildLibrary:
        return services(interaction).builds

    @override
    def card(self, interaction: Interaction, thing: Build, *, note: str | None = None) -> BuildCard:
        words, eyes = reader(interaction), viewer(interaction)
        controls = _buttons(interaction, thing, eyes, words)
        return _card(services(interaction), thing, words, eyes, note=note, controls=controls)

    @override
    def shared_card(self, interaction: Interaction, thing: Build) -> BuildCard:
        return post_card(services(interaction), thing, audience(interaction), everyone_here(interaction))

    @override
    def count(self, number: int, words: Words) -> str:
        return words.n(text.COUNT_ONE, text.COUNT_MANY, number)

    @override
    def row(self, interaction: Interaction, thing: Build) -> str:
        words = reader(interaction)
        row = render.render_row(thing, services(interaction).game_in(words.language), words)
        if not thing.is_owned_by(viewer(interaction)):
            return row
        is_changed = changes_of(services(interaction), thing, words) is not None
        flaws = [words(patches_text.SHORT)] if is_changed else []
        if thing.post is not None and thing.post.fault is not None:
            flaws.append(words(text.POST_SHORT if thing.post.message is None else text.POST_OLD))
        return " · ".join([row, *(f"⚠️ {flaw}" for flaw in flaws)])

    @override
    def option(self, interaction: Interaction, thing: Build) -> discord.SelectOption:
        words = reader(interaction)
        return render.render_option(thing, services(interaction).game_in(words.language), words)


SHELF = BuildShelf()


def post_card(known: "Services", build: Build, words: Words, eyes: Viewer) -> BuildCard:
    """Return the card that everyone in a channel sees."""
    ref = build.short_id
    shown_to_all = (LikeBuild, CopyBuild, BuildPicture, BuildGives, BuildCode)
    controls = (*(button(ref, words) for button in shown_to_all), ReportThing(shelf.ref_of(SHELF, build), words))
    return _card(known, build, words, eyes, controls=controls)


def _card(
    known: "Services",
    build: Build,
    words: Words,
    eyes: Viewer,
    *,
    controls: tuple[ui.Item[Any], ...],
    note: str | None = None,
) -> BuildCard:
    is_own = build.is_owned_by(eyes)
    giving = known.givings.get(build, language=words.language)
    doubts = render_doubts(known.givings.find_doubts(giving), words) if is_own else None
    changes = changes_of(known, build, words)
    changed = render_changes(changes, build, eyes, words) if changes else None
    own, seen = (changed, None) if is_own else (None, changed)
    return BuildCard(
        build,
        known.game_in(words.language),
        words,
        viewer=eyes,
        extras=Extras(
            giving=giving,
            parts=(doubts, seen, render_gear(build, known.wardrobe, words), render_gifts(giving, words)),
            more_notes=BuildNotes(build.short_id, words),
            note="\n".join(filter(None, [note, own])) or None,
        ),
        controls=controls,
    )


class BuildNotes(RefButton, verb="build-notes"):
    """Give all of the notes: a card shows their beginning."""

    label = text.ALL_NOTES
    emoji = "📝"

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        build = await services(interaction).builds.require(viewer(interaction), self.ref)
        head = f"## {shown(build.name)}\n"
        notes = prose(build.notes)
        if len(head) + len(notes) > LAYOUT_TEXT:
            # escaped to the last character they would not fit: as they were typed they do
            notes = code_block(build.notes)
        await whisper(interaction, Layout(ui.Container(ui.TextDisplay(head + notes))))


class BuildCode(RefButton, verb="build-code"):
    """Give the bare code: on a phone a whole message is easier to copy than a block in a card."""

    label = text.CODE
    emoji = "📋"

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        build = await services(interaction).builds.require(viewer(interaction), self.ref)
        # the longest code that can be is 2,104 characters; what does not fit a plain message fits a layout
        if len(build.code) <= CONTENT:
            await tell(interaction, build.code)
        else:
            await whisper(interaction, Layout(ui.TextDisplay(build.code)))


class BuildGives(RefButton, verb="build-gives"):
    """Tell from which skill or trait everything comes that the build gives."""

    label = text.WHERE_FROM

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        build = await services(interaction).builds.require(viewer(interaction), self.ref)
        words = reader(interaction)
        giving = services(interaction).givings.get(build, language=words.language)
        said = render_sources(build.name, giving, words)
        await whisper(interaction, Layout(ui.Container(ui.TextDisplay(said))))


CONTROLS = (BuildCode, BuildGives, BuildNotes)


def _buttons(interaction: Interaction, build: Build, eyes: Viewer, words: Words) -> tuple[ui.Item[Any], ...]:
    ref = shelf.ref_of(SHELF, build)
    if build.deleted_at is not None:
        return (keeping.Restore(ref, words),)
    is_public = eyes.guild is not None and eyes.guild in build.published_in
    buttons: list[ui.Item[Any]] = [keeping.Share(ref, words)] if is_public else []
    if build.is_owned_by(eyes):
        if changes_of(services(interaction), build, words):
            buttons.append(BuildChecked(ref, words))
        if eyes.guild is not None:
            buttons.append((keeping.Unpublish if is_public else keeping.Publish)(ref, words))
        own = (EditBuild, OpenGear, SortBuild)
        buttons += [*(button(build.short_id, words) for button in own), keeping.Delete(ref, words)]
    elif is_public:
        buttons += [LikeBuild(build.short_id, words), CopyBuild(build.short_id, words)]
    last = [ReportThing(ref, words)] if is_public and not build.is_owned_by(eyes) else []
    short_id = build.short_id
    if build.version > 1 and build.is_owned_by(eyes):
        buttons.append(BuildHistory(short_id, words))
    return (*buttons, BuildPicture(short_id, words), BuildGives(short_id, words), BuildCode(short_id, words), *last)
