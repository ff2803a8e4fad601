"""What is to be achieved, as benchmarks tell it: a number that something measured shall not exceed."""

from dataclasses import asdict, dataclass
from math import inf
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """Something measured that shall be no more than a number."""

    name: str
    most: float
    found: float
    """At worst; infinite where it did not come about within the time that was given."""

    def holds(self) -> bool:
        """Tell whether it was achieved."""
        return self.found <= self.most

    def to_line(self) -> str:
        """Return it for people."""
        found = "not within the limit" if self.found == inf else f"{self.found:.2f}"
        return f"{'holds' if self.holds() else 'MISSED':<8}{self.name}: {found} of at most {self.most:g}"

    def to_record(self) -> dict[str, Any]:
        """Return it for JSON, which knows no infinity."""
        return asdict(self) | {"found": None if self.found == inf else self.found, "holds": self.holds()}
