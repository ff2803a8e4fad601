"""From a build to the texts of its card and of lists: pure, a value in and strings out.

A trait is shown by its name; a line's three choices also as numbers (1 top, 2 middle, 3 bottom), since that is how
players read a trait line. What the code leaves empty is left out, and what we cannot name is shown as unknown.
"""

import re
from collections.abc import Iterable, Sequence

import discord

from bot.domain.builds import Build
from bot.domain.gamedata import GameData
from bot.domain.legality import Defect
from bot.domain.modes import GameMode
from bot.domain.posts import Post
from bot.domain.sheet import BuildSheet, Named, SheetBar, SheetLine, SheetSkill
from bot.domain.viewer import Viewer
from bot.services.builds import UNDO
from cogs.builds import text
from cogs.ui import terms
from cogs.ui.limits import CHOICE_NAME, clip
from cogs.ui.markup import shown
from cogs.ui.text import DELETED
from cogs.ui.words import Words, moment

_DEFECTS_SHOWN = 8
_NAMES_SHOWN = 12
_PLACE = re.compile(r"(.*?)(?: (\d+))?", re.DOTALL)
_DOT = " · "


def render_title(build: Build, sheet: BuildSheet, words: Words) -> str:
    """Return the card's head: the name, and below it what it is and for which mode."""
    return f"## {shown(build.name)}\n{render_kind(sheet, build.mode, words)}"


def render_kind(sheet: BuildSheet, mode: GameMode | None, words: Words) -> str:
    """Return "**Firebrand** · Guardian · PvE"."""
    profession = terms.profession_name(sheet.profession, words)
    parts = [f"**{sheet.elite.name}**", profession] if sheet.elite else [f"**{profession}**"]
    return _DOT.join([*parts, mode_name(mode, words)])


def mode_name(mode: GameMode | None, words: Words) -> str:
    """Return the mode's name, or that the author gave none."""
    return terms.mode_name(mode, words) if mode is not None else words(text.ANY_MODE)


def render_lines(sheet: BuildSheet, words: Words) -> str:
    """Return the three trait lines, one below the other."""
    return "\n".join([f"### {words(text.LINES)}", *(_line(line, words) for line in sheet.lines)])


def render_skills(sheet: BuildSheet, words: Words) -> str:
    """Return the skill bar on land."""
    return "\n".join([f"### {words(text.SKILLS)}", *_bar(sheet.land, words)])


def render_water(sheet: BuildSheet, words: Words) -> str | None:
    """Return the skill bar under water, or None where the code has none."""
    if not any((sheet.water.heal, *sheet.water.utility, sheet.water.elite)):
        return None
    return "\n".join([f"### {words(text.WATER)}", *_bar(sheet.water, words)])


def render_equipment(sheet: BuildSheet, words: Words) -> str:
    """Return weapons, weapon skill variants, legends or pets: what the code holds of them."""
    rows = [f"**{words(text.WEAPONS)}** {_weapons(sheet, words)}"]
    if sheet.overrides:
        rows.append(f"**{words(text.VARIANTS)}** {_names(sheet.overrides, words)}")
    rows += _pair(text.LEGENDS, sheet.legends_land, sheet.legends_water, words)
    if sheet.inactive_land and any(sheet.inactive_land):
        rows.append(f"**{words(text.INACTIVE)}** {_skills(sheet.inactive_land, words)}")
    rows += _pair(text.PETS, sheet.pets_land, sheet.pets_water, words)
    return "\n".join(rows)


def render_defects(sheet: BuildSheet, words: Words) -> str | None:
    """Return why the game would not accept this code, or None where it would."""
    if not sheet.defects:
        return None
    rows = [f"### ⚠️ {words(text.DEFECTS)}"]
    rows += [f"- {defect_words(defect, words)}" for defect in sheet.defects[:_DEFECTS_SHOWN]]
    rest = len(sheet.defects) - _DEFECTS_SHOWN
    if rest > 0:
        rows.append(words(text.MORE, count=rest))
    return "\n".join(rows)


def defect_words(defect: Defect, words: Words) -> str:
    """Return one defect as a sentence that names the place and what is wrong there."""
    place, number = _PLACE.fullmatch(defect.where).groups()  # type: ignore[union-attr]  # matches any text
    what = words(text.DEFECT[defect.kind], name=shown(terms.weapon_name(defect.name, words)))
    return words(text.PLACES.get(place, text.PLACE_ANY), n=number or "", what=what)


def render_state(build: Build, viewer: Viewer, words: Words) -> str:
    """Return who sees the build (for its owner), then author, time and short id."""
    rows = []
    if build.deleted_at is not None:
        rows.append(words(DELETED, until=moment(build.deleted_at + UNDO, "d")))
    elif build.is_owned_by(viewer):
        rows.append(_visibility(build, viewer, words))
        if build.post is not None and viewer.guild in build.published_in:
            rows.append(_posted(build.post, words))
        elif build.post is not None and build.post.message is not None and build.post.fault is not None:
            rows.append(f"⚠️ {words(text.POST_STANDS)}")
    owner = f"<@{build.owner}>"
    rows.append("-# " + words(text.BY, owner=owner, when=moment(build.updated_at), id=build.short_id))
    return "\n".join(rows)


def render_row(build: Build, game: GameData, words: Words) -> str:
    """Return a build as one line of a list."""
    return f"**{shown(build.name, limit=60)}** · {_short_kind(build, game, words)} `{build.short_id}`"


def render_option(build: Build, game: GameData, words: Words) -> discord.SelectOption:
    """Return a build as an option of a select: plain text, no markdown."""
    return discord.SelectOption(
        label=clip(build.name, CHOICE_NAME),
        description=_short_kind(build, game, words),
        value=f"build:{build.short_id}",
    )


def _short_kind(build: Build, game: GameData, words: Words) -> str:
    return _DOT.join([terms.title_of(build.template, game, words), mode_name(build.mode, words)])


def _visibility(build: Build, viewer: Viewer, words: Words) -> str:
    if not build.published_in:
        return words(text.PRIVATE)
    if viewer.guild is None:
        return words.n(text.PUBLIC_ONE, text.PUBLIC_MANY, len(build.published_in))
    return words(text.PUBLIC_HERE if viewer.guild in build.published_in else text.PUBLIC_ELSEWHERE)


def _posted(post: Post, words: Words) -> str:
    """Tell the owner what became of the post in the builds channel."""
    if post.fault is not None:
        again = [words(text.POST_AGAIN)] if post.is_stale else []
        return " ".join([f"⚠️ {words(text.POST_FAULTS[post.fault.value])}", *again])
    if post.message is None:
        return words(text.POST_SOON)
    place = post.thread or post.channel
    return words(text.POSTED, link=f"https://discord.com/channels/{post.guild}/{place}/{post.message}")


def _line(line: SheetLine | None, words: Words) -> str:
    if line is None:
        return f"*{words(text.EMPTY_LINE)}*"
    numbers = "-".join(str(trait.choice) if trait else "0" for trait in line.traits)
    names = _DOT.join(_known(trait.name, trait.id, words) for trait in line.traits if trait)
    return f"**{_known(line.name, line.id, words)}** {numbers}\n{names or words(text.NOTHING)}"


def _bar(bar: SheetBar, words: Words) -> list[str]:
    slots = ((text.HEAL, (bar.heal,)), (text.UTILITY, bar.utility), (text.ELITE, (bar.elite,)))
    return [f"**{words(title)}** {_skills(skills, words)}" for title, skills in slots]


def _skills(skills: Sequence[SheetSkill | None], words: Words) -> str:
    return _DOT.join(_known(s.name, s.palette, words) if s else "—" for s in skills)


def _weapons(sheet: BuildSheet, words: Words) -> str:
    if not sheet.weapons:
        return words(text.NOTHING)
    spoken = [Named(one.id, one.name and terms.weapon_name(one.name, words)) for one in sheet.weapons]
    return _names(spoken, words)


def _pair(
    title: str, land: Iterable[Named | None] | None, water: Iterable[Named | None] | None, words: Words
) -> list[str]:
    on_land = [item for item in land or () if item]
    in_water = [item for item in water or () if item]
    rows = [f"**{words(title)}** {_names(on_land, words)}"] if on_land else []
    if in_water and in_water != on_land:
        rows.append(f"**{words(title)}, {words(text.WATER).lower()}** {_names(in_water, words)}")
    return rows


def _names(items: Iterable[Named], words: Words) -> str:
    # a hostile code may hold 255 weapons: the card shows some and says how many more there are
    named = [_known(item.name, item.id, words) for item in items]
    rest = len(named) - _NAMES_SHOWN
    return _DOT.join(named if rest <= 0 else [*named[:_NAMES_SHOWN], words(text.MORE, count=rest)])


def _known(name: str | None, number: int, words: Words) -> str:
    return name if name is not None else words(text.UNKNOWN, id=number)
