"""Fernet with several secrets: the first seals, each of them opens."""

import hashlib
import json
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import SecretStr
from typing_extensions import override

from bot.domain.ids import UserId
from bot.errors import LinkUnreadableError

MARK_LENGTH = 8


class VaultError(ValueError):
    """A secret is none; which one, counted from 1, and never the secret itself."""


class Vault:
    """Seals a text for one person, and opens it for that person alone."""

    def __init__(self, secrets: Sequence[SecretStr]) -> None:
        """Raise VaultError where there is no secret, or one that is not 32 bytes in URL-safe base64."""
        if not secrets:
            raise VaultError("at least one secret is needed")
        self._fernet = MultiFernet([_fernet(secret, place) for place, secret in enumerate(secrets, 1)])
        self.marks = tuple(mark_of(secret) for secret in secrets)
        """By which it is known what a secret sealed; that of the first one is put on what is sealed now."""

    @property
    def mark(self) -> str:
        """The mark of the secret that seals."""
        return self.marks[0]

    def seal(self, owner: UserId, text: SecretStr) -> str:
        """Return the text sealed, with its owner inside: a copy in somebody else's row does not open."""
        inside = json.dumps({"owner": str(owner), "text": text.get_secret_value()})
        return self._fernet.encrypt(inside.encode()).decode()

    def open(self, owner: UserId, sealed: str) -> SecretStr:
        """Return what was sealed for this owner. Raises LinkUnreadableError, which tells nothing of what is inside."""
        try:
            inside = json.loads(self._fernet.decrypt(sealed.encode()))
        except (InvalidToken, ValueError):
            raise LinkUnreadableError from None
        if inside["owner"] != str(owner):
            raise LinkUnreadableError
        return SecretStr(inside["text"])

    @override
    def __repr__(self) -> str:
        return f"<Vault: {len(self.marks)} secrets>"


def new_secret() -> str:
    """Return a new secret, to be put into the settings."""
    return Fernet.generate_key().decode()


def mark_of(secret: SecretStr) -> str:
    """Return a short digest by which a secret is told from others, and from which it cannot be guessed."""
    return hashlib.sha256(secret.get_secret_value().encode()).hexdigest()[:MARK_LENGTH]


def _fernet(secret: SecretStr, place: int) -> Fernet:
    try:
        return Fernet(secret.get_secret_value())
    except ValueError:
        raise VaultError(f"secret {place} is not 32 bytes in URL-safe base64") from None
