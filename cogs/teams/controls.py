"""How teams are drawn for whom, and with which buttons."""

from typing import Any

import discord
from discord import ui
from typing_extensions import override

from bot.domain.teams import Team
from bot.domain.viewer import Viewer
from bot.services.teams.planning import TeamPlanner
from cogs.teams import render, text
from cogs.teams.cards import TeamCard
from cogs.teams.editing import CopyTeam, EditTeam
from cogs.teams.optimizing import FillOpen
from cogs.teams.pages import Analyze
from cogs.teams.raiding import PlanRaid
from cogs.ui import keeping, shelf
from cogs.ui.people import Interaction, everyone_here, services, viewer
from cogs.ui.reporting import ReportThing
from cogs.ui.words import Words, audience, reader


class TeamShelf(shelf.Shelf[Team]):
    """Teams as things that are kept."""

    name = "team"
    lists = {  # noqa: RUF012 - read only
        shelf.OWN: shelf.ListWords(text.LIST_OWN, text.EMPTY_OWN),
        shelf.PUBLIC: shelf.ListWords(text.LIST_PUBLIC, text.EMPTY_PUBLIC),
        shelf.DELETED: shelf.ListWords(text.LIST_DELETED, text.EMPTY_DELETED),
    }

    @override
    def keeper(self, interaction: Interaction) -> TeamPlanner:
        return services(interaction).teams

    @override
    def card(self, interaction: Interaction, thing: Team, *, note: str | None = None) -> TeamCard:
        words, eyes = reader(interaction), viewer(interaction)
        buttons = _buttons(thing, eyes, words)
        game = services(interaction).game_in(words.language)
        return TeamCard(thing, game, words, viewer=eyes, note=note, controls=buttons)

    @override
    def shared_card(self, interaction: Interaction, thing: Team) -> TeamCard:
        words, eyes = audience(interaction), everyone_here(interaction)
        report = ReportThing(shelf.ref_of(SHELF, thing), words)
        return TeamCard(thing, services(interaction).game_in(words.language), words, viewer=eyes, controls=(report,))

    @override
    def count(self, number: int, words: Words) -> str:
        return words.n(text.COUNT_ONE, text.COUNT_MANY, number)

    @override
    def row(self, interaction: Interaction, thing: Team) -> str:
        return render.render_row(thing, reader(interaction))

    @override
    def option(self, interaction: Interaction, thing: Team) -> discord.SelectOption:
        return render.render_option(thing, reader(interaction))


SHELF = TeamShelf()


def _buttons(team: Team, eyes: Viewer, words: Words) -> tuple[ui.Item[Any], ...]:
    ref = shelf.ref_of(SHELF, team)
    if team.deleted_at is not None:
        return (keeping.Restore(ref, words),)
    is_public = team.guild is not None and team.guild == eyes.guild
    buttons: list[ui.Item[Any]] = [keeping.Share(ref, words)] if is_public else []
    if team.is_owned_by(eyes):
        if eyes.guild is not None:
            buttons.append((keeping.Unpublish if is_public else keeping.Publish)(ref, words))
        buttons += [EditTeam(team.short_id, words), keeping.Delete(ref, words)]
    elif is_public:
        buttons.append(CopyTeam(team.short_id, words))
    buttons.append(Analyze(team.short_id, words))
    if team.can_seat(eyes) and team.filled < team.size:
        buttons.append(FillOpen(team.short_id, words))
    if eyes.is_leader():
        buttons.append(PlanRaid(team.short_id, words))
    if is_public and not team.is_owned_by(eyes):
        buttons.append(ReportThing(ref, words))
    return tuple(buttons)
