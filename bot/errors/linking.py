"""What can go wrong with the key of a game account that somebody links."""

from collections.abc import Sequence

from bot.errors.root import GameApiClosedError, GameApiError, UserError


class LinkingOffError(UserError):
    """Whoever runs the bot has set no secret to keep keys with, so none is taken."""

    def __init__(self) -> None:
        super().__init__("no vault")


class NotLinkedError(UserError):
    """The person has linked no game account."""

    def __init__(self) -> None:
        super().__init__("not linked")


class KeyMalformedError(UserError):
    """What was typed does not look like a key of the game; the error does not hold it."""

    def __init__(self) -> None:
        super().__init__("no API key")


class KeyRefusedError(UserError):
    """The game does not take the key, or takes it no longer: it was deleted, most often."""

    def __init__(self) -> None:
        super().__init__("key refused")


class KeyPermissionsError(UserError):
    """The key may not do all that is needed: `missing` names the permissions as the game does ("builds")."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(f"missing permissions: {', '.join(self.missing)}")


class LinkUnreadableError(UserError):
    """A kept key cannot be read: the secret that it was sealed with is gone, or the row is somebody else's."""

    def __init__(self) -> None:
        super().__init__("sealed with another secret")


class GameAccountSilentError(GameApiError):
    """The game's API gave no usable answer about somebody's account, who waits for it; nothing was changed."""


class GameAccountClosedError(GameApiClosedError):
    """Likewise, for it is closed for maintenance."""
