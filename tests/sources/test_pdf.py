"""PDF: the text layer becomes the blocks of the document that was printed, over page breaks too."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from blocks import Outline, assert_every_place_quotes_its_text, outline
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from policytasks.errors import MissingExtraError, SourceError
from policytasks.sources.docx import read as read_docx
from policytasks.sources.pdf import read

pypdfium2 = pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

SENTENCES = (
    "全面梳理重点领域政府信息，及时更新公开目录，确保内容准确、查询便捷。",
    "对照标准逐项自查，发现问题立即整改，整改情况于2021年10月底前报送。",
    "推进基层政务公开标准化规范化，编制26个试点领域的公开指引；年底前全部上线运行。",
    "定期组织业务培训。",
    "健全“一窗受理”机制，让群众少跑腿、好办事，满意率不低于95%。",
)
UNITS = (
    "区财政局", "区人力资源和社会保障局", "各镇（街道）", "区政府各部门、单位", "区市场监督管理局", "区住房和城乡建设局",
    "区公安分局", "国网兖州区供电公司",
)  # fmt: skip


def test_the_real_notice_has_the_blocks_of_its_docx(data: Path) -> None:
    """Sixteen pages, one table over fourteen of them with rows cut in two: every cell and span is that of the docx."""
    printed = read((data / "yanzhou-2021-20.pdf").read_bytes(), file="y.pdf")
    word = read_docx((data / "yanzhou-2021-20.docx").read_bytes(), file="y.docx")
    assert outline(printed) == outline(word)
    assert printed.furniture == ()
    assert_every_place_quotes_its_text(printed)
    assert str(printed.paragraphs[9].location) == "y.pdf:p2:¶10"
    assert str(printed.tables[0].cells[-1].location) == "y.pdf:p16:T1!R53C3"


def letter(*, size: float, indented: bool, table_columns: tuple[str, ...], repeat_head: bool) -> bytes:
    """A notice in Word: heading, letter, signature, page numbers, and a table long enough for several pages."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Serif CJK SC", Pt(size)
    normal.paragraph_format.space_after = Pt(0 if indented else 6)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind in ("begin", "PAGE", "end"):
        field = OxmlElement("w:instrText" if kind == "PAGE" else "w:fldChar")
        if kind == "PAGE":
            field.text = kind
        else:
            field.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}fldCharType", kind)
        foot.add_run()._r.append(field)

    def add(text: str, alignment: WD_ALIGN_PARAGRAPH | None = None) -> None:
        paragraph = document.add_paragraph(text)
        paragraph.alignment = alignment
        if indented and alignment is None:
            paragraph.paragraph_format.first_line_indent = Pt(2 * size)

    add("兖政办字〔2021〕31号", WD_ALIGN_PARAGRAPH.CENTER)
    add("关于印发重点工作任务分工的通知", WD_ALIGN_PARAGRAPH.CENTER)
    for number, mark in enumerate("一二三四"):
        add(f"{mark}、" + "".join(SENTENCES[number : number + 3]))
    add("区政府办公室", WD_ALIGN_PARAGRAPH.RIGHT)
    add("2021年7月29日", WD_ALIGN_PARAGRAPH.RIGHT)
    add("附件")
    table = document.add_table(rows=1, cols=len(table_columns))
    table.style = "Table Grid"
    for cell, heading in zip(table.rows[0].cells, table_columns, strict=True):
        cell.text = heading
    if repeat_head:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for number in range(1, 31):
        row = table.add_row()
        if number % 10 == 1:
            row.cells[0].merge(row.cells[-1]).text = f"{'一二三'[number // 10]}、第{number}部分"
            continue
        for cell, heading in zip(row.cells, table_columns, strict=True):
            cell.text = {
                "序号": str(number),
                "工作任务": f"（{number}）推进第{number}项改革任务",
                "具体要求": "".join(SENTENCES[at % 5] for at in range(number, number + 1 + number % 3)),
                "责任单位": "\n".join(UNITS[at % 8] for at in range(number, number + 1 + number % 5)),
                "完成时限": ("2021年12月底前", "长期坚持", "6月30日前")[number % 3],
            }[heading]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


LETTERS = {
    "indented": {"size": 14, "indented": True, "table_columns": ("工作任务", "具体要求", "责任单位"), "repeat_head": True},
    "spaced": {
        "size": 12, "indented": False, "table_columns": ("序号", "工作任务", "具体要求", "责任单位", "完成时限"), "repeat_head": False,
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """Letters in Word, each with the PDF that LibreOffice prints of it."""
    folder = tmp_path_factory.mktemp("printed")
    for name, layout in LETTERS.items():
        (folder / f"{name}.docx").write_bytes(letter(**layout))  # type: ignore[arg-type]
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir",
         str(folder), *(str(folder / f"{name}.docx") for name in LETTERS)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return {name: ((folder / f"{name}.docx").read_bytes(), (folder / f"{name}.pdf").read_bytes()) for name in LETTERS}


@needs_libreoffice
@pytest.mark.parametrize("name", LETTERS)
def test_a_printed_letter_has_the_blocks_of_its_docx(printed: dict[str, tuple[bytes, bytes]], name: str) -> None:
    """Paragraphs are whole, the table is one, and page numbers and repeated headings stand apart."""
    word, paper = printed[name]
    document = read(paper, file="x.pdf")
    assert outline(document) == outline(read_docx(word, file="x.docx"))
    pages = document.paragraphs[-1].location.page or 0
    heads = LETTERS[name]["table_columns"] if LETTERS[name]["repeat_head"] else ()
    aside = [one.text for one in document.furniture]
    assert [text for text in aside if text.isdigit()] == [str(number) for number in range(1, pages + 1)]
    assert set(aside) - set(map(str, range(1, pages + 1))) == set(heads)  # type: ignore[call-overload]
    assert_every_place_quotes_its_text(document)


@needs_libreoffice
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_turned_pages_are_read_upright(printed: dict[str, tuple[bytes, bytes]], turns: int) -> None:
    """A page shown sideways or upside down has the same blocks."""
    paper = printed["spaced"][1]
    document = pypdfium2.PdfDocument(paper)
    for page in document:
        page.set_rotation(90 * turns)
    buffer = io.BytesIO()
    document.save(buffer)
    assert outline(read(buffer.getvalue(), file="")) == outline(read(paper, file=""))


def drawn(content: str, *, extra: str = "", trailer: str = "") -> bytes:
    """A PDF file of one page, 300 points square, with Helvetica as F1."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>{extra}>>>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data = "%PDF-1.4\n"
    offsets = []
    for number, one in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{one}\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{offset:010} 00000 n \n" for offset in offsets
    )
    data += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    return data.encode("latin-1")


def page(content: str) -> Outline:
    """The outline of a drawn page."""
    return outline(read(drawn(content), file="x.pdf"))


WORDS = "BT /F1 12 Tf 30 255 Td (task) Tj 100 0 Td (unit) Tj -100 -20 Td (one) Tj 100 0 Td (two) Tj ET "
TABLE = [[(0, 0, 1, 1, ("task",)), (0, 1, 1, 1, ("unit",)), (1, 0, 1, 1, ("one",)), (1, 1, 1, 1, ("two",))]]


@pytest.mark.parametrize(
    "borders",
    [
        "20 230 100 20 re S 120 230 100 20 re S 20 250 100 20 re S 120 250 100 20 re S",
        "".join(f"20 {y} 200 .5 re f " for y in (230, 250, 270))
        + "".join(f"{x} 230 .5 40 re f " for x in (20, 120, 220)),
        "".join(f"20 {y} m 220 {y} l S " for y in (230, 250, 270))
        + "".join(f"{x} 230 m {x} 270 l S " for x in (20, 120, 220)),
        "q 2 0 0 2 0 0 cm 10 115 100 20 re S 60 115 m 60 135 l S 10 125 m 110 125 l S Q",
    ],
    ids=["boxes", "thin filled boxes", "lines", "scaled"],
)
def test_borders_are_found_however_they_are_drawn(borders: str) -> None:
    """Outlines, hairline boxes and single lines make the same table."""
    assert page(WORDS + borders) == TABLE


def test_white_lines_and_curves_are_no_borders() -> None:
    """What cannot be seen, and what is round, rules nothing."""
    white = "1 1 1 RG 20 230 100 20 re S 120 230 100 20 re S "
    assert page(WORDS + white + "0 0 0 RG 20 230 m 40 300 60 300 80 230 c S") == ["taskunit", "onetwo"]


def test_lines_outside_the_clip_are_not_seen() -> None:
    """A border that is clipped away does not reach into the rest of the page."""
    assert page("q 0 0 10 10 re W n 20 230 100 20 re S 120 230 100 20 re S Q " + WORDS) == ["taskunit", "onetwo"]


def test_the_size_of_a_font_may_stand_in_its_matrix() -> None:
    """Words set at size 1 and scaled up are parted like others."""
    assert (
        read(drawn("BT /F1 1 Tf 12 0 0 12 30 250 Tm (GDP of) Tj 0 -1.2 Td (China) Tj ET"), file="").text
        == "GDP of China"
    )


def test_a_scan_is_named_as_one() -> None:
    """Pages without characters have no text to read."""
    with pytest.raises(SourceError, match="no text layer; found no characters"):
        read(drawn("0 0 100 100 re f"), file="x.pdf")


def test_a_scanned_page_among_others_is_a_doubt(data: Path) -> None:
    """The pages with text are read, and the one without is named."""
    document = pypdfium2.PdfDocument.new()
    document.import_pages(pypdfium2.PdfDocument(data / "yanzhou-2021-20.pdf"), [1])
    scan = "q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
    document.import_pages(pypdfium2.PdfDocument(drawn(scan)))
    buffer = io.BytesIO()
    document.save(buffer)
    read_back = read(buffer.getvalue(), file="x.pdf")
    assert [(doubt.code, str(doubt.location)) for doubt in read_back.doubts] == [("page-without-text", "x.pdf:p2")]
    assert read_back.paragraphs[-1].text == "（此件公开发布）"


def test_a_protected_file_is_named_as_one() -> None:
    """A file that opens with a password only says so."""
    encrypt = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'00' * 32}>/U<{'11' * 32}>>>/ID[<00><00>]"
    with pytest.raises(SourceError, match="protected by a password"):
        read(drawn(WORDS, trailer=encrypt), file="x.pdf")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.4\n" + b"\0" * 500], ids=["empty", "head only", "zeros"])
def test_damaged_files_raise_source_errors(data: bytes) -> None:
    """No other error leaves the reader."""
    with pytest.raises(SourceError, match="damaged"):
        read(data, file="x.pdf")


def test_without_its_extra_the_reader_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the extra."""
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtraError) as raised:
        read(b"%PDF-1.7", file="x.pdf")
    assert raised.value.extra == "pdf"
    assert str(raised.value) == "reading PDF is not available here; expected pip install 'policytasks[pdf]'"
