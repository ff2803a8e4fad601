"""A build that somebody keeps: a decoded build code with a name, an owner and the guilds it is public in."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.gear.gear import Gear
from bot.domain.ids import BuildId, GuildId, UserId
from bot.domain.modes import GameMode
from bot.domain.template import BuildTemplate
from bot.domain.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """A kept build. People call it by `name` or `short_id`; `id` never leaves the program."""

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
    created_at: datetime
    updated_at: datetime
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
