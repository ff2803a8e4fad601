"""From suggestions to their texts: pure."""

from collections.abc import Iterator

from bot.services.recommending import Suggested, Suggestion
from cogs.recommend import text
from cogs.ui.terms import profession_name
from cogs.ui.words import Words


def render_head(found: Suggested, words: Words) -> str:
    """Return what the list is, and by what it is in order."""
    said = words(text.BASIS[found.basis]) if found.suggestions else words(text.NOTHING)
    return f"## {words(text.TITLE)}\n{said}"


def render_reasons(suggestion: Suggestion, words: Words) -> str:
    """Return what speaks for a build; empty where nothing does."""
    return "; ".join(_reasons(suggestion, words))


def _reasons(suggestion: Suggestion, words: Words) -> Iterator[str]:
    build = suggestion.build
    if suggestion.is_of_known_profession:
        yield words(text.PROFESSION, profession=profession_name(build.template.profession, words))
    if suggestion.people is None:
        yield words(text.SOME)
    elif suggestion.people:
        yield words(text.PEOPLE, count=suggestion.people)
    if build.likes:
        yield words(text.LIKES, count=build.likes)
    if build.uses:
        yield words.n(text.USES_ONE, text.USES_MANY, build.uses)
