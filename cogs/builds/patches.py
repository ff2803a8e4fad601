"""What the game changed of a build: told to its owner by name, to others with a mark; the button that clears it."""

from typing import TYPE_CHECKING, Any

from typing_extensions import override

from bot.domain.builds import Build
from bot.domain.viewer import Viewer
from bot.services.patches import Changes
from cogs.builds import patches_text as text
from cogs.ui.controls import Layout
from cogs.ui.keeping import KeptButton
from cogs.ui.limits import clip
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.shelf import Shelf
from cogs.ui.words import Words, moment, reader

if TYPE_CHECKING:
    from bot.app import Services

_NAMES_SHOWN = 5
_NAME = 60


def changes_of(known: "Services", build: Build, words: Words) -> Changes | None:
    """Return what the game changed of a build, by its names in the words' language; nothing of one thrown away."""
    if build.deleted_at is not None:
        return None
    return known.patches.get_changes(build, language=words.language)


def render_changes(changes: Changes, build: Build, eyes: Viewer, words: Words) -> str:
    """Return what changed for the owner; for others that something did, and no more."""
    since = moment(changes.since, "d")
    if not build.is_owned_by(eyes):
        return f"-# ⚠️ {words(text.OTHERS, since=since)}"
    names = [f"*{clip(name, _NAME)}*" for name in changes.names[:_NAMES_SHOWN]]
    rest = len(changes.names) - _NAMES_SHOWN
    if rest > 0:
        names.append(words(text.MORE, count=rest))
    told = words.list(names) if names else words(text.NAMELESS)
    return f"⚠️ {words(text.CHANGED, since=since, things=told)}"


class BuildChecked(KeptButton, verb="build-checked"):
    """Note that the owner knows of the changes."""

    label = text.CHECK
    emoji = "✅"

    @override
    async def answer(self, interaction: Interaction, shelf: Shelf[Any], ref: str) -> Layout:
        build = await services(interaction).patches.check(viewer(interaction), ref)
        return shelf.card(interaction, build, note=reader(interaction)(text.CHECKED))
