"""What is recommended to whom, and what is told of others."""

from array import array
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import Services
from bot.domain.builds import Build
from bot.domain.edits import Seen
from bot.domain.gamedata import GameData
from bot.domain.ids import ChannelId, GuildId, UserId
from bot.domain.learning.kinds import BuildKind
from bot.domain.learning.served import STALE, Served
from bot.domain.modes import GameMode
from bot.domain.needs import Need
from bot.domain.raid_needs import FEWEST, NOTED_AFTER
from bot.domain.recommending import LEAST, Basis
from bot.domain.viewer import GuildRole, Viewer
from bot.errors import NotAllowedError, TooOftenError
from bot.gateways.events import Deed
from bot.gateways.events.schema import Outcome
from bot.gateways.models import NO_MODEL, ModelSource
from bot.services.almanac import Almanac
from bot.services.describing import Describer
from bot.services.learning.noting import NO_NOTES, Notes
from bot.services.pacing import Dear
from bot.services.recommending import Recommender
from config.giving import load_giving_rules
from config.rates import load_rates
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, Clock, make_code, make_template, make_tried, viewer
from tests.fakes import FakeUnits

ME = viewer(ALICE)
TRIED = make_tried(made_at=int(START.timestamp()))
FIREBRAND, DRAGONHUNTER, WILLBENDER = 62, 27, 65
"""Elite specializations of the guardian."""


@pytest.fixture
def units(game: GameData) -> FakeUnits:
    return FakeUnits(Describer(Almanac.of(game), load_giving_rules()))


@pytest.fixture
async def recommender(services: Services) -> Recommender:
    await services.rulebook.refresh()
    return services.recommender


async def show(services: Services, user: UserId, elite: int, mode: GameMode | None = GameMode.PVE) -> Build:
    """Let somebody publish a build."""
    them = viewer(user)
    saved = await services.builds.save(them, make_code(elite), mode=mode)
    return await services.builds.publish(them, saved.build.short_id)


async def test_what_more_people_play_comes_first_and_no_kind_twice(
    services: Services, recommender: Recommender
) -> None:
    first = await show(services, BOB, FIREBRAND)
    second = await show(services, BOB, DRAGONHUNTER)
    await show(services, CAROL, DRAGONHUNTER)
    found = await recommender.suggest_builds(ME)
    assert found.basis is Basis.POPULAR
    kinds = [one.build.name for one in found.suggestions]
    assert kinds == [second.name, first.name]


async def test_what_one_has_already_is_not_recommended(services: Services, recommender: Recommender) -> None:
    await show(services, BOB, FIREBRAND)
    other = await show(services, BOB, DRAGONHUNTER)
    await services.builds.save(ME, make_code(FIREBRAND), mode=GameMode.PVE, name="Mine, and private")
    (suggestion,) = (await recommender.suggest_builds(ME)).suggestions
    assert suggestion.build.id == other.id
    assert suggestion.is_of_known_profession


async def test_private_builds_and_those_of_other_guilds_do_not_exist(
    services: Services, recommender: Recommender
) -> None:
    await services.builds.save(viewer(BOB), make_code(FIREBRAND))
    elsewhere = await services.builds.save(viewer(CAROL), make_code(DRAGONHUNTER))
    await services.builds.publish(viewer(CAROL, AWAY), elsewhere.build.short_id)
    assert (await recommender.suggest_builds(ME)).suggestions == ()


async def test_few_people_are_told_without_their_number(services: Services, recommender: Recommender) -> None:
    for number in range(LEAST - 1):
        await show(services, UserId(2000 + number), FIREBRAND)
    (few,) = (await recommender.suggest_builds(ME)).suggestions
    assert few.people is None
    await show(services, UserId(3000), FIREBRAND)
    (enough,) = (await recommender.suggest_builds(ME)).suggestions
    assert enough.people == LEAST
    assert not enough.is_of_known_profession


async def test_a_mode_leaves_out_the_builds_of_others(services: Services, recommender: Recommender) -> None:
    await show(services, BOB, FIREBRAND, GameMode.WVW)
    pve, any_mode = await show(services, BOB, DRAGONHUNTER), await show(services, BOB, WILLBENDER, None)
    found = await recommender.suggest_builds(ME, GameMode.PVE)
    assert {one.build.id for one in found.suggestions} == {pve.id, any_mode.id}


async def test_where_nothing_is_learned_nobody_is_counted(services: Services, recommender: Recommender) -> None:
    for user in (BOB, CAROL):
        await show(services, user, FIREBRAND)
    liked = await show(services, BOB, DRAGONHUNTER)
    await services.sharing.toggle_like(ME, liked.short_id)
    await services.rulebook.let_learn(replace(ME, roles=GuildRole.ADMIN), learns=False)
    found = await recommender.suggest_builds(ME)
    assert found.basis is Basis.KNOWN
    assert [one.people for one in found.suggestions] == [0, 0]
    assert found.suggestions[0].build.id == liked.id


async def test_a_direct_message_has_no_guild(recommender: Recommender) -> None:
    with pytest.raises(NotAllowedError) as refused:
        await recommender.suggest_builds(viewer(guild=None))
    assert refused.value.needed == "guild"


@pytest.mark.still
async def test_it_may_be_asked_so_often_only(recommender: Recommender) -> None:
    for _ in range(load_rates()[Dear.RECOMMEND].by_person):
        await recommender.suggest_builds(ME)
    with pytest.raises(TooOftenError):
        await recommender.suggest_builds(ME)


class OneModel:
    """A ModelSource with a model that says: who plays firebrands likes willbenders."""

    def __init__(self, services: Services, guild: GuildId) -> None:
        templates = [make_template(specialization=elite) for elite in (DRAGONHUNTER, FIREBRAND, WILLBENDER)]
        roles = [services.givings.appraise(template, GameMode.PVE).roles for template in templates]
        names = ("Dragonhunter", "Firebrand", "Willbender")
        kinds = [BuildKind(GameMode.PVE, "Guardian", name, some) for name, some in zip(names, roles, strict=True)]
        self.model = Served(
            items=tuple(kind.label for kind in kinds),
            popularity=(1.0, 0.5, 0.1),
            weights=array("f", [0, 0, 0, 0, 0, 1, 0, 0, 0]),
            guilds=frozenset({str(guild)}),
            tried=TRIED,
        )

    async def get(self) -> Served | None:
        return self.model


def with_model(
    services: Services, units: FakeUnits, clock: Clock, models: ModelSource, notes: Notes = NO_NOTES
) -> Recommender:
    return Recommender(units, services.raids, services.rulebook, models, clock, services.paces, notes)


@pytest.mark.parametrize(
    ("guild", "plays", "basis", "first"),
    [
        (HOME, FIREBRAND, Basis.MODEL, "Willbender"),
        (AWAY, FIREBRAND, Basis.POPULAR, "Dragonhunter"),
        (HOME, None, Basis.POPULAR, "Dragonhunter"),
    ],
)
async def test_a_model_is_asked_where_it_is_better_and_knows_somebody(
    services: Services,
    units: FakeUnits,
    clock: Clock,
    guild: GuildId,
    plays: int | None,
    basis: Basis,
    first: str,
) -> None:
    for user in (BOB, CAROL):
        await show(services, user, DRAGONHUNTER)
    await show(services, BOB, WILLBENDER)
    if plays is not None:
        await services.builds.save(ME, make_code(plays), mode=GameMode.PVE)
    await services.rulebook.refresh()
    found = await with_model(services, units, clock, OneModel(services, guild)).suggest_builds(ME)
    assert (found.basis, found.suggestions[0].build.name) == (basis, first)


async def test_a_model_that_nobody_renews_is_not_asked(services: Services, units: FakeUnits, clock: Clock) -> None:
    await show(services, BOB, WILLBENDER)
    await services.builds.save(ME, make_code(FIREBRAND), mode=GameMode.PVE)
    await services.rulebook.refresh()
    recommender, found = with_model(services, units, clock, OneModel(services, HOME)), []
    for when in (START + STALE, START + STALE + timedelta(days=1)):
        clock.now = when - timedelta(minutes=1)
        found.append((await recommender.suggest_builds(ME)).basis)
    assert found == [Basis.MODEL, Basis.POPULAR]


async def test_where_nothing_is_learned_no_model_is_asked(services: Services, units: FakeUnits, clock: Clock) -> None:
    await show(services, BOB, WILLBENDER)
    await services.builds.save(ME, make_code(FIREBRAND), mode=GameMode.PVE)
    await services.rulebook.let_learn(replace(ME, roles=GuildRole.ADMIN), learns=False)
    found = await with_model(services, units, clock, OneModel(services, HOME)).suggest_builds(ME)
    assert found.basis is Basis.KNOWN


async def play(services: Services, clock: Clock, title: str) -> None:
    """Let a fractal take place in which five sit who bring damage, and note what it lacks."""
    leader = replace(ME, roles=GuildRole.LEADER)
    raid = await services.raids.plan(leader, title, "in 1 hour", "fractal", channel=ChannelId(7), zone="UTC")
    await services.raids.open(leader, raid.short_id)
    for number in range(5):
        await services.signups.choose(viewer(UserId(4000 + number)), raid.short_id, roles=("dps",))
    clock.now = raid.starts_at + NOTED_AFTER
    await services.statistics.note_needs(raid.short_id)


async def test_what_the_last_raids_lacked_comes_first_with_how_often(
    services: Services, recommender: Recommender, clock: Clock
) -> None:
    for user in (BOB, CAROL):
        await show(services, user, DRAGONHUNTER)
    healer = await show(services, BOB, FIREBRAND)
    typed = {"roles": ("heal-alac",)}
    await services.editor.edit(viewer(BOB), healer.short_id, typed, Seen.of(healer, typed))
    for number in range(FEWEST):
        await play(services, clock, f"Run {number}")
    found = await recommender.suggest_builds(ME)
    first = found.suggestions[0]
    assert first.build.id == healer.id
    assert {Need.ALACRITY, Need.HEALING} <= set(first.brings)
    assert found.lacks.missing[Need.ALACRITY] == found.lacks.raids == FEWEST
    assert found.suggestions[1].brings == ()
    later = await recommender.suggest_builds(ME, GameMode.WVW)
    assert later.lacks.raids == 0


async def test_of_few_raids_nothing_is_said(services: Services, recommender: Recommender, clock: Clock) -> None:
    await show(services, BOB, FIREBRAND)
    for number in range(FEWEST - 1):
        await play(services, clock, f"Run {number}")
    assert (await recommender.suggest_builds(ME)).lacks.missing == {}


class Heard:
    """Notes, in memory."""

    is_on = True

    def __init__(self) -> None:
        self.said: list[tuple[Deed, object]] = []

    def note(
        self,
        viewer: Viewer,
        deed: Deed,
        build: Build | BuildKind,
        *,
        content: str | None = None,
        outcome: Outcome | None = None,
    ) -> None:
        assert (viewer, content) == (ME, None)
        assert isinstance(build, Build)
        self.said.append((deed, outcome))


async def test_thumbs_are_noted(services: Services, units: FakeUnits, clock: Clock) -> None:
    theirs, mine = await show(services, BOB, FIREBRAND), await show(services, ALICE, FIREBRAND)
    heard = Heard()
    await services.rulebook.refresh()
    recommender = with_model(services, units, clock, NO_MODEL, heard)
    assert (await recommender.suggest_builds(ME)).can_be_judged
    assert not (await services.recommender.suggest_builds(ME)).can_be_judged
    await recommender.judge(ME, theirs.short_id, is_good=True)
    await recommender.judge(ME, theirs.short_id, is_good=False)
    with pytest.raises(NotAllowedError):
        await recommender.judge(ME, mine.short_id, is_good=True)
    assert heard.said == [(Deed.THUMBED, Outcome.UP), (Deed.THUMBED, Outcome.DOWN)]
