"""From suggestions and advice to their texts: pure."""

from collections.abc import Iterator
from typing import Final

from babel.numbers import format_percent

from bot.domain.raid_needs import Lacks
from bot.services.raids.advising import Advice, Advised
from bot.services.raids.signups import Outcome
from bot.services.recommending import Suggested, Suggestion
from cogs.recommend import text
from cogs.ui.markup import shown
from cogs.ui.terms import profession_name, supply_name
from cogs.ui.words import Words

_NEEDS: Final = 2
"""Needs that are told of one build."""


def render_head(found: Suggested, words: Words) -> str:
    """Return what the list is, and by what it is in order."""
    said = words(text.BASIS[found.basis]) if found.suggestions else words(text.NOTHING)
    if any(one.brings for one in found.suggestions):
        said += f" {words(text.LACKS)}"
    return f"## {words(text.TITLE)}\n{said}"


def render_reasons(suggestion: Suggestion, lacks: Lacks, words: Words) -> str:
    """Return what speaks for a build; empty where nothing does."""
    return " · ".join(_reasons(suggestion, lacks, words))


def _reasons(suggestion: Suggestion, lacks: Lacks, words: Words) -> Iterator[str]:
    build = suggestion.build
    for need in suggestion.brings[:_NEEDS]:
        yield words(text.BRINGS, need=f"**{supply_name(need, words)}**", count=lacks.missing[need], raids=lacks.raids)
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


def render_advice(advice: Advice, words: Words) -> str:
    """Return what the list is, and how sure it is."""
    head = f"## {words(text.SEAT_TITLE, title=shown(advice.raid.title))}"
    if advice.joining is None:
        return f"{head}\n{words(text.NO_BUILDS)}"
    note = f"-# {words(text.SEAT_NOTE)}"
    return "\n".join([head, note] if advice.joining.is_proven else [head, note, f"-# {words(text.SEAT_UNPROVEN)}"])


def render_joined(one: Advised, advice: Advice, words: Words) -> str:
    """Return what a build would bring."""
    joining, joined = advice.joining, one.joined
    if joining is None or not joined.is_seated:
        return words(text.NO_SEAT)
    if joined.met <= 0:
        return words(text.MET_SAME)
    percents = {
        name: format_percent(met / joining.asked, locale=words.language)
        for name, met in (("before", joining.met), ("after", joining.met + joined.met))
    }
    lines = [words(text.MET, **percents)]
    if joined.closes:
        lines.insert(
            0, words(text.CLOSES, needs=words.list(f"**{supply_name(need, words)}**" for need in joined.closes))
        )
    return "\n".join(lines)


def render_signed(outcome: Outcome, words: Words) -> str:
    """Return what became of a sign-up."""
    title = shown(outcome.raid.title)
    if outcome.seat is not None:
        return words(text.SIGNED_SEATED, title=title, subgroup=outcome.seat.subgroup)
    if outcome.waiting is not None:
        return words(text.SIGNED_WAITS, title=title, place=outcome.waiting)
    return words(text.SIGNED_NOTED, title=title)
