"""Commands on a message and on a member, as Discord sends them over the wire, and what is answered."""

from pathlib import Path

import pytest

from bot.cli.local_discord.payloads import PERSON, SOMEBODY
from bot.cli.local_discord.server import DiscordServer
from tests.cli.test_run import connected, custom_ids
from tests.openapi import check_request, load_openapi, needs_openapi

MIRAGE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
FIREBRAND = "[&DQEuKzEvPhZLFwAAehYAAEkBAAAWAQAAGBYAAAAAAAAAAAAAAAAAAAAAAAACBQBmAAA=]"
LISTS: dict[str, object] = {name: [] for name in ("embeds", "components", "attachments", "mentions", "mention_roles")}
SENT = {"type": 0, "flags": 0, "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": None}
FORWARDED = {"message": {"content": FIREBRAND, **SENT, **LISTS}}
EMBED = {"type": "rich", "title": "Alac Mirage", "description": MIRAGE}


@needs_openapi
async def test_menus_answer_what_discord_accepts(server: DiscordServer, tmp_path: Path) -> None:
    async with connected(server, tmp_path) as running:
        shown = await (await server.point_at_message("Show builds", f"try {MIRAGE}")).wait_for(MIRAGE)
        (save,) = [found for found in custom_ids(shown) if found.startswith("save-code:")]
        await (await server.press(save)).wait_for("Saved.")
        await (await server.point_at_message("Show builds", f"{MIRAGE} {FIREBRAND}")).wait_for("found-show")
        await (await server.point_at_message("Save build", FIREBRAND)).wait_for("Saved.")
        await (await server.point_at_message("Save build", f"{MIRAGE} {FIREBRAND}")).wait_for("already")
        await (await server.point_at_message("Show builds", "no code at all")).wait_for("code")
        await (await server.point_at_member("Builds of this member", SOMEBODY)).wait_for(f"<@{SOMEBODY}>")
        ended = await running.end()
    assert "Traceback" not in ended.err
    api = load_openapi()
    checked = [check_request(api, *body) for body in server.bodies]
    assert len([path for path in checked if path]) >= 14


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"embeds": [EMBED]}, MIRAGE),
        ({"message_snapshots": [FORWARDED]}, FIREBRAND),
        ({"components": [{"type": 10, "id": 1, "content": MIRAGE}], "flags": 1 << 15}, MIRAGE),
    ],
)
async def test_codes_are_found_wherever_in_a_message_they_stand(
    server: DiscordServer, tmp_path: Path, more: dict[str, object], code: str
) -> None:
    async with connected(server, tmp_path):
        await (await server.point_at_message("Show builds", "", **more)).wait_for(code)


async def test_a_member_is_listed_with_what_they_show(server: DiscordServer, tmp_path: Path) -> None:
    async with connected(server, tmp_path):
        saved = await (await server.slash("build", "save", code=MIRAGE)).wait_for(MIRAGE)
        publish = next(found for found in custom_ids(saved) if found.startswith("publish:"))
        await (await server.press(publish)).wait_for("unpublish:")
        await (await server.point_at_member("Builds of this member", PERSON)).wait_for("1 build")
