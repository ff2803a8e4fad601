"""What stands on the stage before anybody acts, and by which names the table calls it.

{it} {name}     the thing's short id and its name
{own} {own_team}    a private build and team of the person who acts
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.compact import to_compact
from bot.domain.search.request import Request
from bot.domain.template import BuildTemplate
from bot.models.searches import SearchRow
from bot.services.teams.searching import TeamRequest
from tests.factories import make_code
from tests.rights.stage import CODE, NOW, OTHER, OWNER, ROLE, SOMEBODY, SUSPENDED, Actor, Stage
from tests.rights.table import Case

Named = Mapping[str, str]
_OWNERS = {OWNER: "Olga", SUSPENDED: "Sam", OTHER: "Tom"}


COMPACT = to_compact(BuildTemplate.from_chat_code(CODE))


@dataclass
class Scene:
    """The things by kind, owner and state."""

    things: dict[tuple[str, int, str], Named] = field(default_factory=dict)
    searches: dict[str, str] = field(default_factory=dict)

    def get(self, kind: str, case: Case, user: int) -> Named:
        """Return by which names the table means the thing of a case, for whoever acts."""
        owner = user if case.whose == "mine" else OWNER
        mine, its = self._private(user), self._private(owner)
        people = {"me": user, "owner": owner, "somebody": SOMEBODY, "suspended": SUSPENDED}
        around = {
            "code": CODE,
            "other_code": make_code(),
            "compact": COMPACT,
            "role": str(ROLE),
            "channel": "{channel}",
        }
        return {
            **around,
            **{name: str(one) for name, one in people.items()},
            "own": mine["build"],
            "own_team": mine["team"],
            "its_build": its["build"],
            "its_team": its["team"],
            "its_raid": self.things["led", owner, ""]["it"],
            **self.searches,
            **self.things.get((kind, owner, case.state), {}),
        }

    def _private(self, user: int) -> Named:
        return {kind: self.things[kind, user, "private"]["it"] for kind in ("build", "team")}


async def prepare(stage: Stage) -> Scene:
    """Let people make what the table is about."""
    scene = Scene()
    for user in (OWNER, SUSPENDED, OTHER):
        await _keep(stage, scene, user)
        await _plan(stage, scene, user)
        await _lead(stage, scene, user)
    await _begin(stage, scene)
    await _do(stage, OWNER, f"/mod suspend member={SUSPENDED} reason=why")
    return scene


async def _begin(stage: Stage, scene: Scene) -> None:
    """Keep searches, as one with more than a page is kept, and report something of somebody else's."""
    requests = {"finding": Request(text="olga").to_text(), "teaming": TeamRequest(text="olga").to_text()}
    for name, request in requests.items():
        row = {"key": name, "request": request, "used_at": NOW}
        await stage.database.execute(SearchRow.__table__.insert().values(row))  # type: ignore[attr-defined]
        scene.searches[name] = name
    for user, kind in ((OWNER, "build"), (SUSPENDED, "team")):
        await _do(stage, user, f"form report:{kind}:{scene.things[kind, OTHER, 'public']['it']} reason=why")
        ((it,),) = await stage.rows(f"SELECT report_id FROM complaints WHERE user_id = {user}")  # noqa: S608
        scene.things["report", user, ""] = {"it": str(it)}


async def _keep(stage: Stage, scene: Scene, user: int) -> None:
    for state in ("private", "public", "hidden"):
        for kind, command in (("build", f"/build save code='{CODE}'"), ("team", "/team create")):
            name = f"{_OWNERS[user]} {kind} {state}"
            await _do(stage, user, f"{command} name='{name}'")
            it = await _find(stage, f"{kind}s", "name", name)
            scene.things[kind, user, state] = {"it": it, "name": name}
            if state != "private":
                await _do(stage, user, f"/{kind} publish {kind}={it}")
            if state == "hidden":
                await _do(stage, user, f"/mod hide {kind}={it} reason=why")


async def _lead(stage: Stage, scene: Scene, user: int) -> None:
    """Plan a raid for which its leader signed up and somebody asked to come; one that recurs; save a template."""
    for kind, repeat in (("led", ""), ("series", "repeat=weekly")):
        name = f"{_OWNERS[user]} raid {kind}"
        await _do(stage, user, f"/raid plan title='{name}' when='2026-11-24 20:00' zone=UTC {repeat}")
        it = await _find(stage, "raids", "title", name)
        scene.things[kind, user, ""] = {"it": it, "name": name}
        await _do(stage, user, f"button raid-post:{it}")
    it = scene.things["led", user, ""]["it"]
    scene.things["over", user, ""] = scene.things["led", user, ""]
    await _do(stage, user, f"select raid-as:{it} heal dps")
    await _do(stage, user, f"button raid-sign:{it}")
    await _do(stage, user, f"select raid-extras:{it}:0 approval")
    await _do(stage, SOMEBODY, f"button raid-sign:{it}")
    ((entry,),) = await stage.rows(
        f"SELECT id FROM moderation_log WHERE subject_user_id = {user} AND deed = 'hide' LIMIT 1"  # noqa: S608
    )
    scene.things["notice", user, ""] = {"it": str(entry)}
    private = scene.things["team", user, "private"]["it"]
    await _do(stage, user, f"/team template team={private} name='{_OWNERS[user]} template'")
    it = await _find(stage, "guild_templates", "name", f"{_OWNERS[user]} template")
    scene.things["template", user, ""] = {"it": it}
    await _do(stage, user, f"select template-each:{it} quickness")


async def _find(stage: Stage, table: str, column: str, name: str) -> str:
    ((it,),) = await stage.rows(f"SELECT short_id FROM {table} WHERE {column} = '{name}'")  # noqa: S608
    return str(it)


async def _plan(stage: Stage, scene: Scene, user: int) -> None:
    for state in ("draft", "open"):
        name = f"{_OWNERS[user]} raid {state}"
        await _do(stage, user, f"/raid plan title='{name}' when='2026-11-24 20:00' zone=UTC")
        it = await _find(stage, "raids", "title", name)
        scene.things["raid", user, state] = {"it": it, "name": name}
        if state == "open":
            await _do(stage, user, f"button raid-post:{it}")


async def _do(stage: Stage, user: int, line: str) -> None:
    heard = await stage.act(Actor(user, "admin"), line)
    assert heard.error is None, (line, heard)
