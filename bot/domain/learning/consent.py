"""What a person said of learning from what they like."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """Whoever never said anything did not say yes."""

    since: datetime | None = None
    """When they said yes; None for no."""
    asked_at: datetime | None = None
    """When they were asked, or answered without being asked; nobody is asked twice."""


NO_CONSENT = Consent()
