"""What a build says, without an owner and an id: the form in which builds move in and out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from bot.domain.builds import Build
from bot.domain.gear.gear import Gear
from bot.domain.modes import GameMode
from bot.domain.template import BuildTemplate
from bot.errors import UnknownRoleError


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A build that is not kept yet, or not told whose it is; fields are those of Build."""

    template: BuildTemplate
    name: str | None = None
    """None: it has none yet, and is called after its specialization when it is kept."""
    mode: GameMode | None = None
    gear: Gear | None = None
    notes: str = ""
    source_link: str | None = None
    roles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @classmethod
    def of(cls, build: Build) -> Self:
        """Return what `build` says."""
        return cls(
            template=build.template,
            name=build.name,
            mode=build.mode,
            gear=build.gear,
            notes=build.notes,
            source_link=build.source_link,
            roles=build.roles,
            tags=build.tags,
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to import and has seen a preview of: the texts as they came, to be read again."""

    token: str
    """What the preview's buttons call it."""
    texts: tuple[str, ...]
    made_at: datetime


def in_order(roles: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return `roles` each once and in the order of `known`; raises UnknownRoleError for one that is not among them."""
    for role in roles:
        if role not in known:
            raise UnknownRoleError(role, known=known)
    return tuple(role for role in known if role in roles)
