"""Seals what must not be read from a copy of the database. `README.md` tells with what, and how secrets change."""

from bot.gateways.vault.sealing import Vault, VaultError, mark_of, new_secret

__all__ = ["Vault", "VaultError", "mark_of", "new_secret"]
