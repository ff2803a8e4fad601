"""What an import saves: all that is new and nothing twice, or nothing at all."""

import json
from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.domain.gamedata import GameData
from bot.domain.gear.codec import to_mapping
from bot.domain.modes import GameMode
from bot.domain.professions import Profession
from bot.domain.sketch import Sketch
from bot.domain.template import BuildTemplate
from bot.errors import ChatCodeError, ImportRefusedError, LimitReachedError, StorageUnavailableError
from bot.services.almanac import Almanac
from bot.services.builds import BUILD_LIMIT, BuildLibrary
from bot.services.exchange.exports import Exporter, Style
from bot.services.exchange.imports import Importer, Plan
from bot.services.exchange.judging import Fate
from bot.services.pacing import Paces
from config.rates import load_rates
from tests.factories import ALICE, BOB, Clock, make_build, make_code, make_template, viewer
from tests.fakes import FakeUnits
from tests.services.exchange.test_files import GEAR

ONE, OTHER, THIRD = make_code(62), make_code(27), make_code(65)
DAMAGED = f"{ONE[:30]}]"


@pytest.fixture
def importer(units: FakeUnits, game: GameData, clock: Clock) -> Importer:
    return Importer(units, Almanac.of(game), ("dps", "healer"), clock, Paces(load_rates(), clock))


def fates(plan: Plan) -> list[tuple[str, str]]:
    return [(planned.name, planned.fate.value) for planned in plan.rows]


async def own(units: FakeUnits) -> list[Sketch]:
    async with units(reads_only=True) as unit:
        return [Sketch.of(build) for build in await unit.builds.list_all_own(ALICE)]


async def fill(units: FakeUnits, count: int) -> None:
    async with units() as unit:
        await unit.accounts.ensure(ALICE, Clock()())
        for number in range(count):
            await unit.builds.add(make_build(name=f"full {number}"))


async def test_nothing_is_saved_before_the_confirmation(importer: Importer, units: FakeUnits) -> None:
    plan = await importer.preview(viewer(), f"Quick: {ONE}\n{OTHER}\nbroken {DAMAGED}\nagain: {ONE}")
    assert fates(plan) == [("Quick", "new"), ("Dragonhunter", "new"), ("", "faulty")]
    assert plan.rows[2].row.line == 3
    assert plan.rows[2].row.quote == DAMAGED
    assert plan.fits
    assert await own(units) == []

    done = await importer.confirm(viewer(), plan.token)
    assert done.count(Fate.NEW) == 2
    assert [sketch.name for sketch in await own(units)] == ["Quick", "Dragonhunter"]


async def test_confirming_twice_saves_once(importer: Importer, units: FakeUnits) -> None:
    plan = await importer.preview(viewer(), f"{ONE} {OTHER}")
    await importer.confirm(viewer(), plan.token)
    again = await importer.confirm(viewer(), plan.token)
    assert [fate for _, fate in fates(again)] == ["kept", "kept"]
    assert len(await own(units)) == 2


async def test_what_was_exported_comes_in_whole_for_somebody_else(
    importer: Importer, units: FakeUnits, game: GameData
) -> None:
    async with units() as unit:
        await unit.accounts.ensure(BOB, Clock()())
        for number in range(3):
            full = make_build(
                BOB,
                f"b{number}",
                age=number,
                mode=GameMode.WVW,
                gear=GEAR,
                notes="- one",
                tags=("zerg",),
                roles=("dps",),
            )
            await unit.builds.add(full)
    for style in (Style.JSON, Style.CSV):
        (file,) = (
            await Exporter(units, Almanac.of(game), Paces(load_rates(), Clock())).export(viewer(BOB), style)
        ).files
        plan = await importer.preview(viewer(), file.data)
        await importer.confirm(viewer(), plan.token)
        assert [(sketch.name, sketch.gear, sketch.notes, sketch.tags) for sketch in await own(units)] == [
            (f"b{number}", GEAR, "- one", ("zerg",)) for number in range(3)
        ]


async def test_what_is_kept_already_is_told_by_code_in_texts_and_exactly_in_files(
    importer: Importer, library: BuildLibrary
) -> None:
    await library.save(viewer(), ONE, name="Mine", mode=GameMode.PVE)
    assert fates(await importer.preview(viewer(), f"Theirs: {ONE}")) == [("Theirs", "kept")]
    entry = {"name": "Theirs", "code": ONE}
    text = json.dumps({"format": "gw2optimizer-builds", "version": 1, "builds": [entry, entry]})
    assert fates(await importer.preview(viewer(), text)) == [("Theirs", "new"), ("Theirs", "twice")]


def _file(**entry: object) -> str:
    return _files(entry)


def _files(*entries: Mapping[str, object]) -> str:
    return json.dumps({"format": "gw2optimizer-builds", "version": 1, "builds": entries})


async def test_what_is_kept_otherwise_is_updated_and_keeps_what_it_was(
    importer: Importer, library: BuildLibrary, units: FakeUnits
) -> None:
    await library.save(viewer(), ONE, name="Raid", mode=GameMode.PVE)
    geared = _file(name="Raid", code=ONE, gear=to_mapping(GEAR))
    plan = await importer.preview(viewer(), geared)
    assert fates(plan) == [("Raid", "changed")]
    assert set(plan.rows[0].changes) == {"gear"}
    (updated,) = await importer.update(viewer(), plan.token)
    assert (updated.gear, updated.mode, updated.version) == (GEAR, GameMode.PVE, 2)
    assert await importer.update(viewer(), plan.token) == ()
    assert fates(await importer.preview(viewer(), geared)) == [("Raid", "kept")]
    assert fates(await importer.preview(viewer(), _file(name="Raid", code=ONE))) == [("Raid", "kept")]
    async with units(reads_only=True) as unit:
        (earlier,) = await unit.versions.list_earlier(updated.id)
    assert earlier.gear is None


async def test_a_name_alone_tells_a_build_only_of_its_profession_and_where_one_has_it(
    importer: Importer, library: BuildLibrary
) -> None:
    await library.save(viewer(), ONE, name="Raid")
    plan = await importer.preview(viewer(), _file(name="Raid", code=OTHER))
    assert fates(plan) == [("Raid", "changed")]
    assert fates(await importer.preview(viewer(), f"Raid: {OTHER}")) == [("Raid", "new")]
    other = make_template(Profession.MESMER).chat_code()
    assert fates(await importer.preview(viewer(), _file(name="Raid", code=other))) == [("Raid", "new")]
    await library.save(viewer(), THIRD, name="Raid")
    assert fates(await importer.preview(viewer(), _file(name="Raid", code=OTHER))) == [("Raid", "new")]


@pytest.mark.parametrize("codes", [(ONE, OTHER), (OTHER, ONE)])
async def test_a_row_changes_no_build_that_another_row_lists(
    importer: Importer, library: BuildLibrary, units: FakeUnits, codes: tuple[str, str]
) -> None:
    await library.save(viewer(), ONE, name="Raid")
    listed = _files(*({"name": "Raid", "code": code} for code in codes))
    plan = await importer.preview(viewer(), listed)
    assert dict(zip(codes, (fate for _, fate in fates(plan)), strict=True)) == {ONE: "kept", OTHER: "new"}
    assert await importer.update(viewer(), plan.token) == ()
    await importer.confirm(viewer(), plan.token)
    assert sorted(sketch.template.chat_code() for sketch in await own(units)) == sorted([ONE, OTHER])
    assert [fate for _, fate in fates(await importer.preview(viewer(), listed))] == ["kept", "kept"]


async def test_a_name_that_several_rows_have_tells_no_build(importer: Importer, library: BuildLibrary) -> None:
    await library.save(viewer(), THIRD, name="Raid")
    one, other = {"name": "Raid", "code": ONE}, {"name": "Raid", "code": OTHER}
    assert [fate for _, fate in fates(await importer.preview(viewer(), _files(one, other, one)))] == [
        "new",
        "new",
        "twice",
    ]
    assert [fate for _, fate in fates(await importer.preview(viewer(), _files(one, one)))] == ["changed", "twice"]


async def test_rows_of_one_code_in_several_gear_are_several_builds(importer: Importer, library: BuildLibrary) -> None:
    bare, geared = {"name": "Raid", "code": ONE}, {"name": "Raid", "code": ONE, "gear": to_mapping(GEAR)}
    plan = await importer.preview(viewer(), _files(bare, geared, geared))
    assert [fate for _, fate in fates(plan)] == ["new", "new", "twice"]
    await library.save(viewer(), ONE, name="Raid")
    plan = await importer.preview(viewer(), _files(geared, geared))
    assert [fate for _, fate in fates(plan)] == ["changed", "twice"]


async def test_a_row_without_a_name_changes_no_build_of_another_code(importer: Importer, library: BuildLibrary) -> None:
    await library.save(viewer(), THIRD, name="Firebrand")
    assert fates(await importer.preview(viewer(), _file(code=ONE))) == [("Firebrand", "new")]


async def test_code_of_somebody_elses_private_build_tells_nothing(importer: Importer, library: BuildLibrary) -> None:
    await library.save(viewer(BOB), ONE, name="Secret")
    assert fates(await importer.preview(viewer(), ONE)) == [("Firebrand", "new")]


async def test_a_file_and_a_text_are_one_import(importer: Importer) -> None:
    plan = await importer.preview(viewer(), f"\ufeffA guide: {ONE}".encode(), OTHER)
    assert [name for name, _ in fates(plan)] == ["A guide", "Dragonhunter"]


async def test_where_not_all_fit_none_is_saved(importer: Importer, units: FakeUnits) -> None:
    await fill(units, BUILD_LIMIT - 1)
    plan = await importer.preview(viewer(), f"{ONE} {OTHER}")
    assert (plan.room, plan.count(Fate.NEW), plan.fits) == (1, 2, False)
    with pytest.raises(LimitReachedError):
        await importer.confirm(viewer(), plan.token)
    assert len(await own(units)) == BUILD_LIMIT - 1
    assert (await importer.preview(viewer(), ONE)).fits


async def test_room_that_is_gone_meanwhile_saves_nothing(
    importer: Importer, units: FakeUnits, library: BuildLibrary
) -> None:
    await fill(units, BUILD_LIMIT - 2)
    plan = await importer.preview(viewer(), f"{ONE} {OTHER}")
    assert plan.fits
    await library.save(viewer(), THIRD)
    with pytest.raises(LimitReachedError):
        await importer.confirm(viewer(), plan.token)
    assert len(await own(units)) == BUILD_LIMIT - 1


async def test_a_database_that_goes_away_in_the_middle_leaves_nothing_and_it_can_be_repeated(
    importer: Importer, units: FakeUnits
) -> None:
    plan = await importer.preview(viewer(), f"{ONE} {OTHER}")
    units.is_away = True
    with pytest.raises(StorageUnavailableError):
        await importer.confirm(viewer(), plan.token)
    units.is_away = False
    assert await own(units) == []
    assert (await importer.confirm(viewer(), plan.token)).count(Fate.NEW) == 2


async def test_a_preview_ends_after_an_hour_and_with_a_newer_one(importer: Importer, clock: Clock) -> None:
    first = await importer.preview(viewer(), ONE)
    second = await importer.preview(viewer(), OTHER)
    assert fates(await importer.require(viewer(), second.token)) == fates(second)
    for token, who in ((first.token, ALICE), (second.token, BOB)):
        with pytest.raises(ImportRefusedError) as caught:
            await importer.confirm(viewer(who), token)
        assert caught.value.kind == "gone"
    assert await importer.purge() == 0
    clock.now += timedelta(hours=1, seconds=1)
    with pytest.raises(ImportRefusedError):
        await importer.require(viewer(), second.token)
    assert await importer.purge() == 1


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"x" * 100_001, "size"),
        ("é" * 50_001, "size"),
        ("Élan".encode("latin-1"), "encoding"),
        (ONE.encode("utf-16"), "encoding"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "encoding"),
        (b'{"format": "gw2optimizer-builds", "version": 7, "builds": []}', "version"),
        (b'[{"a": 1}]', "foreign"),
        ('{"a":' * 15_000, "foreign"),
    ],
)
async def test_what_cannot_be_read_is_refused_and_keeps_the_earlier_preview(
    importer: Importer, source: bytes | str, kind: str
) -> None:
    earlier = await importer.preview(viewer(), ONE)
    with pytest.raises(ImportRefusedError) as caught:
        await importer.preview(viewer(), source)
    assert caught.value.kind == kind
    assert (await importer.confirm(viewer(), earlier.token)).count(Fate.NEW) == 1


async def test_ten_thousand_rows_are_refused(importer: Importer) -> None:
    entries = json.dumps({"format": "gw2optimizer-builds", "version": 1, "builds": [{}] * 10_000})
    table = "name,specialization,mode,roles,tags,code,source_link,notes,gear\n" + "a,,,,,,,,\n" * 10_000
    codes = "\n".join(f"[&DQ{number:04}AA]" for number in range(9_000))
    for source in (entries, table, codes):
        with pytest.raises(ImportRefusedError) as caught:
            await importer.preview(viewer(), source)
        assert caught.value.kind in {"rows", "size"}


@pytest.mark.parametrize("text", [f"[{ONE}]", f"{{guide}} {ONE}", f"[guide] {ONE}", f"[\n{ONE}\n]"])
async def test_a_text_that_begins_with_a_bracket_is_a_text(importer: Importer, text: str) -> None:
    assert len((await importer.preview(viewer(), text)).rows) == 1


async def test_a_text_without_codes_says_what_is_in_it(importer: Importer) -> None:
    with pytest.raises(ChatCodeError) as caught:
        await importer.preview(viewer(), "http://gw2skills.net/editor/?PWAEVFRQ-e")
    assert caught.value.kind == "gw2skills"


async def test_any_characters_survive_the_wait(importer: Importer) -> None:
    plan = await importer.preview(viewer(), f"a\x00b 🔥 \u202e: {ONE}")
    assert fates(await importer.require(viewer(), plan.token)) == fates(plan)


def test_templates_here_are_what_the_names_say(game: GameData) -> None:
    names = [game.specializations[BuildTemplate.from_chat_code(c).lines[0].specialization].name for c in (ONE, OTHER)]
    assert names == ["Firebrand", "Dragonhunter"]
    assert make_template().chat_code() != ONE
