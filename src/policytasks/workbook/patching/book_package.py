"""Book package 工作簿文件包: the parts of an xlsx file behind their relationships, and what becomes of the few that change.

Parts are found by relationships, never by their names: a sheet that was made first may be called sheet7.xml (ECMA-376 part 2,
9.3). Nothing is written here; `BookPackage.data` gives the bytes of the patched file.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import attrs

from policytasks.errors import LedgerError, SourceError
from policytasks.sources.guards import open_archive, parse_xml
from policytasks.workbook.patching.sheet_xml import SheetXml
from policytasks.workbook.patching.xml_text import Tag, decoded, element, encoded, escaped_attribute, rewritten, tags
from policytasks.workbook.patching.zip_patch import member_key, patched
from policytasks.workbook.sheet import check_workbook

__all__ = ["BookPackage", "BookSheet", "Relation"]

_TYPES = "[Content_Types].xml"
_TEMPLATE, _SHEET = ".template.", ".sheet."
_SIGNED = "digital-signature"


@attrs.frozen
class Relation:
    """One relationship of a part.

    Args:
        id: Its name there.
        kind: The last word of its type: ``worksheet``, ``comments``, ``vmlDrawing`` …
        target: The part that it leads to; an address, when that lies outside.
        type: The whole type; strict files have others than transitional ones.
        is_external: Whether it leads out of the file.
    """

    id: str
    kind: str
    target: str
    type: str
    is_external: bool = False


@attrs.frozen
class BookSheet:
    """A sheet as the workbook lists it.

    Args:
        name: Its name.
        number: The number by which the chain of formulas calls it.
        member: Its part.
        is_hidden: Whether people do not see it.
        has_cells: Whether it is a worksheet, and no chart.
    """

    name: str
    number: str
    member: str
    is_hidden: bool
    has_cells: bool


@attrs.define
class _Part:
    text: str
    encoding: str
    before: str


class BookPackage:
    """An xlsx file that is changed in place.

    Args:
        data: The bytes of the file.
        file: Its name, for messages.

    Raises:
        SourceError: It is no workbook, or a damaged or hostile one.
        LedgerError: It is signed, so that any change would break the signature.
    """

    def __init__(self, data: bytes, *, file: str) -> None:
        check_workbook(data, file=file)
        self.file = file
        self._bytes = data
        self._archive = open_archive(data, file=file)
        self._parts: dict[str, _Part] = {}
        self._sheets: dict[str, SheetXml] = {}
        self._added: dict[str, bytes] = {}
        self._removed: list[str] = []
        links = tuple(self.relations(""))
        if any(_SIGNED in link.type for link in links):
            raise LedgerError("the workbook is signed", where=file, found="a digital signature", expected="a workbook that may be changed")  # fmt: skip
        main = [link.target for link in links if link.kind == "officeDocument" and link.target in self._archive]
        if not main:
            raise SourceError("the file holds no workbook", where=file, expected="xl/workbook.xml")
        self.workbook = main[0]
        self.links = tuple(self.relations(self.workbook))
        self.sheets = tuple(self._list_sheets())

    def _list_sheets(self) -> Iterator[BookSheet]:
        targets = {link.id: link for link in self.links}
        for tag in tags(self.text(self.workbook)):
            if tag.local != "sheet" or tag.closes:
                continue
            id = next((value for name, value in tag.attributes().items() if name.rpartition(":")[2] == "id"), "")
            link = targets.get(id)
            if link is not None and link.target in self._archive:
                state = tag["state"] or "visible"
                yield BookSheet(
                    tag["name"] or "", tag["sheetId"] or "", link.target, state != "visible", link.kind == "worksheet"
                )

    @property
    def counts_from_1904(self) -> bool:
        """Whether days are counted from 1904, as old Macs do."""
        return any(tag["date1904"] in ("1", "true", "on") for tag in tags(self.text(self.workbook)) if tag.local == "workbookPr")  # fmt: skip

    @property
    def members(self) -> tuple[str, ...]:
        """The names of the parts, in the order of the archive."""
        return self._archive.names

    def __contains__(self, member: str) -> bool:
        return member in self._added or (member in self._archive and member not in self._removed)

    def text(self, member: str) -> str:
        """The XML of a part as it stands now."""
        if member in self._added:
            return self._added[member].decode("utf-8")
        return self._part(member).text

    def put(self, member: str, text: str) -> None:
        """Give a part another text."""
        if member in self._added:
            self._added[member] = text.encode("utf-8")
        else:
            self._part(member).text = text

    def free_name(self, stem: str, suffix: str) -> str:
        """A name that no part has: the stem, a number, the suffix."""
        taken = {member_key(name) for name in (*self.members, *self._added)}
        number = 1
        while member_key(f"{stem}{number}{suffix}") in taken:
            number += 1
        return f"{stem}{number}{suffix}"

    def _part(self, member: str) -> _Part:
        key = member_key(member)
        if key not in self._parts:
            text, encoding = decoded(self._archive.read(member), where=f"{self.file}!{member}")
            self._parts[key] = _Part(text, encoding, text)
        return self._parts[key]

    def sheet(self, name: str) -> BookSheet:
        """The sheet of a name; programs do not tell capitals from small letters in it.

        Raises:
            LedgerError: There is none.
        """
        for sheet in self.sheets:
            if sheet.name.casefold() == name.casefold():
                return sheet
        raise LedgerError(
            "no such sheet", where=self.file, found=repr(name), expected=", ".join(sheet.name for sheet in self.sheets)
        )

    def cells(self, sheet: BookSheet) -> SheetXml:
        """The cells of a sheet, for reading and changing.

        Raises:
            LedgerError: It has none, or is written in a way that cannot be changed in place.
        """
        if sheet.name not in self._sheets:
            where = f"{self.file}!{sheet.name}"
            if not sheet.has_cells:
                raise LedgerError("the sheet holds no cells", where=where, found="a chart or a macro sheet", expected="a worksheet")  # fmt: skip
            part = self._part(sheet.member)
            root = parse_xml(encoded(part.text, part.encoding), where=where)
            self._sheets[sheet.name] = SheetXml(part.text, root, where=where)
        return self._sheets[sheet.name]

    def settle(self) -> None:
        """Take over the changed cells into the parts; they are cut anew when they are asked for again."""
        for sheet in self.sheets:
            if sheet.name in self._sheets:
                self.put(sheet.member, self._sheets[sheet.name].text())
        self._sheets.clear()

    def relations(self, part: str) -> Iterator[Relation]:
        """The relationships of a part; of the whole file for the empty name."""
        member = self._relations_of(part)
        if member not in self:
            return
        folder = posixpath.dirname(part)
        for tag in tags(self.text(member)):
            if tag.local != "Relationship" or tag.closes:
                continue
            target, kind = tag["Target"] or "", tag["Type"] or ""
            external = tag["TargetMode"] == "External"
            if not external:
                path = target.replace("\\", "/")
                target = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
            yield Relation(tag["Id"] or "", kind.rpartition("/")[2], target, kind, external)

    @staticmethod
    def _relations_of(part: str) -> str:
        folder, name = posixpath.split(part)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def parts_of_kind(self, kind: str, *, of: str | None = None) -> tuple[str, ...]:
        """The parts that some part leads to by a kind of relationship.

        Args:
            kind: The last word of its type.
            of: The part that leads to them; None for any.
        """
        if of is not None:
            found = [link.target for link in self.relations(of) if link.kind == kind and not link.is_external]
        else:
            owners = [
                posixpath.join(
                    posixpath.dirname(posixpath.dirname(member)), posixpath.basename(member)[: -len(".rels")]
                )
                for member in self.members
                if member.casefold().endswith(".rels")
            ]
            found = [
                link.target
                for owner in owners
                for link in self.relations(owner)
                if link.kind == kind and not link.is_external
            ]
        return tuple(dict.fromkeys(member for member in found if member in self))

    def relate(self, part: str, kind: str, target: str, *, like: str) -> str:
        """Let a part lead to another one.

        Args:
            part: The part.
            kind: The last word of the relationship's type.
            target: The other part.
            like: Kind of a relationship that the part has, whose type begins as the new one does.

        Returns:
            The name of the relationship.
        """
        links = tuple(self.relations(part))
        model = next((link for link in links if link.kind == like), None)
        model = model or next(iter(self.links), None)
        base = model.type.rpartition("/")[0] if model is not None else _TRANSITIONAL
        number = 1
        while f"rId{number}" in {link.id for link in links}:
            number += 1
        member = self._relations_of(part)
        if member not in self:
            self._added[member] = _NO_RELATIONS.encode("utf-8")
        text = self.text(member)
        found = self._element(member, "Relationships")
        prefix = found[0].name.rpartition(":")[0]
        name = f"{prefix}:Relationship" if prefix else "Relationship"
        path = posixpath.relpath(target, posixpath.dirname(part))
        new = f'<{name} Id="rId{number}" Type="{base}/{kind}" Target="{escaped_attribute(path)}"/>'
        if found[0].is_empty:
            tag = found[0]
            opened = f"<{tag.name}{tag.rest[:-1].rstrip()}>"
            self.put(member, f"{text[: tag.start]}{opened}{new}</{tag.name}>{text[tag.end :]}")
        else:
            self.put(member, text[: found[1]] + new + text[found[1] :])
        return f"rId{number}"

    def _element(self, member: str, local: str) -> tuple[Tag, int, int]:
        found = element(self.text(member), local)
        if found is None:
            raise SourceError("a part of the workbook is damaged", where=f"{self.file}!{member}", expected=local)
        return found

    def add(self, member: str, text: str, *, content_type: str) -> None:
        """Add a part."""
        self._added[member] = text.encode("utf-8")
        types = self.text(_TYPES)
        found = self._element(_TYPES, "Types")
        prefix = found[0].name.rpartition(":")[0]
        name = f"{prefix}:Override" if prefix else "Override"
        new = f'<{name} PartName="/{escaped_attribute(member)}" ContentType="{content_type}"/>'
        self.put(_TYPES, types[: found[1]] + new + types[found[1] :])

    def remove(self, member: str, *, of: str) -> None:
        """Take away a part, and what leads to it from another one."""
        self._removed.append(member)
        self._parts.pop(member_key(member), None)
        gone = {link.id for link in self.relations(of) if member_key(link.target) == member_key(member)}
        self._cut(self._relations_of(of), "Relationship", "Id", gone)
        self._cut(_TYPES, "Override", "PartName", {f"/{member}"})

    def _cut(self, member: str, local: str, name: str, values: set[str]) -> None:
        """Cut out the elements of a part that have one of some values in an attribute."""
        text = self.text(member)
        wanted = {value.casefold() for value in values}
        pieces: list[str] = []
        done = 0
        for tag in tags(text):
            if tag.local == local and not tag.closes and (tag[name] or "").casefold() in wanted:
                end = tag.end if tag.is_empty else text.index(">", tag.end) + 1
                pieces.append(text[done : tag.start])
                done = end
        self.put(member, "".join((*pieces, text[done:])))

    @property
    def has_macros(self) -> bool:
        """Whether it is a workbook with macros, whose name must end in .xlsm (or .xltm)."""
        return "macroEnabled" in self._main_type

    @property
    def is_template(self) -> bool:
        """Whether it is a template (.xltx, .xltm), which programs do not open under the name of a workbook."""
        return _TEMPLATE in self._main_type

    @property
    def _main_type(self) -> str:
        wanted = f"/{self.workbook}".casefold()
        for tag in tags(self.text(_TYPES)):
            if tag.local == "Override" and (tag["PartName"] or "").casefold() == wanted:
                return tag["ContentType"] or ""
        return ""

    def make_workbook(self) -> None:
        """Make a workbook of a template."""

        def change(kind: str) -> str:
            return kind.replace(_TEMPLATE, _SHEET) if ".main+xml" in kind else kind

        self.put(_TYPES, rewritten(self.text(_TYPES), values={("Override", "ContentType"): change}))

    @property
    def changed(self) -> tuple[str, ...]:
        """The names of the parts that are not as they were, in the order of the archive; new ones come last."""
        self.settle()
        old = [
            name for name in self.members
            if name in self._removed or ((part := self._parts.get(member_key(name))) and part.text != part.before)
        ]  # fmt: skip
        return (*old, *self._added)

    def data(self) -> bytes:
        """The bytes of the file as it stands now; the very same bytes when nothing was changed.

        Raises:
            SourceError: The archive cannot be changed in place.
        """
        self.settle()
        replaced = {
            name: encoded(part.text, part.encoding)
            for name in self.members
            if (part := self._parts.get(member_key(name))) and part.text != part.before and name not in self._removed
        }
        return patched(self._bytes, file=self.file, replaced=replaced, added=self._added, removed=self._removed)


_NO_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
