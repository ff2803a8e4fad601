"""Time zones to choose from: those in which people who speak a language live, then the best known of all."""

from bot.services.zones import suggest_zones
from cogs.ui.choices import Choice
from cogs.ui.limits import CHOICES
from cogs.ui.people import Interaction

_NEAR = {
    "fr": ("Europe/Paris", "Europe/Brussels", "Europe/Zurich", "America/Montreal", "Europe/London"),
    "de": ("Europe/Berlin", "Europe/Vienna", "Europe/Zurich", "Europe/London", "Europe/Paris"),
    "es": ("Europe/Madrid", "America/Mexico_City", "America/Bogota", "America/Argentina/Buenos_Aires"),
    "en": ("Europe/London", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
}
_EVERYWHERE = (
    *("Europe/Paris", "Europe/Berlin", "Europe/Madrid", "Europe/Helsinki", "Europe/Athens", "Europe/Warsaw"),
    *("Europe/Lisbon", "America/New_York", "America/Chicago", "America/Los_Angeles", "America/Sao_Paulo"),
    *("Asia/Tokyo", "Asia/Singapore", "Australia/Sydney", "Pacific/Auckland", "UTC"),
)


def near_zones(locale: str) -> tuple[str, ...]:
    """Return zones to choose from, by their IANA names, for somebody whose Discord is set to `locale`."""
    near = _NEAR.get(locale.partition("-")[0], _NEAR["en"])
    return tuple(dict.fromkeys((*near, *_EVERYWHERE)))


def zone_name(zone: str) -> str:
    """Return a zone as people read it."""
    return zone.replace("_", " ")


async def suggest_zone_names(_interaction: Interaction, current: str) -> list[Choice]:
    """Offer zones while somebody types."""
    return [Choice(name=zone, value=zone) for zone in suggest_zones(current, CHOICES)]
