"""What to offer while somebody types the name of a build or a team, and when what they typed is not found."""

from collections.abc import Iterable
from typing import Protocol, TypeVar
from uuid import UUID

from bot.domain.ids import GuildId
from bot.domain.suggestions import is_similar, typed_key
from bot.domain.viewer import Viewer
from bot.errors import NotFoundError
from bot.repositories.unit_names import Match, NameEntry, NameIndex
from bot.services.lookup import Findable, Owned, require_visible

SUGGESTIONS = 25
"""Choices that Discord shows in an autocomplete."""
SAMPLE = 500
"""Public names, the newest, that are searched for similar ones: looking at all would take too long."""
NEAR = 3
"""Names that are offered in place of one that is not found."""

T_co = TypeVar("T_co", bound=Owned, covariant=True)
T = TypeVar("T", bound=Owned)


class Searchable(Findable[T_co], NameIndex, Protocol[T_co]):
    """A repository whose names can be searched."""

    async def find_many(self, ids: tuple[UUID, ...]) -> tuple[T_co, ...]:
        """Return those things that exist, in the order of `ids`."""


async def require_or_suggest(things: Searchable[T], viewer: Viewer, ref: str, kind: str) -> T:
    """Return what `ref` names, as `require_visible` does; its NotFoundError tells which names are near."""
    try:
        return await require_visible(things, viewer, ref, kind)
    except NotFoundError as missing:
        near = await things.find_many((await find_suggestions(things, viewer, ref))[:NEAR])
        raise NotFoundError(kind, ref, near=tuple(thing.name for thing in near)) from missing


async def find_suggestions(index: NameIndex, viewer: Viewer, text: str, *, of_others: bool = False) -> tuple[UUID, ...]:
    """Return at most SUGGESTIONS things: names that hold what was typed, then similar ones; own before public.

    With `of_others` no own ones, which would take all the places.
    """
    typed = typed_key(text)
    own = await index.list_own_names(viewer.user)
    known = {entry.id for entry in own}
    own = () if of_others else own
    hits = dict.fromkeys(_ranked(own, typed))
    if viewer.guild is not None and len(hits) < SUGGESTIONS:
        hits.update(dict.fromkeys(await _list_public(known, index, viewer.guild, typed)))
    if len(hits) < SUGGESTIONS:
        hits.update(dict.fromkeys(_similar(own, typed)))
    if viewer.guild is not None and typed and len(hits) < SUGGESTIONS:
        sample = await index.list_public_names(viewer.guild, typed, Match.NEWEST, SAMPLE)
        hits.update(dict.fromkeys(key for key in _similar(sample, typed) if key not in known))
    return tuple(hits)[:SUGGESTIONS]


async def _list_public(known: set[UUID], index: NameIndex, guild: GuildId, typed: str) -> list[UUID]:
    """Return public things whose names hold what was typed, those that begin with it first; own ones are `known`."""
    hits: dict[UUID, None] = {}
    for match in (Match.PREFIX, Match.SUBSTRING) if typed else (Match.NEWEST,):
        entries = await index.list_public_names(guild, typed, match, SUGGESTIONS + len(known))
        hits.update(dict.fromkeys(entry.id for entry in entries if entry.id not in known))
        if len(hits) >= SUGGESTIONS:
            break
    return list(hits)


def _ranked(entries: Iterable[NameEntry], typed: str) -> list[UUID]:
    hits = [entry for entry in entries if typed in entry.key]
    return [entry.id for entry in sorted(hits, key=lambda entry: not entry.key.startswith(typed))]


def _similar(entries: Iterable[NameEntry], typed: str) -> list[UUID]:
    return [entry.id for entry in entries if is_similar(entry.key, typed)]
