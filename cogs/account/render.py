"""What is held of a person: numbers → text, and everything → a text to read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.domain.accounts import AccountSummary
from bot.domain.holdings import Holding, Row, Subject
from cogs.account import held_text, text
from cogs.ui.words import Words, moment

_LISTED = 200
"""Rows of a subject that are written out in the text to read."""
_READABLE = (
    "name",
    "title",
    "raid",
    "wall",
    "starts_at",
    "answer",
    "presence",
    "first_day",
    "last_day",
    "action",
    "code",
)
"""Fields that say most to a reader, in this order."""


def render_summary(summary: AccountSummary, words: Words) -> str:
    """Return in plain words what is held of one person, by subject."""
    head = f"## {words(text.TITLE)}"
    if not summary.held:
        return f"{head}\n{words(text.NOTHING)}"
    if summary.created_at is None:
        since = words(text.WITHOUT_ACCOUNT)
    else:
        since = words(text.SINCE, when=moment(summary.created_at, "d"))
    lines = [head, since, *_sections(summary.held, words, summary)]
    if summary.learns_since is not None:
        lines.append(words(text.LEARNS, when=moment(summary.learns_since, "d")))
    return "\n".join(lines)


def _sections(held: Mapping[Subject, int], words: Words, summary: AccountSummary | None = None) -> Iterator[str]:
    for title, subjects in held_text.SECTIONS.items():
        rows = [_counted(subject, held[subject], words, summary) for subject in subjects if subject in held]
        if rows:
            yield f"### {words(title)}"
            yield from (f"- {row}" for row in rows)
    if summary is not None and summary.deleted:
        yield f"- {words.n(text.DELETED_ONE, text.DELETED_MANY, summary.deleted)}"


def _counted(subject: Subject, count: int, words: Words, summary: AccountSummary | None) -> str:
    said = words.n(*held_text.COUNTED[subject], count)
    if subject is Subject.BUILDS and summary is not None and summary.published:
        said += f", {words.n(text.PUBLIC_OF, text.PUBLIC_OF, summary.published)}"
    return said


def render_file(held: Sequence[Holding], made_at: datetime, words: Words) -> str:
    """Return everything as a text to read: each subject with its number, and what its rows are called."""
    title = words(text.SUMMARY_HEAD, when=f"{made_at:%Y-%m-%d %H:%M} UTC")
    lines = [title, "=" * len(title), ""]
    by_subject = {holding.subject: holding.rows for holding in held}
    for heading, subjects in held_text.SECTIONS.items():
        found = [subject for subject in subjects if subject in by_subject]
        if found:
            lines += [words(heading), "-" * len(words(heading))]
        for subject in found:
            rows = by_subject[subject]
            lines += [f"* {words.n(*held_text.COUNTED[subject], len(rows))}", *_listed(rows, words)]
        lines += [""] if found else []
    return "\n".join(lines)


def _listed(rows: Sequence[Row], words: Words) -> Iterator[str]:
    readable = [line for row in rows if (line := _line(row))]
    yield from (f"    {line}" for line in readable[:_LISTED])
    if len(readable) > _LISTED:
        yield f"    {words(text.SUMMARY_MORE, count=len(readable) - _LISTED)}"


def _line(row: Row) -> str:
    return " · ".join(str(row[name]) for name in _READABLE if row.get(name))


def render_farewell(summary: AccountSummary, led: int, words: Words) -> str:
    """Return what goes and what stays when somebody has everything erased; `led` are raids to come."""
    parts = [f"## {words(text.FORGET_TITLE)}", *_sections(summary.held, words)]
    parts += [f"### {words(text.GOES)}", *(f"- {words(row)}" for row in text.GOES_ROWS)]
    if led:
        parts.append(words.n(text.CALLED_OFF_ONE, text.CALLED_OFF_MANY, led))
    parts += [f"### {words(text.STAYS)}", *(f"- {words(row)}" for row in text.STAYS_ROWS)]
    return "\n".join([*parts, "", words(text.EXPORT_FIRST)])
