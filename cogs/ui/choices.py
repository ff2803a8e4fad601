"""Choices offered while a person types: builds and teams, own ones first. Never an error, at worst no choice."""

from discord import app_commands

from bot.domain.builds import Build
from bot.domain.gamedata import GameData
from bot.domain.teams import Team
from bot.domain.titles import title_of
from cogs.ui.errors import quietly
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.people import Interaction, services, viewer

Choice = app_commands.Choice[str]


async def suggest_builds(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the builds that fit what was typed so far; the value is the build's short id."""
    return [_choice(build, services(interaction).game) for build in await _builds(interaction, current)]


async def suggest_own_builds(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the person's own builds, for commands that work on nothing else."""
    builds, game, eyes = await _builds(interaction, current), services(interaction).game, viewer(interaction)
    return [_choice(build, game) for build in builds if build.is_owned_by(eyes)]


async def suggest_teams(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the teams that fit what was typed so far; the value is the team's short id."""
    return [_team_choice(team) for team in await _teams(interaction, current)]


async def suggest_own_teams(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the person's own teams, for commands that work on nothing else."""
    eyes = viewer(interaction)
    return [_team_choice(team) for team in await _teams(interaction, current) if team.is_owned_by(eyes)]


async def suggest_seatable_teams(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the teams whose places the person may fill."""
    eyes = viewer(interaction)
    return [_team_choice(team) for team in await _teams(interaction, current) if team.can_seat(eyes)]


async def _builds(interaction: Interaction, current: str) -> list[Build]:
    return (await quietly(services(interaction).builds.suggest(viewer(interaction), current)))[:CHOICES]


async def _teams(interaction: Interaction, current: str) -> list[Team]:
    return (await quietly(services(interaction).teams.suggest(viewer(interaction), current)))[:CHOICES]


def _choice(build: Build, game: GameData) -> Choice:
    mode = f" · {build.mode.value}" if build.mode else ""
    title = title_of(build.template, game)
    return app_commands.Choice(name=_labelled(build.name, f"{title}{mode}"), value=build.short_id)


def _team_choice(team: Team) -> Choice:
    filled = f"{len(team.seats)}/{team.size}"
    return app_commands.Choice(name=_labelled(team.name, f"{team.content} {filled}"), value=team.short_id)


def _labelled(name: str, detail: str) -> str:
    return f"{clip(name, CHOICE_NAME - len(detail) - 3)} · {detail}"
