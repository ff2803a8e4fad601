"""What every storage does with who lets the bot learn, and with keys of pseudonyms."""

from datetime import timedelta

from bot.domain.learning.consent import NO_CONSENT, Consent
from bot.repositories.unit import UnitFactory
from tests.factories import ALICE, BOB, CAROL, START


async def test_nobody_said_yes_who_did_not_say_so(units: UnitFactory) -> None:
    later = START + timedelta(days=1)
    async with units() as unit:
        await unit.learning.set_consent(CAROL, Consent(START, START))
        assert not await unit.learning.mark_asked(CAROL, START)
        for user in (ALICE, BOB):
            await unit.accounts.ensure(user, START)
            assert await unit.learning.find_consent(user) == NO_CONSENT
        assert await unit.learning.mark_asked(ALICE, START)
        assert not await unit.learning.mark_asked(ALICE, later)
        assert await unit.learning.find_consents() == {}
        await unit.learning.set_consent(BOB, Consent(later, later))
    async with units() as unit:
        assert await unit.learning.find_consent(ALICE) == Consent(None, START)
        assert await unit.learning.find_consents() == {BOB: later}
        assert not await unit.learning.mark_asked(BOB, START)
        await unit.accounts.delete(BOB)
        assert await unit.learning.find_consents() == {}
        assert await unit.learning.find_consent(BOB) == NO_CONSENT


async def test_the_first_key_of_a_period_stays_until_it_is_thrown_away_and_what_is_to_be_erased_longer(
    units: UnitFactory,
) -> None:
    async with units() as unit:
        for period, secret in ((7, b"old"), (8, b"new"), (8, b"other")):
            await unit.learning.keep_secret(period, secret)
        for period, people in ((7, ["a" * 32]), (8, ["b" * 32, "c" * 32]), (8, ["b" * 32]), (8, [])):
            await unit.learning.ask_erasures(period, people, START)
        assert await unit.learning.list_secrets() == {7: b"old", 8: b"new"}
        assert await unit.learning.list_erasures() == {"a" * 32, "b" * 32, "c" * 32}
    async with units() as unit:
        await unit.learning.drop_secrets(before=8)
        assert await unit.learning.list_secrets() == {8: b"new"}
        assert await unit.learning.list_erasures() == {"a" * 32, "b" * 32, "c" * 32}
        await unit.learning.drop_erasures(before=8)
        assert await unit.learning.list_erasures() == {"b" * 32, "c" * 32}
