"""A raid that begins as a team: the form that asks what the team does not say."""

from discord import ui
from typing_extensions import override

from bot.domain.names import NAME_LIMIT
from bot.domain.when.tokens import LONGEST
from cogs.raids.planning import from_team_text as text
from cogs.raids.planning.place import usual_place
from cogs.raids.posting import shown_raid
from cogs.ui.modals import Answers, SafeModal
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import Words, audience_locale, reader

ZONE_LIMIT = 64


class PlanFromTeam(SafeModal, verb="raid-from-team"):
    """Title, time and, for who never said it, the time zone."""

    def __init__(self, ref: str, name: str, words: Words) -> None:
        super().__init__(words(text.TITLE), ref)
        self.add(words(text.NAME), ui.TextInput(custom_id="title", default=name, max_length=NAME_LIMIT))
        self.add(words(text.WHEN), ui.TextInput(custom_id="when", max_length=LONGEST), words(text.WHEN_HINT))
        zone: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="zone", max_length=ZONE_LIMIT, required=False)
        self.add(words(text.ZONE), zone, words(text.ZONE_HINT))

    @override
    @classmethod
    async def submit(cls, interaction: Interaction, ref: str, answers: Answers) -> None:
        await thinking(interaction)
        place, told = usual_place(interaction)
        blueprint = await services(interaction).blueprints.of_team(viewer(interaction), ref)
        raid = await services(interaction).raids.plan(
            viewer(interaction),
            answers.texts["title"],
            answers.texts["when"],
            blueprint,
            channel=place,
            zone=answers.texts["zone"].strip() or None,
            locale=audience_locale(interaction),
        )
        roster = await services(interaction).raids.require(viewer(interaction), raid.short_id)
        words = reader(interaction)
        said = [words.n(text.PLANNED_ONE, text.PLANNED_MANY, len(blueprint.wants)), told]
        await whisper(interaction, shown_raid(interaction, roster, note="\n".join(filter(None, said))))
