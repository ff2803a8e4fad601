"""Finds builds: what is public here and what is the viewer's own, by what it is, gives and is called."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b

from bot.domain.builds import Build
from bot.domain.pages import PAGE_SIZE, Page
from bot.domain.search.query import Condition, Entry, Place, Query
from bot.domain.search.reading import read_options, read_text, read_usual_mode
from bot.domain.search.request import OPTIONS, Request
from bot.domain.search.terms import Facet
from bot.domain.viewer import Viewer
from bot.errors import NotFoundError, UnknownFilterError
from bot.repositories.searches import Matches
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.search_words import Dictionary, WordFinder

CAP = 2_000
"""Fitting builds that are counted; of more it is told that there are more."""
_KEY_BYTES = 9
KEPT_FOR = timedelta(hours=1)
"""How long a request that was written is not written again: a small part of the days after which it is forgotten."""
_NAMED = re.compile(r"\d{15}")
"""The id of a person: such a request is erased with them, whatever was written a moment ago."""
_KEPT = 10_000
"""Requests that are known to be written; about 2 MiB."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found, and how the search was understood."""

    page: Page[Build]
    is_capped: bool
    """Whether there are more than `page.total`."""
    conditions: tuple[Condition, ...]
    left_out: tuple[str, ...]
    """Words of the text that nothing here is called, or near to."""


class BuildSearch:
    """Searches builds. What somebody may not see is not found, not counted and no correction of a slip."""

    def __init__(self, units: UnitFactory, dictionary: Dictionary, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._dictionary = dictionary
        self._clock = clock
        self._kept: dict[str, datetime] = {}
        """When requests were written, by key."""

    async def find(self, viewer: Viewer, request: Request, *, place: str | None = None) -> Found:
        """Return a page of what fits: own builds, and in a guild what is public there.

        `place` is what `Page.next` of the page before said; one that is nobody's leads to the first page. A chosen
        value may be misspelled; raises UnknownFilterError for one that there is not.
        """
        asked = self._with_values(request)
        async with self._units(reads_only=True) as unit:
            own = await unit.searches.list_own(viewer.user, viewer.guild)
            words = WordFinder(unit.searches, viewer.guild, own, self._dictionary.lexicon)
            conditions, left_out = await self._understand(asked, words)
            if not conditions and not asked.is_empty:
                return Found(Page((), None, 0), is_capped=False, conditions=(), left_out=left_out)
            conditions += tuple(read_usual_mode(asked, conditions))
            query = Query(conditions, asked.order)
            page, is_capped = await _turn_to(unit, viewer, query, own, Place.from_text(place))
        return Found(page, is_capped, conditions, left_out)

    async def keep(self, request: Request) -> str:
        """Keep a request for the buttons that turn its pages; returns its key of 12 characters."""
        text = request.to_text()
        key = urlsafe_b64encode(blake2b(text.encode(), digest_size=_KEY_BYTES).digest()).decode()
        now = self._clock()
        if key in self._kept and now - self._kept[key] < KEPT_FOR:
            return key
        async with self._units() as unit:
            await unit.searches.keep_request(key, text, now)
        if _NAMED.search(text) is None:
            self._note(key, now)
        return key

    async def recall(self, key: str) -> Request:
        """Return the request that was kept; raises NotFoundError("search") when it is too long ago."""
        async with self._units(reads_only=True) as unit:
            kept = await unit.searches.find_request(key)
        if kept is None:
            raise NotFoundError("search", key)
        return Request.from_text(kept)

    def suggest(self, facet: Facet, text: str) -> list[str]:
        """Return the values of a facet that go with what was typed, in any known language, the likeliest first."""
        return self._dictionary.lexicon.suggest(facet, text)

    def get_name(self, facet: Facet, value: str, *, language: str = "en") -> str:
        """Return the name of a facet's value; that of specializations and combinations in `language`.

        The value itself stands for one that there is not.
        """
        return self._dictionary.get_name(facet, value, language)

    def _note(self, key: str, now: datetime) -> None:
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        self._kept[key] = now

    def _with_values(self, request: Request) -> Request:
        """Return the request with values in place of what was typed for them."""
        found: dict[str, str] = {}
        for facet, typed in request.get_options().items():
            value = self._dictionary.lexicon.find_value(facet, typed)
            if value is None:
                near = [self.get_name(facet, value) for value in self.suggest(facet, typed)]
                raise UnknownFilterError(OPTIONS[facet], typed, near=near)
            found[OPTIONS[facet]] = value
        return replace(request, **found)  # type: ignore[arg-type]  # the fields of options are texts

    async def _understand(self, request: Request, words: WordFinder) -> tuple[tuple[Condition, ...], tuple[str, ...]]:
        conditions, left_out = list(read_options(request)), []
        parts = read_text(request.text, self._dictionary.lexicon)
        for part in parts:
            condition = await words.find(part)
            if condition is None:
                left_out.append(part.typed)
            else:
                conditions.append(condition)
        if request.text and not parts:
            left_out.append(request.text)
        return tuple(conditions), tuple(left_out)


async def _turn_to(
    unit: UnitOfWork, viewer: Viewer, query: Query, own: Iterable[Entry], place: Place | None
) -> tuple[Page[Build], bool]:
    """Return the page after `place`: own builds and public ones in one order, each once."""
    matches = Matches((), 0, is_capped=False, query=query)
    if viewer.guild is not None:
        matches = await unit.searches.list_public(viewer.guild, query, place, PAGE_SIZE + 1, CAP)
    mine = matches.query.pick(own)
    placed = {Place.of(entry, query.order): entry.id for entry in (*mine, *matches.entries)}
    rest = sorted((at for at in placed if place is None or at < place), reverse=True)
    shown = rest[:PAGE_SIZE]
    builds = await unit.builds.find_many(tuple(placed[at] for at in shown))
    following = shown[-1].to_text() if len(rest) > PAGE_SIZE else None
    visible = tuple(build for build in builds if build.is_visible_to(viewer))
    return Page(visible, following, len(mine) + matches.total), matches.is_capped
