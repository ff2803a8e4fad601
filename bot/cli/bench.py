"""`gw2optimizer bench`: how fast the pure parts are on this machine. Each measure is told beside a plain yardstick."""

import asyncio
import json
import random
import struct
from binascii import a2b_base64
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from time import process_time
from typing import Annotated, Final

import typer

from bot.cli.bench_cache import bench_cache
from bot.cli.bench_commands import bench_commands, bench_soak
from bot.cli.bench_learning import bench_learning
from bot.cli.bench_noting import bench_noting
from bot.cli.bench_search import bench_search
from bot.cli.bench_tracing import bench_tracing
from bot.cli.labels import read_rows
from bot.cli.refusal import Refusal
from bot.cli.scores import score_rows
from bot.domain.gamedata import GameData
from bot.domain.professions import Profession
from bot.domain.sheet import describe
from bot.domain.template import BuildTemplate, Legends, Pets, SkillBar, TraitLine
from bot.gateways.gamedata import load_game_data

LABELS: Final = Path(__file__).parents[2] / "tests/data/builds/labels.jsonl"
"""The labelled builds of a checkout; an installed bot has none."""

bench = typer.Typer(help="Measure on your own machine.", no_args_is_help=True)


@bench.callback()
def _group() -> None:
    """Measure on your own machine."""


@bench.command("decode")
def bench_decode(
    *,
    count: Annotated[int, typer.Option(min=1, help="How many different codes.")] = 20_000,
    rounds: Annotated[int, typer.Option(min=1, help="How often; the fastest round counts.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Measure the reading of build codes, in codes a second of one core.

    "bytes" is the yardstick: base64 and the fixed layout alone, without any value made of it. "raw" is the template,
    "described" the template with all names and defects. No result is kept from one code to the next.
    """
    game = load_game_data()
    codes = make_codes(game, count)
    speeds = {
        "bytes": _measure(lambda code: _UNPACK(a2b_base64(code[2:-1])), codes, rounds),
        "raw": _measure(BuildTemplate.from_chat_code, codes, rounds),
        "described": _measure(lambda code: describe(BuildTemplate.from_chat_code(code), game), codes, rounds),
    }
    ratios = {name: speeds["bytes"] / speed for name, speed in speeds.items()}
    if as_json:
        typer.echo(json.dumps({"count": count, "rounds": rounds, "codes_per_second": speeds, "times_bytes": ratios}))
        return
    for name, speed in speeds.items():
        typer.echo(f"{name:<12}{speed:>12,.0f} codes a second{ratios[name]:>8.1f} x the time of bytes")


@bench.command("supplies")
def bench_supplies(
    rows: Annotated[Path, typer.Argument(help="Labelled builds, one JSON object a line.")] = LABELS,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Measure how well the boons that builds hold for others, and who heals, are told from codes alone.

    "found" is the part of what guides say that is told, "right" the part of what is told that guides do not deny.
    Every miss is listed. Boons that a guide's title has in brackets are counted, though the code may be of a variant
    without them, and listed apart.
    """
    try:
        labelled = list(read_rows(rows.read_text(encoding="utf-8").splitlines()))
    except OSError as exc:
        raise Refusal(f"cannot read {rows}: {exc.strerror}") from exc
    except (ValueError, LookupError, AttributeError, TypeError) as exc:
        raise Refusal(f"{rows} does not hold labelled builds: {exc}") from exc
    scores = score_rows(labelled)
    if as_json:
        typer.echo(json.dumps({name: score.to_record() for name, score in scores.items()}))
        return
    typer.echo(f"{len(labelled)} builds")
    for name, score in scores.items():
        typer.echo("\n".join(score.to_lines(name)))


@bench.command("pictures")
def bench_pictures(
    *,
    count: Annotated[int, typer.Option(min=1, help="How many different builds.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Measure the pictures of builds and teams, in milliseconds of one core.

    "drawn" is all the work for a picture that nobody has asked for yet, "kept" all that is left of it when it was.
    """
    from bot.cli.pictures import time_pictures

    times = list(time_pictures(make_codes(load_game_data(), count)))
    if as_json:
        records = {one.name: {"median": one.median_ms, "worst": one.worst_ms, "bytes": one.size} for one in times}
        typer.echo(json.dumps({"count": count, "milliseconds": records}))
        return
    for one in times:
        size = f"{one.size / 1024:>8.0f} KiB" if one.size else ""
        typer.echo(f"{one.name:<26}{one.median_ms:>8.1f} ms{one.worst_ms:>8.1f} ms at worst{size}")


@bench.command("optimize")
def bench_optimize(
    *,
    seeds: Annotated[int, typer.Option(min=1, help="How many sign-ups of each kind.")] = 2,
    seconds: Annotated[float, typer.Option(min=0.1, help="How long a search may take.")] = 5.0,
    loop: Annotated[bool, typer.Option(help="Only measure how an event loop fares beside three.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object a line.")] = False,
) -> None:
    """Measure the squad optimizer on sign-ups that are made up: seconds until the first lineup, 1 % gap, and proof.

    Beside it, with the score that each reaches (needs met, players, liking, combos): greedy in the order of sign-ups;
    hill climbing from random beginnings for as long; a model that tells all players and subgroups apart, without a
    beginning. Then, in squads of 50, how many move when one cancels, and how long an event loop waits beside three of
    raids with 200 sign-ups, from these to the proposals, and how much memory all processes have. At last it is told
    which targets hold.
    """
    from bot.cli import lineup_bench, lineup_strain
    from bot.cli.lineup_targets import judge
    from config.combos import load_combo_rules
    from config.content import load_contents
    from config.role_supplies import load_role_table

    contents = {content.id: content for content in load_contents()}
    roles, combos = load_role_table(), load_combo_rules()
    if not as_json and not loop:
        typer.echo(lineup_bench.HEAD)
    timings: list[lineup_bench.Timing] = []
    moves: list[int] = []
    for case in () if loop else lineup_bench.list_cases(seeds):
        problem = lineup_bench.make_problem(case, contents[case.content], roles, combos)
        timing = lineup_bench.time_search(problem, case, seconds)
        timings.append(timing)
        typer.echo(json.dumps(lineup_bench.to_record(timing)) if as_json else lineup_bench.to_line(timing))
        if timing.players >= lineup_bench.LARGE:
            moves += lineup_bench.count_moves(problem, case.seed)
    strain = asyncio.run(lineup_strain.watch_raids(roles, combos))
    targets = list(judge(timings, moves, strain))
    if as_json:
        typer.echo(json.dumps(asdict(strain) | {"targets": [target.to_record() for target in targets]}))
        return
    typer.echo("\n".join(target.to_line() for target in targets))
    typer.echo(
        f"the event loop waits {strain.usually * 1000:.0f} ms at the 99th of a hundred while three run, and "
        f"{strain.idle * 1000:.0f} ms at worst when nothing does"
    )


@bench.command("signups")
def bench_signups(
    *,
    people: Annotated[int, typer.Option(min=10, help="How many press at once.")] = 1_000,
    connections: Annotated[int, typer.Option(min=1, help="From how many connections; SQLite is for one.")] = 4,
    database: Annotated[str | None, typer.Option(help="URL of a database to use; else a new SQLite file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Measure how long it takes until everybody who presses *Sign up* at once for ten places has an answer.

    Each connection is what a process would be. Afterwards it is looked whether ten sit, the others wait in the order
    of their turns, no press was lost, and the post at a Discord on this machine shows it; what was made for this is
    deleted.
    """
    import asyncio
    from tempfile import TemporaryDirectory

    from bot.cli.rush import rush

    with TemporaryDirectory() as folder:
        url = database or f"sqlite+aiosqlite:///{folder}/rush.sqlite3"
        found = asyncio.run(rush(url, people, connections if database else 1))
    if as_json:
        typer.echo(json.dumps(found.to_record()))
        return
    for name, value in found.to_record().items():
        typer.echo(f"{name:<12}{value!s:>12}")


bench.command("learning")(bench_learning)
bench.command("noting")(bench_noting)
bench.command("search")(bench_search)
bench.command("tracing")(bench_tracing)
bench.command("cache")(bench_cache)
bench.command("commands")(bench_commands)
bench.command("soak")(bench_soak)


@bench.command("knowledge")
def bench_knowledge(
    *,
    count: Annotated[int, typer.Option(min=1, help="How many different builds.")] = 1000,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Measure what is known of builds and teams, in milliseconds of one core.

    A build is decoded, its boons, roles, combos and attributes are found; a team of fifty different ones is analyzed.
    """
    from bot.cli.knowledge import time_knowledge

    times = list(time_knowledge(make_codes(load_game_data(), count)))
    if as_json:
        records = {one.name: {"median": one.median_ms, "worst": one.worst_ms} for one in times}
        typer.echo(json.dumps({"count": count, "milliseconds": records}))
        return
    for one in times:
        typer.echo(f"{one.name:<26}{one.median_ms:>8.2f} ms{one.worst_ms:>8.2f} ms at worst")


def make_codes(game: GameData, count: int) -> list[str]:
    """Return `count` different codes, every slot filled at random with what may stand there; always the same."""
    rng = random.Random(0)  # noqa: S311 - repeatable on purpose, nothing is secret
    found: dict[str, None] = {}
    while len(found) < count:
        found[_make_template(game, rng).chat_code()] = None
    return list(found)


def _make_template(game: GameData, rng: random.Random) -> BuildTemplate:
    profession = rng.choice(list(Profession))
    facts = game.professions[profession]
    core = [number for number in facts.specializations if not game.specializations[number].elite]
    elite = [number for number in facts.specializations if game.specializations[number].elite]
    one, two, three = (
        TraitLine(number, (rng.randint(1, 3), rng.randint(1, 3), rng.randint(1, 3)))
        for number in (*rng.sample(core, 2), rng.choice(elite))
    )
    wielded = [number for number, weapon in game.weapons.items() if weapon.name in facts.weapons]
    pets, legends = sorted(game.pets), sorted(game.legends)
    return BuildTemplate(
        profession=profession,
        lines=(one, two, three),
        land=_make_bar(game, profession, rng),
        water=_make_bar(game, profession, rng),
        pets=Pets(_pair(pets, rng), _pair(pets, rng)) if profession is Profession.RANGER else None,
        legends=Legends(_pair(legends, rng), _pair(legends, rng)) if profession is Profession.REVENANT else None,
        weapons=tuple(rng.sample(wielded, rng.randint(0, 4))),
    )


def _make_bar(game: GameData, profession: Profession, rng: random.Random) -> SkillBar:
    slots: dict[str | None, list[int]] = {}
    for palette, skill in game.palettes[profession].items():
        slots.setdefault(skill.slot, []).append(palette)
    one, two, three = rng.sample(slots["Utility"], 3)
    return SkillBar(rng.choice(slots["Heal"]), (one, two, three), rng.choice(slots["Elite"]))


def _pair(numbers: Sequence[int], rng: random.Random) -> tuple[int, int]:
    one, two = rng.sample(numbers, 2)
    return one, two


def _measure(read: Callable[[str], object], codes: Sequence[str], rounds: int) -> float:
    """Return codes a second of processor time, in the fastest round."""
    return len(codes) / min(_rounds(read, codes, rounds))


def _rounds(read: Callable[[str], object], codes: Sequence[str], rounds: int) -> Iterator[float]:
    for _ in range(rounds):
        began = process_time()
        for code in codes:
            read(code)
        yield process_time() - began


_UNPACK = struct.Struct("<8B10H16s").unpack_from
