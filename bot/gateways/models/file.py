"""The file: a line that names its kind and checksum, a line of JSON that says all but the weights, then the weights."""

import json
import os
import sys
from array import array
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.learning.served import FLOATS, LearnedWorths, Served, Tried

KIND: Final = "gw2optimizer-model"
VERSION: Final = 1
MOST_BYTES: Final = 64 * 2**20
"""Of a file that is read; one of a thousand items has four million."""
_OWNER_ONLY: Final = 0o600


class _Head(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: Literal["gw2optimizer-model"] = KIND
    version: Literal[1] = VERSION
    sha256: str
    """Of all that follows this line."""


class _About(BaseModel):
    """All but the weights."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    items: tuple[str, ...]
    popularity: tuple[Annotated[float, Field(ge=0, le=1)], ...]
    caution: Annotated[float, Field(ge=0)]
    guilds: frozenset[str]
    tried: Tried
    worths: tuple[LearnedWorths, ...] = ()
    """Of combos; files of before have none."""


class ModelFile:
    """A model in a file. What is read is whole and of this version, or a ValueError says why not; OSError."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, served: Served) -> None:
        """Put a model in place of the former one, at once: who reads meanwhile has one or the other."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}.draft")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY), "wb") as file:
                file.write(to_bytes(served))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.path)
        finally:
            draft.unlink(missing_ok=True)

    def read(self) -> Served:
        """Return the model that is there."""
        with self.path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            msg = f"more than {MOST_BYTES} bytes"
            raise ValueError(msg)
        return from_bytes(data)

    def find_mark(self) -> tuple[int, int, int] | None:
        """Return a mark that another file would not have; None where there is none."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size


def to_bytes(served: Served) -> bytes:
    """Return a model as the file has it."""
    about = {
        "items": served.items,
        "popularity": served.popularity,
        "caution": served.caution,
        "guilds": sorted(served.guilds),
        "tried": asdict(served.tried),
        "worths": [asdict(one) for one in served.worths],
    }
    body = json.dumps(about, separators=(",", ":")).encode() + b"\n" + _swapped(served.weights).tobytes()
    return _Head(sha256=sha256(body).hexdigest()).model_dump_json().encode() + b"\n" + body


def from_bytes(data: bytes) -> Served:
    """Return the model that `to_bytes` wrote; ValueError."""
    first, _, body = data.partition(b"\n")
    head = _Head.model_validate_json(first)
    if sha256(body).hexdigest() != head.sha256:
        raise ValueError("the checksum is another")
    second, _, weights = body.partition(b"\n")
    about = _About.model_validate_json(second)
    return Served(
        items=about.items,
        popularity=about.popularity,
        weights=_swapped(array(FLOATS, weights)),
        caution=about.caution,
        guilds=about.guilds,
        tried=about.tried,
        worths=about.worths,
    )


def _swapped(weights: "array[float]") -> "array[float]":
    """Turn numbers of this machine into those of the file, the lowest byte first, or back."""
    if sys.byteorder == "little":
        return weights
    turned = array(FLOATS, weights)
    turned.byteswap()
    return turned
