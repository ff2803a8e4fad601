"""Time zones by what people call them: an IANA name, or the city in it."""

from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.names import name_key
from bot.errors import UnknownZoneError

NEAR = 3
_SIMILAR = 0.6


def require_zone(text: str) -> ZoneInfo:
    """Return the zone called `text`: its name in any case, or the one city of that name. Raises UnknownZoneError."""
    names, typed = _names(), name_key(text).replace(" ", "_")
    found = names.get(typed) or _only([name for key, name in names.items() if key.rpartition("/")[2] == typed])
    if found is None:
        raise UnknownZoneError(text, near=suggest_zones(text, NEAR))
    return ZoneInfo(found)


def suggest_zones(text: str, limit: int) -> tuple[str, ...]:
    """Return names of zones that hold what was typed, those whose city begins with it first; else similar ones."""
    names, typed = _names(), name_key(text).replace(" ", "_")
    hits = sorted((not key.rpartition("/")[2].startswith(typed), name) for key, name in names.items() if typed in key)
    if hits:
        return tuple(name for _, name in hits[:limit])
    cities = {key.rpartition("/")[2]: name for key, name in names.items()}
    return tuple(cities[city] for city in get_close_matches(typed, cities, limit, _SIMILAR))


@cache
def _names() -> dict[str, str]:
    """Return the zones of places by key, and UTC; what is left out are other names for the same ones."""
    return {name_key(name): name for name in sorted(available_timezones()) if "/" in name or name == "UTC"}


def _only(found: list[str]) -> str | None:
    return found[0] if len(found) == 1 else None
