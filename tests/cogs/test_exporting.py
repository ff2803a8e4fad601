"""What people get when they take their builds out."""

import json

import simcord

from bot.app import Services
from bot.domain.ids import UserId
from bot.domain.template import BuildTemplate
from bot.domain.viewer import Viewer
from tests.cogs.conftest import World
from tests.cogs.reading import answer, said
from tests.cogs.test_builds import FIREBRAND, MIRAGE, SCOURGE


async def _file(result: simcord.InteractionResult) -> str:
    (attachment,) = answer(result).attachments
    return (await attachment.read()).decode()


async def test_all_own_builds_go_into_one_file(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="=Alac", mode="pve")
    await world.mia.slash(world.channel, "build gear", build="=Alac", text="full Viper's")
    await world.mia.slash(world.channel, "build save", code=FIREBRAND, name="Heal")
    await world.tom.slash(world.channel, "build save", code=SCOURGE, name="Of Tom")
    exported = await world.mia.slash(world.channel, "build export")
    assert answer(exported).ephemeral
    assert "2 builds. `/build import` reads these again" in said(exported)
    content = json.loads(await _file(exported))
    assert [build["name"] for build in content["builds"]] == ["Heal", "=Alac"]
    assert content["builds"][1]["gear"]["stats"]["helm"] == 1130
    assert "Of Tom" not in str(content)

    table = await _file(await world.mia.slash(world.channel, "build export", style="csv"))
    assert "'=Alac,Mirage,pve" in table
    codes = await _file(await world.mia.slash(world.channel, "build export", style="txt"))
    assert codes.split() == [FIREBRAND, MIRAGE]


async def test_one_build_alone_also_somebody_elses_public_one(world: World) -> None:
    await world.tom.slash(world.channel, "build save", code=SCOURGE, name="Of Tom")
    hidden = said(await world.mia.slash(world.channel, "build export", build="Of Tom"))
    assert "I find no build “Of Tom”" in hidden
    await world.tom.slash(world.channel, "build publish", build="Of Tom")
    exported = await world.mia.slash(world.channel, "build export", build="Of Tom", style="txt")
    assert "1 build." in said(exported)
    assert await _file(exported) == f"{BuildTemplate.from_chat_code(SCOURGE).chat_code()}\n"


async def test_nothing_to_export_is_said(world: World) -> None:
    world.speaks_french(world.mia)
    exported = await world.mia.slash(world.channel, "build export")
    assert "Tu ne gardes encore aucun build" in said(exported)
    assert answer(exported).attachments == []


async def test_many_builds_come_in_several_files(world: World, services: Services) -> None:
    for number in range(220):
        await services.builds.save(Viewer(UserId(world.mia.id)), MIRAGE, name=f"{number:03}" + "🔥" * 97)
    exported = await world.mia.slash(world.channel, "build export")
    files = answer(exported).attachments
    assert [file.filename for file in files] == ["builds-1.json", "builds-2.json"]
    assert all(file.size <= 100_000 for file in files)
    assert "220 builds." in said(exported)
    assert "in 2 files" in said(exported)
