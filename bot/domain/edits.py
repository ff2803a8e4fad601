"""Editing in a form: what somebody saw when they began, and what became of each field when they are done.

A form stays open for as long as a person likes, and meanwhile the thing may change under another hand. What they saw
travels with the form as a mark per field, so that at the end three things can be told apart for each field: what it
was, what it is now, and what was typed.
"""

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final, Protocol, Self

FIELDS: Final = ("name", "code", "mode", "notes", "source_link", "roles", "tags")
"""What can be edited of a build, by the fields' names in Build."""

_MARK_BYTES = 6
_MARK_LENGTH = 8


class Revised(Protocol):
    """A thing whose every change makes its `revision` another one."""

    @property
    def revision(self) -> int:
        """Which state of it this is."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw of a thing: its revision and marks of the fields in their form."""

    revision: int
    marks: Mapping[str, str]

    @classmethod
    def of(cls, thing: Revised, fields: Iterable[str]) -> Self:
        """Return what a form with `fields` shows of `thing`."""
        return cls(thing.revision, {field: mark(getattr(thing, field)) for field in fields})

    @classmethod
    def from_text(cls, text: str, fields: Iterable[str]) -> Self:
        """Return what `to_text` wrote for a form with `fields`; raises ValueError for anything else."""
        known = tuple(fields)
        found = re.fullmatch(rf"(\d{{1,9}}):([\w-]{{{_MARK_LENGTH * len(known)}}})", text, re.ASCII)
        if found is None:
            raise ValueError(f"no marks of {len(known)} fields: {text!r}")
        marks = (found[2][start : start + _MARK_LENGTH] for start in range(0, len(found[2]), _MARK_LENGTH))
        return cls(int(found[1]), dict(zip(known, marks, strict=True)))

    def to_text(self) -> str:
        """Return it short enough for a form's id: a revision and 8 characters a field."""
        return f"{self.revision}:{''.join(self.marks.values())}"


@dataclass(frozen=True, slots=True)
class Merge:
    """A form laid over the thing as it is now."""

    changes: Mapping[str, Any]
    """Fields that the person changed and nobody else did, with what they typed."""
    conflicts: tuple[str, ...]
    """Fields that both changed, each in another way."""
    elsewhere: tuple[str, ...]
    """Fields of the form that only another hand changed; they stay as they are now."""


def merge(thing: Revised, seen: Seen, typed: Mapping[str, Any]) -> Merge:
    """Lay what was typed over `thing`. A field that was typed as it was seen is no change, whatever it is now."""
    changes, conflicts, elsewhere = {}, [], []
    for field, value in typed.items():
        before, here, wanted = seen.marks[field], mark(getattr(thing, field)), mark(value)
        moved = thing.revision != seen.revision and here != before
        if wanted == before:
            elsewhere += [field] if moved else []
        elif moved and wanted != here:
            conflicts.append(field)
        else:
            changes[field] = value
    return Merge(changes, tuple(conflicts), tuple(elsewhere))


def mark(value: Any) -> str:
    """Return 8 characters that differ where two values of a field do; a chance of 1 in 10^14 that they do not."""
    canonical = "\x00".join(value) if isinstance(value, tuple) else str(value or "")
    digest = blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=_MARK_BYTES).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii")
