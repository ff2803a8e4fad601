"""Every right of the table, met by everybody everywhere; all that is otherwise is told at once."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from discord import AppCommandType, app_commands

from bot.cli.local_discord.payloads import JSON
from cogs.ui.modals import _FORMS
from tests.rights import scene, table
from tests.rights.acting import refs_in
from tests.rights.stage import OTHER, OWNER, ROLE, SUSPENDED, WARDENS, Actor, Heard, Stage
from tests.rights.table import ALLOWED, CHOSEN, NOT_FOUND, PLACES, REFUSED, ROLES, Case, Deed, Kind, Right

pytestmark = pytest.mark.no_cover  # each line of theirs runs thousands of times here, and others run it too

KINDS = table.load()
README: Final = Path(__file__).with_name("README.md")
_REFUSALS = {
    *("NotAllowedError", "SuspendedError", "HiddenHereError", "RaidClosedError", "PublishedElsewhereError"),
    *("OwnReportError", "LinkingOffError", "TransformerError"),
}
"""The last is a channel of another server, or of none: Discord offers neither."""


_GONE = {"NotFoundError", "ImportRefusedError"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
async def test_everybody_meets_what_the_table_says(kind: Kind, sqlite_url: str) -> None:
    async with Stage.open(sqlite_url) as stage:
        run = _Run(stage, await scene.prepare(stage), kind)
        stage.clock.later = kind.later
        for right in kind.rights:
            for deed in right.deeds:
                await run.all_of(right, deed)
        await run.choose_roles()
        for right in kind.rights:
            for deed in right.deeds:
                await run.all_with_chosen_roles(right, deed)
    assert not run.deviations, "\n" + "\n".join(f"{what}: {', '.join(who)}" for what, who in run.deviations.items())


async def test_every_command_and_control_has_a_right(sqlite_url: str) -> None:
    told: frozenset[str] = frozenset().union(*(kind.subjects for kind in KINDS))
    async with Stage.open(sqlite_url) as stage:
        there = set(_subjects(stage))
    assert there - told == set(), "each is to be a line in rights.toml"
    assert told - there == set()


def test_the_readme_shows_the_table() -> None:
    head, begin, rest = README.read_text(encoding="utf-8").partition("<!-- table -->\n")
    shown = f"{head}{begin}\n{table.render(KINDS)}"
    if os.environ.get("WRITE_RIGHTS"):
        README.write_text(shown, encoding="utf-8")
        return
    assert begin + rest == shown.removeprefix(head), "run this with WRITE_RIGHTS=1"


def _subjects(stage: Stage) -> Iterator[str]:
    """Yield all that people can do to the bot, as the table calls it."""
    tree = stage.bot.tree
    for command in tree.walk_commands():
        if isinstance(command, app_commands.Command):
            yield f"/{command.qualified_name}"
            offered = (one.name for one in command.parameters if one.autocomplete)
            yield from (f"suggest /{command.qualified_name} {option}" for option in offered)
    for kind in (AppCommandType.user, AppCommandType.message):
        yield from (f"menu {menu.name}" for menu in tree.get_commands(type=kind))
    for pattern in stage.bot._connection._view_store._dynamic_items:
        yield f"control {pattern.pattern.replace(chr(92), '').partition(':')[0].removesuffix('(?')}"
    yield from (f"form {verb}" for verb in _FORMS)


class _Run:
    def __init__(self, stage: Stage, scenery: scene.Scene, kind: Kind) -> None:
        self._stage = stage
        self._scene = scenery
        self._kind = kind
        self.deviations: dict[str, list[str]] = {}

    async def all_of(self, right: Right, deed: Deed) -> None:
        for case in self._kind.cases:
            for user in (_user_of(case), SUSPENDED):
                standing = _standing(is_suspended=user == SUSPENDED)
                met = {Actor(user, role, place): right.get(case, role, place) for role, place in standing}
                await self._all_as(met, deed, case, user)

    async def choose_roles(self) -> None:
        """Let an admin choose roles for leaders and moderators here."""
        for verb, role in (("leaders", ROLE), ("moderators", WARDENS)):
            heard = await self._stage.act(Actor(OWNER, "admin"), f"pick-role settings-{verb} {role}")
            assert heard.error is None, heard

    async def all_with_chosen_roles(self, right: Right, deed: Deed) -> None:
        """Do again whatever differs by role, by who holds a chosen role and who has only Discord's permission."""
        for case in filter(right.differs, self._kind.cases):
            user = _user_of(case)
            met = {Actor(user, held): right.get(case, role, "here") for held, role in CHOSEN.items()}
            await self._all_as(met, deed, case, user)

    async def _all_as(self, met: Mapping[Actor, str], deed: Deed, case: Case, user: int) -> None:
        named = self._scene.get(self._kind.name, case, user)
        async with self._stage.undone():
            try:
                before = await self._prepared(deed, named)
            except (LookupError, AssertionError) as error:
                self.deviations[f"{deed.line} | {case.title} | not prepared: {error}"] = []
                return
            for actor, sign in met.items():
                await self._one(actor, deed, named, before, sign, case)

    async def _prepared(self, deed: Deed, named: scene.Named) -> list[JSON]:
        before: list[JSON] = []
        for line in deed.after:
            heard = await self._stage.act(Actor(int(named["owner"]), "admin"), line.format(**named), before)
            assert heard.error is None, f"{line}: {heard.error}"
            before += heard.answers
        return before

    async def _one(
        self, actor: Actor, deed: Deed, named: scene.Named, before: list[JSON], met: str, case: Case
    ) -> None:
        async with self._stage.undone():
            try:
                heard = await self._stage.act(actor, deed.line.format(**{**named, **refs_in(before)}), before)
            except (LookupError, ValueError) as error:
                self.deviations[f"{deed.line} | {case.title} | not done: {error}"] = []
                return
        name = named.get("name", "?")
        found = _offered(heard, named) if deed.line.startswith("suggest ") else _met(heard)
        if found == NOT_FOUND and name in heard.text and name not in heard.asked:
            found = "told its name"
        if found != met:
            self.deviations.setdefault(f"{deed.line} | {case.title} | {found}, not {met}", []).append(
                f"{actor.role} {actor.place}"
            )


def _standing(*, is_suspended: bool) -> Iterator[tuple[str, str]]:
    """Yield the roles and places that Discord tells apart: in a direct message nobody has a role."""
    for place in PLACES:
        if is_suspended or place == "direct":
            yield ("suspended" if is_suspended else "member"), place
        else:
            yield from ((role, place) for role in ROLES if role != "suspended")


def _user_of(case: Case) -> int:
    return OWNER if case.whose == "mine" else OTHER


def _offered(heard: Heard, named: scene.Named) -> str:
    """Return whether what the case is about is among the choices; of what belongs to nobody, whether there are any."""
    offered = "name" not in named or any(one in heard.text for one in (named["it"], named["name"]))
    return ALLOWED if offered and any(answer.get("choices") for answer in heard.answers) else NOT_FOUND


def _met(heard: Heard) -> str:
    if heard.error in _GONE:
        return NOT_FOUND
    if heard.error in _REFUSALS:
        return REFUSED
    if heard.error is not None:
        return heard.error
    return ALLOWED if heard.answers else "no answer"
