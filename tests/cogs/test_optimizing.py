"""What a leader sees of `/raid optimize`: progress, a proposal, its buttons; and what others are told."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import discord
import pytest
import simcord
from discord import ui
from discord.ext import commands

from bot.app import Bot, Services
from bot.domain.ids import GuildId, UserId
from bot.domain.leading import Spot
from bot.domain.learning.served import LearnedWorths, Served
from bot.domain.lineup.problem import Offer, Problem, Quota, Template
from bot.domain.lineup.problem import Player as Candidate
from bot.domain.preferences import ANY_TASTE
from bot.domain.raid_lineups import MOST_SQUADS, Sitting
from bot.domain.raids import Answer
from bot.domain.teams import Player
from bot.domain.viewer import GuildRole, Viewer
from bot.services.raids.optimizing import Brought
from cogs.jobs import JobLoop
from cogs.raids.optimize import command as optimize
from cogs.raids.optimize import render
from cogs.ui.controls import Layout
from cogs.ui.limits import LAYOUT_TEXT
from cogs.ui.words import Words
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, custom_ids, options, said, selects
from tests.cogs.test_brings import largest
from tests.domain.lineup.test_oracle import solve
from tests.gateways.test_models import LEARNED, TRIED

PLAN = {"title": "Friday clear", "when": "friday 20:00", "zone": "Europe/Paris"}
TWO = Problem(
    template=Template(subgroups=1, each=(Quota(need="a", amount=200),)),
    players=(Candidate(name="x", offers=(Offer(name="", supplies={"a": 100}),)),),
)
PARTS = ("dps", "heal-alac", "quick-dps")


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(JobLoop, "cog_load", commands.Cog.cog_load)


@pytest.fixture(autouse=True)
async def warm(services: Services) -> AsyncIterator[None]:
    """Have the worker process started: on a busy machine that takes longer than SimCord waits for a command."""
    await services.optimizer.find_best(TWO)
    yield
    await services.optimizer.close()


@pytest.fixture
async def raid(world: World) -> World:
    planned = await world.leo.slash(world.channel, "raid plan", **PLAN)
    await world.leo.click(answer(planned), label="Post it")
    for number, roles in enumerate([PARTS, ("dps",), ("dps",), PARTS, ("dps", "heal-alac")], start=901):
        await sign_up(world, number, roles)
    return world


def bot_of(world: World) -> Bot:
    assert isinstance(world.env.bot, Bot)
    return world.env.bot


async def ref_of(world: World) -> str:
    eyes = Viewer(UserId(world.leo.id), GuildId(world.guild.id))
    (found,) = await bot_of(world).services.raids.list_here(eyes)
    return found.short_id


async def sign_up(world: World, number: int, roles: tuple[str, ...]) -> None:
    eyes = Viewer(UserId(number), GuildId(world.guild.id))
    await bot_of(world).services.signups.choose(eyes, await ref_of(world), roles=roles)


async def optimized(world: World, **given: Any) -> simcord.InteractionResult:
    return await world.leo.slash(world.channel, "raid optimize", raid="Friday clear", **given)


async def test_a_lineup_is_proposed_with_gaps_reasons_and_buttons(raid: World) -> None:
    found = await optimized(raid)
    text = said(found)
    assert "🧩 Lineup for Friday clear" in text
    assert "**5 of 5** play" in text
    assert "there is no better one" in text
    assert "<@901>" in text
    assert "🔄" in text or "Everybody stays" in text or "⬅️" in text
    assert "Missing, and what would close it" in text
    assert buttons(found) == ["Accept", "Who brings what", "Other lineups", "Lock what I like…", "Minimal change"]


async def test_who_is_benched_by_hand_and_what_one_more_player_would_bring_is_told(raid: World) -> None:
    lineups, ref = bot_of(raid).services.lineups, await ref_of(raid)
    leader = Viewer(UserId(raid.leo.id), GuildId(raid.guild.id), roles=GuildRole.LEADER)
    for number in (904, 905):
        seats = (await lineups.require(leader, ref)).roster.seat_by_user
        await lineups.bench(leader, ref, Spot.of(seats[UserId(number)]))
    text = said(await optimized(raid))
    assert "⏳ <@904>, <@905>: put on the waiting list by a raid leader" in text
    assert "❗ **Subgroup 2** lacks " in text
    assert "brought a **Heal-" in text
    assert "nothing would be missing there: one more player in 1." in text
    assert "💡 If one more player came with a **Heal-" in text


async def test_accepting_seats_people(raid: World) -> None:
    found = await optimized(raid)
    assert "Seated as proposed" in said(await raid.leo.click(answer(found), label="Accept"))
    roster = await bot_of(raid).services.raids.find_for_drawing(await ref_of(raid))
    assert roster is not None
    assert len(roster.seats) == 5


@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_plays_in_further_squads_is_named_to_the_leader(language: str) -> None:
    words = Words(language)
    assert len(render.render_accepted((), words).splitlines()) == 1
    further = [
        Sitting(squad, 1, 1, Player(user=UserId(2**63 + number)))
        for squad in range(2, MOST_SQUADS + 1)
        for number in range(50)
    ]
    few = render.render_accepted([further[0], further[50]], words)
    assert f" 2** {'waits:' if language == 'en' else 'attend :'} <@{2**63}>\n" in few.replace("\N{NO-BREAK SPACE}", " ")
    told = render.render_accepted(further, words)
    assert len(told) <= LAYOUT_TEXT
    assert len(told.splitlines()) == MOST_SQUADS + 1


async def test_what_changed_meanwhile_is_told(raid: World) -> None:
    found = await optimized(raid)
    eyes = Viewer(UserId(902), GuildId(raid.guild.id))
    await bot_of(raid).services.signups.answer(eyes, await ref_of(raid), Answer.ABSENT)
    refused = await raid.leo.click(answer(found), label="Accept")
    assert "Nothing was written" in said(refused)
    again = await raid.leo.click(answer(refused), label="Optimize")
    assert "**4 of 4** play" in said(again)


async def test_others_can_be_accepted_by_number(raid: World) -> None:
    others = await raid.leo.click(answer(await optimized(raid)), label="Other lineups")
    assert "<@" in said(others)
    assert buttons(others)[0] == "Accept 1"
    assert "Seated as proposed" in said(await raid.leo.click(answer(others), label="Accept 1"))


async def test_who_meets_which_need_is_shown(raid: World) -> None:
    found = answer(await optimized(raid))
    shown = await raid.leo.click(found, label="Who brings what")
    assert "**Subgroup 1**\n" in said(shown)
    assert re.search(r"✅ Alacrity \d/1 · <@90\d>", said(shown))
    assert "0/1 · nobody" in said(shown)
    assert not buttons(shown)
    await sign_up(raid, 906, ("dps",))
    assert "Ask anew with `/raid optimize`" in said(await raid.leo.click(found, label="Who brings what"))


async def test_the_needs_of_the_largest_squad_are_turned_page_by_page(
    raid: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def find_brought(_viewer: Viewer, _token: str) -> Brought:
        return largest()

    found = answer(await optimized(raid))
    monkeypatch.setattr(bot_of(raid).services.raid_optimizer, "find_brought", find_brought)
    first = await raid.leo.click(found, label="Who brings what")
    assert "Page 1 of " in said(first)
    later = await raid.leo.click(answer(first), label="Next page")
    assert "Page 2 of " in said(later)
    assert max(len(said(first)), len(said(later))) <= LAYOUT_TEXT
    assert said(await raid.leo.click(answer(later), label="Previous page")) == said(first)


async def test_what_is_liked_is_locked_and_the_rest_optimized_again(raid: World) -> None:
    hint = await raid.leo.click(answer(await optimized(raid)), label="Lock what I like…")
    assert options(hint)[0] == "Subgroup 1, all of it"
    assert options(hint)[2] == "Subgroup 1, place 1 · Quick-DPS"
    again = await raid.leo.select(answer(hint), ["1"], custom_id=custom_ids(answer(hint))[0])
    assert "Lineup for Friday clear" in said(again)
    assert "🔒\n" in said(again)
    assert "🔒 locked" in said(again)
    hint = await raid.leo.click(answer(again), label="Lock what I like…")
    assert "🔒 is locked already and stays so." in said(hint)


async def test_minimal_change_is_a_button_too(raid: World) -> None:
    again = await raid.leo.click(answer(await optimized(raid)), label="Minimal change")
    assert "Lineup for Friday clear" in said(again)


async def test_who_comes_late_is_not_told_that_others_signed_up_earlier(raid: World) -> None:
    signups, ref = bot_of(raid).services.signups, await ref_of(raid)
    eyes = Viewer(UserId(902), GuildId(raid.guild.id))
    await signups.answer(eyes, ref, Answer.LATE)
    for number in range(910, 916):
        await sign_up(raid, number, ("dps",))
    text = said(await optimized(raid))
    assert "⏳ <@902>: late, or not sure to come: those who surely come play first" in text


async def test_members_are_refused_and_another_ones_button_is_not_found(raid: World) -> None:
    assert "raid leaders" in said(await raid.mia.slash(raid.channel, "raid optimize", raid="Friday clear"))
    assert "I find no raid" in said(await raid.leo.slash(raid.channel, "raid optimize", raid="nothing"))


class Told:
    """An interaction as far as progress needs one: what it shows is remembered. SimCord's clock stands still."""

    locale = discord.Locale.american_english
    user = discord.Object(1)

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.client = self
        self.services = self
        self.tastes = {UserId(1): ANY_TASTE}

    async def edit_original_response(self, *, view: Layout, attachments: list[discord.File]) -> None:
        assert not attachments
        items = list(view.walk_children())
        self.seen.append("\n".join(item.content for item in items if isinstance(item, ui.TextDisplay)))


async def test_progress_is_shown_while_it_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimize, "EVERY_S", 0.01)
    told: Any = Told()
    stopping = [False]
    shown = optimize._Shown(told, "Friday *clear*", "22222222", lambda: stopping[0])
    outcome = solve(TWO)
    half = replace(outcome, bound=replace(outcome.bound, met=outcome.bound.met * 2))

    async def search() -> None:
        await asyncio.sleep(0.1)
        shown.hear(half)
        await asyncio.sleep(0.1)
        stopping[0] = True
        await asyncio.sleep(0.1)

    await shown.until_done(search())
    assert "Looking for the best lineup of **Friday \\*clear\\***" in told.seen[0]
    assert "It begins as soon as it has its turn." in told.seen[0]
    (running,) = {one for one in told.seen if "Seated so far: 1." in one}
    assert "At most 50 % more is possible in: what is asked for" in running
    assert "8 s left at most" in running
    assert told.seen[-1].endswith("Stopping …")


async def test_a_search_that_is_called_off_ends() -> None:
    told: Any = Told()
    ended = asyncio.Event()

    async def search() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    waiting = asyncio.create_task(optimize._Shown(told, "x", "22222222", bool).until_done(search()))
    await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await asyncio.wait_for(ended.wait(), 60)


async def test_fifty_with_long_names_fit_one_message_in_french(world: World) -> None:
    await world.leo.slash(world.channel, "raid plan", template="wvw-zerg", **PLAN)
    services, guild = bot_of(world).services, GuildId(world.guild.id)
    leader = Viewer(UserId(world.leo.id), guild)
    (found,) = await services.raids.list_here(leader)
    await services.raids.open(leader, found.short_id)
    roles = [("stability-support", "healer"), ("cleanser",), ("strip", "damage"), ("damage",), ("healer", "damage")]
    for number in range(60):
        eyes = Viewer(UserId(900_000_000_000_000_000 + number), guild)
        await services.signups.choose(eyes, found.short_id, roles=roles[number % 5])
    world.speaks_french(world.leo)
    proposed = await optimized(world)
    text = said(proposed)
    assert "50 sur 60" in text
    assert len(text) <= LAYOUT_TEXT
    assert "et 50 de plus" not in text
    brought = await world.leo.click(answer(proposed), label="Qui apporte quoi")
    assert len(said(brought)) <= LAYOUT_TEXT
    assert all(f"**Sous-groupe {number}**" in said(brought) for number in range(1, 11))
    panel = answer(await world.leo.click(answer(proposed), label="Garder ce qui me plaît…"))
    groups, near, far = [select["options"] for select in selects(panel)]
    assert len(groups) == 10
    assert [option["value"] for option in near + far] == [
        f"{one}-{place}" for one in range(1, 11) for place in range(1, 6)
    ]


class OneModel:
    """A ModelSource by which blasts are worth half as much in PvE."""

    def __init__(self, worths: LearnedWorths) -> None:
        self._served = Served(tried=replace(TRIED, made_at=2**40), worths=(worths,))

    async def get(self) -> Served | None:
        return self._served


async def test_a_proposal_says_where_combos_count_by_what_was_learned(
    raid: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "Combos count by which lineups worked"
    assert told not in said(await raid.leo.slash(raid.channel, "raid optimize", raid="Friday clear"))
    services = bot_of(raid).services
    await services.rulebook.refresh()
    monkeypatch.setattr(services.raid_optimizer._worths, "_models", OneModel(replace(LEARNED, percents={"Blast": 50})))
    assert told in said(await raid.leo.slash(raid.channel, "raid optimize", raid="Friday clear"))
    raid.speaks_french(raid.leo)
    found = said(await raid.leo.slash(raid.channel, "raid optimize", raid="Friday clear"))
    assert "Les combos comptent selon les compositions qui ont marché" in found
