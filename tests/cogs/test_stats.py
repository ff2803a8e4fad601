"""What people see of statistics."""

from datetime import timedelta

import discord
import pytest
import simcord

from bot.domain.attendance import Presence
from bot.domain.raids import Answer, Raid
from bot.gateways.metrics.prometheus import PrometheusMeters
from bot.services.raids.attendance import members
from cogs.stats.ranking import fitting
from cogs.ui.limits import LAYOUT_TEXT
from tests.cogs.conftest import World
from tests.cogs.reading import answer, answers, custom_ids, said, values
from tests.cogs.test_raid_editing import eyes_of_leader
from tests.cogs.test_raids import bot_of, by_hand, eyes, posted
from tests.factories import make_code
from tests.services.test_stats import FIREBRAND

__all__ = ["by_hand", "posted"]


@pytest.fixture
def ada(world: World) -> simcord.MemberActor:
    admins = world.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("ada"), roles=[admins])


async def publish(world: World, name: str) -> None:
    library = bot_of(world).services.builds
    saved = await library.save(eyes(world, world.mia), make_code(FIREBRAND), name=name)
    await library.publish(eyes(world, world.mia), saved.build.short_id)


@pytest.fixture
async def begun(posted: World, monkeypatch: pytest.MonkeyPatch) -> Raid:
    """A raid of two hours ago, in which Mia played a build of hers; five people are noted."""
    services = bot_of(posted).services
    (raid,) = await services.raids.list_here(eyes(posted, posted.leo))
    await publish(posted, "Heal <@1> Firebrand")
    build = await services.builds.require(eyes(posted, posted.mia), "Heal <@1> Firebrand")
    await services.signups.answer(eyes(posted, posted.mia), raid.short_id, Answer.SIGNED)
    await services.signups.choose(eyes(posted, posted.mia), raid.short_id, builds=[build.short_id])
    for service in (services.attendance, services.raids, services.statistics):
        monkeypatch.setattr(service, "_clock", lambda: raid.starts_at + timedelta(hours=2))
    leader = services.attendance
    await leader.mark(eyes_of_leader(posted), raid.short_id, Presence.LATE, members([1, 2, 3, 4]))
    await leader.save(eyes_of_leader(posted), raid.short_id)
    return raid


def alt(result: simcord.InteractionResult) -> list[str]:
    return [str(file.description) for file in answers(result)[-1].attachments]


async def test_an_admin_sees_the_server(posted: World, begun: Raid, ada: simcord.MemberActor) -> None:
    shown = await ada.slash(posted.channel, "stats server")
    text = said(shown)
    assert "**1 public build**" in text
    assert "Guardian 1: Firebrand 1" in text
    assert "1 raid · came 1, came late 4, did not come 0, said so before 0" in text
    assert "Raids of the last 12 weeks: 1" in text
    for secret in (begun.title, "<@", str(posted.mia.id)):
        assert secret not in text
    first, second = alt(shown)
    assert "By profession. Firebrand: 1" in first
    assert "Came 1, Came late 4, Did not come 0" in second


async def test_others_do_not(posted: World) -> None:
    for person in (posted.mia, posted.leo):
        assert "manage the server" in said(await person.slash(posted.channel, "stats server"))


async def test_an_empty_server_says_so(world: World, ada: simcord.MemberActor) -> None:
    text = said(await ada.slash(world.channel, "stats server"))
    assert "No build is public here yet" in text
    assert "No raid took place" in text
    text = said(await world.tom.slash(world.channel, "stats builds"))
    assert "No public build had a place" in text
    assert "Nobody has liked" in text
    text = said(await world.tom.slash(world.channel, "stats me"))
    assert "You have no builds yet" in text
    assert "You had no place" in text


async def test_builds_are_ranked_and_opened(posted: World, begun: Raid) -> None:
    shown = await posted.tom.slash(posted.channel, "stats builds")
    assert said(shown).count("Heal") == 1
    assert "<@1>" not in said(shown)
    card = await posted.tom.select(answer(shown), values(shown)[:1], custom_id=custom_ids(answer(shown))[0])
    assert "Firebrand" in said(card)
    assert begun.title not in said(shown)


async def test_ones_own_numbers_in_french(posted: World, begun: Raid) -> None:
    posted.speaks_french(posted.mia)
    shown = await posted.mia.slash(posted.channel, "stats me")
    text = said(shown)
    assert "**1 build à toi**" in text
    assert "Gardien 1\N{NO-BREAK SPACE}: " in text
    assert "Firebrand · DPS · 1" in text
    assert "**1** sur 1 · 100" in text
    assert "Par profession" in alt(shown)[0]
    assert begun.title not in said(shown)


async def test_the_bot_is_shown_to_whoever_runs_it(world: World, ada: simcord.MemberActor) -> None:
    bot = bot_of(world)
    assert "Only whoever runs this bot" in said(await ada.slash(world.channel, "stats bot"))
    bot.owner_ids = {ada.id}
    meters = PrometheusMeters()
    bot.services.operation._meters = meters
    meters.note_request("command", "build save", "done", 0.03, 99.0)
    text = said(await ada.slash(world.channel, "stats bot"))
    assert "**Servers** 1 · 1 of 1 shards" in text
    assert "**Commands** 1 · done 1, failed 0" in text
    assert "half within 0.05 s" in text
    assert "95 % within more than is told apart" in text
    assert "**Cache** nothing was asked" in text
    assert "Only whoever runs this bot" in said(await world.tom.slash(world.channel, "stats bot"))


def test_who_runs_the_bot_is_what_discord_says(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    bot = bot_of(world)
    assert bot.application is not None
    assert bot.operators == {bot.application.owner.id}
    person = {"username": "x", "discriminator": "0", "avatar": None}
    members = [
        {"user": {"id": str(number), **person}, "membership_state": 2, "role": role}
        for number, role in ((2, "admin"), (3, "developer"), (4, "read_only"))
    ]
    team = {"id": "9", "icon": None, "name": "Team", "owner_user_id": "1", "members": members}
    monkeypatch.setattr(bot.application, "team", discord.Team(bot._connection, team))  # type: ignore[arg-type]
    assert bot.operators == {1, 2, 3}
    monkeypatch.setattr(bot, "_application", None)
    assert bot.operators == frozenset()


@pytest.mark.parametrize("note", ["", "-# counted in the raids of twelve weeks"])
def test_lists_of_builds_are_cut_to_fit_and_keep_their_note(note: str) -> None:
    rows = ["### Most seated", *(f"{place}. {'w' * 200}" for place in range(1, 11)), *([note] if note else [])]
    kept = fitting(rows)
    assert 3 * (len("\n".join(kept)) + 50) <= LAYOUT_TEXT
    assert kept[: len(kept) - bool(note)] == rows[: len(kept) - bool(note)]
    assert len(kept) > 5
    assert (kept[-1] == note) is bool(note)
    assert fitting(["### Most liked", "1. one"]) == ["### Most liked", "1. one"]
