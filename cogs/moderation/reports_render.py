"""Reports as text: a value in, words out."""

from bot.domain.ids import UserId
from bot.domain.reports import Report, ReportKind
from cogs.moderation import reports_text as text
from cogs.moderation import text as moderation_text
from cogs.ui.markup import shown
from cogs.ui.words import Words, moment

_NAME, _REASON, _EXCERPT, _SAID = 60, 200, 500, 8
_LINES = 12


def render_report(report: Report, words: Words) -> str:
    """Return what is reported, what it says, and who reported it why."""
    parts = [f"### {head_of(report, words)}", f"-# {words(text.FIRST, when=moment(report.opened_at))}"]
    if report.excerpt:
        parts.append(_quoted(report.excerpt))
    if report.kind is ReportKind.MESSAGE:
        parts.append(words(text.NOTE))
    parts.append(f"**{words(text.SAID)}**")
    parts += [
        f"- {words(text.SAID_ROW, who=f'<@{one.user}>', reason=_line(one.reason))}" for one in report.complaints[:_SAID]
    ]
    if len(report.complaints) > _SAID:
        parts.append(words(text.MORE, count=len(report.complaints) - _SAID))
    return "\n".join(parts)


def render_decided(report: Report, words: Words) -> str:
    """Return what came of a report, and what its owner said to that."""
    decision = report.decision
    if decision is None:
        return head_of(report, words)
    by = f"<@{decision.by}>" if decision.by is not None else words(moderation_text.NOBODY)
    row = words(text.DECIDED_ROWS[decision.verdict], what=head_of(report, words), by=by, reason=_line(decision.reason))
    said = f"\n  - {words(text.ANSWER, answer=_line(report.answer))}" if report.answer else ""
    return f"- {moment(decision.at, 'd')} {row}{said}"


def render_posted(report: Report, words: Words) -> str:
    """Return what the log channel is told: neither who reported it nor why."""
    name, owner = shown(report.name, limit=_NAME), person(report.owner, words)
    return words(text.POSTED[report.kind], name=name, owner=owner, link=link_of(report) or "")


def render_outcome(report: Report, guild: str, words: Words) -> str:
    """Return what whoever reported it is told."""
    what = words(text.THING, name=shown(report.name, limit=_NAME)) if report.is_thing else words(text.A_MESSAGE)
    if report.decision is None:
        return what
    return words(text.OUTCOMES[report.decision.verdict], what=what, guild=shown(guild, limit=_NAME))


def head_of(report: Report, words: Words) -> str:
    """Return what is reported and whose it is."""
    return words(text.HEADS[report.kind], name=shown(report.name, limit=_NAME), owner=person(report.owner, words))


def person(user: UserId | None, words: Words) -> str:
    """Return whose it is."""
    return words(text.A_BOT) if user is None else f"<@{user}>"


def link_of(report: Report) -> str | None:
    """Return the address of the message in which it stands."""
    return None if report.place is None else f"https://discord.com/channels/{report.guild}/{report.place}"


def _quoted(excerpt: str) -> str:
    lines = shown(excerpt, limit=_EXCERPT).splitlines()
    return "\n".join(f"> {line}" for line in lines[:_LINES])


def _line(reason: str) -> str:
    return shown(" ".join(reason.split()), limit=_REASON)
