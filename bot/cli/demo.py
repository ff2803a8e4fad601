"""The demo guild of `try`: its people and channels in the simulated Discord, its builds and team through the services.

What is in it stands in `demo.toml`. Nothing here knows how a build is saved or a team is seated: the same services as
in the real bot do that.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

import discord

from bot.domain.ids import GuildId, UserId
from bot.domain.modes import GameMode
from bot.domain.teams import Player
from bot.domain.viewer import GuildRole, Viewer

if TYPE_CHECKING:
    import simcord

    from bot.app import Services

GUILD_NAME = "Demo guild"
CHANNELS = {"builds": "Post and discuss builds", "raids": "Teams and raids", "general": "Everything else"}
OPERATOR = "admin"
"""Who of the people runs the bot too."""
_SHARE = "Show in channel"
"""What the button says in the leader's language."""
_ROLES = {
    "leader": discord.Permissions(manage_events=True),
    "moderator": discord.Permissions(manage_messages=True),
    "admin": discord.Permissions(manage_guild=True),
}


@dataclass(frozen=True, slots=True)
class DemoGuild:
    """Handles to the simulated guild: members by their key in `demo.toml`, and the locale that each reads in."""

    guild: "simcord.GuildHandle"
    members: Mapping[str, "simcord.MemberActor"]
    locales: Mapping[int, str]


def build_guild(env: "simcord.Env") -> DemoGuild:
    """Create the guild with its roles, channels and people. Ids are the same at every start."""
    demo = _read()
    guild = env.create_guild(GUILD_NAME)
    for name, topic in CHANNELS.items():
        guild.create_text_channel(name, topic=topic)
    roles = {key: guild.create_role(key.title(), permissions=rights) for key, rights in _ROLES.items()}
    members, locales = {}, {}
    for person in demo["people"]:
        user = env.create_user(person["name"], global_name=person["display"])
        held = [roles[person["key"]]] if person["key"] in roles else []
        members[person["key"]] = guild.add_member(user, roles=held, nick=person["display"])
        locales[user.id] = person["locale"]
    return DemoGuild(guild, members, locales)


def speak(env: "simcord.Env", locales: Mapping[int, str]) -> None:
    """Let each person read in their own language: the simulation itself sends "en-US" for everyone.

    `locales` is read at every click, so it may change meanwhile.
    """

    def localize(event: str, payload: Any) -> None:
        if event == "INTERACTION_CREATE":
            person = (payload.get("member") or payload)["user"]
            payload["locale"] = locales.get(int(person["id"]), payload["locale"])

    env.backend.subscribers.insert(0, localize)


async def chat(demo: DemoGuild, channel: "simcord.ChannelHandle") -> None:
    """Let the raid leader show a build and the team in the channel, as people do: by command and click."""
    content = _read()
    leader = demo.members[content["team"]["owner"]]
    await leader.send(channel, content["greeting"])
    for command, option, name in (
        ("build show", "build", content["team"]["seats"][0]["build"]),
        ("team show", "team", content["team"]["name"]),
    ):
        shown = await leader.slash(channel, command, **{option: name})
        if shown.response is not None and _SHARE in str(shown.response.components):
            await leader.click(shown.response, label=_SHARE)


async def furnish(demo: DemoGuild, services: "Services") -> None:
    """Save and publish the demo's builds and seat its team; what is already there stays as people left it."""
    content = _read()
    viewers = {key: _viewer(demo, key) for key in demo.members}
    leader = viewers[content["team"]["owner"]]
    if (await services.builds.list_own(leader)).total:
        return
    for build in content["builds"]:
        owner = viewers[build["owner"]]
        saved = await services.builds.save(owner, build["code"], name=build["name"], mode=GameMode(build["mode"]))
        if build["public"]:
            await services.builds.publish(owner, saved.build.short_id)
    await _seat_team(content["team"], leader, demo, services)


async def _seat_team(team: dict[str, Any], leader: Viewer, demo: DemoGuild, services: "Services") -> None:
    created = await services.teams.create(leader, team["name"], team["content"])
    for seat in team["seats"]:
        await services.teams.seat(
            leader,
            created.short_id,
            seat["subgroup"],
            seat["place"],
            build_ref=seat.get("build"),
            player=_player(seat, demo),
        )
    await services.teams.publish(leader, created.short_id)


def _player(seat: dict[str, Any], demo: DemoGuild) -> Player | None:
    if "player" in seat:
        return Player(user=UserId(demo.members[seat["player"]].id))
    return Player.named(seat["guest"]) if "guest" in seat else None


def _viewer(demo: DemoGuild, key: str) -> Viewer:
    roles = GuildRole.LEADER if key == "leader" else GuildRole(0)
    return Viewer(UserId(demo.members[key].id), GuildId(demo.guild.id), roles)


def _read() -> dict[str, Any]:
    return tomllib.loads(resources.files("bot.cli").joinpath("demo.toml").read_text(encoding="utf-8"))
