"""What to offer while somebody types the name of a build or a team, and when what they typed is not found."""

from collections.abc import Iterable
from typing import Protocol, TypeVar
from uuid import UUID

from bot.domain.ids import GuildId
from bot.domain.suggestions import is_similar, name_rank, typed_key
from bot.domain.viewer import Viewer
from bot.errors import NotFoundError
from bot.repositories.unit import Match, NameEntry, NameIndex
from bot.services.lookup import Owned, Shelf, require_visible

SUGGESTIONS = 25
"""Choices that Discord shows in an autocomplete."""
SAMPLE = 500
"""Public names, the newest, that are searched for similar ones: looking at all would take too long."""
NEAR = 3
"""Names that are offered in place of one that is not found."""

T_co = TypeVar("T_co", bound=Owned, covariant=True)
T = TypeVar("T", bound=Owned)


class SearchableShelf(Shelf[T_co], NameIndex, Protocol[T_co]):
    """A repository whose names can be searched."""

    async def find_many(self, ids: tuple[UUID, ...]) -> tuple[T_co, ...]:
        """Return those things that exist, in the order of `ids`."""


async def require_or_suggest(shelf: SearchableShelf[T], viewer: Viewer, ref: str, kind: str) -> T:
    """Return what `ref` names, as `require_visible` does; its NotFoundError tells which names are near."""
    try:
        return await require_visible(shelf, viewer, ref, kind)
    except NotFoundError as missing:
        near = await shelf.find_many((await find_suggestions(shelf, viewer, ref))[:NEAR])
        raise NotFoundError(kind, ref, near=tuple(thing.name for thing in near)) from missing


async def find_suggestions(index: NameIndex, viewer: Viewer, text: str) -> tuple[UUID, ...]:
    """Return at most SUGGESTIONS things: the viewer's own, then public ones; each by how well the name fits."""
    typed = typed_key(text)
    own = await index.list_own_names(viewer.user)
    hits = dict.fromkeys(_ranked(own, typed))
    if viewer.guild is not None and len(hits) < SUGGESTIONS:
        known = {entry.id for entry in own}
        await _add_public(hits, known, index, viewer.guild, typed)
    return tuple(hits)[:SUGGESTIONS]


async def _add_public(hits: dict[UUID, None], known: set[UUID], index: NameIndex, guild: GuildId, typed: str) -> None:
    """Add public things to `hits`, the best fitting first, while there is room; own ones are `known` already."""
    wanted = SUGGESTIONS + len(known)
    for match in (Match.PREFIX, Match.SUBSTRING) if typed else (Match.NEWEST,):
        entries = await index.list_public_names(guild, typed, match, wanted)
        hits.update(dict.fromkeys(entry.id for entry in entries if entry.id not in known))
        if len(hits) >= SUGGESTIONS:
            return
    sample = await index.list_public_names(guild, typed, Match.NEWEST, SAMPLE) if typed else ()
    similar = (entry.id for entry in sample if entry.id not in known and is_similar(entry.key, typed))
    hits.update(dict.fromkeys(similar))


def _ranked(entries: Iterable[NameEntry], typed: str) -> list[UUID]:
    ranked = [(rank, entry.id) for entry in entries if (rank := name_rank(entry.key, typed)) is not None]
    return [key for _, key in sorted(ranked, key=lambda hit: hit[0])]
