"""Choices offered while a person types: builds and teams, own ones first. Never an error, at worst no choice."""

from discord import app_commands

from bot.domain.builds import Build
from bot.domain.teams import Team
from bot.domain.titles import title_of
from cogs.ui.errors import quietly
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.people import Interaction, services, viewer

Choice = app_commands.Choice[str]


async def suggest_builds(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the builds that fit what was typed so far; the value is the build's short id."""
    builds = await quietly(services(interaction).builds.suggest(viewer(interaction), current))
    game = services(interaction).game
    return [_choice(build, title_of(build.template, game)) for build in builds[:CHOICES]]


async def suggest_teams(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the teams that fit what was typed so far; the value is the team's short id."""
    teams = await quietly(services(interaction).teams.suggest(viewer(interaction), current))
    return [_team_choice(team) for team in teams[:CHOICES]]


def _choice(build: Build, title: str) -> Choice:
    mode = f" · {build.mode.value}" if build.mode else ""
    return app_commands.Choice(name=_labelled(build.name, f"{title}{mode}"), value=build.short_id)


def _team_choice(team: Team) -> Choice:
    filled = f"{len(team.seats)}/{team.size}"
    return app_commands.Choice(name=_labelled(team.name, f"{team.content} {filled}"), value=team.short_id)


def _labelled(name: str, detail: str) -> str:
    return f"{clip(name, CHOICE_NAME - len(detail) - 3)} · {detail}"
