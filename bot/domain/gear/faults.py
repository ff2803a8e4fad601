"""What is raised where gear is none. It belongs to the errors' tree in `bot/errors/`, under UserError."""

from bot.errors import UserError

_SHOWN: int = 120


class GearError(UserError, ValueError):
    """A value that was taken for gear is none.

    `path` says where, such as "sets.1.sigils"; `expected` and `found` say in English what was wanted and met.
    """

    def __init__(self, path: str, *, expected: str, found: str) -> None:
        self.path = path
        self.expected = expected
        self.found = found if len(found) <= _SHOWN else found[: _SHOWN - 1] + "…"
        super().__init__(f"{path}: expected {self.expected}, found {self.found}")
