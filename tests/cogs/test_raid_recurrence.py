"""What leaders see of raids that recur."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.when.recurring import RepeatReader
from bot.domain.when.repeats import LAST, MonthlyDay, MonthlyWeekday, Repeat, Weekly
from cogs.raids.editing.recurrence_text import SUGGESTED
from cogs.raids.rules import render_rule
from cogs.ui.words import LANGUAGES, words_for
from config.repeats import load_repeat_words
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, options, said, values
from tests.cogs.test_editing import filled
from tests.cogs.test_raid_editing import control
from tests.cogs.test_raids import bot_of, by_hand, eyes, posted

__all__ = ["by_hand", "posted"]
EVENING = datetime(2026, 12, 5, 19, tzinfo=UTC)


async def repeated(world: World, how: str = "every week") -> object:
    panel = await world.leo.slash(world.channel, "raid edit", raid="Friday clear")
    page = await world.leo.click(answer(panel), label="Repeats")
    form = await world.leo.click(answer(page), label="How often…")
    return await world.leo.submit_modal(form, filled(form, repeat=how))


async def test_a_leader_lets_a_raid_recur_and_sees_when(posted: World) -> None:
    shown = await repeated(posted)
    assert "every week on Friday, at 8:00" in said(shown)  # type: ignore[arg-type]
    assert "Fri 4 Dec" in said(shown)  # type: ignore[arg-type]


async def test_what_is_not_understood_is_handed_back(posted: World) -> None:
    told = said(await repeated(posted, "sometimes"))  # type: ignore[arg-type]
    assert "I do not understand" in told
    assert "sometimes" in told


async def test_dates_are_called_off_and_the_series_is_ended(posted: World) -> None:
    shown = await repeated(posted)
    assert "Fri 4 Dec" in options(shown)  # type: ignore[arg-type]
    skipped = await posted.leo.select(
        answer(shown),  # type: ignore[arg-type]
        ["2026-12-04"],
        custom_id=control(shown, "raid-skip"),
    )
    assert "~~Fri 4 Dec~~" in said(skipped)
    ended = await posted.leo.click(answer(skipped), label="End the series")
    assert "takes place once" in said(ended)


async def test_one_date_is_moved_and_posted_at_its_own_time(posted: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = await repeated(posted)
    move = values(page)[-8]  # type: ignore[arg-type]
    form, second = [
        await posted.leo.select(answer(page), [move], custom_id="raid-move-date")  # type: ignore[arg-type]
        for _ in range(2)
    ]
    assert filled(form) == {"when": "2026-12-04 20:00"}
    asked = await posted.leo.submit_modal(form, filled(form, when="5 dec 8"))
    assert "several ways" in said(asked)
    evening = next(one for one in values(asked) if one.endswith(f":{int(EVENING.timestamp())}"))
    moved = await posted.leo.select(answer(asked), [evening], custom_id="raid-date-start")
    assert "Sat 5 Dec, 8:00\u202fPM, in place of Fri 4 Dec · Fri 11 Dec" in said(moved)
    late = await posted.leo.submit_modal(second, filled(second, when="6 dec 20:00"))
    assert "changed or posted meanwhile" in said(late)
    services = bot_of(posted).services
    monkeypatch.setattr(services.series, "_clock", lambda: datetime(2026, 11, 28, tzinfo=UTC))
    (series,) = bot_of(posted).services.series._units.state.series  # type: ignore[attr-defined]
    await services.series.plan_next(str(series))
    listed = said(await posted.leo.slash(posted.channel, "raid list"))
    assert f"<t:{int(EVENING.timestamp())}:f>" in listed


async def test_all_that_follow_are_planned_as_the_raid_is_now(posted: World) -> None:
    shown = await repeated(posted)
    followed = await posted.leo.click(answer(shown), label="Use this for all that follow")  # type: ignore[arg-type]
    assert "All dates that follow" in said(followed)


async def test_the_loop_plans_the_next_one(posted: World) -> None:
    await repeated(posted)
    bot = bot_of(posted)
    await bot.services.jobs.work(bot.handlers)
    assert "plan-next-raid" in bot.handlers


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_suggested_is_read(language: str) -> None:
    reader = RepeatReader(load_repeat_words())
    for said_so in SUGGESTED:
        reader.read(words_for(language)(said_so), date(2026, 11, 27))


@pytest.mark.parametrize(
    ("repeat", "english", "french"),
    [
        (Weekly((0, 3)), "every week on Monday and Thursday", "chaque semaine, le lundi et le jeudi"),
        (Weekly((4,), 2), "every 2 weeks on Friday", "toutes les 2 semaines, le vendredi"),
        (MonthlyDay(15), "every month on the 15th day", "chaque mois, le 15"),
        (MonthlyDay(1), "every month on the first day", "chaque mois, le 1er"),
        (MonthlyDay(22), "every month on the 22nd day", "chaque mois, le 22"),
        (MonthlyDay(31), "every month on the 31st day", "chaque mois, le 31"),
        (MonthlyWeekday(LAST, 6, 2), "every 2 months on the last Sunday", "tous les 2 mois, le dernier dimanche"),
    ],
)
def test_rules_in_words(repeat: Repeat, english: str, french: str) -> None:
    assert [render_rule(repeat, words_for(one)) for one in ("en", "fr")] == [english, french]


async def test_french_leaders_find_the_way_back(posted: World) -> None:
    posted.speaks_french(posted.leo)
    panel = await posted.leo.slash(posted.channel, "raid edit", raid="Friday clear")
    page = await posted.leo.click(answer(panel), label="Répétition")
    assert "Retour au raid" in buttons(page)  # "Back" alone is a piece of gear, worn on it


async def test_who_lets_a_raid_recur_without_a_zone_is_asked_for_one(world: World) -> None:
    await world.leo.slash(world.channel, "raid plan", title="Friday clear", when="in 2 hours")
    told = said(await repeated(world))  # type: ignore[arg-type]
    assert "In which time zone" in told
    assert "every week" in told
    await bot_of(world).services.tastes.choose_zone(eyes(world, world.leo), "Europe/Paris")
    assert "Europe/Paris" in said(await repeated(world))  # type: ignore[arg-type]
