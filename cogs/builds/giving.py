"""From what a build gives to the texts of its card and of *Where from?*: pure, a value in and strings out."""

from collections.abc import Iterable

from bot.domain.declared import Doubt
from bot.domain.giving import Giving
from bot.domain.modes import GameMode
from bot.domain.supplies import Evidence, Grant, Kind, Source, Supply, To
from cogs.builds import text
from cogs.ui.limits import LAYOUT_TEXT, clip
from cogs.ui.markup import shown
from cogs.ui.terms import mode_name, role_name, supply_name
from cogs.ui.words import Words

_DOT = " · "
_SOURCES_SHOWN = 4
_LASTING = frozenset({Kind.BOON, Kind.AURA, Kind.CONTROL, Kind.STEALTH, Kind.SUPERSPEED})
"""Kinds of which facts tell how long; of the others they tell points or a number."""
_HEADS = {To.ALLIES: text.TO_ALLIES, To.SELF: text.TO_ITSELF, To.UNKNOWN: text.TO_OTHERS}


def render_giving(giving: Giving, words: Words) -> str:
    """Return what the build holds, suits, and gives to others, in names alone."""
    head, *rest = render_gifts(giving, words).split("\n")
    rows = [head]
    if giving.held:
        held = _DOT.join(f"**{supply_name(boon, words)}**" for boon in giving.held)
        rows.append(f"**{words(text.HOLDS)}** {held}")
    rows.append(f"**{words(text.ROLES)}** {_DOT.join(role_name(role, words) for role in giving.roles)}")
    return "\n".join([*rows, *rest])


def render_gifts(giving: Giving, words: Words) -> str:
    """Return what the build gives to others alone: where what it holds and suits is told already."""
    rows = [f"### {words(text.GIVES, mode=mode_name(giving.mode, words))}"]
    given = _names(giving, To.ALLIES, words) or f"*{words(text.GIVES_NOTHING)}*"
    rows.append(f"**{words(text.TO_ALLIES)}** {given}")
    return "\n".join([*rows, *([f"-# {words(text.PARTLY_PVE)}"] if giving.mode is not GameMode.PVE else [])])


def render_doubts(doubts: Iterable[Doubt], words: Words) -> str | None:
    """Return, for the author, what their roles say and the build does not; None where it says it all."""
    rows = [
        words(
            text.DOUBT,
            role=role_name(doubt.role, words),
            missing=words.list(supply_name(one, words) for one in doubt.missing),
        )
        for doubt in doubts
    ]
    return "\n".join([*(f"-# 💬 {row}" for row in rows), f"-# {words(text.DOUBT_NOTE)}"]) if rows else None


def render_sources(name: str, giving: Giving, words: Words) -> str:
    """Return each supply with the skills, traits, sigils and relic it comes from; as much as fits one message."""
    rows = [f"## {shown(name)}", words(text.GIVES, mode=mode_name(giving.mode, words))]
    for to, head in _HEADS.items():
        supplies = [supply for supply in giving.supplies if supply.to is to]
        if supplies:
            rows.append(f"### {words(head)}")
            rows += [_sourced(supply, giving, words) for supply in supplies]
    note = f"-# {words(text.GIVES_NOTE)} {_numbers(giving, words)}".rstrip()
    return "\n".join([clip("\n".join(rows), LAYOUT_TEXT - len(note) - 1), note])


def _sourced(supply: Supply, giving: Giving, words: Words) -> str:
    sources = _unique(_told(source, supply, giving, words) for source in supply.sources)
    rest = len(sources) - _SOURCES_SHOWN
    named = sources if rest <= 0 else [*sources[:_SOURCES_SHOWN], words(text.LAST_MORE, count=rest)]
    return f"**{supply_name(supply.name, words)}** {words(text.FROM, sources=words.list(named))}"


def _told(source: Source, supply: Supply, giving: Giving, words: Words) -> str | None:
    """Return a source's name, by numbers of what mode it gives this, how long, and how often; None without a name."""
    same = (one for one in giving.grants if (one.kind, one.name, one.to) == (supply.kind, supply.name, supply.to))
    grants = [one for one in same if one.source == source]
    marks = [mode_name(GameMode.WVW, words)] if any(one.evidence is Evidence.SPLIT for one in grants) else []
    lasting = max((one for one in grants if one.kind in _LASTING and one.seconds), key=_seconds, default=None)
    if lasting and lasting.recharge:
        marks.append(words(text.SECONDS_AGAIN, seconds=round(lasting.seconds, 1), recharge=round(lasting.recharge, 1)))
    elif lasting:
        marks.append(words(text.SECONDS, seconds=round(lasting.seconds, 1)))
    return source.name and " ".join([source.name, *([f"({', '.join(marks)})"] if marks else [])])


def _seconds(grant: Grant) -> float:
    return grant.seconds


def _numbers(giving: Giving, words: Words) -> str:
    """Return of which mode the numbers are that all this was judged by; nothing where all are of PvE."""
    if giving.mode is GameMode.PVE and all(one.evidence is not Evidence.SPLIT for one in giving.grants):
        return ""
    return words(text.NUMBERS[giving.mode], mark=f"({mode_name(GameMode.WVW, words)})")


def _names(giving: Giving, to: To, words: Words) -> str:
    return _DOT.join(_unique(supply_name(supply.name, words) for supply in giving.supplies if supply.to is to))


def _unique(names: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))
