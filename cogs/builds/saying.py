"""What a build is for, what its author says of it, and what others make of it: pure, a value in and strings out."""

from collections.abc import Iterable, Iterator

from bot.domain.builds import Build
from bot.domain.declared import is_declared
from bot.domain.giving import Giving
from cogs.builds import text
from cogs.ui.markup import shown
from cogs.ui.prose import prose, prose_within
from cogs.ui.terms import role_name, supply_name
from cogs.ui.words import Words

_DOT = " · "
_NOTES_ROOM = 900
"""Characters of notes on a card; the rest is one press away."""
_LEAST_ROOM = 120


def render_purpose(build: Build, giving: Giving, words: Words) -> str:
    """Return at a glance what the build is for: roles as its author says, then those suggested, and what it holds."""
    rows = [f"**{words(text.DECLARED)}** {_roles(build.roles, words)}"] if build.roles else []
    suggested = giving.bare.roles if giving.bare is not None else giving.roles
    if not set(suggested) <= set(build.roles):
        rows.append(f"**{words(text.ROLES)}** {_roles(suggested, words)}")
    if giving.held:
        rows.append(f"**{words(text.HOLDS)}** {_DOT.join(_held(boon, giving, words) for boon in giving.held)}")
    if build.tags:
        rows.append(f"-# 🏷️ {_DOT.join(shown(tag) for tag in build.tags)}")
    return "\n".join(rows)


def _roles(roles: Iterable[str], words: Words) -> str:
    return _DOT.join(role_name(role, words) for role in roles)


def _held(boon: str, giving: Giving, words: Words) -> str:
    name = f"**{supply_name(boon, words)}**"
    return f"{name} ({words(text.BY_WORD)})" if is_declared(giving, boon) else name


def render_notes(build: Build, room: int, words: Words) -> str | None:
    """Return the notes and the source link in at most `room` characters; None where there are none."""
    if not build.notes and not build.source_link:
        return None
    head = f"### {words(text.NOTES)}"
    source = f"**{words(text.SOURCE)}** {build.source_link}" if build.source_link else ""
    left = min(_NOTES_ROOM, room - len(head) - len(source) - 2)
    notes = prose_within(build.notes, left) if build.notes and left >= _LEAST_ROOM else ""
    drawn = "\n".join(filter(None, [head, source, notes]))
    return drawn if len(drawn) <= room and (notes or source) else None


def has_more_notes(build: Build, drawn: str | None) -> bool:
    """Tell whether what was drawn of the notes is not all of them."""
    return bool(build.notes) and (drawn is None or prose(build.notes) not in drawn)


def render_esteem(build: Build, words: Words) -> str:
    """Return what the build comes from and what others make of it; nothing where there is nothing to tell.

    A build that is public nowhere has no likes to show.
    """
    return "\n".join(f"-# {row}" for row in (_origin(build, words), _DOT.join(_counts(build, words))) if row)


def _origin(build: Build, words: Words) -> str:
    if build.origin is None:
        return ""
    if build.origin.name is None:
        return words(text.AFTER_HIDDEN)
    return words(text.AFTER, name=shown(build.origin.name), author=f"<@{build.origin.author}>")


def _counts(build: Build, words: Words) -> Iterator[str]:
    if build.version > 1:
        yield words(text.VERSION, number=build.version)
    if build.likes and build.published_in:
        yield f"❤️ {build.likes}"
    if build.uses:
        yield words.n(text.USES_ONE, text.USES_MANY, build.uses)
    if build.raids:
        yield words.n(text.RAIDS_ONE, text.RAIDS_MANY, build.raids)
    if build.teams:
        yield words.n(text.TEAMS_ONE, text.TEAMS_MANY, build.teams)
