"""``policytasks graph``: files for other programs, pairs that stand out, pictures, the explorer; and what it refuses."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from policytasks.cli import graphs
from policytasks.network.drawing import PICTURES
from policytasks.network.export import FORMATS, read_graph
from policytasks.network.null_models import Null
from policytasks.network.projection import Weight

Run = Callable[..., Any]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_by_its_suffix_and_by_its_name(
    run: Run, notice: Path, tmp_path: Path, name: str
) -> None:
    by_suffix, by_name = tmp_path / f"net{FORMATS[name].suffixes[0]}", tmp_path / "net.txt"
    assert run("graph", notice, "-o", by_suffix).err == f"wrote {by_suffix} (nodes: 54, edges: 98)\n"
    assert run("graph", notice, "-o", by_name, "--format", name).code == 0
    assert by_suffix.read_bytes() == by_name.read_bytes()


def test_a_projection_says_which_row_makes_most_of_it(run: Run, notice: Path, tmp_path: Path) -> None:
    out = tmp_path / "units.json"
    result = run("graph", notice, "-o", out, "--project", "unit")
    assert (result.code, result.err.splitlines()) == (
        0,
        [
            "note: 61% of the edges come from requirement:4.16.1 alone: "
            "what is read into this projection is read into that row",
            f"wrote {out} (nodes: 34, edges: 232)",
        ],
    )
    graph = read_graph(out)
    assert graph.edges["unit:区民政局", "unit:区人力资源和社会保障局"]["weight"] == 4
    assert run("graph", notice, "-o", out, "--project", "work", "--by", "task", "--weight", "jaccard").code == 0
    assert len(read_graph(out)) == 20


@pytest.mark.parametrize(("null", "kept"), [("hypergeometric", 3), ("svn", 1), ("bicm", 0)])
def test_significant_pairs_alone_are_kept(run: Run, notice: Path, tmp_path: Path, null: str, kept: int) -> None:
    out = tmp_path / "pairs.csv"
    result = run("graph", notice, "-o", out, "--significant", null)
    assert result.code == 0
    assert result.err.splitlines()[0] == f"{kept} of 561 pairs stand the test"
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert len(rows) == kept
    assert all(float(row["q"]) <= 0.05 for row in rows)


def test_what_a_test_cannot_bear_is_said_in_the_language_of_the_caller(run: Run, notice: Path, tmp_path: Path) -> None:
    result = run("graph", notice, "-o", tmp_path / "x.csv", "--significant", "bicm", "--lang", "zh")
    assert result.err.splitlines()[:2] == [
        "561 对中有 0 对通过检验",
        "提示：网络过小：即使每一对都尽可能多地共同承担，也没有一对能在 0.05 水平上显著",
    ]


@pytest.mark.parametrize("kind", PICTURES)
def test_every_picture_is_drawn(run: Run, notice: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "picture.svg"
    result = run("graph", notice, "-o", out, "--plot", kind, "--lang", "zh")
    assert (result.code, result.out, result.err) == (0, "", f"已写入 {out}\n")
    assert out.read_bytes().startswith(b"<?xml")


def test_the_explorer_is_a_page(run: Run, notice: Path, tmp_path: Path) -> None:
    """Of one notice or of several, in the language of the caller."""
    out = tmp_path / "network.html"
    assert run("graph", notice, "-o", out, "--explore", "--collectives", "drop").err == f"wrote {out}\n"
    one = out.read_text("utf-8")
    assert one.startswith("<!doctype html>")
    assert "各镇（街道）" not in one
    assert run("graph", notice, notice, "-o", out, "--explore", "--lang", "zh").code == 0
    assert "全部通知" in out.read_text("utf-8")


class TestMeasures:
    """A table on standard output, which is data; what is to be said beside it goes to standard error."""

    def test_units_stand_in_the_order_of_the_first_measure(self, run: Run, notice: Path) -> None:
        result = run("graph", notice, "--measure", "lead_load", "--measure", "load", "--measure", "constraint")
        assert result.code == 0
        lines = [line.split() for line in result.out.splitlines()]
        assert lines[0] == ["Unit", "As", "lead", "Load", "Constraint"]
        assert len(lines) == 1 + 34
        by_load = run("graph", notice, "--measure", "load", "--by", "task", "--lang", "zh").out.splitlines()
        assert [line.split() for line in by_load[:3]] == [
            ["单位", "任务量"],
            ["各镇（街道）", "13"],
            ["区政府各部门、单位", "13"],
        ]

    def test_numbers_of_the_whole_network_have_a_line(self, run: Run, notice: Path) -> None:
        result = run("graph", notice, "--measure", "gini", "--measure", "density", "--lang", "zh")
        assert (result.out, result.err) == ("任务量基尼系数：0.505\n密度：0.075\n", "")

    def test_what_a_number_cannot_bear_is_said_beside_it(self, run: Run, notice: Path) -> None:
        result = run("graph", notice, "--measure", "betweenness")
        assert result.out.splitlines()[1].split() == ["区生态环境分局", "0.171"]
        assert result.err.splitlines()[0].startswith("note: 61% of the edges come from requirement:4.16.1 alone")

    def test_a_unit_of_which_a_measure_says_nothing_has_a_dash(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "plan.txt"
        path.write_text("一、推进公开\n（一）公开规划\n1.主动公开规划。（责任单位：区财政局）\n", "utf-8")
        assert run("graph", path, "--measure", "constraint").out.splitlines()[1].split() == ["区财政局", "—"]

    def test_the_file_holds_the_numbers_too(self, run: Run, notice: Path, tmp_path: Path) -> None:
        out = tmp_path / "net.graphml"
        result = run("graph", notice, "-o", out, "--measure", "load", "--measure", "gini")
        assert result.err == f"wrote {out} (nodes: 81, edges: 120)\n"
        graph = read_graph(out)
        assert graph.nodes["unit:各镇（街道）"]["load"] == 21
        assert graph.graph["gini"] == pytest.approx(0.505, abs=0.001)

    def test_an_unknown_measure_names_the_near_one(self, run: Run, notice: Path) -> None:
        result = run("graph", notice, "--measure", "lod", "--lang", "zh")
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("错误：没有这种指标；实际为：'lod'；应为：load，或下列之一：load, ")


def test_without_an_output_there_has_to_be_a_measure(run: Run, notice: Path) -> None:
    for options in ([], ["--plot", "load"], ["--explore"], ["--format", "gml", "--measure", "load"]):
        result = run("graph", notice, *options)
        assert (result.code, result.err) == (2, "error: --output is missing (see policytasks graph --help)\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("net.png", "net.png: the name has to end in .graphml, .gexf, "),
        ("net.html --plot load", "net.html: the name has to end in .png, .svg, .pdf"),
        ("net.png --explore", "net.png: the name has to end in .html"),
        ("net.html --explore --plot load", "--plot and --explore exclude each other"),
        ("net.html --explore --format gml", "--explore and --format exclude each other"),
        ("net.html --explore --project unit", "--explore and --project exclude each other"),
        ("net.png --plot load --significant bicm", "--plot and --significant exclude each other"),
        ("net.png --plot load --measure load", "--plot and --measure exclude each other"),
        ("net.csv --project unit --measure load", "--measure and --project exclude each other"),
        ("net.html --explore --by task", "--explore and --by exclude each other"),
        ("net.csv --weight jaccard", "--weight needs --project"),
        ("net.csv --project unit --significant svn --weight jaccard", "--weight and --significant exclude each other"),
        ("net.csv --alpha 0.1", "--alpha needs --significant"),
        ("net.csv --alpha much", "--alpha cannot be much; write a number (see policytasks graph --help)"),
        (
            "net.csv --significant svn --alpha 2",
            "alpha is no level of significance; found 2.0; expected a number between",
        ),
    ],
)
def test_options_that_say_nothing_together_are_refused(
    run: Run, notice: Path, tmp_path: Path, words: str, message: str
) -> None:
    out, *options = words.split()
    result = run("graph", notice, "-o", tmp_path / out, *options)
    assert result.code == 2
    assert len(result.err.splitlines()) == 1
    assert message in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_notice_without_work_has_no_picture(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("关于召开会议的通知\n\n各科室：\n\n请准时参加。\n", "utf-8")
    result = run("graph", letter, "-o", tmp_path / "load.png", "--plot", "load", "--lang", "zh")
    assert (result.code, result.err.splitlines()[-1]) == (
        2,
        "错误：此网络中没有任务量；应为：有责任关系的单位—任务网络",
    )
    assert run("graph", letter, "-o", tmp_path / "page.html", "--explore").code == 0


def test_a_missing_package_is_named_and_has_an_exit_code(
    run: Run, notice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    result = run("graph", notice, "-o", tmp_path / "load.png", "--plot", "load", "--lang", "zh")
    assert (result.code, result.err) == (3, "错误：此处无法画图；应为：先运行 pip install 'policytasks[plot]'\n")


def test_the_choices_are_those_of_the_library() -> None:
    """The help page names them without loading networkx."""
    assert tuple(FORMATS) == graphs.FORMATS
    assert tuple(PICTURES) == graphs.PICTURES
    assert get_args(Weight) == graphs.WEIGHTS
    assert (*get_args(Null), "svn") == graphs.NULLS


def test_the_help_page_loads_neither_networkx_nor_matplotlib() -> None:
    code = (
        "import sys; from policytasks.cli.command import main; main(['graph', '--help']); "
        "print([name for name in ('networkx', 'matplotlib', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
