"""What passes between the bot and a worker process: values of our own types, each after its length."""

import pickle
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

LENGTH: Final = struct.Struct(">I")
"""Before each frame: how many bytes it has."""


@dataclass(frozen=True, slots=True)
class Order:
    """Something to work out: a function that can be imported; it takes a Watch as its last argument."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """To the order in hand: come to an end with what there is."""


@dataclass(frozen=True, slots=True)
class Told:
    """What comes back: progress, and at last the answer."""

    value: Any
    is_last: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """What comes back instead where the order raised: the class of the error, and where; never its words."""

    error: str
    frames: tuple[str, ...]


def to_frame(value: object) -> bytes:
    """Return a value with its length."""
    packed = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(packed)) + packed


def from_packed(packed: bytes) -> Any:
    """Return the value; it comes from the other of two processes of ours, and from nobody else."""
    return pickle.loads(packed)  # noqa: S301 - nobody else holds an end of the pipe
