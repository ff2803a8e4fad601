"""What somebody asks for, as they said it. It can be kept as text, so that a button can turn its pages later."""

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Final, Self

from bot.domain.ids import UserId
from bot.domain.search.terms import Facet

TEXT_LIMIT: Final = 500
"""Characters of free text; nobody types more, and each word costs a look."""


class Order(StrEnum):
    """What comes first; among equals the newest."""

    BEST = "best"
    """All words as they were typed before words that are only near, then what is liked and used most."""
    NEWEST = "newest"
    USED = "used"
    LIKED = "liked"


OPTIONS: Final = {
    Facet.PROFESSION: "profession",
    Facet.ELITE: "elite",
    Facet.ROLE: "role",
    Facet.SUPPLY: "supply",
    Facet.MODE: "mode",
    Facet.STAT: "stat",
    Facet.WEAPON: "weapon",
}
"""The field of a request by the facet that it asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Free text, and one field for each closed set; what is empty asks for nothing."""

    text: str = ""
    profession: str = ""
    elite: str = ""
    role: str = ""
    supply: str = ""
    mode: str = ""
    stat: str = ""
    weapon: str = ""
    author: UserId | None = None
    order: Order = Order.BEST
    usual_mode: str = ""
    """The mode that is meant where neither `mode` nor the text names one; builds without a mode fit it too."""

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return the request that `to_text` wrote; raises ValueError for anything else."""
        try:
            said: dict[str, Any] = json.loads(text)
            return cls(**{**said, "order": Order(said.get("order", Order.BEST))})
        except (ValueError, TypeError, AttributeError) as error:
            raise ValueError("no request") from error

    def to_text(self) -> str:
        """Return what is asked for as JSON, without what is empty; equal requests give equal texts."""
        empty = type(self)()
        said = {name: value for name, value in asdict(self).items() if value != getattr(empty, name)}
        return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    def get_options(self) -> dict[Facet, str]:
        """Return what was chosen from the closed sets."""
        return {facet: getattr(self, name) for facet, name in OPTIONS.items() if getattr(self, name)}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for but an order: then everything fits."""
        return all(not getattr(self, part.name) for part in fields(self) if part.name not in {"order", "usual_mode"})
