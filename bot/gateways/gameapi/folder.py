"""Reads answers of the API that lie in a folder as they came, for `data build --api`.

`professions.json` holds what `/v2/professions?ids=all&v=latest` answers, and so for each kind of `KINDS`; answers that
come in parts stand in `skills.1.json`, `skills.2.json` and so on. A kind may be missing or there in part.
"""

import json
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from bot.gateways.gameapi import api
from bot.gateways.gameapi.answers import BuildAnswer
from bot.gateways.gameapi.api import Resource
from bot.gateways.gameapi.fetch import Answers

_KINDS: Final[dict[str, Resource[Any]]] = {
    "professions": api.PROFESSIONS,
    "specializations": api.SPECIALIZATIONS,
    "traits": api.TRAITS,
    "skills": api.SKILLS,
    "legends": api.LEGENDS,
    "pets": api.PETS,
    "stats": api.STATS,
    "items": api.ITEMS,
}
KINDS: Final = tuple(resource.path for resource in _KINDS.values())
BUILD: Final = "build.json"
"""What `/v2/build` answers."""


def read_answers(folder: Path) -> Answers:
    """Return all answers in `folder`, with build 0 where none tells it. Raises OSError, or ValueError for none."""
    found = {name: _read(folder, resource) for name, resource in _KINDS.items()}
    if not any(found.values()):
        raise ValueError(f"{folder} holds none of {', '.join(f'{kind}.json' for kind in KINDS)}")
    build = folder / BUILD
    number = BuildAnswer.model_validate_json(build.read_bytes()).id if build.exists() else 0
    return Answers(build=number, items_to=0, **found)


def _read(folder: Path, resource: Resource[Any]) -> tuple[Any, ...]:
    kind = resource.path
    files = [path for pattern in (f"{kind}.json", f"{kind}.*.json") for path in sorted(folder.glob(pattern))]
    entries = [entry for path in files for entry in json.loads(path.read_bytes())]
    read: tuple[Any, ...] = TypeAdapter(tuple[resource.model, ...]).validate_python(entries)  # type: ignore[name-defined]
    return read
