"""What is sealed opens with each secret, for its owner alone, and says nothing otherwise."""

import pytest
from pydantic import SecretStr

from bot.errors import LinkUnreadableError
from bot.gateways.vault import Vault, VaultError, mark_of, new_secret
from tests.factories import ALICE, BOB

TEXT = SecretStr("ab\u00e9-1234")


def _secret() -> SecretStr:
    return SecretStr(new_secret())


def test_opens_for_its_owner_alone() -> None:
    vault = Vault([_secret()])
    sealed = vault.seal(ALICE, TEXT)
    assert vault.open(ALICE, sealed) == TEXT
    with pytest.raises(LinkUnreadableError):
        vault.open(BOB, sealed)
    assert vault.seal(ALICE, TEXT) != sealed


def test_the_first_secret_seals_and_each_opens() -> None:
    old, new = _secret(), _secret()
    sealed = Vault([old]).seal(ALICE, TEXT)
    both = Vault([new, old])
    assert both.open(ALICE, sealed) == TEXT
    assert (both.mark, both.marks) == (mark_of(new), (mark_of(new), mark_of(old)))
    with pytest.raises(LinkUnreadableError):
        Vault([new]).open(ALICE, sealed)


@pytest.mark.parametrize("sealed", ["", "nonsense", "gAAAAA", "\ud800", "é"])
def test_what_is_damaged_does_not_open(sealed: str) -> None:
    with pytest.raises(LinkUnreadableError):
        Vault([_secret()]).open(ALICE, sealed)


def test_a_secret_that_is_none_is_told_by_its_place() -> None:
    with pytest.raises(VaultError, match="secret 2 is not") as caught:
        Vault([_secret(), SecretStr("hunter2")])
    assert "hunter2" not in str(caught.value)
    with pytest.raises(VaultError):
        Vault([])


def test_nothing_of_it_can_be_read_in_passing() -> None:
    secret = _secret()
    vault = Vault([secret])
    shown = f"{vault!r} {vault.mark} {vault.open(ALICE, vault.seal(ALICE, TEXT))}"
    assert secret.get_secret_value() not in shown
    assert TEXT.get_secret_value() not in shown
