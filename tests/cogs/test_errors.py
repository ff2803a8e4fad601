"""Whatever goes wrong is answered in words, and costs nobody what they typed."""

import inspect
import re
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot import errors
from bot.app import Services
from bot.domain.when.reader import WhenReader
from bot.errors import BotError, StorageUnavailableError
from cogs.ui.errors import WORDS, describe
from cogs.ui.limits import CONTENT
from cogs.ui.words import LANGUAGES, words_for
from config.when import load_time_words
from tests.cogs.conftest import World
from tests.cogs.reading import answer, said
from tests.cogs.test_builds import MIRAGE

MOMENTS = [datetime(2027, 10, 31, 2, 30, fold=fold, tzinfo=ZoneInfo("Europe/Paris")) for fold in (0, 1)]
EXAMPLES: tuple[Exception, ...] = (
    errors.BotError(),
    errors.UserError(),
    errors.ChatCodeError("x", kind="short", expected="44 bytes", found="3 bytes"),
    errors.ChatCodeError("x", kind="of a later version", expected="44 bytes", found="3 bytes"),
    errors.InvalidNameError("", limit=100),
    errors.InvalidNameError("x" * 101, limit=100),
    errors.ImportRefusedError("size", limit=100_000),
    errors.ImportRowError("gear"),
    errors.NotesTooLongError(length=2001, limit=2000),
    errors.InvalidLinkError("ftp://x", limit=500),
    errors.InvalidTagsError(("a", "b"), tag=None, limit=5, tag_limit=30),
    errors.InvalidTagsError(("a",), tag="a", limit=5, tag_limit=30),
    errors.UnknownRoleError("cook", known=("heal", "tank")),
    errors.EditedMeanwhileError(("name", "notes")),
    errors.InvalidPlaceError(subgroup=3, place=1, subgroups=2, places=5),
    errors.UnknownContentError("picnic", known=("raid", "fractal")),
    errors.InvalidSizeError("raid", 50),
    errors.RepeatUnreadError("sometimes", part="sometimes"),
    errors.UnknownFilterError("role", "cook"),
    errors.UnknownFilterError("profession", "gardner", near=("Guardian",)),
    errors.UnknownFilterError("mode", "mwm", near=("wvw",)),
    errors.LimitReachedError("build", 500),
    errors.LimitReachedError("team", 200),
    errors.NotFoundError("build", "x"),
    errors.NotFoundError("team", "x"),
    errors.NotFoundError("search", "x"),
    errors.DecidedError("hide", 1, "copied"),
    errors.DecidedError("warn", None, ""),
    errors.OwnReportError(),
    errors.SuspendedError("", MOMENTS[0]),
    errors.ImitationError("Admin"),
    errors.LinkForbiddenError("invite"),
    errors.LinkForbiddenError("link"),
    errors.NotFoundError("report", ""),
    errors.NothingToSeatError(),
    errors.LinkingOffError(),
    errors.NotLinkedError(),
    errors.KeyMalformedError(),
    errors.KeyRefusedError(),
    errors.KeyPermissionsError(("characters", "builds")),
    errors.LinkUnreadableError(),
    errors.GameAccountSilentError("account", "status 502"),
    errors.GameAccountClosedError("account", "status 503"),
    errors.TwoPlayersError(),
    errors.InvalidProblemError("players[3].pin", "a place"),
    errors.GearUnreadError("nonsense"),
    errors.WhenError("friday 8", candidates=MOMENTS),
    errors.WhenUnreadError("banana", part="banana"),
    errors.WhenUnreadError("banana", part="banana", days=True),
    errors.WhenMissingError("friday", missing="time"),
    errors.WhenTooFarError("2062-01-01 20:00", days=400),
    errors.AmbiguousWhenError("friday 8", candidates=MOMENTS),
    errors.PastWhenError("8:00", candidates=MOMENTS),
    errors.PastWhenError("2025-01-01 8:00"),
    errors.ClockChangeError("02:30", change="skipped", candidates=MOMENTS),
    errors.ClockChangeError("02:30", change="twice", candidates=MOMENTS),
    errors.UnknownZoneError("Mars"),
    errors.ZoneMissingError(),
    errors.RaidClosedError(),
    errors.RaidAheadError(),
    errors.TooOftenError(MOMENTS[0]),
    errors.HiddenHereError("an old patch"),
    errors.SuspendedError("spam", MOMENTS[0]),
    errors.SuspendedError("spam", None),
    errors.AnsweredError(),
    errors.ReasonError(500),
    errors.ProposalOutdatedError(),
    errors.TeamTooSmallError(subgroups=1, places=[(2, 1), (2, 5)]),
    errors.NotFoundError("lineup", "x"),
    errors.NotFoundError("absence", "x"),
    errors.LimitReachedError("absence", 20),
    errors.RemindedAlreadyError(MOMENTS[0]),
    errors.NotFoundError("raid", "x"),
    errors.NotAllowedError("raids"),
    errors.UnknownZoneError("Pris", near=["Europe/Paris"]),
    errors.PublishedElsewhereError(),
    errors.ConflictError(),
    errors.SeatTakenError(subgroup=1, place=2),
    errors.AlreadySeatedError(subgroup=1, place=2),
    errors.NotAllowedError("leader"),
    errors.NotAllowedError("other"),
    errors.UpstreamError(),
    errors.StorageUnavailableError(),
    errors.StorageUnsureError(),
    errors.StorageRefusesError(),
    errors.GameApiError("build", "status 502"),
    errors.GameApiClosedError("build", "API not active"),
    errors.GameApiAnswerError("skills", "not whole"),
    errors.InternalError(),
    ValueError("nobody expected this"),
)


class BrokenUnits:
    """Storage that is away, or that has a fault of ours."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __call__(self, **_options: bool) -> AbstractAsyncContextManager[None]:
        raise self.error


def _classes() -> Iterator[type[BotError]]:
    for _, value in inspect.getmembers(errors, inspect.isclass):
        if issubclass(value, BotError):
            yield value


def test_every_error_has_words_and_an_example_here() -> None:
    assert set(_classes()) - set(WORDS) == set()
    assert set(_classes()) - {type(example) for example in EXAMPLES} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_words_of_every_error_are_complete(error: Exception, language: str) -> None:
    text = describe(words_for(language), error)
    assert text
    assert "{" not in text
    assert (text == describe(words_for("en"), error)) is (language == "en")


async def test_database_away_is_told_plainly_and_typed_text_comes_back(
    world: World, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.builds, "_units", BrokenUnits(StorageUnavailableError()))
    result = await world.mia.slash(world.channel, "build save", code=MIRAGE, name="My build")
    assert "database does not answer" in said(result)
    assert MIRAGE in said(result)
    assert "My build" in said(result)


async def test_answer_to_a_mass_of_back_ticks_still_fits(world: World) -> None:
    result = await world.mia.slash(world.channel, "build save", code="`" * 3000, name="`" * 3000)
    assert "find no build code" in said(result)
    assert len(said(result)) <= CONTENT


async def test_fault_of_ours_gets_a_reference_and_no_details(
    world: World, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.builds, "_units", BrokenUnits(RuntimeError("secret detail")))
    result = await world.mia.slash(world.channel, "build list")
    assert "went wrong on my side" in said(result)
    assert "reference `" in said(result)
    assert "secret detail" not in said(result)


async def test_buttons_answer_errors_like_commands(
    world: World, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = await world.mia.slash(world.channel, "build save", code=MIRAGE)
    monkeypatch.setattr(services.builds, "_units", BrokenUnits(StorageUnavailableError()))
    pressed = await world.mia.click(answer(saved), label="Publish here")
    assert "database does not answer" in said(pressed)


async def test_works_again_as_soon_as_the_database_does(
    world: World, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as outage:
        outage.setattr(services.builds, "_units", BrokenUnits(StorageUnavailableError()))
        await world.mia.slash(world.channel, "build save", code=MIRAGE)
    assert "You keep no build yet" in said(await world.mia.slash(world.channel, "build list"))
    assert "Saved." in said(await world.mia.slash(world.channel, "build save", code=MIRAGE))


@pytest.mark.parametrize("error", [StorageUnavailableError(), RuntimeError()])
async def test_suggestions_are_empty_when_anything_fails(
    world: World, services: Services, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.builds, "_units", BrokenUnits(error))
    assert await world.mia.autocomplete(world.channel, "build show", "build", "x") == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Paris"])
def test_the_offsets_to_add_are_read_as_they_are_told(zone: str, language: str) -> None:
    here, before = WhenReader(load_time_words()), datetime(2026, 10, 20, tzinfo=UTC)
    text = {"America/New_York": "1 november 1:30 am", "Europe/Paris": "sunday 25 october 2:30 am"}[zone]
    with pytest.raises(errors.ClockChangeError) as told:
        here.read(text, before, ZoneInfo(zone))
    sentence = WORDS[errors.ClockChangeError](words_for(language), told.value)
    offsets = re.findall("`(.+?)`", sentence)
    read = [here.read(f"{text} {offset}", before, ZoneInfo(zone)) for offset in offsets]
    assert read == list(told.value.candidates)
