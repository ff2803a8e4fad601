"""What a change makes of a kept build."""

from datetime import timedelta

from bot.domain.gear.gear import Gear
from tests.factories import START, make_build, make_template

LATER = START + timedelta(hours=1)


def test_a_change_of_nothing_is_none() -> None:
    build = make_build(notes="x")
    assert build.changed(LATER, notes="x", name=build.name) is build


def test_what_is_said_makes_a_revision_and_no_version() -> None:
    build = make_build()
    after = build.changed(LATER, notes="x", roles=("tank",))
    assert (after.revision, after.version, after.updated_at, after.notes) == (2, 1, LATER, "x")


def test_code_or_gear_make_a_version() -> None:
    other = make_template(specialization=62)
    build = make_build()
    dressed = build.changed(LATER, gear=Gear(rune=1))
    assert (dressed.revision, dressed.version) == (2, 2)
    both = dressed.changed(LATER, gear=None, template=other, code=other.chat_code())
    assert (both.revision, both.version) == (3, 3)
