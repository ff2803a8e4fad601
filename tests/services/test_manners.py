"""What all of a guild would read is looked at before, by every way in; and publishing has its rate."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.app import Services
from bot.cli.compose import build_services
from bot.domain.edits import Seen
from bot.domain.gamedata import GameData
from bot.domain.leading import Spot
from bot.domain.manners import LinkRule
from bot.domain.teams import Player
from bot.domain.viewer import GuildRole
from bot.errors import ImitationError, LinkForbiddenError, NotAllowedError, TooOftenError
from bot.services.almanac import Almanac
from bot.services.pacing import Dear
from bot.services.teams.editing import FIELDS
from config.rates import load_rates
from tests.factories import ALICE, AWAY, BOB, Clock, make_code, viewer
from tests.fakes import FakeUnits
from tests.services.test_raids import CHANNEL, planned

ME = viewer(ALICE)
LEADER, ADMIN = viewer(ALICE, roles=GuildRole.LEADER), viewer(BOB, roles=GuildRole.ADMIN)
IMITATION, INVITE, LINK = "Аdmіn", "see dіscоrd.gg/abc", "see https://guides.page/x"
MOST = load_rates()[Dear.PUBLISH].by_person

Door = Callable[[Services, str], Awaitable[Any]]


@pytest.fixture
def services(units: FakeUnits, game: GameData) -> Services:
    return build_services(units, Almanac.of(game), clock=Clock(still=True))


async def build_of(services: Services, name: str = "Mine", **typed: Any) -> str:
    build = (await services.builds.save(ME, make_code(), name=name)).build
    await services.editor.edit(ME, build.short_id, typed, Seen.of(build, typed))
    return build.short_id


async def build_published_as(services: Services, text: str) -> None:
    await services.builds.publish(ME, await build_of(services, text))


async def tags_published(services: Services, text: str) -> None:
    await services.builds.publish(ME, await build_of(services, tags=text))


async def notes_published(services: Services, text: str) -> None:
    await services.builds.publish(ME, await build_of(services, notes=text))


async def build_renamed(services: Services, text: str) -> None:
    await edited_in_public(services, name=text)


async def tags_changed(services: Services, text: str) -> None:
    await edited_in_public(services, tags=text)


async def notes_changed(services: Services, text: str) -> None:
    await edited_in_public(services, notes=text)


async def edited_in_public(services: Services, **typed: str) -> None:
    build = await services.builds.publish(ME, await build_of(services))
    await services.editor.edit(viewer(ALICE, AWAY), build.short_id, typed, Seen.of(build, typed))


async def team_published_as(services: Services, text: str) -> None:
    await services.teams.publish(ME, (await services.teams.create(ME, text)).short_id)


async def team_with_a_guest_published(services: Services, text: str) -> None:
    team = await services.teams.create(ME, "Ours")
    await services.teams.seat(ME, team.short_id, 1, 1, player=Player(name=text))
    await services.teams.publish(ME, team.short_id)


async def guest_seated_in_public(services: Services, text: str) -> None:
    team = await services.teams.create(ME, "Ours")
    await services.teams.publish(ME, team.short_id)
    await services.teams.seat(ME, team.short_id, 1, 1, player=Player(name=text))


async def team_renamed(services: Services, text: str) -> None:
    await team_edited(services, name=text)


async def team_notes_changed(services: Services, text: str) -> None:
    await team_edited(services, notes=text)


async def team_edited(services: Services, **typed: str) -> None:
    team = await services.teams.publish(ME, (await services.teams.create(ME, "Ours")).short_id)
    await services.team_editor.edit(ME, team.short_id, typed, Seen.of(team, FIELDS))


async def raid_planned_as(services: Services, text: str) -> None:
    await services.raids.plan(LEADER, text, "friday 20:00", "fractal", channel=CHANNEL, zone="UTC")


async def raid_renamed(services: Services, text: str) -> None:
    await raid_edited(services, title=text)


async def raid_notes_changed(services: Services, text: str) -> None:
    await raid_edited(services, notes=text)


async def raid_edited(services: Services, **typed: str) -> None:
    raid = await planned(services)
    await services.raid_editor.edit(LEADER, raid.short_id, typed, Seen.of(raid, typed))


async def guest_seated_in_a_raid(services: Services, text: str) -> None:
    raid = await planned(services)
    board = await services.lineups.require(LEADER, raid.short_id)
    spot = Spot.of(board.roster.get_seat((1, 1)))
    await services.lineups.seat(LEADER, raid.short_id, spot, Player(name=text))


async def place_noted(services: Services, text: str) -> None:
    raid = await planned(services)
    board = await services.lineups.require(LEADER, raid.short_id)
    await services.lineups.note(LEADER, raid.short_id, Spot.of(board.roster.get_seat((1, 1))), text)


async def template_named(services: Services, text: str) -> None:
    team = await services.teams.create(LEADER, "Ours")
    await services.templates.save(LEADER, team.short_id, text)


NAMES: tuple[Door, ...] = (
    build_published_as,
    tags_published,
    build_renamed,
    tags_changed,
    team_published_as,
    team_with_a_guest_published,
    guest_seated_in_public,
    team_renamed,
    raid_planned_as,
    raid_renamed,
    guest_seated_in_a_raid,
    template_named,
)
NOTES: tuple[Door, ...] = (notes_published, notes_changed, team_notes_changed, raid_notes_changed, place_noted)


async def refusal(services: Services, door: Door, text: str) -> str:
    """Return how the door refuses a text, or nothing."""
    try:
        await door(services, text)
    except (ImitationError, LinkForbiddenError) as error:
        return getattr(error, "kind", "name")
    return ""


@pytest.mark.parametrize("door", NAMES + NOTES)
async def test_every_way_to_be_read_by_all_is_looked_at(services: Services, door: Door) -> None:
    assert await refusal(services, door, IMITATION) == ("name" if door in NAMES else "")
    assert await refusal(services, door, INVITE) == "invite"
    await services.rulebook.choose_links(ADMIN, LinkRule.NO_LINKS)
    assert await refusal(services, door, LINK) == "link"


@pytest.mark.parametrize("door", NAMES + NOTES)
async def test_a_guild_may_allow_links_and_does_at_first(services: Services, door: Door) -> None:
    assert await refusal(services, door, LINK) == ""


@pytest.mark.parametrize("door", NAMES + NOTES)
async def test_a_guild_may_allow_invitations(services: Services, door: Door) -> None:
    await services.rulebook.choose_links(ADMIN, LinkRule.ALLOWED)
    assert await refusal(services, door, INVITE) == ""


async def test_what_nobody_else_reads_is_nobodys_business(services: Services) -> None:
    build = await build_of(services, IMITATION, notes=INVITE, tags=IMITATION)
    team = await services.teams.create(ME, IMITATION)
    await services.teams.seat(ME, team.short_id, 1, 1, player=Player(name=IMITATION))
    await services.team_editor.edit(ME, team.short_id, {"notes": INVITE}, Seen.of(team, FIELDS))
    assert (await services.builds.require(ME, build)).notes == INVITE


async def test_a_source_is_a_known_page_or_goes_by_the_rule(services: Services) -> None:
    await services.rulebook.choose_links(ADMIN, LinkRule.NO_LINKS)
    await edited_in_public(services, source_link="https://snowcrows.com/builds/mirage")
    with pytest.raises(LinkForbiddenError):
        await edited_in_public(services, source_link="https://guides.page/mirage")


async def test_what_was_public_before_can_be_changed_elsewhere_in_it(services: Services) -> None:
    await services.rulebook.choose_links(ADMIN, LinkRule.ALLOWED)
    build = await services.builds.publish(ME, await build_of(services, notes=INVITE))
    await services.rulebook.choose_links(ADMIN, LinkRule.NO_LINKS)
    edited = await services.editor.edit(ME, build.short_id, {"name": "Other"}, Seen.of(build, ("name",)))
    assert (edited.build.name, edited.build.notes) == ("Other", INVITE)


async def test_only_admins_say_what_may_be_linked(services: Services) -> None:
    with pytest.raises(NotAllowedError):
        await services.rulebook.choose_links(LEADER, LinkRule.ALLOWED)


@pytest.mark.parametrize("kind", ["build", "team"])
async def test_ten_thousand_publications_are_refusals_that_cost_no_transaction(
    services: Services, units: FakeUnits, kind: str
) -> None:
    shelf: Any = services.builds if kind == "build" else services.teams
    ref = await build_of(services) if kind == "build" else (await services.teams.create(ME, "Ours")).short_id
    for _ in range(MOST):
        await shelf.publish(ME, ref)
    units.is_away = True  # whoever asked storage now would be told so
    for _ in range(10_000 - MOST):
        with pytest.raises(TooOftenError):
            await shelf.publish(ME, ref)
    units.is_away = False
    other = viewer(BOB)
    await services.builds.publish(other, (await services.builds.save(other, make_code())).build.short_id)
