"""A registry comes back equal from every file, and a bad file is refused with every problem and its place."""

from __future__ import annotations

import contextlib
import io
import json
import random
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from policytasks.errors import PolicytasksError, RegistryError
from policytasks.model.unit import UnitKind
from policytasks.testing.registries import registries
from policytasks.units.records import Membership, Succession, SuccessionKind, UnitRecord
from policytasks.units.registry import UnitRegistry

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

REGISTRY = UnitRegistry(
    records=(
        UnitRecord(name="区扶贫办", kind=UnitKind.DEPARTMENT, valid_to=date(2021, 2, 24), note="第一行\n第二行"),
        UnitRecord(name="区乡村振兴局", kind=UnitKind.DEPARTMENT, aliases=("乡村振兴局", "=振兴"), parent="区政府"),
        UnitRecord(name="区政府", kind=UnitKind.GOVERNMENT, jurisdiction="兖州区", valid_from=date(1899, 12, 31)),
        UnitRecord(name="各部门、单位", kind=UnitKind.COLLECTIVE),
    ),
    memberships=(
        Membership(collective="各部门、单位", kind=UnitKind.DEPARTMENT, valid_from=date(2020, 1, 1)),
        Membership(collective="各部门、单位", member="区扶贫办", excluded=True),
    ),
    successions=(
        Succession(
            kind=SuccessionKind.RENAMED,
            on=date(2021, 2, 25),
            before=("区扶贫办",),
            after=("区乡村振兴局",),
            document="兖编〔2021〕3号",
        ),
    ),
)


@pytest.fixture(params=["xlsx", "json"])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The registry as a file of each format."""
    return REGISTRY.write(tmp_path / f"名录.{request.param}")


def test_a_registry_comes_back_equal(written: Path) -> None:
    assert UnitRegistry.from_file(written) == REGISTRY


def test_the_content_tells_the_format_not_the_ending(written: Path, tmp_path: Path) -> None:
    assert UnitRegistry.from_file(written.rename(tmp_path / "名录.dat")) == REGISTRY


def test_the_same_registry_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    again = REGISTRY.write(tmp_path / f"again{written.suffix}")
    assert again.read_bytes() == written.read_bytes()


def test_writing_leaves_no_temporary_file(written: Path) -> None:
    assert [path.name for path in written.parent.iterdir()] == [written.name]


@given(registry=registries())
@settings(max_examples=40, deadline=None)
def test_any_registry_comes_back_equal_from_both_formats(
    registry: UnitRegistry, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Law: read ∘ write is the identity, in each format."""
    folder = tmp_path_factory.mktemp("registry")
    assert UnitRegistry.from_file(registry.write(folder / "r.json")) == registry
    assert UnitRegistry.from_file(registry.write(folder / "r.xlsx")) == registry


@needs_libreoffice
def test_four_hundred_units_survive_libreoffice(tmp_path: Path) -> None:
    """Opened and saved again by LibreOffice, the workbook still says the same."""
    records = [
        record for place in ("兖州区", "任城区", "邹城县", "济宁市") for record in UnitRegistry.standard(place).records
    ]
    own = {record.name: record for record in records}
    events = [
        event
        for place in ("兖州区", "任城区", "邹城县", "济宁市")
        for event in UnitRegistry.standard(place).successions
    ]
    lines = [line for place in ("兖州区", "济宁市") for line in UnitRegistry.standard(place).memberships]
    registry = UnitRegistry(
        records=(
            *own.values(),
            UnitRecord(name="=1+1", note="#N/A"),
            UnitRecord(name="007", valid_from=date(1900, 1, 1)),
        ),
        memberships=tuple(dict.fromkeys(lines)),
        successions=tuple(events),
    )
    assert len(registry) >= 400
    path = registry.write(tmp_path / "名录.xlsx")
    out = tmp_path / "saved"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(out),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert (out / "名录.xlsx").read_bytes() != path.read_bytes()
    assert UnitRegistry.from_file(out / "名录.xlsx") == registry


class TestWorkbook:
    """What a clerk sees, and what a clerk may do."""

    @pytest.fixture
    def book(self, tmp_path: Path) -> Any:
        return load_workbook(REGISTRY.write(tmp_path / "名录.xlsx"))

    def test_its_sheets_and_headings_are_chinese(self, book: Any) -> None:
        headings = {name: [cell.value for cell in book[name][1]] for name in ("单位", "统称成员", "沿革")}
        assert book.sheetnames == ["单位", "统称成员", "沿革", "说明"]
        assert headings == {
            "单位": ["单位名称", "类别", "别名", "上级单位", "所属地区", "启用日期", "停用日期", "备注"],
            "统称成员": ["统称", "成员", "成员类别", "例外", "启用日期", "停用日期", "备注"],
            "沿革": ["变更类型", "变更日期", "原单位", "现单位", "依据文件", "备注"],
        }

    def test_a_row_reads_like_a_list_that_a_clerk_keeps(self, book: Any) -> None:
        assert [cell.value for cell in book["单位"][3]] == [
            "区乡村振兴局",
            "工作部门",
            "乡村振兴局；=振兴",
            "区政府",
        ] + [None] * 4
        assert [cell.value for cell in book["沿革"][2]] == [
            "更名", datetime(2021, 2, 25), "区扶贫办", "区乡村振兴局", "兖编〔2021〕3号", None,
        ]  # fmt: skip

    def test_kinds_events_and_names_are_chosen_from_lists(self, book: Any) -> None:
        lists = {
            (sheet.title, str(rule.sqref).split(":")[0]): rule.formula1
            for sheet in book.worksheets
            for rule in sheet.data_validations.dataValidation
            if rule.type == "list"
        }
        assert lists == {
            ("单位", "B2"): "说明!$C$2:$C$16",
            ("单位", "D2"): "单位!$A$2:$A$205",
            ("统称成员", "A2"): "单位!$A$2:$A$205",
            ("统称成员", "B2"): "单位!$A$2:$A$205",
            ("统称成员", "C2"): "说明!$C$2:$C$16",
            ("统称成员", "D2"): "说明!$E$2:$E$3",
            ("沿革", "A2"): "说明!$D$2:$D$6",
        }

    def test_names_are_text_never_formulas(self, book: Any) -> None:
        assert book["单位"]["C3"].data_type == "s"

    def test_rows_and_columns_may_be_moved_added_and_left_empty(self, book: Any, tmp_path: Path) -> None:
        """A title above, a column of the clerk's own in front, an empty row, headings in other words."""
        sheet = book["单位"]
        sheet.insert_cols(1)
        sheet["A1"] = "联系电话"
        sheet["A2"] = "0537-123"
        sheet["B1"] = "单 位"
        sheet["D1"] = "简称"
        sheet.insert_rows(3)
        sheet.insert_rows(1)
        sheet["A1"] = "兖州区单位名录"
        book.save(tmp_path / "edited.xlsx")
        assert UnitRegistry.from_file(tmp_path / "edited.xlsx") == REGISTRY

    def test_renamed_and_moved_sheets_are_found_by_their_headings(self, book: Any, tmp_path: Path) -> None:
        book["单位"].title = "全区单位"
        book["统称成员"].title = "成员"
        book["沿革"].title = "Sheet9"
        book.move_sheet("Sheet9", -2)
        book.save(tmp_path / "renamed.xlsx")
        assert UnitRegistry.from_file(tmp_path / "renamed.xlsx") == REGISTRY

    def test_what_people_type_is_understood(self, tmp_path: Path) -> None:
        """Dates in Chinese, blanks around names, half-width semicolons, a number as a name; no kinds; two sheets missing."""
        book = Workbook()
        sheet = book.active
        sheet.append(["单位名称", "别名", "启用日期", "停用日期"])
        sheet.append([" 区财政局 ", "财政局; 区财局；", "2019年3月1日", 20240131])
        sheet.append([12345, None, "2019.3.1", None])
        book.save(tmp_path / "typed.xlsx")
        assert UnitRegistry.from_file(tmp_path / "typed.xlsx") == UnitRegistry(
            records=(
                UnitRecord(
                    name="区财政局",
                    kind=UnitKind.DEPARTMENT,
                    aliases=("财政局", "区财局"),
                    valid_from=date(2019, 3, 1),
                    valid_to=date(2024, 1, 31),
                ),
                UnitRecord(name="12345", valid_from=date(2019, 3, 1)),
            )
        )

    def test_every_bad_cell_and_every_contradiction_is_named(self, tmp_path: Path) -> None:
        book = Workbook()
        sheet = book.active
        sheet.title = "单位"
        sheet.append(["单位名称", "类别", "别名", "上级单位", "启用日期", "停用日期"])
        sheet.append(["甲局", "工作部", None, None, None, None])
        sheet.append(["乙局", "工作部门", "丙局", "丁局", None, None])
        sheet.append(["丙局", None, None, None, "明年", None])
        sheet.append([None, "工作部门", None, None, None, None])
        sheet.append(["乙局", None, None, None, date(2020, 1, 2), date(2020, 1, 1)])
        events = book.create_sheet("沿革")
        events.append(["变更类型", "变更日期", "原单位", "现单位"])
        events.append(["更名", date(2020, 1, 1), "戊局", "乙局"])
        path = tmp_path / "bad.xlsx"
        book.save(path)
        with pytest.raises(RegistryError) as raised:
            UnitRegistry.from_file(path)
        assert [line.removeprefix(f"{path}!") for line in raised.value.problems] == [
            "单位!B2: 类别 cannot be read; found '工作部'; expected one of "
            + "、".join(str(kind) for kind in UnitKind),
            "单位!E4: 启用日期 cannot be read; found '明年'; expected a day such as 2019-03-01",
            "单位!A5: 单位名称 is missing; expected a unit's name",
            "单位!F6: the unit ends before it begins; found 2020-01-02 to 2020-01-01; expected a last day on or after the "
            "first (a name that was borne twice needs a row for each time)",
            "单位!A6: two units of one name at one time; found '乙局' of '乙局' and of '乙局' (unit 2 of the list)",
            "单位!C3: a name that points to two units at one time; found '丙局' of '乙局' and of '丙局' (unit 3 of the list)",
            "单位!D3: an unknown unit; found '丁局'; expected a name from the list of units",
            "沿革!C2: an unknown unit; found '戊局'; expected a name from the list of units",
        ]
        assert str(raised.value).startswith(f"{path}: 8 problems in the registry of units\n  {path}!单位!B2: ")


def json_file(**tables: Any) -> bytes:
    return json.dumps({"format": "policytasks-registry", "version": 1, **tables}).encode()


def zip_file() -> bytes:
    return b"PK\x03\x04 and nothing more"


def sheetless() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (lambda: b"", "not a registry of units; found an empty file"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1", "not a registry of units; found an old .xls workbook"),
        (lambda: b"hello", "not a registry of units; found a file that starts with b'hello'"),
        (lambda: b"{]", "not JSON"),
        (lambda: b'{"format": "x", "version": 1}', "not a registry of units that this version reads"),
        (zip_file, "the file is cut off or damaged"),
        (sheetless, "no list of units; found sheets Sheet; expected a sheet 单位 with a heading 单位名称"),
    ],
)
def test_what_is_no_registry_is_refused_in_one_line(content: Callable[[], bytes], message: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content())
    with pytest.raises(RegistryError) as raised:
        UnitRegistry.from_file(path)
    assert message in str(raised.value)
    assert str(path) in raised.value.where


@pytest.mark.parametrize(
    ("tables", "problems"),
    [
        ({"units": 3}, ["$.units: of the wrong type; found 3; expected a list"]),
        ({"units": ["甲局"]}, ["$.units[0]: of the wrong type; found '甲局'; expected an object",
                               "$.units[0].name: missing; expected a unit's name"]),
        ({"units": [{"name": "甲局", "kind": "bureau"}]}, ["$.units[0].kind: not what stands here; found 'bureau'; expected one of "
                                                           + ", ".join(kind.value for kind in UnitKind)]),
        ({"units": [{"name": None}]}, ["$.units[0].name: not what stands here; found None; expected a unit's name"]),
        ({"units": [{"name": "甲局", "aliases": "乙局"}]},
         ["$.units[0].aliases: not what stands here; found '乙局'; expected a list of names"]),
        ({"units": [{"name": "甲局", "size": 3}]},
         ["$.units[0].size: an unknown key; expected name, kind, aliases, parent, jurisdiction, valid_from, valid_to, note"]),
        ({"units": [{"name": "甲局", "parent": "乙局"}]},
         ["$.units[0].parent: an unknown unit; found '乙局'; expected a name from the list of units"]),
        ({"successions": [{"kind": "renamed", "on": "2021-02-30"}]},
         ["$.successions[0].on: not what stands here; found '2021-02-30'; expected a day such as 2019-03-01"]),
    ],
)  # fmt: skip
def test_bad_json_is_named_by_its_path(tables: dict[str, Any], problems: list[str], tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_bytes(json_file(**tables))
    with pytest.raises(RegistryError) as raised:
        UnitRegistry.from_file(path)
    assert list(raised.value.problems) == [f"{path}: {problem}" for problem in problems]


@given(ending=st.sampled_from(("xlsx", "json")), seed=st.integers(0, 2**32), cut=st.booleans())
@settings(max_examples=80, deadline=None)
def test_a_damaged_file_is_refused_or_read_and_nothing_else(
    ending: str, seed: int, cut: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever bytes change, the only error is the registry's own."""
    path = REGISTRY.write(tmp_path_factory.mktemp("damaged") / f"r.{ending}")
    data, chance = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(data[: chance.randrange(len(data))] if cut else data)
    with contextlib.suppress(RegistryError):
        registry = UnitRegistry.from_file(path)
        assert UnitRegistry.from_file(registry.write(path.with_name("again.json"))) == registry


def test_a_missing_file_is_pythons_own_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        UnitRegistry.from_file(tmp_path / "none.xlsx")


def test_an_ending_that_no_format_has_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(PolicytasksError, match=r"no format of this name; found '.csv'; expected .xlsx or .json"):
        REGISTRY.write(tmp_path / "名录.csv")
    assert list(tmp_path.iterdir()) == []


def test_rows_know_where_they_were_read(tmp_path: Path) -> None:
    path = REGISTRY.write(tmp_path / "名录.xlsx")
    registry = UnitRegistry.from_file(path)
    assert [str(record.location) for record in registry.records[:2]] == [f"{path}!单位!A2", f"{path}!单位!A3"]
