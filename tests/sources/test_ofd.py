"""OFD: text objects and paths of GB/T 33190 become the blocks that were printed."""

from __future__ import annotations

import pytest
from blocks import assert_every_place_quotes_its_text, outline
from ofd_files import NAMESPACE, content, package, path, printed, text
from printed_pages import Sheet

from policytasks.errors import SourceError
from policytasks.sources.layout import document_of
from policytasks.sources.ofd import read


def texts(*objects: str) -> list[str]:
    """The paragraphs of one page."""
    return [one.text for one in read(package([content(*objects)]), file="x.ofd").paragraphs]


def test_pages_are_read_as_the_same_pages_in_pdf() -> None:
    """Letter and table of two pages have the blocks that the layout makes of them."""
    one, two = Sheet(1), Sheet(2)
    xs = (50.0, 118.0, 186.0, 254.0)
    one.paragraph("各级各部门要高度重视政务公开工作，围绕政务公开重点任务，加强机构建设。")
    one.y += 20
    while one.y < 330:
        one.row([["甲"], ["公开信息。"], ["区财政局", "区民政局"]], xs)
    two.row([["乙"], ["公布目录。"], ["区司法局"]], xs)
    sheets = [one.page(), two.page()]
    document = read(printed(sheets), file="x.ofd")
    assert outline(document) == outline(document_of(sheets, file="x.ofd", format="ofd"))
    assert document.format == "ofd"
    assert_every_place_quotes_its_text(document)


def test_distances_between_characters_place_them() -> None:
    """``g 2 5`` is 5 twice; what is far apart is parted."""
    assert texts(text("甲乙丙丁", 20, 20, code='X="0" Y="5" DeltaX="g 2 5 15"')) == ["甲乙丙    丁"]


def test_characters_without_distances_follow_each_other() -> None:
    """Where a file gives no distances, characters are as wide as they are."""
    assert texts(text("2021年工作", 20, 20, code='X="0" Y="5"')) == ["2021年工作"]


def test_the_matrix_of_an_object_moves_its_text() -> None:
    """Two halves of a line, one placed by its matrix."""
    moved = text("后半", 20, 20, attributes='CTM="1 0 0 1 10 0"')
    assert texts(moved, text("前半", 20, 20)) == ["前半后半"]


def test_weights_and_fonts_in_bold_are_bold() -> None:
    """An object's weight and a bold font of the resources both show."""
    resources = (
        f'<ofd:Res {NAMESPACE}><ofd:Fonts><ofd:Font ID="3" FontName="SimHei" Bold="true"/></ofd:Fonts></ofd:Res>'
    )
    data = package(
        [content(text("粗", 20, 20), text("细", 25, 20).replace('Font="3"', 'Font="5"'))],
        members={"Doc_0/PublicRes.xml": resources},
        common="<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>",
    )
    assert [(one.text, one.bold) for one in read(data, file="").paragraphs] == [("粗细", ((0, 1),))]


def test_templates_behind_pages_are_read() -> None:
    """The red head that every page takes from a template is part of it."""
    page = content(text("正文一段", 20, 60)).replace("<ofd:Content>", '<ofd:Template TemplateID="7"/><ofd:Content>', 1)
    data = package(
        [page],
        members={"Doc_0/Tpls/Tpl_0/Content.xml": content(text("区政府文件", 70, 50))},
        common='<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
    )
    assert [one.text for one in read(data, file="").paragraphs] == ["区政府文件", "正文一段"]


def test_boxes_make_tables() -> None:
    """Closed outlines and thin filled boxes are borders."""
    boxes = "".join(f"M {x} 20 L {x + 40} 20 L {x + 40} {30} L {x} 30 C " for x in (20, 60))
    thin = path("M 20 40 L 100 40 L 100 40.3 L 20 40.3 C", attributes='Stroke="false" Fill="true"')
    sides = "".join(path(f"M {x} 30 L {x} 40") for x in (20, 60, 100))
    page = content(
        path(boxes), thin, sides, text("任务", 22, 22), text("单位", 62, 22), text("甲", 22, 32), text("财政局", 62, 32)
    )
    (table,) = read(package([page]), file="").tables
    assert [[cell.text if cell else "" for cell in row] for row in table.grid()] == [["任务", "单位"], ["甲", "财政局"]]


def test_invisible_objects_are_no_text() -> None:
    """What is switched off is not read."""
    assert texts(text("见", 20, 20), text("不见", 20, 40, attributes='Visible="false"')) == ["见"]


def test_a_scan_is_named_as_one() -> None:
    """Pages of pictures have no text to read."""
    picture = '<ofd:ImageObject ID="9" Boundary="0 0 210 297" ResourceID="8"/>'
    with pytest.raises(SourceError, match="no text layer; found no characters"):
        read(package([content(picture)]), file="x.ofd")


def test_a_scanned_page_among_others_is_a_doubt() -> None:
    """The pages with text are read, and the one without is named."""
    picture = '<ofd:ImageObject ID="9" Boundary="0 0 210 297" ResourceID="8"/>'
    document = read(package([content(text("各镇人民政府：", 20, 20)), content(picture), content()]), file="x.ofd")
    assert document.text == "各镇人民政府："
    assert [(doubt.code, str(doubt.location)) for doubt in document.doubts] == [("page-without-text", "x.ofd:p2")]


def test_a_protected_file_is_named_as_one() -> None:
    """An encrypted package says so."""
    with pytest.raises(SourceError, match="protected by a password"):
        read(package([content(text("甲", 1, 1))], members={"Encryptions.xml": "<x/>"}), file="x.ofd")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        package([])[:200],
        package(["<ofd:Page"]),
        package([content(text("甲", 20, 20))]).replace(b"OFD.xml", b"XXX.xml"),
    ],
    ids=["empty", "no archive", "cut off", "damaged page", "no root"],
)
def test_damaged_files_raise_source_errors(data: bytes) -> None:
    """No other error leaves the reader."""
    with pytest.raises(SourceError):
        read(data, file="x.ofd")


def test_absurd_numbers_are_harmless() -> None:
    """Repeats, sizes and places beyond all measure neither hang nor fail."""
    objects = [
        text("甲乙", 20, 20, code='X="0" Y="5" DeltaX="g 999999999 5"'),
        text("大", 20, 20, size=1e9),
        text("远", 1e300, 1e300, attributes='CTM="1e300 0 0 1e300 0 0"'),
        path("M 1e300 x L B 1 2 Q 3 C C M"),
    ]
    assert texts(*objects) == ["甲乙"]
