"""Linking game accounts: what is kept, what is refused, and how secrets change."""

from dataclasses import replace

import pytest
from pydantic import SecretStr

from bot.domain.ids import UserId
from bot.errors import (
    GameAccountSilentError,
    KeyMalformedError,
    KeyPermissionsError,
    KeyRefusedError,
    LinkingOffError,
    LinkUnreadableError,
    NotLinkedError,
    TooOftenError,
)
from bot.gateways.vault import Vault, new_secret
from bot.services.linking import Doorway, GameLinks, Resealed
from bot.services.pacing import Dear, Paces
from config.rates import load_rates
from tests.account_api_twin import AccountApiTwin
from tests.factories import ALICE, BOB, START, viewer
from tests.fakes import FakeUnits
from tests.game_accounts import KEY, OTHER_KEY, GameAccount

OLD, NEW = SecretStr(new_secret()), SecretStr(new_secret())
ME = viewer(ALICE)


@pytest.fixture
def units() -> FakeUnits:
    return FakeUnits()


@pytest.fixture
def api() -> AccountApiTwin:
    twin = AccountApiTwin()
    twin.accounts.by_key[KEY] = GameAccount(characters={"Mia": {}, "Tom": {}})
    return twin


def _links(units: FakeUnits, api: AccountApiTwin, *secrets: SecretStr) -> GameLinks:
    doorway = Doorway(Vault(secrets or [OLD]), api)
    return GameLinks(units, doorway, lambda: START, Paces(load_rates(), lambda: START))


async def test_a_key_is_kept_sealed_and_opens_again(units: FakeUnits, api: AccountApiTwin) -> None:
    links = _links(units, api)
    linked = await links.link(ME, SecretStr(f"  {KEY.lower()}\n"))
    assert (linked.name, linked.characters, linked.others) == ("Mia.1234", ("Mia", "Tom"), 0)
    assert await links.open_key(ME) == SecretStr(KEY)
    assert KEY not in repr(units.state)
    assert (await links.find(ME)) == replace(linked, characters=())
    assert await links.unlink(ME)
    assert not await links.unlink(ME)
    with pytest.raises(NotLinkedError):
        await links.list_characters(ME)


async def test_what_is_refused_leaves_what_was_kept(units: FakeUnits, api: AccountApiTwin) -> None:
    links = _links(units, api)
    await links.link(ME, SecretStr(KEY))
    before = dict(units.state.links)
    for typed in ("", "my key", KEY[:-1], KEY + "0", f"{KEY} {KEY}"):
        with pytest.raises(KeyMalformedError) as caught:
            await links.link(ME, SecretStr(typed))
        assert not typed or typed not in str(caught.value)
    with pytest.raises(KeyRefusedError):
        await links.link(ME, SecretStr(OTHER_KEY))
    api.accounts.by_key[OTHER_KEY] = GameAccount(permissions=("account", "wallet"))
    with pytest.raises(KeyPermissionsError) as missing:
        await links.link(ME, SecretStr(OTHER_KEY))
    assert missing.value.missing == ("characters", "builds")
    api.error = GameAccountSilentError("tokeninfo", "away")
    with pytest.raises(GameAccountSilentError):
        await links.link(ME, SecretStr(KEY))
    assert units.state.links == before


async def test_another_person_with_the_same_account_is_told_of(units: FakeUnits, api: AccountApiTwin) -> None:
    links = _links(units, api)
    await links.link(ME, SecretStr(KEY))
    assert (await links.link(viewer(BOB), SecretStr(KEY))).others == 1
    found = await links.find(ME)
    assert found is not None
    assert found.others == 1


async def test_a_new_name_of_the_account_is_noted(units: FakeUnits, api: AccountApiTwin) -> None:
    links = _links(units, api)
    await links.link(ME, SecretStr(KEY))
    api.accounts.by_key[KEY].name = "Mira.1234"
    assert (await links.list_characters(ME)).name == "Mira.1234"
    assert units.state.links[ALICE].name == "Mira.1234"
    assert await links.open_key(ME) == SecretStr(KEY)


async def test_a_copied_row_does_not_open(units: FakeUnits, api: AccountApiTwin) -> None:
    links = _links(units, api)
    await links.link(ME, SecretStr(KEY))
    units.state.links[BOB] = units.state.links[ALICE]
    with pytest.raises(LinkUnreadableError):
        await links.list_characters(viewer(BOB))


async def test_without_a_vault_no_key_is_taken_but_one_is_erased(units: FakeUnits, api: AccountApiTwin) -> None:
    await _links(units, api).link(ME, SecretStr(KEY))
    off = GameLinks(units, None, lambda: START, Paces(load_rates(), lambda: START))
    for asked in (off.prepare(ME), off.link(ME, SecretStr(KEY)), off.list_characters(ME), off.reseal()):
        with pytest.raises(LinkingOffError):
            await asked
    assert await off.find(ME) is not None
    assert await off.unlink(ME)


async def test_whoever_asks_all_the_time_waits(units: FakeUnits, api: AccountApiTwin) -> None:
    links = _links(units, api)
    await links.link(ME, SecretStr(KEY))
    rate = load_rates()[Dear.GAME].by_person
    for _ in range(rate - 1):
        await links.list_characters(ME)
    with pytest.raises(TooOftenError):
        await links.list_characters(ME)


async def test_secrets_change_in_batches_and_nothing_is_lost(units: FakeUnits, api: AccountApiTwin) -> None:
    people = [viewer(UserId(number)) for number in range(1, 8)]
    old = _links(units, api, OLD)
    for person in people:
        await old.link(person, SecretStr(KEY))
    strange = Vault([SecretStr(new_secret())])
    lost = people[3].user
    units.state.links[lost] = replace(
        units.state.links[lost], sealed=strange.seal(lost, SecretStr(KEY)), secret=strange.mark
    )

    both = _links(units, api, NEW, OLD)
    assert await both.reseal(batch=2) == Resealed(done=6, unreadable=1)
    assert await both.reseal(batch=2) == Resealed(done=0, unreadable=1)
    newest = _links(units, api, NEW)
    for person in people:
        if person.user != lost:
            assert await newest.open_key(person) == SecretStr(KEY)
    assert strange.open(lost, units.state.links[lost].sealed) == SecretStr(KEY)


async def test_a_key_that_is_linked_anew_meanwhile_stays(units: FakeUnits, api: AccountApiTwin) -> None:
    await _links(units, api, OLD).link(ME, SecretStr(KEY))
    before = units.state.links[ALICE]
    both = _links(units, api, NEW, OLD)
    api.accounts.by_key[OTHER_KEY] = GameAccount(id="other")
    await both.link(ME, SecretStr(OTHER_KEY))
    async with units() as unit:
        assert not await unit.links.reseal(ALICE, before, "older", "mark")
    assert await both.open_key(ME) == SecretStr(OTHER_KEY)
