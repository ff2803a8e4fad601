"""Members report, moderators decide, and each hears what concerns them, and no more."""

import discord
import pytest
import simcord

from bot.domain.order import Deed
from bot.errors import AnsweredError
from tests.cogs.conftest import World
from tests.cogs.reading import answer, answers, buttons, said
from tests.cogs.test_moderation import MIRAGE, bot_of, build, eyes, max_, work
from tests.cogs.test_raids import by_hand
from tests.cogs.test_reminders_direct import letters, shut
from tests.fakes import FakeUnits

__all__ = ["build", "by_hand", "max_"]
pytestmark = pytest.mark.usefixtures("by_hand")


async def report(
    world: World, person: simcord.MemberActor, reason: str, name: str = "Nightfall"
) -> simcord.InteractionResult:
    shown = await person.slash(world.channel, "build show", build=name)
    return await person.submit_modal(await person.click(answer(shown), label="Report"), {"reason": reason})


async def decide(world: World, person: simcord.MemberActor, label: str, **typed: str) -> simcord.InteractionResult:
    page = await person.slash(world.channel, "mod reports")
    return await person.submit_modal(await person.click(answer(page), label=label), typed)


def text_of(message: discord.Message) -> str:
    return message.content or "\n".join(
        part.content for part in message.components if isinstance(part, discord.TextDisplay)
    )


async def test_a_build_is_reported_decided_told_and_answered(
    world: World, max_: simcord.MemberActor, build: str, units: FakeUnits
) -> None:
    mia, tom, leo, channel = world.mia, world.tom, world.leo, world.channel
    log = world.guild.create_text_channel("log")
    ada = world.guild.add_member(
        world.env.create_user("ada"),
        roles=[world.guild.create_role("A", permissions=discord.Permissions(manage_guild=True))],
    )
    await ada.slash(channel, "settings channels", log=log)
    told = await report(world, tom, "copied from [me](x)")
    assert "have your report" in said(told)
    assert answer(told).ephemeral
    shown = await mia.slash(channel, "build show", build=build)
    assert "Report" not in buttons(shown)
    await mia.click(answer(shown), label="Show in channel")
    form = await leo.context_menu(channel, "Report", channel.history()[-1])
    assert "have your report" in said(await leo.submit_modal(form, {"reason": "insults"}))
    assert "This is yours" in said(await mia.context_menu(channel, "Report", channel.history()[-1]))
    await work(world)
    assert "was reported" in text_of(log.history()[-1])
    assert "tom" not in text_of(log.history()[-1])
    assert str(tom.id) not in text_of(log.history()[-1])

    page = await max_.slash(channel, "mod reports")
    assert "1 waits" in said(page)
    assert "Build **Nightfall** of" in said(page)
    assert f"<@{tom.id}>: copied from \\[me\\]\\(x\\)" in said(page)
    assert f"<@{leo.id}>: insults" in said(page)
    assert buttons(page) == ["Dismiss", "Hide", "Hide and suspend", "Show it"]
    assert "# Nightfall" in said(await max_.click(answer(page), label="Show it"))
    slower = await ada.slash(channel, "mod reports")
    typing = await ada.click(answer(slower), label="Dismiss")
    done = await decide(world, max_, "Hide", reason="copied")
    assert "hidden here from now on" in said(done)
    assert "Nothing waits" in said(done)
    late = await ada.submit_modal(typing, {"reason": "a long story"})
    assert f"<@{max_.id}> was faster: hidden. copied" in said(late)
    assert "a long story" in said(late)

    await work(world)
    (letter,) = letters(mia)
    assert "hid **Nightfall**" in text_of(letter)
    assert str(tom.id) not in str(letter.components)
    assert "order-answer:" in str(letter.components)
    (entry,) = [one for one in units.state.deeds.values() if one.deed is Deed.HIDE]
    await bot_of(world).services.moderation.answer(eyes(world, mia), entry.id, "it is mine")
    with pytest.raises(AnsweredError):
        await bot_of(world).services.moderation.require_answerable(eyes(world, mia), entry.id)
    decided = said(await max_.slash(channel, "mod reports", which="decided"))
    assert "hidden by" in decided
    assert "Answer: it is mine" in decided
    assert "Answer: it is mine" in said(await max_.slash(channel, "mod log", deed="hide"))
    _, notice = answers(await tom.slash(channel, "help"))
    assert "have dealt with it" in str(notice.components)
    assert notice.ephemeral
    assert len(answers(await tom.slash(channel, "help"))) == 1
    assert {user for user, _ in units.state.notices} == {leo.id}


@pytest.mark.usefixtures("build")
async def test_no_form_is_opened_to_whom_it_does_not_serve(world: World, max_: simcord.MemberActor) -> None:
    await report(world, world.tom, "copied")
    slower, faster = [await max_.slash(world.channel, "mod reports") for _ in range(2)]
    await max_.submit_modal(await max_.click(answer(faster), label="Hide"), {"reason": "copied"})
    late = await max_.click(answer(slower), label="Dismiss")
    assert late.modal is None
    assert "was faster" in said(late)


async def test_who_takes_no_messages_is_told_at_the_next_command(
    world: World, max_: simcord.MemberActor, build: str
) -> None:
    await report(world, world.tom, "copied")
    done = await decide(world, max_, "Hide and suspend", reason="again", when="in 2 hours")
    assert "is suspended here" in said(done)
    shut(world, "/users/@me/channels", times=None)
    await work(world)
    assert letters(world.mia) == []
    _, notice = answers(await world.mia.slash(world.channel, "build show", build=build))
    assert "suspended you there" in str(notice.components)
    assert "again" in str(notice.components)
    assert "The suspension ends <t:" in str(notice.components)
    sent = await world.mia.click(notice, label="Answer")
    assert "can read your answer" in said(await world.mia.submit_modal(sent, {"answer": "sorry"}))
    refused = said(await world.mia.slash(world.channel, "build publish", build=build))
    assert "suspended you until" in refused
    page = said(await max_.slash(world.channel, "mod log"))
    assert "hid **Nightfall**" in page
    assert "until <t:" in page
    assert "Answer: sorry" in page


async def test_a_message_is_reported_withdrawn_and_its_writer_warned(world: World, max_: simcord.MemberActor) -> None:
    mia, tom, channel = world.mia, world.tom, world.channel
    message = await mia.send(channel, "buy **gold** at @everyone\u202e")
    form = await tom.context_menu(channel, "Report", message)
    assert "Nothing waits" in said(await max_.slash(channel, "mod reports"))
    told = await tom.submit_modal(form, {"reason": "an advert"})
    page = await max_.slash(channel, "mod reports")
    assert "Message of" in said(page)
    assert "> buy \\*\\*gold\\*\\* at \\@everyone" in said(page)
    assert "\u202e" not in said(page)
    assert buttons(page) == ["Dismiss", "Warn", "Suspend", "To the message"]
    assert f"/{channel.id}/{message.id}" in str(answer(page).components)
    assert "is withdrawn" in said(await tom.click(answer(told), label="Withdraw"))
    assert "Nothing waits" in said(await max_.slash(channel, "mod reports"))
    again = await tom.submit_modal(await tom.context_menu(channel, "Report", message), {"reason": "an advert"})
    assert "have your report" in said(again)
    changed = await tom.context_menu(channel, "Report", message)
    assert "an advert" in str(changed.modal)
    assert "is withdrawn" in said(await tom.submit_modal(changed, {"reason": ""}))
    await tom.submit_modal(await tom.context_menu(channel, "Report", message), {"reason": "an advert"})
    assert "is told, with your reason" in said(await decide(world, max_, "Warn", reason="no adverts"))
    await work(world)
    assert "object to what you wrote there" in text_of(letters(mia)[-1])
    gone = await tom.click(answer(again), label="Withdraw")
    assert "decided or withdrawn already" in said(gone)
    own = await mia.context_menu(channel, "Report", message)
    assert "This is yours" in said(own)


async def test_the_queue_is_for_other_moderators_and_goes_on(
    world: World, max_: simcord.MemberActor, build: str
) -> None:
    await max_.slash(world.channel, "build save", code=MIRAGE, name="Wardens own")
    await max_.slash(world.channel, "build publish", build="Wardens own")
    await report(world, world.tom, "too strong", "Wardens own")
    assert "Nothing waits" in said(await max_.slash(world.channel, "mod reports"))
    for person in (world.tom, world.leo, world.mia):
        assert "Only the moderators" in said(await person.slash(world.channel, "mod reports"))
    zoe = world.guild.add_member(
        world.env.create_user("zoe"),
        roles=[world.guild.create_role("W", permissions=discord.Permissions(manage_messages=True))],
    )
    await report(world, world.tom, "copied", build)
    page = await zoe.slash(world.channel, "mod reports")
    seen = [said(page)]  # the message is redrawn at each click
    assert "2 wait" in seen[0]
    for _ in range(2):
        page = await zoe.click(answer(page), label="Next")
        seen.append(said(page))
    assert ["Wardens" in one for one in seen] == [True, False, True]
    done = await zoe.submit_modal(await zoe.click(answer(page), label="Dismiss"), {"reason": "fine"})
    assert "it stays as it is" in said(done)
    _, notice = answers(await world.tom.slash(world.channel, "help"))
    assert "leave it as it is" in str(notice.components)
    assert letters(max_) == letters(world.mia) == []


async def test_who_reports_much_waits_and_keeps_what_was_typed(world: World, build: str) -> None:
    for number in range(5):
        await report(world, world.tom, f"reason {number}", build)
    refused = await report(world, world.tom, "the sixth in ten minutes", build)
    assert "the sixth in ten minutes" in said(refused)
    assert "have your report" not in said(refused)
    assert "have your report" in said(await report(world, world.leo, "mine", build))


async def test_what_is_not_public_cannot_be_reported(world: World, build: str) -> None:
    shown = await world.tom.slash(world.channel, "build show", build=build)
    form = await world.tom.click(answer(shown), label="Report")
    await world.mia.slash(world.channel, "build unpublish", build=build)
    assert "no longer find" in said(await world.tom.submit_modal(form, {"reason": "late"}))
