"""The game's three modes, in which one skill may do three different things."""

from enum import StrEnum


class GameMode(StrEnum):
    """Where a build is meant to be played. A build code does not say it; its author may."""

    PVE = "pve"
    PVP = "pvp"
    WVW = "wvw"
