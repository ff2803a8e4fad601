"""From the plan of an import to text: pure, a value in and strings out. What is faulty comes first."""

from typing import Final

from bot.domain.gamedata import GameData
from bot.domain.sketch import Sketch
from bot.domain.titles import title_of
from bot.services.builds import BUILD_LIMIT
from bot.services.exchange.imports import Plan
from bot.services.exchange.judging import Fate, Planned
from bot.services.gear import Wardrobe
from cogs.builds import exchange_text as text
from cogs.builds.gear import render_gear_line
from cogs.builds.render import mode_name
from cogs.ui.errors import describe
from cogs.ui.limits import LAYOUT_TEXT, clip
from cogs.ui.markup import shown
from cogs.ui.text import QUOTED
from cogs.ui.words import Words, moment

PAGE_ROWS: Final = 10
_NAME = 60
_QUOTE = 50
_REASON = 220
_GEAR = 200
_DOT = " · "
_SIGNS: Final = {Fate.NEW: "✅", Fate.CHANGED: "🔁"}
_ORDER: Final = tuple(Fate)


def render_plan(plan: Plan, page: int, game: GameData, wardrobe: Wardrobe, words: Words) -> str:
    """Return one page: how many rows have which fate, what can be done, and the rows."""
    rows = sorted(plan.rows, key=lambda planned: _ORDER.index(planned.fate))
    pages = -(-len(rows) // PAGE_ROWS)
    told = [
        f"## {words(text.TITLE)}",
        render_counts(plan, words),
        _advice(plan, words),
        *(_row(planned, game, wardrobe, words) for planned in rows[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]),
    ]
    if pages > 1:
        told.append(f"-# {words(text.PAGE, page=page + 1, pages=pages)}")
    return clip("\n".join(told), LAYOUT_TEXT)


def render_counts(plan: Plan, words: Words) -> str:
    """Return "12 new · 3 kept already"; what there is none of is left out."""
    counted = ((text.FATES[fate.value], plan.count(fate)) for fate in Fate)
    return _DOT.join(words.n(*forms, number) for forms, number in counted if number)


def render_saved(plan: Plan, words: Words) -> str:
    """Return what an import saved."""
    new = plan.count(Fate.NEW)
    if not new:
        return words(text.NOTHING_NEW_SAVED)
    return words.n(text.SAVED_ONE, text.SAVED_MANY, new)


def render_updated(count: int, words: Words) -> str:
    """Return how many kept builds an import updated."""
    return words.n(text.UPDATED_ONE, text.UPDATED_MANY, count)


def _advice(plan: Plan, words: Words) -> str:
    updates = [words(text.UPDATES)] if plan.count(Fate.CHANGED) else []
    return " ".join([_advice_on_new(plan, words), *updates])


def _advice_on_new(plan: Plan, words: Words) -> str:
    new = plan.count(Fate.NEW)
    if not new:
        return words(text.NOTHING_NEW)
    if not plan.fits:
        return words(text.NO_ROOM, room=plan.room, new=new, limit=BUILD_LIMIT)
    return words(text.NOT_SAVED_YET, until=moment(plan.until))


def _row(planned: Planned, game: GameData, wardrobe: Wardrobe, words: Words) -> str:
    row = planned.row
    if row.sketch is None:
        reason = clip(describe(words, row.error), _REASON) if row.error else ""
        quote = f" {words(QUOTED, text=shown(row.quote, limit=_QUOTE))}" if row.quote else ""
        return f"- ⚠️ {words(text.LINE, line=row.line)}{quote} {reason}"
    kind = _kind(row.sketch, game, words)
    note = f" *{said}*" if (said := _note(planned, words)) else ""
    sign = _SIGNS.get(planned.fate, "☑️")
    gear = clip(render_gear_line(row.sketch.gear, wardrobe, words), _GEAR) if row.sketch.gear else ""
    worn = f"\n  -# {gear}" if gear else ""
    return f"- {sign} **{shown(planned.name, limit=_NAME)}** · {kind}{note}{worn}"


def _note(planned: Planned, words: Words) -> str:
    name = "" if planned.kept is None else shown(planned.kept.name, limit=_NAME)
    if planned.fate is Fate.CHANGED:
        fields = planned.changes.keys() & {"code", "gear"}
        return words(text.CHANGED["both" if len(fields) > 1 else fields.pop()], name=name)
    if planned.kept is not None and planned.fate is Fate.KEPT and planned.kept.name != planned.name:
        return words(text.KEPT_AS, name=name)
    return words(text.NOTES[planned.fate.value]) if planned.fate.value in text.NOTES else ""


def _kind(sketch: Sketch, game: GameData, words: Words) -> str:
    title = title_of(sketch.template, game)
    return f"{title} · {mode_name(sketch.mode, words)}" if sketch.mode else title
