"""What the log keeps of settings that admins change."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.app import Services
from bot.domain.ids import ChannelId, RoleId
from bot.domain.manners import LinkRule
from bot.domain.order import Deed
from bot.domain.setting_changes import Setting, SettingChange
from bot.domain.viewer import GuildRole, Viewer
from bot.errors import UnknownZoneError
from bot.services.deeds import TELL_LOG, TELL_OWNER
from tests.factories import ALICE, HOME, Clock, viewer
from tests.fakes import FakeUnits

ADMIN = viewer(roles=GuildRole.ADMIN)
COMMANDERS, WARDENS = RoleId(51), RoleId(52)
Act = Callable[[Services, Viewer], Awaitable[object]]


@pytest.mark.parametrize(
    ("act", "change"),
    [
        (
            lambda s, who: s.rulebook.choose_leaders(who, [COMMANDERS, WARDENS]),
            SettingChange(Setting.LEADERS, (), ("51", "52")),
        ),
        (lambda s, who: s.rulebook.choose_moderators(who, [WARDENS]), SettingChange(Setting.MODERATORS, (), ("52",))),
        (
            lambda s, who: s.rulebook.choose_raids(who, ChannelId(8)),
            SettingChange(Setting.RAIDS_CHANNEL, (), ("8",)),
        ),
        (lambda s, who: s.rulebook.choose_log(who, ChannelId(7)), SettingChange(Setting.LOG_CHANNEL, (), ("7",))),
        (lambda s, who: s.rulebook.choose_language(who, "fr"), SettingChange(Setting.LANGUAGE, (), ("fr",))),
        (lambda s, who: s.rulebook.choose_zone(who, "paris"), SettingChange(Setting.ZONE, (), ("Europe/Paris",))),
        (lambda s, who: s.rulebook.let_learn(who, learns=False), SettingChange(Setting.LEARNS, ("on",), ("off",))),
        (
            lambda s, who: s.rulebook.choose_links(who, LinkRule.NO_LINKS),
            SettingChange(Setting.LINKS, ("no-invites",), ("no-links",)),
        ),
        (lambda s, who: s.ping_roles.choose(who, (WARDENS,)), SettingChange(Setting.PING_ROLES, (), ("52",))),
        (
            lambda s, who: s.noticeboard.choose_channel(who, ChannelId(8)),
            SettingChange(Setting.BUILDS_CHANNEL, (), ("8",)),
        ),
    ],
)
async def test_each_change_is_one_entry_that_the_log_channel_is_told(
    services: Services, units: FakeUnits, act: Act, change: SettingChange
) -> None:
    await act(services, ADMIN)
    (entry,) = units.state.deeds.values()
    assert (entry.guild, entry.deed, entry.actor, entry.subject) == (HOME, Deed.SETTINGS, ALICE, None)
    assert SettingChange.from_text(entry.target, entry.reason) == change
    assert [(kind, key) for kind, key in units.state.jobs if kind in {TELL_LOG, TELL_OWNER}] == [
        (TELL_LOG, str(entry.id))
    ]
    await act(services, ADMIN)
    assert len(units.state.deeds) == 1, "what is set as it was is no change"


async def test_what_was_set_before_is_told_and_what_is_refused_is_not(services: Services, units: FakeUnits) -> None:
    await services.rulebook.choose_zone(ADMIN, "paris")
    with pytest.raises(UnknownZoneError):
        await services.rulebook.choose_zone(ADMIN, "Atlantis")
    await services.rulebook.choose_zone(ADMIN, None)
    first, last = sorted(units.state.deeds.values(), key=lambda entry: entry.id)
    assert (first.reason, last.reason) == (">Europe/Paris", "Europe/Paris>")


async def test_the_log_is_kept_for_180_days(services: Services, units: FakeUnits, clock: Clock) -> None:
    await services.rulebook.choose_zone(ADMIN, "paris")
    clock.now += timedelta(days=179, hours=23)
    assert await services.moderation.purge() == 0
    clock.now += timedelta(hours=2)
    assert await services.moderation.purge() == 1
    assert units.state.deeds == {}


def test_values_that_went_with_an_account_are_not_known() -> None:
    assert SettingChange.from_text("zone", "") is None
    assert SettingChange.from_text("zone", ">") == SettingChange(Setting.ZONE, (), ())
