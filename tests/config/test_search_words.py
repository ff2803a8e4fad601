"""The words that builds are searched with."""

import pytest
from pydantic import ValidationError

from bot.domain.gamedata import GameData
from bot.domain.search.lexicon import Lexicon, SearchWords, Synonym
from bot.domain.search.terms import Facet
from config.gear_words import load_gear_words
from config.search_words import load_search_words, parse_search_words

SILENT = '[silent]\nwords = ["with"]\nsource = "somebody says so"\nchecked = 2026-11-24\n'
ENTRY = (
    '[[entry]]\nfacet = "elite"\nof = ["Mirage"]\nwords = ["mi"]\nsource = "somebody says so"\nchecked = 2026-11-24\n'
)


def test_words_of_gear_are_taken_over() -> None:
    words = load_search_words(load_gear_words())
    assert any(one.facet is Facet.WEAPON and "bâton" in one.words for one in words.synonyms)
    assert any(one.facet is Facet.STAT and "zerk" in one.words for one in words.synonyms)
    assert "avec" in words.silent


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('facet = "elite"', 'facet = "skill"'),
        ('words = ["mi"]', "words = []"),
        ('words = ["mi"]', 'words = ["%"]'),
        ('of = ["Mirage"]', "of = []"),
        ('source = "somebody says so"\n', ""),
        ("checked = 2026-11-24\n", ""),
        (SILENT, ""),
    ],
)
def test_refuses_incomplete_entries(was: str, becomes: str) -> None:
    text = SILENT + ENTRY
    assert len(parse_search_words(text, load_gear_words()).synonyms) > 1
    with pytest.raises(ValidationError):
        parse_search_words(text.replace(was, becomes), load_gear_words())


def test_refuses_words_of_what_does_not_exist(game: GameData) -> None:
    words = SearchWords((Synonym(Facet.ELITE, ("Bard",), ("ba",)),))
    with pytest.raises(ValueError, match="no elite is called 'Bard'"):
        Lexicon.build(game, [], [], words)
