"""Answers of the live API in a folder, as they came, before the older files of `sources.py`.

`professions.json` holds what `/v2/professions?ids=all&v=latest` answers, and so for each kind of `KINDS`; answers that
come in parts stand in `skills.1.json`, `skills.2.json` and so on. A kind may be missing or there in part: what the
folder does not have is taken from the older files. What those tell of a thing that it has does not count any more.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from bot.gateways.gamedata import sources
from bot.gateways.gamedata.sources import Sources

KINDS: Final = ("professions", "specializations", "traits", "skills", "legends", "pets", "itemstats", "items")
BUILD: Final = "build.json"
"""What `/v2/build` answers."""

Entries = dict[Any, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class LiveSources(Sources):
    """The older files with a folder of answers in front of them."""

    day: str
    """When the answers were read, as YYYY-MM-DD: they do not tell it."""
    answers: dict[str, Entries] = field(default_factory=dict)
    """By kind and id."""
    build: int | None = None

    @classmethod
    def open(cls, older: Path, folder: Path, day: str) -> "LiveSources":
        """Read all answers in `folder`; raises OSError or ValueError where there are none."""
        found = {kind: _read_entries(folder, kind) for kind in KINDS}
        if not any(found.values()):
            raise ValueError(f"{folder} holds none of {', '.join(f'{kind}.json' for kind in KINDS)}")
        build = folder / BUILD
        number = json.loads(build.read_bytes())["id"] if build.exists() else None
        return cls(older, day, found, number)

    def read_json(self, name: str) -> Any:
        """Return what an older file would hold if it were made of the answers."""
        told = Sources.read_json(self, name)
        change = _CHANGES.get(name)
        return change(self, told) if change else told

    def read_lines(self, name: str) -> list[Any]:
        """Return the lines of an older file; of items those of the answers in their place."""
        told = Sources.read_lines(self, name)
        return _replaced("items", self, told) if name == sources.ITEMS else told

    def read_names(self, name: str) -> dict[int, str]:
        """Return the names of skills that the answers do not have."""
        told = Sources.read_names(self, name)
        return {number: text for number, text in told.items() if number not in self.answers["skills"]}

    def day_of(self, kind: str, day: str) -> str:
        """Return the answers' day if they have this kind of thing, else that of the older file."""
        return self.day if self.answers[kind] else day


def _read_entries(folder: Path, kind: str) -> Entries:
    files = [path for pattern in (f"{kind}.json", f"{kind}.*.json") for path in sorted(folder.glob(pattern))]
    return {entry["id"]: entry for path in files for entry in json.loads(path.read_bytes())}


def _replaced(kind: str, live: LiveSources, told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({**{entry["id"]: entry for entry in told}, **live.answers[kind]}.values())


def _remaining(kind: str, live: LiveSources, told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry for entry in told if entry["id"] not in live.answers[kind]]


def _upgrades(live: LiveSources, told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    known = {entry["id"]: entry for entry in told}
    new = {number: item for number, item in live.answers["items"].items() if item["type"] == "UpgradeComponent"}
    return list({**known, **new}.values())


def _build(live: LiveSources, told: dict[str, Any]) -> dict[str, Any]:
    return told if live.build is None else {**told, "build_id": live.build}


def _palettes(live: LiveSources, told: dict[str, Any]) -> dict[str, Any]:
    new = {str(entry["code"]): entry["skills_by_palette"] for entry in live.answers["professions"].values()}
    return {**told, "palette": {**told["palette"], **new}}


def _legends(live: LiveSources, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A legend of the API has neither name nor gate: the skill that calls upon it has."""
    known = {entry["id"]: entry for entry in told}
    skills = {entry["id"]: entry for entry in live.read_json(sources.SKILLS)}
    for number, legend in live.answers["legends"].items():
        older, swap = known.get(number, {}), skills.get(legend["swap"], {})
        name = swap.get("name") or older["name"]
        gate = swap.get("specialization") or older.get("specializationId")
        known[number] = {**legend, "name": name, "specializationId": gate}
    return list(known.values())


def _code_tables(live: LiveSources, told: dict[str, Any]) -> dict[str, Any]:
    """The slots of a legend that is too new for the table hold its skills in their order, as those of others do."""
    revenant = dict(told["revenant"])
    for legend in live.answers["legends"].values():
        one, two, three = legend["utilities"]
        slots = {"4572": legend["heal"], "4614": one, "4651": two, "4564": three, "4554": legend["elite"]}
        revenant.setdefault(legend["id"].removeprefix("Legend"), {"palette_to_skill": slots})
    return {**told, "revenant": revenant}


_CHANGES: Final[dict[str, Callable[[LiveSources, Any], Any]]] = {
    sources.API_BUILD: _build,
    sources.PROFESSIONS: partial(_replaced, "professions"),
    sources.SPECIALIZATIONS: partial(_replaced, "specializations"),
    sources.SPECIALIZATION_NAMES: partial(_remaining, "specializations"),
    sources.NEWER_SPECIALIZATIONS: partial(_remaining, "specializations"),
    sources.TRAITS: partial(_replaced, "traits"),
    sources.TRAIT_NAMES: partial(_remaining, "traits"),
    sources.SKILLS: partial(_replaced, "skills"),
    sources.PALETTES: _palettes,
    sources.CODE_TABLES: _code_tables,
    sources.LEGENDS: _legends,
    sources.PETS: partial(_replaced, "pets"),
    sources.STATS: partial(_replaced, "itemstats"),
    sources.UPGRADES: _upgrades,
}
