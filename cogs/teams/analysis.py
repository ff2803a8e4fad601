"""What a team has and lacks, in words: each need of each subgroup with who meets it. Pure, values in and text out."""

from collections.abc import Callable, Iterable, Sequence

from bot.domain.analysis import Answer, SubgroupReport
from bot.domain.combos import Pair, count_told
from bot.domain.teams import Seat
from cogs.teams import text
from cogs.ui.limits import LAYOUT_TEXT
from cogs.ui.markup import shown
from cogs.ui.terms import combo_name, role_name, supply_name
from cogs.ui.words import Words

_DOT = " · "
_REST = 700
"""Characters kept for the head of a card and the note below it."""
_PAIRS_SHOWN = 3
_SEATS_SHOWN = 5
_NAME_ROOMS = (40, 24, 12, 6)


def render_subgroups(reports: Sequence[SubgroupReport], words: Words, squad: Sequence[Answer] = ()) -> list[str]:
    """Return one text for each subgroup and one for the squad; names are shortened until all fit one message."""
    return _fitted(lambda room: [*(_report(report, words, room) for report in reports), *_squad(squad, words, room)])


def render_squad(reports: Sequence[SubgroupReport], words: Words, squad: Sequence[Answer]) -> list[str]:
    """Return what is asked of the squad as one, and below it what each subgroup lacks or has for nothing."""
    return _fitted(lambda room: [*_squad(squad, words, room), _gaps(reports, words)])


def render_gaps(report: SubgroupReport, words: Words) -> str:
    """Return in one line what a subgroup lacks and has for nothing."""
    return render_answers(report.answers, words)


def render_answers(answers: Sequence[Answer], words: Words) -> str:
    """Return the same for any needs."""
    gaps = [words(text.LACKS, need=supply_name(one.need.value, words)) for one in answers if one.missing]
    planned = [words(text.PLANNED_ONLY, need=supply_name(one.need.value, words)) for one in answers if one.is_planned]
    doubles = [_doubled(one, words) for one in answers if one.duplicates or one.surplus]
    return _DOT.join([*gaps, *planned, *doubles]) or words(text.COMPLETE)


def _fitted(write: Callable[[int], list[str]]) -> list[str]:
    parts: list[str] = []
    for room in _NAME_ROOMS:
        parts = write(room)
        if sum(map(len, parts)) <= LAYOUT_TEXT - _REST:
            break
    return parts


def _report(report: SubgroupReport, words: Words, room: int) -> str:
    rows = [f"### {words(text.SUBGROUP, number=report.number)}"]
    rows += [_answer(answer, words, room) for answer in report.answers]
    rows.append(f"-# {words(text.COMBOS, efficacy=round(report.combo_efficacy), pairs=_pairs(report, words))}")
    if report.open_places:
        rows.append(f"-# {words.n(text.OPEN_ONE, text.OPEN_MANY, report.open_places)}")
    if report.unknown_places:
        rows.append(f"-# {words.n(text.UNKNOWN_ONE, text.UNKNOWN_MANY, report.unknown_places)}")
    return "\n".join(rows)


def _squad(answers: Sequence[Answer], words: Words, room: int) -> list[str]:
    told = [answer for answer in answers if answer.amount or answer.surplus]
    if not told:
        return []
    return ["\n".join([f"### {words(text.SQUAD)}", *(_answer(answer, words, room, whole=True) for answer in told)])]


def _gaps(reports: Iterable[SubgroupReport], words: Words) -> str:
    rows = [
        f"{'❌' if any(answer.missing for answer in report.answers) else '✅'} "
        f"**{words(text.SUBGROUP, number=report.number)}** {render_gaps(report, words)}"
        for report in reports
    ]
    return "\n".join([f"### {words(text.BY_SUBGROUP)}", *rows])


def _answer(answer: Answer, words: Words, room: int, *, whole: bool = False) -> str:
    need = supply_name(answer.need.value, words)
    if answer.amount and not answer.by and not answer.planned:
        return f"❌ {words(text.MISSING, need=need)}"
    seats = (*answer.by, *answer.planned) if answer.missing or answer.is_planned else answer.by
    named = [_named(seat, answer, words, room, whole=whole) for seat in seats[:_SEATS_SHOWN]]
    rest = len(seats) - _SEATS_SHOWN
    by = words.list([*named, words(text.MORE, count=rest)] if rest > 0 else named)
    if answer.surplus:
        return f"⚠️ **{need}** {words(text.TOO_MANY, count=len(answer.by), limit=answer.at_most)}"
    if answer.missing:
        count = answer.amount - answer.missing
        return f"❌ **{need}** {words(text.TOO_FEW, count=count, amount=answer.amount)} · {by}"
    if answer.is_planned:
        return f"🎯 **{need}** {words(text.PLANNED)} · {by}"
    if answer.duplicates:
        return f"🔁 **{need}** {by} · {words(text.DUPLICATES, count=len(answer.by))}"
    return f"✅ **{need}** {by}"


def _doubled(answer: Answer, words: Words) -> str:
    return words(text.DOUBLED, need=supply_name(answer.need.value, words), count=len(answer.by))


def _named(seat: Seat, answer: Answer, words: Words, room: int, *, whole: bool) -> str:
    """Return who meets a need, and on what it stands where that is no build itself."""
    if seat in answer.planned:
        role = role_name(seat.wish or "", words)
        return f"{_seat(seat, room, whole=whole)} 🎯 *{words(text.WANTED, role=role)}*"
    return f"{_seat(seat, room, whole=whole)}{f' *{words(text.DECLARED)}*' if seat in answer.on_word else ''}"


def _seat(seat: Seat, room: int, *, whole: bool) -> str:
    build = shown(seat.build.name, limit=room) if seat.build is not None else ""
    number = f"`{seat.subgroup}.{seat.place}`" if whole else f"`{seat.place}`"
    if seat.player is None:
        return f"{number} {build}".rstrip()
    player = f"<@{seat.player.user}>" if seat.player.user is not None else shown(seat.player.name or "", limit=room)
    return f"{number} {player} ({build})" if build else f"{number} {player}"


def _pairs(report: SubgroupReport, words: Words) -> str:
    """Return the combos that do the most for the group, each kind once: who lays, who finishes, how often."""
    places = [member.seat.place for member in report.members if member.giving is not None]
    kinds: dict[tuple[str, str, str], list[Pair]] = {}
    for pair in report.pairs:
        kinds.setdefault((pair.field, pair.finisher, pair.effect), []).append(pair)
    told = [
        words(
            text.COMBO,
            field=f"{combo_name(field, words)} {_places(places[pair.layer] for pair in pairs)}",
            finisher=f"{combo_name(finisher, words)} {_places(places[pair.closer] for pair in pairs)}",
            effect=combo_name(effect, words),
            often=_often(pairs, words),
        )
        for (field, finisher, effect), pairs in list(kinds.items())[:_PAIRS_SHOWN]
    ]
    return _DOT.join(told) or words(text.NO_COMBOS)


def _often(pairs: Sequence[Pair], words: Words) -> str:
    """Return how often a combo comes to pass, in two digits, as far as facts tell; what they do not is said."""
    count = float(f"{count_told(pairs):.2g}")
    if not count:
        return words(text.PER_MINUTE_UNKNOWN)
    whole = all(pair.told == pair.per_minute for pair in pairs)
    return words(text.PER_MINUTE if whole else text.PER_MINUTE_AND_MORE, count=count)


def _places(places: Iterable[int]) -> str:
    return " ".join(f"`{place}`" for place in sorted(set(places)))
