"""What imitates staff and what invites elsewhere, in whichever letters; and what does neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lookalikes import skeleton
from bot.domain.manners import SOURCES, LinkKind, LinkRule, find_link, find_source, is_imitation
from bot.domain.names import clean_name
from bot.domain.notes import clean_notes

ALIKE = {"a": "аᎪ𝔞ａ🅰á", "d": "ԁⅾ🅓", "m": "ⅿ🇲м", "i": "іlI1|ıí", "n": "ո𝗻🄽", "o": "оο0", "r": "ᴦ", "t": "τ"}
UNSEEN = "\u200b\u200d\u202e\u2066\ufeff\u00ad\u034f\ufe0f\u0301"


@pytest.mark.parametrize(
    "name",
    [
        "Admin",
        "АDMIN",
        "АДМІN",
        "админ",
        "A d m i n",
        "【Admin】",
        "Adrnin",
        "Admln",
        "@dm1n",
        "🅰🅳🅼🅸🅽",
        "𝔸𝕕𝕞𝕚𝕟",
        "Admin 1",
        "M0d3r4t0r",
        "Mods",
        "Modérateur",
        "L’équipe de modération",
        "Official Discord Staff",
        "DiscordSupport",
        "GW2Optimizer",
        "gw2 optimizer",
        "@everyone",
        "＠every\u200bone",
        "look @hеre",
    ],
)
def test_a_name_imitates(name: str) -> None:
    assert is_imitation(name)


@pytest.mark.parametrize(
    "name",
    [
        "Power Mirage",
        "Model",
        "Modes of play",
        "Modest Firebrand",
        "Moderate damage",
        "Discordant Harmony",
        "The moderator's favorite mirage",
        "Demo",
        "Herald",
        "here and everyone",
        "Team support",
        "Staff mirage",
        "Guild official",
        "日本語の名前",
        "Дмитрий",
        "Ὀδυσσεύς",
        "5",
    ],
)
def test_a_name_is_just_a_name(name: str) -> None:
    assert not is_imitation(name)


@given(st.data())
def test_no_spelling_hides_staff(data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(["admin", "moderator", "discord"]))
    typed = [data.draw(st.sampled_from(one + one.upper() + ALIKE.get(one, ""))) for one in word]
    hidden = [data.draw(st.text(UNSEEN, max_size=2)) for _ in word]
    assert is_imitation("".join(a + b for a, b in zip(typed, hidden, strict=True)))


@pytest.mark.parametrize(
    "text",
    [
        "discord.gg/abc",
        "join us:DISCORD.GG/abc now",
        "dіscоrd.gg/abc",
        "dis\u200bcord.gg/x",
        "discord . gg / abc",
        "discord(dot)gg/abc",
        "discord[.]gg abc",
        "d i s c o r d . g g / x y",
        "discord**.**gg/x",
        "https://discord.com/invite/abc",
        "discordapp.com/invite/x",
        "dsc.gg/foo",
        "𝐝𝐢𝐬𝐜𝐨𝐫𝐝.𝐠𝐠/x",
    ],
)
def test_an_invitation(text: str) -> None:
    assert find_link(text) is LinkKind.INVITE


@pytest.mark.parametrize(
    "text", ["http://x.y", "h t t p : / / x.y", "www.foo.bar", "guides.page/mirage", "metabattle.com"]
)
def test_a_link(text: str) -> None:
    assert find_link(text) is LinkKind.LINK


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ping me on Discord. GG wp",
        "thanks discord gg wp",
        "voice on Discord\nGG all",
        "power/condi, 1.5/2, e.g./i.e.",
        "3.Fire/2.Water",
        "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]",
        "Berserker. Marauder for beginners :/ sorry",
    ],
)
def test_neither(text: str) -> None:
    assert find_link(text) is None


def test_a_rule_forbids_invitations_before_links() -> None:
    forbidden = {rule: {kind for kind in LinkKind if rule.forbids(kind)} for rule in LinkRule}
    assert forbidden == {
        LinkRule.ALLOWED: set(),
        LinkRule.NO_INVITES: {LinkKind.INVITE},
        LinkRule.NO_LINKS: set(LinkKind),
    }


def test_a_source_is_a_page_of_guides_or_a_link_like_others() -> None:
    for host in SOURCES:
        assert find_source(f"https://www.{host}/builds") is None
        assert find_source(f"https://{host}.evil.page/builds") is LinkKind.LINK
        assert find_source(f"https://not{host}/builds") is LinkKind.LINK
    assert find_source("https://wiki.guildwars2.com/wiki/Mirage") is None
    assert find_source("https://discord.gg/abc") is LinkKind.INVITE
    assert find_source("https://guides.page/") is LinkKind.LINK


@given(st.text(max_size=60))
def test_what_a_text_looks_like_looks_like_itself(text: str) -> None:
    shown = skeleton(text)
    assert skeleton(shown) == shown


@given(st.text(alphabet=st.characters() | st.sampled_from(UNSEEN + "disco.g/"), max_size=60))
def test_no_cleaned_text_turns_around_or_hides(text: str) -> None:
    turning = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x200E, 0x200F, 0xFEFF)}
    notes = clean_notes(text)
    assert not turning & set(notes)
    name = clean_name(f"x{text}")
    assert not turning & set(name)


@given(st.text(alphabet="disco.g/@ever()[]*_ \n:", max_size=2_000))
def test_any_text_is_read(text: str) -> None:
    find_link(text)
    is_imitation(text)
