"""Which of a forum's tags fit a build: those called like its profession, elite specialization, mode or roles."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import discord

from bot.domain.builds import Build
from bot.domain.names import name_key
from bot.domain.titles import title_of
from cogs.ui.limits import THREAD_TAGS
from cogs.ui.terms import mode_name, role_name
from cogs.ui.words import LANGUAGES, words_for

if TYPE_CHECKING:
    from bot.app import Services


def find_tags(offered: Iterable[discord.ForumTag], build: Build, services: "Services") -> list[discord.ForumTag]:
    """Return at most five tags of those `offered`, the telling ones first; letter case and accents do not matter.

    Tags are made by the people of a forum, in their language.
    """
    by_name = {name_key(tag.name): tag for tag in offered}
    named = dict.fromkeys(name_key(name) for name in _names(build, services))
    return [by_name[name] for name in named if name in by_name][:THREAD_TAGS]


def _names(build: Build, services: "Services") -> Iterator[str]:
    yield build.template.profession.display
    yield title_of(build.template, services.game)
    giving = services.givings.get(build)
    for role in (*build.roles, *(() if build.roles else giving.roles)):
        yield role
        yield from (role_name(role, words_for(language)) for language in LANGUAGES)
    if build.mode is not None:
        yield from (mode_name(build.mode, words_for(language)) for language in LANGUAGES)
    yield from build.tags
