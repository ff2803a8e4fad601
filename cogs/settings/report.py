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
_SHOWN = 6
"""Of each fault."""
_NAME = 50
_DOT = " · "


def render_report(report: Report, words: Words) -> str | None:
    """Return what went wrong in the builds channel and what to do about it, or None where nothing did."""
    parts = [part for part in (_failing(report, words), _standing(report, words)) if part]
    if not parts:
        return None
    return "\n".join([*parts, *([f"-# {words(text.MANY)}"] if report.is_cut else [])])


def _failing(report: Report, words: Words) -> str | None:
    by_fault: dict[PostFault, list[str]] = {}
    for one in report.failing:
        if one.build is not None and one.post.fault is not None:
            by_fault.setdefault(one.post.fault, []).append(_named(one.build))
    if not by_fault:
        return None
    parts = [_part(fault, builds, words) for fault, builds in by_fault.items()]
    return "\n".join([f"### ⚠️ {words(text.FAILING)}", *parts])


def _part(fault: PostFault, builds: Sequence[str], words: Words) -> str:
    named = _DOT.join(_cut(builds, words))
    to_do = [f"-# {words(text.TO_DO[fault.value])}"] if fault.value in text.TO_DO else []
    return "\n".join([words(text.ROW, why=words(text.WHY[fault.value]), builds=named), *to_do])


def _named(build: Build) -> str:
    return f"{shown(build.name, limit=_NAME)} <@{build.owner}>"


def _standing(report: Report, words: Words) -> str | None:
    if not report.standing:
        return None
    rows = [f"- {link}" for link in _cut([_link(post) for post in report.standing], words)]
    return "\n".join([f"### ⚠️ {words(text.STANDING)}", *rows, "", f"-# {words(text.STANDING_TO_DO)}"])


def _link(post: Post) -> str:
    return f"https://discord.com/channels/{post.guild}/{post.thread or post.channel}/{post.message}"


def _cut(things: Sequence[str], words: Words) -> list[str]:
    rest = len(things) - _SHOWN
    return [*things[:_SHOWN], *([words(text.MORE, count=rest)] if rest > 0 else [])]
