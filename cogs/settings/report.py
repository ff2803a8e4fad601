"""What admins read of posts that failed: which, why, and what can be done. A value in, a text out."""

from collections.abc import Sequence
from typing import Final

from bot.domain.builds import Build
from bot.domain.posts import Post, PostFault
from bot.services.noticeboard import Report
from cogs.settings import report_text as text
from cogs.ui.markup import shown
from cogs.ui.words import Words

TROUBLE: Final = 0xD55E00
_ROWS = 8
_NAME = 60


def render_report(report: Report, words: Words) -> str | None:
    """Return what went wrong in the builds channel and what to do about it, or None where nothing did."""
    parts = [part for part in (_failing(report, words), _standing(report, words)) if part]
    if not parts:
        return None
    return "\n".join([*parts, *([f"-# {words(text.MANY)}"] if report.is_cut else [])])


def _failing(report: Report, words: Words) -> str | None:
    faulty = [(one.build, one.post.fault) for one in report.failing if one.build is not None and one.post.fault]
    if not faulty:
        return None
    rows = [_row(build, fault, words) for build, fault in faulty]
    faults = {fault.value for _, fault in faulty}
    to_do = [words(said) for fault, said in text.TO_DO.items() if fault in faults]
    return "\n".join([f"### ⚠️ {words(text.FAILING)}", *_cut(rows, words), *to_do])


def _row(build: Build, fault: PostFault, words: Words) -> str:
    name = f"**{shown(build.name, limit=_NAME)}** `{build.short_id}`"
    return f"- {words(text.ROW, build=name, owner=f'<@{build.owner}>', why=words(text.WHY[fault.value]))}"


def _standing(report: Report, words: Words) -> str | None:
    if not report.standing:
        return None
    rows = [f"- {_link(post)}" for post in report.standing]
    return "\n".join([f"### ⚠️ {words(text.STANDING)}", *_cut(rows, words), words(text.STANDING_TO_DO)])


def _link(post: Post) -> str:
    return f"https://discord.com/channels/{post.guild}/{post.thread or post.channel}/{post.message}"


def _cut(rows: Sequence[str], words: Words) -> list[str]:
    rest = len(rows) - _ROWS
    return [*rows[:_ROWS], *([f"- {words(text.MORE, count=rest)}"] if rest > 0 else [])]
