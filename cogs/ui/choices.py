"""Choices offered while a person types: builds and teams, own ones first. Never an error, at worst no choice."""

from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore

from bot.domain.builds import Build
from bot.domain.gamedata import GameData
from bot.domain.teams import Team
from cogs.ui.errors import quietly
from cogs.ui.limits import CHOICE_NAME, CHOICES, clip
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.terms import mode_name, purpose_name, title_of
from cogs.ui.words import Words, reader

Choice = app_commands.Choice[str]
Suggest = Callable[[Interaction, str], Coroutine[Any, Any, list[Choice]]]


def to_optimize(suggest: Suggest) -> Suggest:
    """Offer the same; whoever chooses something finds a process for the search that has loaded meanwhile."""

    async def offer(interaction: Interaction, current: str) -> list[Choice]:
        found = await suggest(interaction, current)
        if found:
            services(interaction).optimizer.prepare()
        return found

    return offer


MODES = [
    app_commands.Choice(name=T("PvE"), value="pve"),
    app_commands.Choice(name=T("PvP"), value="pvp"),
    app_commands.Choice(name=T("WvW"), value="wvw"),
]


async def suggest_builds(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the builds that fit what was typed so far; the value is the build's short id."""
    builds = await _builds(interaction, current)
    words = reader(interaction)
    return _choices(builds, services(interaction).game_in(words.language), words)


async def suggest_own_builds(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the person's own builds, for commands that work on nothing else."""
    builds, eyes, words = await _builds(interaction, current), viewer(interaction), reader(interaction)
    own = (build for build in builds if build.is_owned_by(eyes))
    return _choices(own, services(interaction).game_in(words.language), words)


async def suggest_others_builds(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the builds of others that are public here."""
    found = await quietly(services(interaction).builds.suggest_of_others(viewer(interaction), current))
    words = reader(interaction)
    return _choices(found[:CHOICES], services(interaction).game_in(words.language), words)


async def suggest_public_builds(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the builds that are public here, the person's own among them."""
    builds, eyes, words = await _builds(interaction, current), viewer(interaction), reader(interaction)
    public = (build for build in builds if eyes.guild in build.published_in)
    return _choices(public, services(interaction).game_in(words.language), words)


async def suggest_public_teams(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the teams that are public here, likewise."""
    teams, eyes = await _teams(interaction, current), viewer(interaction)
    return _team_choices(
        (team for team in teams if team.guild is not None and team.guild == eyes.guild), reader(interaction)
    )


async def suggest_teams(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the teams that fit what was typed so far; the value is the team's short id."""
    return _team_choices(await _teams(interaction, current), reader(interaction))


async def suggest_own_teams(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the person's own teams, for commands that work on nothing else."""
    teams, eyes = await _teams(interaction, current), viewer(interaction)
    return _team_choices((team for team in teams if team.is_owned_by(eyes)), reader(interaction))


async def suggest_seatable_teams(interaction: Interaction, current: str) -> list[Choice]:
    """Offer the teams whose places the person may fill."""
    teams, eyes = await _teams(interaction, current), viewer(interaction)
    return _team_choices((team for team in teams if team.can_seat(eyes)), reader(interaction))


async def _builds(interaction: Interaction, current: str) -> list[Build]:
    return (await quietly(services(interaction).builds.suggest(viewer(interaction), current)))[:CHOICES]


async def _teams(interaction: Interaction, current: str) -> list[Team]:
    return (await quietly(services(interaction).teams.suggest(viewer(interaction), current)))[:CHOICES]


def _choices(builds: Iterable[Build], game: GameData, words: Words) -> list[Choice]:
    return _told_apart([(build.name, _kind(build, game, words), build.short_id) for build in builds])


def _kind(build: Build, game: GameData, words: Words) -> str:
    title = title_of(build.template, game, words)
    return f"{title} · {mode_name(build.mode, words)}" if build.mode else title


def _team_choices(teams: Iterable[Team], words: Words) -> list[Choice]:
    return _told_apart(
        [(team.name, f"{purpose_name(team, words)} {team.filled}/{team.size}", team.short_id) for team in teams]
    )


def _told_apart(things: list[tuple[str, str, str]]) -> list[Choice]:
    """Return choices labelled by name and kind, and by short id too where that leaves two of them alike."""
    labels = [_labelled(name, kind) for name, kind, _ in things]
    return [
        app_commands.Choice(
            name=_labelled(name, f"{kind} · {short_id}") if labels.count(label) > 1 else label, value=short_id
        )
        for label, (name, kind, short_id) in zip(labels, things, strict=True)
    ]


def _labelled(name: str, detail: str) -> str:
    return f"{clip(name, CHOICE_NAME - len(detail) - 3)} · {detail}"
