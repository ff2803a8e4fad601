"""What words of a search mean: what the game calls so, and which words occur in the builds that somebody may see."""

from collections.abc import Collection, Iterable, Iterator

from bot.domain.edition import Edition
from bot.domain.ids import GuildId
from bot.domain.search.lexicon import Lexicon, SearchWords, Synonym
from bot.domain.search.query import Condition, Entry
from bot.domain.search.reading import Part
from bot.domain.search.spelling import first_letters, pick_nearest, slips_allowed
from bot.domain.search.terms import Facet, value_of
from bot.repositories.searches import SearchRepository
from bot.services.almanac import Almanac

BEGINNING_FROM = 3
"""Letters; with fewer, too much begins so."""
BEGINNINGS = 20
"""Words that begin with what was typed and are looked for too."""


class Dictionary:
    """The lexicon of the game's facts in use; made anew when they change."""

    def __init__(self, almanac: Almanac, roles: Collection[str], words: SearchWords) -> None:
        self._almanac = almanac
        self._roles = roles
        self._words = words
        self._made: tuple[Edition, Lexicon] | None = None

    @property
    def lexicon(self) -> Lexicon:
        """What words mean in the game, in English, the languages that were fetched and players' short forms."""
        edition = self._almanac.edition
        if self._made is None or self._made[0] is not edition:
            synonyms = (*self._words.synonyms, *_find_translations(edition))
            words = SearchWords(synonyms, self._words.silent)
            stats = [combination.name for combination in edition.equipment.combinations.values()]
            self._made = edition, Lexicon.build(edition.game, stats, self._roles, words)
        return self._made[1]

    def get_name(self, facet: Facet, value: str, language: str) -> str:
        """Return the name of a value, in a language as far as its names were fetched."""
        name = self.lexicon.values[facet].get(value, value)
        spoken = self._almanac.speaking(language)
        if spoken is self._almanac.edition or facet not in {Facet.ELITE, Facet.STAT}:
            return name
        if facet is Facet.ELITE:
            english, named = self._almanac.game.specializations, spoken.game.specializations
            return next((named[number].name for number, one in english.items() if one.name == name), name)
        worn, called = self._almanac.edition.equipment.combinations, spoken.equipment.combinations
        return next((called[number].name for number, one in worn.items() if one.name == name), name)


class WordFinder:
    """Finds words in the builds that one person may see in one place."""

    def __init__(
        self, searches: SearchRepository, guild: GuildId | None, own: Iterable[Entry], lexicon: Lexicon
    ) -> None:
        self._searches = searches
        self._guild = guild
        self._lexicon = lexicon
        beginning = Facet.WORD.term("")
        terms = frozenset[str]().union(*(entry.terms for entry in own))
        self._own = frozenset(value_of(term) for term in terms if term.startswith(beginning))

    async def find(self, part: Part) -> Condition | None:
        """Return the condition for some words of the text; None when nothing is called so, or near to it."""
        if part.terms:
            return part.to_condition()
        word = "".join(part.words)
        known = await self._find_beginning(word)
        meant = self._lexicon.find_beginning(word, BEGINNINGS) if len(word) >= BEGINNING_FROM else frozenset[str]()
        near = frozenset(Facet.WORD.term(other) for other in known if other != word) | meant
        if known or meant:
            exact = frozenset((Facet.WORD.term(word),)) if word in known else frozenset[str]()
            return Condition(exact, near, part.typed, guessed=not known)
        guess = await self._guess(word)
        return Condition(frozenset(), guess, part.typed, guessed=True) if guess else None

    async def _find_beginning(self, word: str) -> set[str]:
        """Return the word itself if it occurs, and some words that begin with it."""
        limit = BEGINNINGS if len(word) >= BEGINNING_FROM else 1
        public: tuple[str, ...] = ()
        if self._guild is not None:
            public = await self._searches.list_words(self._guild, word, limit)
        if limit == 1:
            return {other for other in (*public, *self._own) if other == word}
        return {*public, *(other for other in self._own if other.startswith(word))}

    async def _guess(self, word: str) -> frozenset[str]:
        """Return the terms with the fewest slips: what the game calls so, or words that really occur here."""
        meant, slips = self._lexicon.find_near((word,))
        words, own_slips = pick_nearest(word, {*self._own, *await self._find_like(word)})
        if not words or (meant and slips < own_slips):
            return meant
        there = self._own.intersection(words)
        if self._guild is not None:
            there |= await self._searches.find_occurring(self._guild, words)
        near = frozenset(Facet.WORD.term(other) for other in there)
        return near | meant if slips == own_slips or not near else near

    async def _find_like(self, word: str) -> tuple[str, ...]:
        allowed = slips_allowed(word)
        if self._guild is None or not allowed:
            return ()
        span = len(word) - allowed, len(word) + allowed
        return await self._searches.list_words_like(self._guild, first_letters(word), *span)


def _find_translations(edition: Edition) -> Iterator[Synonym]:
    """Return the names of other languages, as far as they were fetched."""
    for names in edition.translations.values():
        for number, name in names.specializations.items():
            line = edition.game.specializations.get(number)
            if line is not None and line.elite:
                yield Synonym(Facet.ELITE, (line.name,), (name,))
        for number, name in names.stats.items():
            if number in edition.equipment.combinations:
                yield Synonym(Facet.STAT, (edition.equipment.combinations[number].name,), (name,))
