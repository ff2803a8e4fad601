"""Which answers are kept, for whom, and which changes make them invalid: keys and tags for `bot.gateways.cache`.

Only what a measurement shows to be dear is kept; the table stands in the package's README.
"""

from dataclasses import replace
from typing import Final, Protocol

from bot.domain.builds import Build
from bot.domain.ids import GuildId
from bot.domain.pages import Page
from bot.domain.viewer import Viewer
from bot.gateways.cache import EVERYTHING, Key


class HasBuild(Protocol):
    """An outcome with a build in it."""

    @property
    def build(self) -> Build:
        """The build as it is now."""


LIST_S: Final = 300.0
"""How long a page of a guild's list is kept."""


def public_page(viewer: Viewer, cursor: str | None = None) -> Key | None:
    """Return the key of the first page of what is public in a guild: all see the same. None for other pages."""
    if viewer.guild is None or cursor is not None:
        return None
    return Key(guild=viewer.guild, scope="public", page="first")


def tags_of_page(viewer: Viewer, **_: object) -> tuple[str, ...]:
    """Return the tags of such a page."""
    return () if viewer.guild is None else (tag_of_guild(viewer.guild),)


def tag_of_guild(guild: GuildId) -> str:
    """Return the tag of all that shows which builds are public in a guild, or something of them."""
    return f"public:{guild}"


def tags_of_build(build: Build, viewer: Viewer, *_: object, **__: object) -> tuple[str, ...]:
    """Return the tags of all that shows a build that a call returned, or showed it in the viewer's guild before."""
    guilds = build.published_in if viewer.guild is None else build.published_in | {viewer.guild}
    return tuple(tag_of_guild(guild) for guild in sorted(guilds))


def tags_within(outcome: HasBuild, viewer: Viewer, *_: object, **__: object) -> tuple[str, ...]:
    """Return the same for the build of an outcome."""
    return tags_of_build(outcome.build, viewer)


def everything(*_: object, **__: object) -> tuple[str, ...]:
    """Return the tag of all answers, for what is rare and changes much."""
    return (EVERYTHING,)


def everything_if(found: int, *_: object, **__: object) -> tuple[str, ...]:
    """Return the same where something was found to be changed."""
    return (EVERYTHING,) if found else ()


def uncounted(page: Page[Build]) -> Page[Build]:
    """Return a page without likes and uses: they change all the time, and no list of a guild shows them."""
    return replace(page, items=tuple(replace(build, likes=0, uses=0) for build in page.items))
