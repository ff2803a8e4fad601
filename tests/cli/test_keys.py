"""`gw2optimizer keys`: secrets are made and changed, and what none of them opens is told."""

import asyncio
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from bot.cli.compose import open_engine
from bot.cli.keys import keys
from bot.cli.linking import keep_secret, open_vault
from bot.cli.refusal import Refusal
from bot.domain.game_account import GameLink
from bot.domain.ids import UserId
from bot.errors import LinkUnreadableError
from bot.gateways.vault import Vault, mark_of, new_secret
from bot.repositories.sql_unit import SqlUnits
from config.errors import SettingsError
from tests.factories import START
from tests.game_accounts import KEY

OWNERS = tuple(UserId(number) for number in range(1, 4))
OLD, NEW = new_secret(), new_secret()


async def _keep(url: str, vault: Vault) -> None:
    async with open_engine(url) as engine, SqlUnits(engine)() as unit:
        for owner in OWNERS:
            sealed = vault.seal(owner, SecretStr(KEY))
            await unit.accounts.ensure(owner, START)
            link = GameLink(sealed=sealed, secret=vault.mark, game_id="guid", name="Mia.1234", linked_at=START)
            await unit.links.keep(owner, link)


async def _opened(url: str, vault: Vault) -> list[str]:
    async with open_engine(url) as engine, SqlUnits(engine)(reads_only=True) as unit:
        links = [await unit.links.find(owner) for owner in OWNERS]
    opened = [vault.open(owner, link.sealed) for owner, link in zip(OWNERS, links, strict=True) if link]
    return [key.get_secret_value() for key in opened]


def test_a_new_secret_can_be_used_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = CliRunner().invoke(keys, ["new"]).stdout.strip()
    monkeypatch.setenv("VAULT_SECRETS", made)
    vault = open_vault()
    assert vault is not None
    assert made not in repr(vault)


def test_a_secret_of_its_own_is_made_once_and_is_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VAULT_SECRETS", raising=False)
    file = tmp_path / "try.secret"
    file.with_name("try.secret.draft").write_text("of a process that was killed meanwhile", encoding="ascii")
    kept = keep_secret(file)
    assert keep_secret(file) == kept
    assert file.stat().st_mode & 0o777 == 0o600
    vault = open_vault([kept])
    assert vault is not None
    monkeypatch.setenv("VAULT_SECRETS", NEW)
    set_by_hand = open_vault([kept])
    assert set_by_hand is not None
    assert (vault.marks, set_by_hand.marks) == ((mark_of(kept),), (mark_of(SecretStr(NEW)),))


def test_rotating_seals_all_with_the_first_and_tells_what_it_cannot(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = Vault([SecretStr(OLD)]), Vault([SecretStr(NEW)])
    asyncio.run(_keep(sqlite_url, old))
    monkeypatch.setenv("DATABASE_URL", sqlite_url)

    monkeypatch.setenv("VAULT_SECRETS", NEW)
    lost = CliRunner().invoke(keys, ["rotate"])
    assert (lost.exit_code, lost.stdout) == (1, "0 keys are sealed anew with the first secret.\n")
    assert "3 keys open with none of these secrets and stay as they are" in lost.stderr

    monkeypatch.setenv("VAULT_SECRETS", f"{NEW},{OLD}")
    for done in (3, 0):
        rotated = CliRunner().invoke(keys, ["rotate"])
        assert rotated.exit_code == 0, rotated.output
        assert f"{done} keys are sealed anew" in rotated.stdout
        assert OLD not in rotated.output + repr(rotated.exception)
    assert asyncio.run(_opened(sqlite_url, new)) == [KEY] * 3
    with pytest.raises(LinkUnreadableError):
        asyncio.run(_opened(sqlite_url, old))


def test_without_secrets_there_is_nothing_to_rotate(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.delenv("VAULT_SECRETS", raising=False)
    assert isinstance(CliRunner().invoke(keys, ["rotate"]).exception, Refusal)


def test_a_secret_that_is_none_is_named_by_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULT_SECRETS", f"{NEW} hunter2")
    with pytest.raises(SettingsError, match="VAULT_SECRETS: secret 2 ") as caught:
        open_vault()
    assert "hunter2" not in str(caught.value)
