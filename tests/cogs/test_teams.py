"""What leaders and members see when teams are planned."""

import pytest

from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, said, text_of
from tests.cogs.test_builds import MIRAGE, SCOURGE


@pytest.fixture
async def raid(world: World) -> World:
    await world.leo.slash(world.channel, "team create", name="Wednesday", content="raid")
    return world


async def test_created_team_is_empty_and_private(world: World) -> None:
    result = await world.leo.slash(world.channel, "team create", name="Wednesday", content="raid")
    assert "## Wednesday" in said(result)
    assert "0 of 10 places filled" in said(result)
    assert "Subgroup 2" in said(result)
    assert "I find no team" in said(await world.mia.slash(world.channel, "team show", team="Wednesday"))


async def test_unknown_content_is_refused_with_what_exists(world: World) -> None:
    result = await world.leo.slash(world.channel, "team create", name="Wednesday", content="picnic")
    assert "picnic" in said(result)
    assert "Raid" in said(result)
    assert "Wednesday" in said(result)


async def test_contents_are_suggested_in_the_readers_language(world: World) -> None:
    world.speaks_french(world.leo)
    choices = await world.leo.autocomplete(world.channel, "team create", "content", "frac")
    assert [choice["value"] for choice in choices] == ["fractal"]
    assert choices[0]["name"].startswith("Fractale")


async def test_content_may_be_typed_by_its_name(world: World) -> None:
    world.speaks_french(world.leo)
    assert "0 place" in said(await world.leo.slash(world.channel, "team create", name="A", content="fractale"))


async def test_one_place_takes_one_player(raid: World) -> None:
    result = await raid.leo.slash(
        raid.channel, "team seat", team="Wednesday", subgroup=1, place=1, player=raid.mia, guest="Otti"
    )
    assert "not both" in said(result)
    assert "Otti" in said(result)


async def test_seating_a_private_build_in_a_public_team_says_who_sees_it(raid: World) -> None:
    await raid.leo.slash(raid.channel, "team publish", team="Wednesday")
    await raid.leo.slash(raid.channel, "build save", code=SCOURGE, name="Secret")
    seated = await raid.leo.slash(raid.channel, "team seat", team="Wednesday", subgroup=1, place=1, build="Secret")
    assert "Only you see which build that is" in said(seated)


async def test_team_of_another_guild_is_left_alone(raid: World) -> None:
    await raid.leo.slash(raid.channel, "team publish", team="Wednesday")
    other = raid.env.create_guild("Other")
    there = other.create_text_channel("raids")
    leo = other.add_member(raid.leo.user)
    for command in ("team publish", "team unpublish"):
        assert "public in another server" in said(await leo.slash(there, command, team="Wednesday"))
    assert "## Wednesday" in said(await raid.mia.slash(raid.channel, "team show", team="Wednesday"))
    assert "Only you can see" in said(await raid.leo.user.slash("team unpublish", team="Wednesday"))


async def test_deleting_somebody_elses_team_is_refused_before_the_question(raid: World) -> None:
    await raid.leo.slash(raid.channel, "team publish", team="Wednesday")
    result = await raid.mia.slash(raid.channel, "team delete", team="Wednesday")
    assert "Only the person who owns this" in said(result)
    assert buttons(result) == []


async def test_seat_build_member_and_guest(raid: World) -> None:
    await raid.leo.slash(raid.channel, "build save", code=MIRAGE, name="Alac Mirage")
    seated = await raid.leo.slash(
        raid.channel, "team seat", team="Wednesday", subgroup=1, place=2, build="Alac Mirage", player=raid.mia
    )
    assert f"`2` <@{raid.mia.id}> · Alac Mirage\n" in said(seated)
    guest = await raid.leo.slash(raid.channel, "team seat", team="Wednesday", subgroup=2, place=1, guest="Otti*")
    assert "Otti\\*" in said(guest)
    assert "2 of 10" in said(guest)


async def test_taken_place_is_not_overwritten(raid: World) -> None:
    await raid.leo.slash(raid.channel, "team seat", team="Wednesday", subgroup=1, place=1, guest="First")
    second = await raid.leo.slash(raid.channel, "team seat", team="Wednesday", subgroup=1, place=1, guest="Second")
    assert "is taken" in said(second)
    assert "Second" in said(second)
    assert "First" in said(await raid.leo.slash(raid.channel, "team show", team="Wednesday"))


async def test_cleared_place_is_open_again(raid: World) -> None:
    await raid.leo.slash(raid.channel, "team seat", team="Wednesday", subgroup=1, place=1, guest="First")
    for _ in range(2):
        cleared = await raid.leo.slash(raid.channel, "team clear", team="Wednesday", subgroup=1, place=1)
        assert "open: 1, 2, 3, 4, 5" in said(cleared)


async def test_seating_nothing_asks_what(raid: World) -> None:
    result = await raid.leo.slash(raid.channel, "team seat", team="Wednesday", subgroup=1, place=1)
    assert "Name a build, a player or guest, a role" in said(result)


async def test_subgroup_that_the_team_lacks(raid: World) -> None:
    result = await raid.leo.slash(raid.channel, "team seat", team="Wednesday", subgroup=3, place=1, guest="X")
    assert "subgroups 1 to 2" in said(result)


async def test_member_sees_a_public_team_but_cannot_seat(raid: World) -> None:
    await raid.leo.slash(raid.channel, "team publish", team="Wednesday")
    shown = await raid.mia.slash(raid.channel, "team show", team="Wednesday")
    assert "## Wednesday" in said(shown)
    assert buttons(shown) == ["Show in channel", "Copy to mine", "What it lacks", "Report"]
    refused = await raid.mia.slash(raid.channel, "team seat", team="Wednesday", subgroup=1, place=1, guest="Me")
    assert "raid leaders" in said(refused)


async def test_another_leader_may_seat_a_public_team(raid: World) -> None:
    await raid.mia.slash(raid.channel, "team create", name="Mias team", content="fractal")
    await raid.mia.slash(raid.channel, "team publish", team="Mias team")
    seated = await raid.leo.slash(raid.channel, "team seat", team="Mias team", subgroup=1, place=1, guest="Bo")
    assert "Bo" in said(seated)


async def test_private_build_in_a_public_team_stays_hidden(raid: World) -> None:
    await raid.leo.slash(raid.channel, "build save", code=SCOURGE, name="Secret")
    await raid.leo.slash(raid.channel, "team seat", team="Wednesday", subgroup=1, place=1, build="Secret")
    await raid.leo.slash(raid.channel, "team publish", team="Wednesday")
    shown = await raid.mia.slash(raid.channel, "team show", team="Wednesday")
    assert "Secret" not in said(shown)
    assert "a private build" in said(shown)
    posted = await raid.leo.click(
        answer(await raid.leo.slash(raid.channel, "team show", team="Wednesday")), label="Show in channel"
    )
    assert "a private build" in text_of(posted.followups[-1])
    assert "Secret" not in text_of(posted.followups[-1])


async def test_zerg_of_fifty_long_names_fits_discord(world: World) -> None:
    await world.leo.slash(world.channel, "team create", name="Z" * 100, content="wvw-zerg")
    await world.leo.slash(world.channel, "build save", code=MIRAGE, name="*" * 100)
    for number in range(50):
        await world.leo.slash(
            world.channel,
            "team seat",
            team="Z" * 100,
            subgroup=number // 5 + 1,
            place=number % 5 + 1,
            build="*" * 100,
            guest=f"{number:02}" + "*" * 98,
        )
    shown = await world.leo.slash(world.channel, "team show", team="Z" * 100)
    assert "50 of 50" in said(shown)
    assert len(said(shown)) <= 4000


async def test_lists_tell_own_and_public_teams_apart(raid: World) -> None:
    assert "Wednesday" in said(await raid.leo.slash(raid.channel, "team list"))
    assert "Nobody has published" in said(await raid.mia.slash(raid.channel, "team list", which="public"))
    await raid.leo.slash(raid.channel, "team publish", team="Wednesday")
    assert "Wednesday" in said(await raid.mia.slash(raid.channel, "team list", which="public"))


async def test_deleted_team_can_be_brought_back(raid: World) -> None:
    asked = await raid.leo.slash(raid.channel, "team delete", team="Wednesday")
    deleted = await raid.leo.click(answer(asked), label="Yes, delete it")
    assert "is deleted" in said(deleted)
    back = await raid.leo.click(answer(deleted), label="Bring it back")
    assert "is back" in said(back)
