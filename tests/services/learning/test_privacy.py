"""Somebody who has the files, and the ids of all who are in the server, and whatever keys there may be left."""

import hashlib
import hmac
from collections.abc import Collection, Iterator

from bot.domain.ids import UserId
from bot.domain.learning.kinds import BuildKind
from bot.gateways.events import Deed
from bot.services.learning.pseudonyms import PERIOD, name_guild, name_person
from tests.factories import HOME, Clock, viewer
from tests.fakes import FakeUnits
from tests.services.learning.conftest import Process

MEMBERS = [UserId(184_467_440_737_000_000 + 7 * number) for number in range(40)]
KIND = BuildKind(None, "Guardian", "Firebrand", ("heal",))
_HASHES = ("md5", "sha1", "sha256", "sha512", "blake2b", "blake2s")


def read_files(process: Process) -> str:
    return "".join(path.read_text() for path in process.folder.iterdir())


def guess_plain() -> Iterator[str]:
    """What ids look like without a key: as they are, and by every hash that one would try."""
    for number in (HOME, *MEMBERS):
        for text in (str(number), f"person {number}", f"guild {number}", f"{HOME}{number}", f"{HOME}:{number}"):
            yield text
            for name in _HASHES:
                yield hashlib.new(name, text.encode()).hexdigest()[:32]
        yield number.to_bytes(8, "big").hex()
        yield number.to_bytes(8, "little").hex()


def guess_with(secrets: Collection[bytes], clock: Clock) -> Iterator[str]:
    """What they are with keys, also for who does not know when somebody said yes."""
    for secret in secrets:
        yield name_guild(secret, HOME)
        for number in MEMBERS:
            yield name_person(secret, number, clock.now)
            for text in (str(number), f"person {number}"):
                yield hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()[:32]


def links(process: Process, guesses: Iterator[str]) -> list[str]:
    text = read_files(process)
    return [guess for guess in guesses if guess in text]


async def play(process: Process) -> None:
    """Every member says yes, and likes something."""
    for number in MEMBERS:
        await process.learning.agree(viewer(number))
        process.learning.note(viewer(number), Deed.LIKED, KIND)
    assert len(await process.read()) % len(MEMBERS) == 0


async def test_without_a_key_nobody_is_found(here: Process, clock: Clock) -> None:
    await play(here)
    assert links(here, guess_plain()) == []
    assert links(here, guess_with([b"", b"\x00" * 32, b"secret"], clock)) == []


async def test_a_key_that_was_thrown_away_finds_nobody(here: Process, units: FakeUnits, clock: Clock) -> None:
    await play(here)
    expired = list(units.state.learning_secrets.values())
    was_guild = name_guild(expired[0], HOME)
    assert links(here, guess_with(expired, clock)) == [was_guild], "of before it finds the server, and no person"
    clock.now += PERIOD
    await here.refresh()
    assert not set(expired) & set(units.state.learning_secrets.values())
    for path in here.folder.glob("*.jsonl"):
        path.unlink()
    await play(here)
    assert links(here, guess_with(expired, clock)) == []


async def test_the_living_key_with_the_moment_of_a_yes_finds_a_person_until_they_take_it_back(
    here: Process, units: FakeUnits
) -> None:
    """So the test above would notice it: the one thing that finds somebody is what the bot itself has."""
    await play(here)
    (secret,) = units.state.learning_secrets.values()
    ada = viewer(MEMBERS[0])
    since = (await here.learning.find(ada)).since
    assert since is not None
    pseudonym = name_person(secret, ada.user, since)
    assert pseudonym in read_files(here)
    await here.learning.refuse(ada)
    assert pseudonym not in read_files(here)
    assert (await here.learning.find(ada)).since is None
