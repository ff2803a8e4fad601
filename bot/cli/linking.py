"""What a process needs to link game accounts: its secrets, and the game's API as keys open it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.services.linking import Doorway
from config.errors import SettingsError
from config.settings import GameApiSettings, VaultSettings, load

if TYPE_CHECKING:
    from bot.gateways.gameapi.bucket import TokenBucket
    from bot.gateways.vault import Vault

_OWNER_ONLY = 0o600


def open_vault(secrets: Sequence[SecretStr] = ()) -> "Vault | None":
    """Return a vault with the secrets of the settings, else with these; None where there are none.

    Raises SettingsError, which says which secret is none and not what it is.
    """
    secrets = load(VaultSettings).secrets or secrets
    if not secrets:
        return None
    from bot.gateways.vault import Vault, VaultError

    try:
        return Vault(secrets)
    except VaultError as error:
        raise SettingsError("VAULT_SECRETS", f"{error}; `gw2optimizer keys new` makes one") from None


def keep_secret(file: Path) -> SecretStr:
    """Return the secret in `file`, which only its owner may read; where there is none, a new one is kept there."""
    from bot.gateways.vault import new_secret

    if not file.exists():
        draft = file.with_name(f"{file.name}.draft")
        draft.unlink(missing_ok=True)
        draft.touch(_OWNER_ONLY)
        draft.write_text(new_secret(), encoding="ascii")
        draft.replace(file)  # whole or not at all, whenever the process ends
    return SecretStr(file.read_text(encoding="ascii"))


@asynccontextmanager
async def open_doorway(
    bucket: "TokenBucket | None" = None, *, secrets: Sequence[SecretStr] = ()
) -> AsyncIterator[Doorway | None]:
    """Open what links game accounts; None where there are no secrets. Opening asks for nothing yet."""
    vault = open_vault(secrets)
    if vault is None:
        yield None
        return
    # the HTTP client is not for commands that only read
    from bot.gateways.gameapi.accounts import HttpAccountApi
    from bot.gateways.gameapi.client import open_session

    async with open_session() as session:
        yield Doorway(vault, HttpAccountApi(session, load(GameApiSettings).url, bucket=bucket))
