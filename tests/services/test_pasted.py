"""What of a pasted text is saved, and what is said of the rest."""

import pytest

from bot.domain.links import LinkKind, find_links
from bot.errors import ChatCodeError
from bot.services.pasted import PastedBuild, parse_pasted_build, parse_pasted_builds
from tests.factories import make_code, make_template

ONE, OTHER = make_code(62), make_code(27)
SKILLS = "http://en.gw2skills.net/editor/?PWAEVFRQ-e"


@pytest.mark.parametrize(
    "text",
    [
        ONE,
        ONE.strip("[]"),
        f"**DPS** {ONE}, see {SKILLS}",
        f"{ONE} {ONE}",
        f"[&AgEAAAAA]: {ONE}",
        f"\n{ONE}\n",
    ],
)
def test_one_build_in_any_text(text: str) -> None:
    assert parse_pasted_build(text) == make_template(specialization=62)


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        (f"{ONE} {OTHER}", "several", "2 of them"),
        (f"{ONE} {ONE[:30]}]", "several", "2 of them"),
        ("", "none", "none"),
        ("hello", "none", "none"),
        ("x" * 4000, "none", "none"),
        ("[&AgEAAAAA]", "foreign", "a link of kind item"),
        (SKILLS, "gw2skills", "a link to gw2skills Guardian pve"),
        ("http://gw2skills.net/", "gw2skills", "a link to gw2skills"),
        ("https://hardstuck.gg/gw2/builds/guardian/", "hardstuck", "a link to hardstuck"),
        ("[&DQ==]", "short", None),
    ],
)
def test_anything_else_is_named(text: str, kind: str, found: str | None) -> None:
    with pytest.raises(ChatCodeError) as caught:
        parse_pasted_build(text)
    assert caught.value.kind == kind
    assert found in {None, caught.value.found}


def test_the_link_is_quoted_so_that_more_can_be_told_of_it() -> None:
    with pytest.raises(ChatCodeError) as caught:
        parse_pasted_build(f"look: {SKILLS}")
    assert find_links(caught.value.text)[0].kind is LinkKind.GW2SKILLS


def test_all_builds_of_a_text_with_what_it_calls_them() -> None:
    pasted = parse_pasted_builds(f"Quick Firebrand: {ONE}\n{OTHER}\nbroken {ONE[:30]}] {ONE}")
    assert pasted.builds == (
        PastedBuild(make_template(specialization=62), "Quick Firebrand"),
        PastedBuild(make_template(specialization=27), None),
    )
    assert pasted.damaged == 1


@pytest.mark.parametrize(
    ("text", "kind"), [("hello", "none"), (f"{ONE[:30]}] {ONE[:34]}]", "short"), (SKILLS, "gw2skills")]
)
def test_a_text_without_any_build_says_why(text: str, kind: str) -> None:
    with pytest.raises(ChatCodeError) as caught:
        parse_pasted_builds(text)
    assert caught.value.kind == kind
