"""The guide that shows admins where to begin, once for each time that the bot comes to their guild."""

from enum import StrEnum


class GuideState(StrEnum):
    """What became of it; a guild that was greeted by nobody has none."""

    DUE = "due"
    """It is to be posted."""
    WAITING = "waiting"
    """It could not be posted: the first admin who uses a command sees it."""
    SHOWN = "shown"
    DONE = "done"


class GuideStep(StrEnum):
    """What there is to do, in this order."""

    ROLES = "roles"
    CHANNELS = "channels"
    LANGUAGE = "language"
    BUILD = "build"
