"""Who asks too often for what costs much is told when to come back; others are not held up."""

import pytest

from bot.domain.ids import GuildId, UserId
from bot.domain.viewer import Viewer
from bot.errors import TooOftenError
from bot.services.pacing import Dear, Pace, Paces
from config.rates import load_rates, parse_rates
from tests.factories import START, Clock

pytestmark = pytest.mark.still

RATE = load_rates()[Dear.PICTURE]
HERE, ELSEWHERE = GuildId(1), GuildId(2)


@pytest.fixture
def paces(clock: Clock) -> Paces:
    return Paces(load_rates(), clock)


def refused(paces: Paces, viewer: Viewer, dear: Dear = Dear.PICTURE) -> TooOftenError:
    with pytest.raises(TooOftenError) as raised:
        paces.take(dear, viewer)
    return raised.value


def test_a_person_is_told_when_to_come_back_and_can(paces: Paces, clock: Clock) -> None:
    mia = Viewer(UserId(1), HERE)
    for _ in range(RATE.by_person):
        paces.take(Dear.PICTURE, mia)
    assert refused(paces, mia).until == START + RATE.within
    assert refused(paces, Viewer(UserId(1))).until == START + RATE.within  # nor in a direct message
    paces.take(Dear.EXPORT, mia)
    paces.take(Dear.PICTURE, Viewer(UserId(2), HERE))
    clock.now = START + RATE.within
    paces.take(Dear.PICTURE, mia)


def test_a_guild_has_its_own_and_what_is_refused_does_not_count(paces: Paces, clock: Clock) -> None:
    for number in range(RATE.by_guild):
        paces.take(Dear.PICTURE, Viewer(UserId(number + 1), HERE))
    for _ in range(RATE.by_person + 1):
        refused(paces, Viewer(UserId(7_777), HERE))
    paces.take(Dear.PICTURE, Viewer(UserId(7_777), ELSEWHERE))
    clock.now = START + RATE.within
    paces.take(Dear.PICTURE, Viewer(UserId(7_777), HERE))


def test_no_more_are_remembered_than_there_is_room_for(clock: Clock) -> None:
    pace = Pace(1, RATE.within, clock, keys=10)
    for number in range(100):
        pace.note(number)
    assert [number for number in range(100) if pace.find_wait(number)] == list(range(90, 100))


@pytest.mark.parametrize("text", ["", "[picture]\nby_person = 1", "[holiday]\nby_person = 1"])
def test_a_file_in_which_something_is_missing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        parse_rates(text)


def test_a_rate_without_a_reason_is_refused() -> None:
    one = "by_person = 1\nby_guild = 1\nwithin_s = 1\n"
    with pytest.raises(ValueError, match="why"):
        parse_rates("".join(f"[{dear.value}]\n{one}" for dear in Dear))
