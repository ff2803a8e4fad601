"""`gw2optimizer data`: which facts of the game are in use, and how newer ones are fetched or bundled."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli.edition import edition_file, find_edition
from bot.cli.refusal import Refusal
from bot.cli.update import update
from bot.domain.gamedata import GameData
from bot.gateways.gameapi.folder import KINDS, read_answers
from bot.gateways.gameapi.merge import lay_over
from bot.gateways.gamedata import loader
from bot.gateways.gamedata.build import build_snapshot, format_snapshot
from bot.gateways.gamedata.build_facts import build_facts, format_facts
from bot.gateways.gamedata.editions import Tables
from bot.gateways.gamedata.equipment import EQUIPMENT, parse_equipment
from bot.gateways.gamedata.equipment_build import build_equipment, format_equipment
from bot.gateways.gamedata.facts_loader import FACTS, parse_game_facts
from bot.gateways.gamedata.sources import Sources

data = typer.Typer(
    help="Look at the facts of the game, fetch newer ones, or rebuild the bundled ones.", no_args_is_help=True
)
data.command()(update)

BUNDLED: Final = Path(loader.__file__).with_name(loader.SNAPSHOT)


@dataclass(frozen=True, slots=True)
class Kind:
    """How much there is of a kind of thing, and of what day."""

    date: str
    count: int
    unnamed: int
    """How many have a name that no source tells."""


@data.command()
def info(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Tell which facts are in use: fetched or bundled, of what game build and days, and how many there are."""
    found, file, today = find_edition(), edition_file().path, datetime.now(UTC)
    edition, kinds = found.edition, dict(_count(found.edition.game))
    if as_json:
        told = {
            "build": edition.game.build,
            "origin": "bundled" if edition.is_bundled else "fetched",
            "day": edition.day.isoformat(),
            "age_days": edition.get_age_days(today),
            "file": None if edition.is_bundled else str(file),
            "refused": found.refused,
            "kinds": {name: asdict(kind) for name, kind in kinds.items()},
        }
        typer.echo(json.dumps(told))
        return
    typer.echo(f"game build {edition.game.build}")
    origin = f"bundled, its oldest part of {edition.day}" if edition.is_bundled else f"fetched {edition.day}: {file}"
    typer.echo(f"{edition.get_age_days(today)} days old: {origin}")
    if found.refused is not None:
        typer.echo(f"not used: {file}: {found.refused}")
    for name, kind in kinds.items():
        unnamed = f", {kind.unnamed} of them without a name" if kind.unnamed else ""
        typer.echo(f"{name:<16}{kind.date}{kind.count:>8,}{unnamed}")


@data.command()
def build(
    *,
    source: Annotated[
        Path,
        typer.Option(
            help="Folder with what to begin with. Only what is in its api/ are answers of the game's API, of 2024 and "
            "2025. Palettes, weapon numbers, legends, pets, relics, gates of skills and the names of 2026 are tables "
            "of others, in tables/ and check/."
        ),
    ],
    api: Annotated[
        Path | None,
        typer.Option(
            help=f"Folder with newer answers of the game's API, which go before all that: {', '.join(KINDS)}, each as "
            "?ids=all&v=latest tells it, such as professions.json; in parts as skills.1.json and so on."
        ),
    ] = None,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day on which the answers in --api were read.")
    ] = None,
    out: Annotated[Path, typer.Option(help="File to write.", show_default="the bundled one")] = BUNDLED,
) -> None:
    """Make the snapshot anew, and beside it those of equipment and facts.

    The same files give the same bytes.
    """
    if (api is None) is not (day is None):
        raise typer.BadParameter("--api and --day go together")
    try:
        snapshot, facts, equipment = build_snapshot(Sources(source)), build_facts(source), build_equipment(source)
        if api and day:
            snapshot, facts, equipment = _lay_over(snapshot, facts, equipment, api, day)
        loader.parse_game_data(snapshot)
        parse_equipment(equipment)
        parse_game_facts(facts)
        out.write_bytes(snapshot)
        out.with_name(EQUIPMENT).write_bytes(equipment)
        out.with_name(FACTS).write_bytes(facts)
    except OSError as exc:
        raise Refusal(f"cannot use {exc.filename}: {exc.strerror}") from exc
    except (ValueError, LookupError, TypeError, AttributeError) as exc:
        places = f"{source} and {api}" if api else str(source)
        raise Refusal(f"{places}: not of the shape that is needed: {exc!r}") from exc
    typer.echo(f"{out}: {len(snapshot):,} bytes")
    typer.echo(f"{out.with_name(EQUIPMENT)}: {len(equipment):,} bytes")
    typer.echo(f"{out.with_name(FACTS)}: {len(facts):,} bytes")


def _lay_over(snapshot: bytes, facts: bytes, equipment: bytes, api: Path, day: datetime) -> tuple[bytes, bytes, bytes]:
    tables = lay_over(Tables.of(snapshot, facts, equipment), read_answers(api), f"{day:%Y-%m-%d}")
    return (
        format_snapshot(tables.game),
        format_facts(tables.facts),
        format_equipment(tables.equipment["kinds"]),
    )


def _count(game: GameData) -> Iterator[tuple[str, Kind]]:
    for name, date in game.dates.items():
        if name == "professions":
            yield name, Kind(date, len(game.professions), 0)
            continue
        if name == "palettes":
            things = [skill for skills in game.palettes.values() for skill in skills.values()]
        else:
            things = list(getattr(game, name).values())
        yield name, Kind(date, len(things), sum(thing.name is None for thing in things))
