"""Where each kind of fact is read from, and of what day it is. Only the builder reads these files.

`api/` holds answers of the game's API as they came, `tables/` plain numbers. `check/` holds tables of others that are
newer or the only ones: of them single facts are taken, namely ids, names and which elite specialization gates a thing.
"""

import csv
import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Sources:
    """A folder with the files below. Reading raises OSError where one is missing and ValueError where it is damaged."""

    folder: Path

    def read_json(self, name: str) -> Any:
        """Return what a JSON file holds; one that ends in `.gz` is unpacked."""
        return json.loads(self._read(name))

    def read_lines(self, name: str) -> list[Any]:
        """Return one value per line of a file of JSON lines."""
        return [json.loads(line) for line in self._read(name).splitlines() if line.strip()]

    def read_names(self, name: str) -> dict[int, str]:
        """Return names by id of a table with the columns `id` and `name`."""
        return {int(row["id"]): row["name"] for row in csv.DictReader(self._read(name).splitlines())}

    def _read(self, name: str) -> str:
        data = (self.folder / name).read_bytes()
        return (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8-sig")


API_BUILD = "api/metadata.json"
PROFESSIONS = "api/professions.json"
SPECIALIZATIONS = "api/specializations.json"
TRAITS = "api/traits.json.gz"
SKILLS = "api/skills.api-2025-07.json.gz"
STATS = "api/itemstats.json"
UPGRADES = "api/upgrade_components.json.gz"
ITEMS = "api/gw2sdk_items.2024-10.jsonl.gz"
PALETTES = "tables/palette.2026-08-18.json"
CODE_TABLES = "tables/chatlink_tables.json"
NEWER_DATE = "check/squaded/meta.json"
TRAIT_NAMES = "check/ei_TraitList.json.gz"
SPECIALIZATION_NAMES = "check/ei_SpecList.json"
NEWER_SPECIALIZATIONS = "check/squaded/specializations.json"
NEWER_TRAITS = "check/squaded/traits.json"
NEWER_SKILL_NAMES = "check/aw2_skills_id_name.csv"
SKILL_GATES = "check/squaded/elite-spec-skills.json"
LEGENDS = "check/squaded/legends.json"
PETS = "check/squaded/pets.json"
RELICS = "check/squaded/relics.json"

TRAIT_NAMES_DATE = "2026-07-19"
"""The lists of names do not tell their day; this is that of the commit they were read from."""
SKILL_NAMES_DATE = "2026-07-15"
"""The table of skill names does not tell its day; this is that of the commit it was read from."""

WVW_OVERRIDES = "check/squaded/wvw-fact-overrides.json"
SPLITS = "check/balance_splits.wvw.2026-03-13.json.gz"

SKILLS_DATE = "2025-07-13"
"""The API's answer on skills does not tell its day; this is that of its newest part."""
