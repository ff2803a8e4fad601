"""A build that somebody keeps: a decoded build code, what its author says of it, and the guilds it is public in."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from bot.domain.gear.gear import Gear
from bot.domain.ids import BuildId, GuildId, UserId
from bot.domain.modes import GameMode
from bot.domain.posts import Post
from bot.domain.template import BuildTemplate
from bot.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Origin:
    """The build that another one was copied from."""

    short_id: str
    author: UserId
    name: str | None = None
    """None where the viewer may not see it, or nobody looked: a stored origin is an id and nothing else."""


@dataclass(frozen=True, slots=True)
class Version:
    """What a build was before its code or gear changed."""

    number: int
    """Counted from 1, the oldest."""
    template: BuildTemplate
    code: str
    gear: Gear | None
    replaced_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """A kept build. People call it by `name` or `short_id`; `id` never leaves the program.

    What others make of it (likes, uses, teams) changes without the build: two that differ in nothing else are equal.
    """

    id: BuildId
    short_id: str
    owner: UserId
    name: str
    mode: GameMode | None
    """None: the author did not say."""
    template: BuildTemplate
    code: str
    """The canonical chat code of `template`."""
    gear: Gear | None = None
    """What its author said it wears; the code does not tell."""
    notes: str = ""
    """The author's words, with markdown in them; see `bot.domain.notes`."""
    source_link: str | None = None
    """Where the author has it from: an http or https address."""
    roles: tuple[str, ...] = ()
    """What the author says it is for, of the closed set in `RoleRules.words` and in its order."""
    tags: tuple[str, ...] = ()
    """Short words of the author's own."""
    revision: int = 1
    """Grows with every change to the fields above: who changes a build says which revision they saw."""
    version: int = 1
    """Grows when code or gear change; what was before is a Version."""
    origin: Origin | None = None
    likes: int = field(default=0, compare=False)
    uses: int = field(default=0, compare=False)
    """How often it was copied or seated; what happened is not taken back."""
    teams: int = field(default=0, compare=False)
    """In how many teams that the viewer may see it is seated; 0 where nobody looked."""
    raids: int = 0
    """In how many raids of the viewer's guild somebody seated plays it; 0 where nobody looked."""
    post: Post | None = None
    """Its post in the builds channel of the guild that its owner looks from; None where nobody looked."""
    created_at: datetime
    updated_at: datetime
    checked_at: datetime | None = None
    """When code or gear were last changed, or its owner last said that it suits the game as it is; None for never."""
    deleted_at: datetime | None = None
    """When its owner threw it away; it can be taken back for 30 days."""
    published_in: frozenset[GuildId] = frozenset()

    def is_owned_by(self, viewer: Viewer) -> bool:
        """Tell whether the build belongs to `viewer`."""
        return self.owner == viewer.user

    def is_visible_to(self, viewer: Viewer) -> bool:
        """Tell whether `viewer` may know of the build; one that was thrown away exists for its owner only."""
        if self.is_owned_by(viewer):
            return True
        return self.deleted_at is None and viewer.guild in self.published_in

    def changed(self, now: datetime, **fields: Any) -> Self:
        """Return the build as it is after a change of `fields`: a revision on, and a version on for code and gear."""
        after = replace(self, **fields)
        if after == self:
            return self
        is_new_version = (after.code, after.gear) != (self.code, self.gear)
        return replace(
            after,
            revision=self.revision + 1,
            version=self.version + is_new_version,
            updated_at=now,
            checked_at=now if is_new_version else self.checked_at,
        )
