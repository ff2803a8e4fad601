"""What builds and teams have in common as things that people keep, and how a feature draws its own.

A feature describes its things in a `Shelf` and puts it up under a name. A reference names the shelf and a thing on it:
"build:k7m3qx2a".
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

import discord

from bot.domain.pages import Page
from bot.domain.viewer import Viewer
from cogs.ui.controls import Layout
from cogs.ui.people import Interaction
from cogs.ui.words import Words

OWN, PUBLIC, DELETED = "own", "public", "deleted"
"""The lists of a shelf; a list's buttons carry its name."""


class Kept(Protocol):
    """What builds and teams have in common."""

    @property
    def short_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def updated_at(self) -> datetime: ...
    @property
    def deleted_at(self) -> datetime | None: ...
    def is_owned_by(self, viewer: Viewer) -> bool: ...


K = TypeVar("K", bound=Kept)


class Keeper(Protocol[K]):
    """The service behind a shelf: what builds and teams can all do."""

    async def require(self, viewer: Viewer, ref: str) -> K: ...
    async def publish(self, viewer: Viewer, ref: str) -> K: ...
    async def unpublish(self, viewer: Viewer, ref: str) -> K: ...
    async def delete(self, viewer: Viewer, ref: str) -> K: ...
    async def restore(self, viewer: Viewer, ref: str) -> K: ...
    async def list_own(self, viewer: Viewer, *, cursor: str | None = None) -> Page[K]: ...
    async def list_public(self, viewer: Viewer, *, cursor: str | None = None) -> Page[K]: ...
    async def list_deleted(self, viewer: Viewer, *, cursor: str | None = None) -> Page[K]: ...


@dataclass(frozen=True, slots=True)
class ListWords:
    """The heading of a list, and what stands there while it is empty."""

    title: str
    empty: str


class Shelf(ABC, Generic[K]):
    """How a feature finds and draws its things."""

    lists: Mapping[str, ListWords]
    """The words of each list, by its name."""
    name: str
    """What its controls call it, and their references begin with."""

    @abstractmethod
    def keeper(self, interaction: Interaction) -> Keeper[K]:
        """Return the service that holds the things."""

    @abstractmethod
    def card(self, interaction: Interaction, thing: K, *, note: str | None = None) -> Layout:
        """Return the card that the person who acts sees, with the buttons that they may press."""

    @abstractmethod
    def shared_card(self, interaction: Interaction, thing: K) -> Layout:
        """Return the card that everyone in the channel sees."""

    @abstractmethod
    def count(self, number: int, words: Words) -> str:
        """Return how many things there are, in words."""

    @abstractmethod
    def row(self, interaction: Interaction, thing: K) -> str:
        """Return a thing as one line of a list."""

    @abstractmethod
    def option(self, interaction: Interaction, thing: K) -> discord.SelectOption:
        """Return a thing as an option of a select: plain text, no markdown."""


_SHELVES: dict[str, Shelf[Any]] = {}


def put_up(shelf: Shelf[Any]) -> None:
    """Make the controls of this module work for the things of `shelf`; an extension does so when it is loaded."""
    _SHELVES[shelf.name] = shelf


def ref_of(shelf: Shelf[K], thing: K) -> str:
    """Return the reference that the controls of this module take for `thing`."""
    return f"{shelf.name}:{thing.short_id}"


def find_on_shelf(ref: str) -> tuple[Shelf[Any], str]:
    """Return the shelf that a reference names, and the rest of the reference."""
    name, _, rest = ref.partition(":")
    return _SHELVES[name], rest
