"""Which edition of the game's facts is in use: the one that was fetched and kept in a file, or the bundled one.

A file that is damaged, of another format or older than the bundled edition is not used; it is left where it is until a
newer one takes its place.
"""

import functools
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Self

from bot.domain.edition import Edition, Fetched
from bot.domain.translations import KINDS, Translation
from bot.gateways.gamedata.equipment import EQUIPMENT, make_equipment, parse_equipment
from bot.gateways.gamedata.facts_loader import FACTS, load_game_facts, make_game_facts
from bot.gateways.gamedata.loader import SNAPSHOT, parse_game_data

FORMAT: Final = 1
"""Of a fetched edition; changes when an older reader could not read the file any more."""


@functools.cache
def read_bundled() -> bytes:
    """Return the bundled snapshot, which answers of the API are laid over."""
    return files(__package__).joinpath(SNAPSHOT).read_bytes()


@functools.cache
def read_bundled_facts() -> bytes:
    """Return the bundled facts of skills and traits, likewise."""
    return files(__package__).joinpath(FACTS).read_bytes()


@functools.cache
def read_bundled_equipment() -> bytes:
    """Return the bundled equipment, likewise."""
    return files(__package__).joinpath(EQUIPMENT).read_bytes()


@functools.cache
def get_base() -> str:
    """Return a mark of all that is bundled: another version of the bot may bring other facts."""
    return hashlib.sha256(read_bundled() + read_bundled_facts() + read_bundled_equipment()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Tables:
    """What the three files hold, as JSON has it."""

    game: dict[str, Any]
    facts: dict[str, Any]
    equipment: dict[str, Any]

    @classmethod
    def of(cls, game: bytes, facts: bytes, equipment: bytes) -> Self:
        """Read the contents of the files; raises ValueError where one is no JSON."""
        return cls(json.loads(game), json.loads(facts), json.loads(equipment))


def read_bundled_tables() -> Tables:
    """Return all that is bundled, made anew at each call: whoever asked may change it."""
    return Tables.of(read_bundled(), read_bundled_facts(), read_bundled_equipment())


@functools.cache
def load_bundled() -> Edition:
    """Return the edition that ships with the bot; it is read once."""
    game, equipment = parse_game_data(read_bundled()), parse_equipment(read_bundled_equipment())
    return Edition(game=game, facts=load_game_facts(), equipment=equipment)


def parse_edition(content: bytes) -> Edition:
    """Return the edition in a file that was fetched. Raises ValueError if it cannot be used."""
    bundled = load_bundled()
    try:
        head = json.loads(content)
        if head["format"] != FORMAT:
            raise ValueError(f"format {head['format']}, not {FORMAT}")
        fetched = _fetched(head["fetched"])
        facts = make_game_facts(head["facts"]) if "facts" in head else bundled.facts
        equipment = make_equipment(head["equipment"]) if "equipment" in head else bundled.equipment
        names = _translations(head.get("names", {}))
        game = parse_game_data(content)
        edition = Edition(game=game, facts=facts, equipment=equipment, translations=names, fetched=fetched)
    except (KeyError, TypeError, AttributeError, RecursionError) as exc:
        raise ValueError(f"no fetched edition: {exc!r}") from exc
    if edition.game.build < bundled.game.build:
        raise ValueError(f"of game build {edition.game.build}, older than the bundled {bundled.game.build}")
    return edition


def _translations(told: Mapping[str, Any]) -> Mapping[str, Translation]:
    return MappingProxyType({language: _translation(rows) for language, rows in told.items()})


def _translation(rows: Mapping[str, Any]) -> Translation:
    """Read the names of a language; kinds of a later version are passed over."""
    return Translation(
        **{kind: MappingProxyType({int(one): str(name) for one, name in rows.get(kind, [])}) for kind in KINDS}
    )


def _fetched(head: Mapping[str, Any]) -> Fetched:
    at = datetime.fromisoformat(head["at"])
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return Fetched(at=at, told=int(head["told"]), base=str(head["base"]), items_to=int(head["items_to"]))


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be used, and why a file that lies there is not."""

    edition: Edition
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class EditionFile:
    """The file that keeps the fetched edition. Methods read and write: not for the event loop."""

    path: Path

    def load(self) -> Found:
        """Return the kept edition; the bundled one where none is kept or it cannot be used. Never raises."""
        try:
            return Found(parse_edition(self.path.read_bytes()))
        except FileNotFoundError:
            return Found(load_bundled())
        except (OSError, ValueError) as exc:
            return Found(load_bundled(), _reason(exc))

    def replace(self, content: bytes) -> Edition:
        """Keep a newer edition and return what is to be used: the former, if another process kept a newer one.

        Raises ValueError if `content` cannot be used, OSError if it cannot be kept.
        """
        return self.keep(parse_edition(content), content)

    def keep(self, edition: Edition, content: bytes) -> Edition:
        """Do so with content that has been parsed: that takes long. At no time is there half a file."""
        former = self.load().edition
        if former.is_newer_than(edition):
            return former
        self.path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self.path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
        return edition


def _reason(exc: OSError | ValueError) -> str:
    return exc.strerror or str(exc) if isinstance(exc, OSError) else str(exc)
