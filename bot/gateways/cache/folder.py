"""Which file of the folder is the cache's. A file that is in doubt is never mended: it is left, and a new one taken.

All processes of a folder use the file that `current` names. To take the name away takes no room on the disk and forgets
everything at once, in every process: each looks before it believes anything. SQLite keeps other files beside its own,
so a name is never used twice.
"""

import contextlib
import secrets
import time
from pathlib import Path
from typing import Final

_CURRENT: Final = "current"
_PLACE: Final = "place"
_SPARED_S: Final = 60.0
"""Age below which a file may be one that is being made."""


class CacheFolder:
    """The folder of the disk cache; methods raise OSError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pointer = path / _CURRENT

    def look(self) -> tuple[int, int] | None:
        """Return what tells the present file from every other; None where there is none."""
        try:
            found = self._pointer.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return found.st_ino, found.st_mtime_ns

    def find_current(self) -> Path:
        """Return the present file; raises FileNotFoundError."""
        return self._path / Path(self._pointer.read_text(encoding="ascii").strip()).name

    def new_file(self) -> Path:
        """Return a name that no file ever had."""
        self._path.mkdir(parents=True, exist_ok=True)
        return self._path / f"{secrets.token_hex(6)}.sqlite3"

    def choose(self, file: Path) -> None:
        """Make this file the present one, whichever was before."""
        draft = file.with_suffix(".name")
        draft.write_text(file.name, encoding="ascii")
        draft.replace(self._pointer)

    def forget(self) -> None:
        """Let no file be the present one."""
        self._pointer.unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove files that were the present one once."""
        kept = self.find_current().name
        for path in self._path.glob("*.sqlite3*"):
            with contextlib.suppress(OSError):
                if not path.name.startswith(kept) and path.stat().st_mtime < time.time() - _SPARED_S:
                    path.unlink()

    def find_place(self) -> str:
        """Return the name that this folder bears for good."""
        self._path.mkdir(parents=True, exist_ok=True)
        file = self._path / _PLACE
        with contextlib.suppress(FileExistsError), file.open("x", encoding="ascii") as new:
            new.write(secrets.token_hex(6))
        return file.read_text(encoding="ascii")
