"""How often what costs much may be asked for, from `config/rates.toml`."""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from importlib import resources
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from bot.services.pacing import Dear, Rate

FILE = "rates.toml"
_Count = Annotated[int, Field(ge=1, le=1_000)]


class _Rate(BaseModel):
    """One thing as it stands in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    by_person: _Count
    by_guild: _Count
    within_s: Annotated[int, Field(ge=1, le=86_400)]
    why: Annotated[str, Field(min_length=1)]


@cache
def load_rates() -> Mapping[Dear, Rate]:
    """Return the rate of every dear thing; raises ValueError, which says what is wrong with the file."""
    return parse_rates(resources.files("config").joinpath(FILE).read_text(encoding="utf-8"))


def parse_rates(text: str) -> Mapping[Dear, Rate]:
    """Read them from TOML; raises ValueError for a thing that is missing, or that there is not."""
    document: dict[str, Any] = tomllib.loads(text)
    if set(document) != {dear.value for dear in Dear}:
        raise ValueError(f"{FILE}: expected {', '.join(dear.value for dear in Dear)}")
    read = {Dear(name): _Rate.model_validate(table) for name, table in document.items()}
    return {dear: Rate(one.by_person, one.by_guild, timedelta(seconds=one.within_s)) for dear, one in read.items()}
