"""`/build copy`, and the buttons to copy and to like what others made."""

from typing import Any

from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.services.sharing import Copied
from cogs.builds import editing_text as text
from cogs.ui.choices import suggest_others_builds
from cogs.ui.controls import Layout, Notice, RefButton
from cogs.ui.keeping import Keep
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, everyone_here, services, viewer
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.shelf import find_on_shelf, ref_of
from cogs.ui.words import reader


@app_commands.command(name="copy", description=T("Copy somebody's build into yours"))
@app_commands.describe(build=T("A build of this server"))
@app_commands.autocomplete(build=suggest_others_builds)
async def copy(interaction: Interaction, build: str) -> None:
    """Copy a build that the person can see."""
    await _copy(interaction, build)


class CopyBuild(RefButton, verb="copy"):
    """Copy the build; somebody who did so before is told, and asked."""

    label = text.COPY

    @override
    async def press(self, interaction: Interaction) -> None:
        await _copy(interaction, self.ref)


class CopyAgain(RefButton, verb="copy-again"):
    """Copy the build though a copy is kept already."""

    label = text.COPY_AGAIN

    @override
    async def press(self, interaction: Interaction) -> None:
        await _copy(interaction, self.ref, again=True)


class LikeBuild(RefButton, verb="like"):
    """Like the build, or no longer; what the button belongs to is drawn again with the new count."""

    label = text.LIKE
    emoji = "❤️"

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        shelf, ref = find_on_shelf(f"build:{self.ref}")
        liked = await services(interaction).sharing.toggle_like(viewer(interaction), ref)
        said = reader(interaction)(text.LIKED if liked.is_liked else text.UNLIKED)
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await redraw(interaction, shelf.card(interaction, liked.build, note=said))
            return
        seen_by_all = await shelf.keeper(interaction).require(everyone_here(interaction), ref)
        await redraw(interaction, shelf.shared_card(interaction, seen_by_all))
        await whisper(interaction, Notice(said))


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (copy,)
CONTROLS = (CopyBuild, CopyAgain, LikeBuild)


async def _copy(interaction: Interaction, ref: str, *, again: bool = False) -> None:
    await thinking(interaction)
    copied = await services(interaction).sharing.copy(viewer(interaction), ref, again=again)
    await whisper(interaction, _answer(interaction, copied))


def _answer(interaction: Interaction, copied: Copied) -> Layout:
    """Return the copy, or the question whether there shall be another one."""
    shelf, _ = find_on_shelf("build:")
    words, build = reader(interaction), copied.build
    if copied.is_new or build.origin is None:
        return shelf.card(interaction, build, note=words(text.COPIED))
    said = words(text.ALREADY_COPIED, name=shown(build.name))
    return Notice(said, Keep(ref_of(shelf, build), words), CopyAgain(build.origin.short_id, words))
