"""The words that times are written with: the same things can be said in every language."""

import pytest

from bot.domain.when.words import Meaning, Sense, phrase_key
from config.when import load_time_words, parse_time_words

GOOD = "[fr]\nmonth_first = false\ntwelve_hours = false\n" + "\n".join(
    f'{meaning} = ["x"]' for meaning in Meaning if meaning not in {Meaning.WEEKDAY, Meaning.MONTH}
)


def test_every_language_has_its_days_and_months() -> None:
    languages = load_time_words()
    assert len(languages) == 4
    for words in languages:
        said = {sense for senses in words.senses.values() for sense in senses}
        assert {Sense(Meaning.WEEKDAY, number) for number in range(7)} <= said
        assert {Sense(Meaning.MONTH, number) for number in range(1, 13)} <= said


def test_names_are_those_of_the_language() -> None:
    (words,) = parse_time_words(GOOD)
    assert words.senses[phrase_key("Vendredi")] == {Sense(Meaning.WEEKDAY, 4)}
    assert words.senses["aout"] == {Sense(Meaning.MONTH, 8)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('\nnoon = ["x"]', ""),
        ('\nnoon = ["x"]', "\nnoon = []"),
        ("month_first = false", ""),
        ('\nnoon = ["x"]', '\nnoon = ["x"]\nweekday = ["lundi"]'),
        ('\nnoon = ["x"]', '\nnoon = ["x"]\nteatime = ["x"]'),
    ],
)
def test_a_language_that_lacks_something_is_refused(old: str, new: str) -> None:
    with pytest.raises(ValueError, match=r"when\.toml|validation error"):
        parse_time_words(GOOD.replace(old, new))


def test_no_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no language"):
        parse_time_words("")
