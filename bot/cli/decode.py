"""`gw2optimizer decode`: what build codes hold, for people or as JSON lines for programs."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any

import typer

from bot.cli.codes import LEGIBLE_LENGTH, explain, legible, parse_codes, parse_template
from bot.cli.edition import find_edition
from bot.cli.streams import ending_quietly, read_lines, write_line
from bot.domain.edition import Edition
from bot.domain.modes import GameMode
from bot.domain.sheet import BuildSheet, Named, NamedPair, SheetBar, SheetLine, SheetSkill, SheetTrait, describe
from bot.domain.template import BuildTemplate
from bot.errors import ChatCodeError

Record = dict[str, Any]


def decode(
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CODE",
            help="Build codes, or texts with one code in each. Without any, one is read from each line of input; blank "
            "lines are passed over.",
        ),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object a line.")] = False,
    mode: Annotated[
        GameMode | None, typer.Option("--mode", help="Also tell what the builds give to their group in this mode.")
    ] = None,
) -> None:
    """Tell what build codes hold, and what is wrong with the builds.

    The exit status is 1 if any code could not be read. A build that is impossible in the game can still be read.
    """
    edition = find_edition().edition
    game = edition.game
    give = _load_giving(edition, mode) if mode else _nothing
    failed = False
    with ending_quietly():
        for code in parse_codes(codes) if codes else filter(None, map(str.strip, read_lines())):
            try:
                sheet = describe(parse_template(code), game)
            except ChatCodeError as exc:
                failed = True
                refused = {"code": code, "ok": False, "error": explain(exc)}
                write_line(_dump(refused) if as_json else f"{legible(code, LEGIBLE_LENGTH)}\n  {refused['error']}")
            else:
                record, lines = give(sheet.template)
                if as_json:
                    write_line(_dump({**to_record(code, sheet), **record}))
                else:
                    write_line("\n".join((legible(code), *to_lines(sheet), *lines)))
    if failed:
        raise typer.Exit(1)


def to_record(code: str, sheet: BuildSheet) -> Record:
    """Return what `--json` writes of a code that could be read. Every key is always there; null is an empty place."""
    return {
        "code": code,
        "ok": True,
        "canonical": sheet.template.chat_code(),
        "profession": sheet.profession.display,
        "elite": sheet.elite.name if sheet.elite else None,
        "specializations": [
            _line_record(line, chosen.traits)
            for line, chosen in zip(sheet.lines, sheet.template.lines, strict=True)
            if line
        ],
        "skills": {"land": _bar_record(sheet.land), "water": _bar_record(sheet.water)},
        "weapons": [{"id": weapon.id, "name": weapon.name} for weapon in sheet.weapons],
        "overrides": [override.id for override in sheet.overrides],
        "pets": _pair_record(sheet.pets_land, sheet.pets_water),
        "legends": _pair_record(sheet.legends_land, sheet.legends_water),
        "inactive": _inactive_record(sheet),
        "defects": [str(defect) for defect in sheet.defects],
    }


def to_lines(sheet: BuildSheet) -> Iterator[str]:
    """Yield what a person reads of a code, without the code itself."""
    profession = sheet.profession.display
    yield f"  {f'{sheet.elite.name} ({profession})' if sheet.elite else profession}"
    for line, chosen in zip(sheet.lines, sheet.template.lines, strict=True):
        if line:
            yield f"  {'-'.join(map(str, chosen.traits))}  {line.name or line.id}: {_names(line.traits)}"
    yield from _labelled("land", _names((sheet.land.heal, *sheet.land.utility, sheet.land.elite)))
    yield from _labelled("water", _names((sheet.water.heal, *sheet.water.utility, sheet.water.elite)))
    yield from _labelled("weapons", _names(sheet.weapons))
    yield from _labelled("overrides", _names(sheet.overrides))
    yield from _labelled("land pets", _names(sheet.pets_land or ()))
    yield from _labelled("water pets", _names(sheet.pets_water or ()))
    yield from _labelled("land legends", _names(sheet.legends_land or ()))
    yield from _labelled("water legends", _names(sheet.legends_water or ()))
    yield from _labelled("inactive land", _names(sheet.inactive_land or ()))
    yield from _labelled("inactive water", _names(sheet.inactive_water or ()))
    for defect in sheet.defects:
        yield f"  ! {defect}"


def _load_giving(edition: Edition, mode: GameMode) -> Callable[[BuildTemplate], tuple[Record, Iterable[str]]]:
    # Rules take longer to read than codes do; whoever does not ask for them does not wait for them.
    from bot.cli.giving import Givings, giving_lines, giving_record

    givings = Givings.load(edition, mode)

    def give(template: BuildTemplate) -> tuple[Record, Iterable[str]]:
        giving = givings.find(template)
        return giving_record(giving), giving_lines(giving)

    return give


def _nothing(_template: BuildTemplate) -> tuple[Record, Iterable[str]]:
    return {}, ()


_dump = json.JSONEncoder(separators=(",", ":")).encode


def _line_record(line: SheetLine, choices: tuple[int, int, int]) -> Record:
    traits = [trait.id if trait else None for trait in line.traits]
    return {"id": line.id, "name": line.name, "traits": choices, "trait_ids": traits}


def _bar_record(bar: SheetBar) -> Record:
    return {
        "heal": _skill_record(bar.heal),
        "utility": [_skill_record(skill) for skill in bar.utility],
        "elite": _skill_record(bar.elite),
    }


def _skill_record(skill: SheetSkill | None) -> Record | None:
    return {"palette": skill.palette, "id": skill.id, "name": skill.name} if skill else None


def _pair_record(land: NamedPair | None, water: NamedPair | None) -> Record | None:
    if land is None or water is None:
        return None
    pairs = {"land": land, "water": water}
    return {medium: [thing.id if thing else None for thing in pair] for medium, pair in pairs.items()}


def _inactive_record(sheet: BuildSheet) -> Record | None:
    if sheet.inactive_land is None or sheet.inactive_water is None:
        return None
    return {
        "land": [_skill_record(skill) for skill in sheet.inactive_land],
        "water": [_skill_record(skill) for skill in sheet.inactive_water],
    }


def _names(things: Iterable[Named | SheetSkill | SheetTrait | None]) -> str:
    return ", ".join(_name(thing) if thing else "-" for thing in things)


def _name(thing: Named | SheetSkill | SheetTrait) -> str:
    if thing.name is None:
        return f"palette {thing.palette}" if isinstance(thing, SheetSkill) else f"number {thing.id}"
    return thing.name


def _labelled(label: str, text: str) -> Iterator[str]:
    if text.strip("-, "):
        yield f"  {label}: {text}"
