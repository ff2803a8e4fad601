"""`gw2optimizer learn info` and `learn export`: what was noted of use, and what of it may be told."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.refusal import Refusal
from bot.cli.streams import ending_quietly, write_line

if TYPE_CHECKING:
    from bot.gateways.events import EventReader
    from bot.services.learning.exporting import Summary

Folder = Annotated[
    Path | None, typer.Option("--folder", help="Where it was noted; without it, that of this installation.")
]


def info(
    *, folder: Folder = None, as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False
) -> None:
    """Tell what was noted for recommendations to learn from: how much, of what, since when; and what was learned."""
    from bot.gateways.events import EventReader
    from bot.services.learning.exporting import summarize

    place = _find(folder)
    reader = EventReader(place)
    with ending_quietly():
        try:
            summary = summarize(reader.read())
        except OSError as error:
            raise _unreadable(place, error) from error
        record = _to_record(place, reader, summary)
        lines = _to_lines(record)
        if folder is None:
            lines += _add_model(record)
        write_line(json.dumps(record) if as_json else "\n".join(lines))


def export(*, folder: Folder = None) -> None:
    """Write what may be told of it, a JSON object a line: groups of five people and more, by weeks.

    At the level of counts, where nobody is told apart, a group needs five servers. What is left out is told by its
    number on the standard error output.
    """
    from bot.gateways.events import EventReader, Level
    from bot.services.learning.exporting import FEWEST, group_events

    place = _find(folder)
    with ending_quietly():
        try:
            found = group_events(EventReader(place).read())
        except OSError as error:
            raise _unreadable(place, error) from error
        for one in found.groups:
            of = "people" if one.level is Level.TASTE else "servers"
            record = {"week": f"{one.week:%G-W%V}", "level": one.level, **dict(one.said), of: one.of}
            write_line(json.dumps(record | {"events": one.events}))
    typer.echo(
        f"left out: {found.withheld_events:,} events in {found.withheld_groups:,} groups of fewer than {FEWEST}",
        err=True,
    )


def _find(folder: Path | None) -> Path:
    from config.settings import LearningSettings, load

    if folder is None:
        return load(LearningSettings).events_folder
    if not folder.is_dir():
        raise Refusal(f"no folder at {folder}")
    return folder


def _unreadable(place: Path, error: OSError) -> Refusal:
    return Refusal(f"cannot read {error.filename or place}: {error.strerror}")


def _to_record(place: Path, reader: "EventReader", summary: "Summary") -> dict[str, Any]:
    return {
        "folder": str(place),
        "first_day": None if summary.first is None else str(summary.first),
        "last_day": None if summary.last is None else str(summary.last),
        "events": {level.value: count for level, count in sorted(summary.events.items())},
        "deeds": {f"{level} {deed}": count for (level, deed), count in sorted(summary.deeds.items())},
        "unreadable": reader.unreadable,
    }


def _add_model(record: dict[str, Any]) -> list[str]:
    """Add what is in the model's file, and return it for people; one that is damaged takes nothing else away."""
    from bot.cli.training import read_model, to_lines, to_record

    try:
        served = read_model()
    except Refusal as error:
        record["model_error"] = str(error)
        return [str(error)]
    if served is None:
        return []
    record["model"] = to_record(served)
    return to_lines(served)


def _to_lines(record: dict[str, Any]) -> list[str]:
    if record["first_day"] is None:
        return [f"nothing was noted in {record['folder']}"]
    lines = [f"{record['folder']}: {record['first_day']} to {record['last_day']}"]
    lines += [f"{name:<24}{count:>12,}" for part in ("events", "deeds") for name, count in record[part].items()]
    return lines if not record["unreadable"] else [*lines, f"{record['unreadable']:,} lines could not be read"]
