"""What goes wrong: one clear line on standard error, the right exit code, nothing on standard output, nothing written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policytasks.errors import MissingExtraError


@pytest.fixture
def bad(tmp_path: Path, notice: Path) -> dict[str, Path]:
    """Files that no notice can be read from."""
    contents = {
        "empty.txt": b"",
        "image.docx": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "cut.docx": notice.read_bytes()[:5000],
        "binary.txt": bytes(range(256)) * 8,
        "data.json": b'{"a": 1}',
        "half.json": b'{"a": ',
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder").mkdir()
    return {name: tmp_path / name for name in (*contents, "folder", "missing.txt")}


NAMES = ["empty.txt", "image.docx", "cut.docx", "binary.txt", "data.json", "half.json", "folder", "missing.txt"]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", ["read", "check", "ledger", "graph", "units draft"])
def test_an_unusable_file_is_one_line_and_exit_code_2(
    run: Callable[..., Any], bad: dict[str, Path], tmp_path: Path, command: str, name: str, lang: str
) -> None:
    out = {"ledger": "out.xlsx", "graph": "out.gml", "units draft": "out.xlsx"}.get(command)
    before = sorted(tmp_path.iterdir())
    options = ["-o", tmp_path / out] if out else []
    result = run(*command.split(), bad[name], *options, "--lang", lang)
    assert (result.code, result.out) == (2, "")
    (line,) = result.err.splitlines()
    assert line.startswith(f"error: {bad[name]}: " if lang == "en" else f"错误：{bad[name]}")
    assert sorted(tmp_path.iterdir()) == before


def test_chinese_lines_have_no_english_words_left(run: Callable[..., Any], bad: dict[str, Path]) -> None:
    """The commonest mistakes are explained in Chinese throughout; only names of formats stay."""
    lines = [run("read", bad[name], "--lang", "zh").err for name in ("empty.txt", "image.docx", "cut.docx", "folder")]
    lines = [line.replace(str(next(iter(bad.values())).parent), "") for line in lines]
    assert lines == [
        "错误：/empty.txt：文件为空；实际为：0 字节；应为：文档\n",
        "错误：/image.docx：文件不是可以读取的文档；实际为：PNG 图片；应为：txt、docx、html、pdf、xlsx、json、ofd，"
        "或 doc、wps、odt、rtf、xls（需 LibreOffice）\n",
        "错误：/cut.docx：文件不完整或已损坏；实际为：目录无法读取的 zip 压缩包；应为：完整的文件，请重新获取\n",
        "错误：/folder：这不是文件；实际为：文件夹；应为：文档\n",
    ]


def test_a_place_in_data_is_named_with_its_file(run: Callable[..., Any], bad: dict[str, Path]) -> None:
    assert run("read", bad["data.json"]).err.startswith(f"error: {bad['data.json']}: $")


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        ("raed x", "there is no command raed; did you mean read?", "没有命令 raed，是否指 read？"),
        ("frobnicate", "there is no command frobnicate", "没有命令 frobnicate"),
        ("read", "FILE... is missing", "缺少 文件..."),
        ("read --jsn x", "there is no option --jsn; did you mean --json?", "没有选项 --jsn，是否指 --json？"),
        ("check x --severity fatal", "--severity cannot be fatal; choose info, warning, error",
         "--severity 不能为 fatal，可选 info、warning、error"),
        ("graph x", "--output is missing", "缺少 --output"),
        ("graph x --output", "--output needs a value", "--output 需要取值"),
        ("rules nonsense", "there is no rule nonsense: policytasks rules lists them", "没有规则 nonsense：可用 policytasks rules 查看"),
        ("check x --ignore nonsense", "there is no rule nonsense: policytasks rules lists them",
         "没有规则 nonsense：可用 policytasks rules 查看"),
        ("units lst", "there is no command lst; did you mean list?", "没有命令 lst，是否指 list？"),
        ("units list a b", "b is one argument too many", "多余的参数 b"),
        ("units list a --on 2021-13-01", "--on cannot be 2021-13-01; write a day as 2021-12-31",
         "--on 不能为 2021-13-01，请写作 2021-12-31"),
        ("read - -", "standard input (-) can be read once only", "标准输入（-）只能读取一次"),
        ("read --json --explain x", "--json and --explain exclude each other", "--json 与 --explain 不能同用"),
        ("--lang xx read x", "--lang cannot be xx; choose en, zh", "--lang 不能为 xx，可选 en、zh"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_one_line_in_either_language(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, arguments: str, english: str, chinese: str
) -> None:
    spoken = run(*arguments.split())
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    said = run(*arguments.split())
    for result, line in ((spoken, f"error: {english}"), (said, f"错误：{chinese}")):
        assert (result.code, result.out) == (2, "")
        hint = r"( \(see policytasks[a-z ]* --help\)|（参见 policytasks[a-z ]* --help）)?"
        assert re.fullmatch(re.escape(line) + hint + "\n", result.err)


def test_a_missing_package_or_program_gives_exit_code_3(
    run: Callable[..., Any], notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise MissingExtraError("reading PDF", extra="pdf")

    monkeypatch.setattr("policytasks.sources.read.decode_document", refuse)
    english, chinese = run("read", notice), run("read", notice, "--lang", "zh")
    assert (english.code, chinese.code) == (3, 3)
    assert english.err == "error: reading PDF is not available here; expected pip install 'policytasks[pdf]'\n"
    assert chinese.err == "错误：此处无法读取 PDF；应为：先运行 pip install 'policytasks[pdf]'\n"


def test_a_fault_of_the_program_gives_exit_code_4_and_no_traceback(
    run: Callable[..., Any], notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("oops")

    monkeypatch.setattr("policytasks.parsing.read.parse_notice", fail)
    result = run("read", notice)
    assert (result.code, result.out) == (4, "")
    assert result.err.startswith("error: a fault of policytasks itself: RuntimeError: oops;")
    assert len(result.err.splitlines()) == 1
    monkeypatch.setenv("POLICYTASKS_DEBUG", "1")
    with pytest.raises(RuntimeError, match="oops"):
        run("read", notice)


def test_an_interruption_is_one_line(run: Callable[..., Any], notice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("policytasks.parsing.read.parse_notice", interrupt)
    result = run("read", notice)
    assert (result.code, result.err.strip()) == (130, "error: interrupted")


def shell(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, in a locale that the given variables alone decide."""
    rest = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONIO"))}
    return subprocess.run(
        [sys.executable, "-m", "policytasks", *map(str, arguments)],
        capture_output=True,
        check=False,
        env=rest | environment,
    )


@pytest.mark.parametrize("environment", [{"LANG": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"}])
def test_the_output_is_utf_8_in_any_locale(notice: Path, environment: dict[str, str]) -> None:
    done = shell("read", notice, **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "一、深化重点领域政府信息公开" in done.stdout.decode("utf-8")


def test_a_reader_that_has_seen_enough_is_no_error(notice: Path) -> None:
    """As in ``policytasks read notice.docx | head -1``."""
    with subprocess.Popen(
        [sys.executable, "-m", "policytasks", "read", "--explain", str(notice)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_without_standard_output_the_command_is_silent(notice: Path) -> None:
    """As in ``policytasks read notice.docx >&-``."""
    words = [sys.executable, "-m", "policytasks", "read", str(notice)]
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *words], stderr=subprocess.PIPE, check=False
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is a matter of Linux")
def test_a_full_disk_behind_standard_output_is_one_line(notice: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "policytasks", "read", str(notice)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env=os.environ | {"LC_ALL": "C"},
        )
    assert (done.returncode, done.stderr) == (2, b"error: standard output: No space left on device\n")


@pytest.mark.parametrize(
    ("place", "named"),
    [("missing/out.gml", "missing"), ("file/out.gml", "file/out.gml"), ("folder.gml", "folder.gml")],
)
def test_an_output_that_cannot_be_written_is_named_by_its_own_name(
    run: Callable[..., Any], notice: Path, tmp_path: Path, place: str, named: str
) -> None:
    """And not by that of the temporary file, which is gone again."""
    (tmp_path / "file").write_text("kept", "utf-8")
    (tmp_path / "folder.gml").mkdir()
    result = run("graph", notice, "-o", tmp_path / place)
    assert result.code == 2
    (line,) = result.err.splitlines()
    assert line.startswith(f"error: {tmp_path / named}: ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.gml"]
    assert (tmp_path / "file").read_text("utf-8") == "kept"


def test_an_interruption_while_the_command_loads_is_quiet() -> None:
    code = """
import sys
class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == "rich":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
from policytasks.cli import main
sys.exit(main(["--version"]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
