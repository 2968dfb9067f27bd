"""OFD 版式文件: GB/T 33190-2016, the fixed layout of official documents → Document, by the layout that it shares with pdf.

An OFD file is a zip archive of XML: pages with text objects (characters with their places) and paths. Places are millimetres
from the top left corner.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator, Mapping

import attrs
from lxml import etree

from policytasks.errors import SourceError
from policytasks.sources.document import Document
from policytasks.sources.guards import Archive, open_archive
from policytasks.sources.layout import PrintedPage, document_of
from policytasks.sources.layout_lines import Glyph, is_wide, unified
from policytasks.sources.layout_rulings import Ruling, rulings_along

__all__ = ["read"]

_POINTS = 72 / 25.4
_A4 = (0.0, 0.0, 210.0, 297.0)
_BOLD_WEIGHT = 600
_LARGEST_PAGE = 20_000.0  # millimetres
_MOST_PAGES = 5_000
_DEEPEST_BLOCK = 32
_NARROW = 0.5  # width of a character that is not Chinese, of the font size
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_STEP = re.compile(r"[A-Za-z]|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read(data: bytes, *, file: str) -> Document:
    """An OFD file as a document.

    Args:
        data: The bytes of the file.
        file: Its name, for locations and messages.

    Raises:
        SourceError: A damaged or protected file, or one without text, such as a scan.
    """
    archive = open_archive(data, file=file)
    if any(posixpath.basename(name).lower() in {"encryptions.xml", "entriesmap.dat"} for name in archive):
        raise SourceError("the file is protected by a password", where=file, expected="a file without password")
    pages = tuple(_pages(archive))
    if not any(page.glyphs for page in pages):
        raise SourceError(
            "the file has no text layer", where=file, found=f"no characters on its pages ({len(pages)}), as in a scan",
            expected="an OFD with text; run character recognition over it first",
        )  # fmt: skip
    return document_of(pages, file=file, format="ofd")


def _pages(archive: Archive) -> Iterator[PrintedPage]:
    number = 0
    for body in _all(archive.xml("OFD.xml"), "DocRoot"):
        member = _path("OFD.xml", body.text)
        root = archive.xml(member)
        book = _Book.of(archive, root, member)
        for pages in _children(root, "Pages"):
            for page in _children(pages, "Page"):
                number += 1
                if number > _MOST_PAGES:
                    raise SourceError(
                        "the file has too many pages", where=archive.file, expected=f"at most {_MOST_PAGES:,}"
                    )
                yield book.page(_path(member, page.get("BaseLoc")), number)


@attrs.frozen
class _Book:
    """One document of the file, with what its pages share.

    Args:
        archive: The file.
        templates: Id of a template page → its member.
        bold_fonts: Ids of fonts in bold.
        area: Page area in millimetres (x, y, width, height).
    """

    archive: Archive
    templates: Mapping[str, str]
    bold_fonts: frozenset[str]
    area: tuple[float, float, float, float]

    @classmethod
    def of(cls, archive: Archive, root: etree._Element, member: str) -> _Book:
        templates = {
            item.get("ID", ""): _path(member, item.get("BaseLoc"))
            for common in _children(root, "CommonData")
            for item in _children(common, "TemplatePage")
        }
        resources = [
            _path(member, item.text)
            for common in _children(root, "CommonData")
            for kind in ("PublicRes", "DocumentRes")
            for item in _children(common, kind)
        ]
        bold = frozenset(
            font.get("ID", "")
            for resource in resources
            if resource in archive
            for font in _all(archive.xml(resource), "Font")
            if font.get("Bold") == "true" or "bold" in font.get("FontName", "").lower()
        )
        return cls(archive, templates, bold, next((_area(box) for box in _all(root, "PhysicalBox")), _A4))

    def page(self, member: str, number: int) -> PrintedPage:
        """One page, with the template behind it."""
        root = self.archive.xml(member)
        x, y, width, height = next((_area(box) for box in _all(root, "PhysicalBox")), self.area)
        layers = [root]
        for item in _children(root, "Template"):
            template = self.templates.get(item.get("TemplateID", ""), "")
            if template in self.archive:
                layers.insert(0, self.archive.xml(template))
        glyphs: list[Glyph] = []
        rulings: list[Ruling] = []
        for layer in layers:
            for item in _objects(layer):
                if _local(item) == "TextObject":
                    glyphs.extend(_glyphs(item, (x, y), self.bold_fonts))
                else:
                    rulings.extend(_rulings(item, (x, y)))
        return PrintedPage(
            number=number,
            width=width * _POINTS,
            height=height * _POINTS,
            glyphs=tuple(glyphs),
            rulings=tuple(rulings),
            has_picture=any(True for layer in layers for _ in _all(layer, "ImageObject")),
        )


def _objects(root: etree._Element) -> Iterator[etree._Element]:
    """The visible text and path objects of a page, in order; those of blocks included."""
    stack: list[tuple[etree._Element, int]] = [
        (layer, 0) for content in _children(root, "Content") for layer in _children(content, "Layer")
    ][::-1]
    while stack:
        holder, depth = stack.pop()
        for item in holder:
            name = _local(item)
            if item.get("Visible") == "false":
                continue
            if name in {"TextObject", "PathObject"}:
                yield item
            elif name == "PageBlock" and depth < _DEEPEST_BLOCK:
                stack.append((item, depth + 1))


def _glyphs(item: etree._Element, origin: tuple[float, float], bold_fonts: frozenset[str]) -> Iterator[Glyph]:
    """The characters of a text object (GB/T 33190, 11.2 and 11.3)."""
    place = _Place.of(item, origin)
    size = _number(item.get("Size"), 0.0)
    stretch = _number(item.get("HScale"), 1.0)
    printed = size * math.hypot(place.matrix[2], place.matrix[3]) * _POINTS
    if not 0 < printed < 1000:
        return
    bold = item.get("Font", "") in bold_fonts or _number(item.get("Weight"), 400.0) >= _BOLD_WEIGHT
    x = y = 0.0
    for code in _children(item, "TextCode"):
        text = code.text or ""
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        across, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
        at_x, at_y = x, y
        for index, character in enumerate(text):
            natural = size * (1.0 if is_wide(character) else _NARROW) * stretch
            step = across[index] if index < len(across) else 0.0 if down else natural
            width = min(step, natural) if step > 0 else natural
            left, baseline = place.point(at_x, at_y)
            right, _ = place.point(at_x + width, at_y)
            if character.isprintable() and math.isfinite(left + right + baseline):
                yield Glyph(unified(character), min(left, right), max(left, right), baseline, printed, bold)
            at_x += step
            at_y += down[index] if index < len(down) else 0.0


def _deltas(text: str | None, length: int) -> list[float]:
    """Distances between characters; ``g 3 4.2`` stands for three times 4.2. No more than there are characters."""
    deltas: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if len(deltas) >= length:
            break
        if word == "g":
            count, value = _number(next(words, None), 0.0), _number(next(words, None), 0.0)
            deltas.extend([value] * int(min(max(count, 0), length - len(deltas))))
        else:
            deltas.append(_number(word, 0.0))
    return deltas


def _rulings(item: etree._Element, origin: tuple[float, float]) -> Iterator[Ruling]:
    """The straight lines of a path object (GB/T 33190, 9.1: S and M start, L goes on, C closes; curves are left out)."""
    stroked, filled = item.get("Stroke") != "false", item.get("Fill") == "true"
    if not (stroked or filled):
        return
    place = _Place.of(item, origin)
    data = next((part.text or "" for part in _children(item, "AbbreviatedData")), "")
    for points in _outlines(data):
        yield from rulings_along([place.point(*point) for point in points], stroked=stroked)


def _outlines(data: str) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    numbers: list[float] = []
    curved = False
    command = ""
    for step in (*_STEP.findall(data), "M"):
        if not step.isalpha():
            numbers.append(float(step))
            continue
        pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
        if command in {"M", "S", "L"}:
            points.extend(pairs)
        elif command:
            curved = curved or command in {"Q", "B", "A"}
        numbers, command = [], step
        if step == "C" and points:
            points.append(points[0])
        elif step in {"M", "S"}:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False


@attrs.frozen
class _Place:
    """Takes points of an object to points of the page: first its matrix, then its boundary."""

    matrix: Matrix
    x: float
    y: float

    @classmethod
    def of(cls, item: etree._Element, origin: tuple[float, float]) -> _Place:
        values = [float(number) for number in _NUMBER.findall(item.get("CTM") or "")]
        matrix = _IDENTITY
        if len(values) >= len(_IDENTITY):
            a, b, c, d, e, f = values[: len(_IDENTITY)]
            matrix = (a, b, c, d, e, f)
        left, top, *_ = _box(item.get("Boundary"))
        return cls(matrix, left - origin[0], top - origin[1])

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return (a * x + c * y + e + self.x) * _POINTS, (b * x + d * y + f + self.y) * _POINTS


def _box(text: str | None) -> tuple[float, float, float, float]:
    values = [float(number) for number in _NUMBER.findall(text or "")][:4]
    x, y, width, height = values + [0.0] * (4 - len(values))
    return x, y, width, height


def _area(item: etree._Element) -> tuple[float, float, float, float]:
    box = _box(item.text)
    return box if all(0 < side < _LARGEST_PAGE for side in box[2:]) else _A4


def _number(text: str | None, default: float) -> float:
    match = _NUMBER.fullmatch((text or "").strip())
    return float(match.group()) if match else default


def _path(base: str, target: str | None) -> str:
    """The member that a part names, relative to its own folder or to the root of the archive."""
    name = (target or "").strip()
    if name.startswith("/"):
        return name.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), name))


def _local(item: etree._Element) -> str:
    return str(item.tag).rpartition("}")[2]


def _children(item: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in item if _local(child) == name)


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return root.iter(f"{{*}}{name}")
