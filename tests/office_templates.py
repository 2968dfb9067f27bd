"""A workbook as offices make them, written part by part, so that it holds what no library of Python keeps.

A text box, a picture, a chart, notes, a drop-down, conditional formats, a data bar and sparklines of the newer kind, a form
control, macros, a pivot table, an outer workbook, formatted text, formulas, a row of totals and a line below the table.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'

SHEET = "督查台账"
TABLE_PART = "xl/worksheets/sheet7.xml"
"""The part of the sheet with the table: not the first one by its number."""

STRINGS = (
    *("序号", "编号", "具体要求", "责任单位", "截止日期", "完成状态", "完成比例", "进展情况", "备注", "剩余天数"),
    *(
        "发文字号：{{发文字号}}",
        "填报单位：{{ 单位 }}",
        "{{日期}}",
        "合计",
        "填表说明：每月5日前报送督查室。",
        "示例",
        "未定义：{{落款}}",
    ),
)


def _picture() -> bytes:
    """A PNG of one red pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\xd0\x20\x20"))
        + chunk(b"IEND", b"")
    )


def _relations(links: Iterable[tuple[str, str, str]]) -> str:
    records = "".join(f'<Relationship Id="{id}" Type="{kind}" Target="{target}"/>' for id, kind, target in links)
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{records}</Relationships>'


def _text(row: int, column: str, index: int, style: int) -> str:
    return f'<c r="{column}{row}" s="{style}" t="s"><v>{index}</v></c>'


def _row(number: int, formula: str) -> str:
    """A row that the template keeps: blank, with borders, a date, a percentage, and a formula at its end."""
    blanks = "".join(
        f'<c r="{column}{number}" s="{style}"/>'
        for column, style in zip("ABCDEFGHIJ", (3, 3, 3, 3, 3, 4, 3, 5, 3, 3), strict=True)
    )
    return f'<row r="{number}" spans="1:11" s="3" customFormat="1" ht="32.25" customHeight="1" x14ac:dyDescent="0.15">{blanks}<c r="K{number}" s="6">{formula}</c></row>'


def _sheet() -> str:
    head = "".join(
        _text(4, column, index, 2) if index is not None else f'<c r="{column}4" s="2"/>'
        for column, index in zip("ABCDEFGHIJK", (0, 1, 2, None, 3, 4, 5, 6, 7, 8, 9), strict=True)
    )
    shared = '<f t="shared" ref="K5:K6" si="0">IF(F5="","",F5-DATE(2021,8,1))</f><v></v>'
    rows = (
        f'<row r="1" spans="1:11" ht="40.5" customHeight="1">{_text(1, "A", len(STRINGS), 1)}</row>'
        f'<row r="2" spans="1:11">{_text(2, "A", 10, 0)}{_text(2, "F", 11, 0)}{_text(2, "I", 12, 7)}</row>\n'
        f'<row r="4" spans="1:11" ht="28" customHeight="1">{head}</row>'
        + _row(5, shared)
        + _row(6, '<f t="shared" si="0"/><v></v>')
        + '<row r="7" spans="1:11">'
        + _text(7, "A", 13, 3)
        + '<c r="G7" s="3"><f>COUNTIF(G5:G6,"已完成")</f><v>0</v></c><c r="H7" s="5"><f>SUM(H5:H6)/COUNTA($G$5:$G$6)</f><v>0</v></c></row>'
        f'<row r="9" spans="1:11" ht="20" customHeight="1">{_text(9, "A", 14, 0)}</row>'
        f'<row r="10" spans="1:11">{_text(10, "A", 16, 0)}</row>'
    )
    bar = "{DA7ABA51-AAAA-BBBB-0001-000000000001}"
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}" xmlns:mc="{MC}" mc:Ignorable="x14ac" '
        'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:K10"/>'
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="4" topLeftCell="A5" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="A9" sqref="A9"/></sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.15"/>'
        '<cols><col min="1" max="1" width="6" customWidth="1"/><col min="2" max="2" width="8" customWidth="1"/>'
        '<col min="3" max="4" width="16" customWidth="1"/><col min="5" max="11" width="13" customWidth="1"/></cols>'
        f"<sheetData>{rows}</sheetData>"
        '<mergeCells count="5"><mergeCell ref="A1:K1"/><mergeCell ref="C4:D4"/><mergeCell ref="C5:D5"/><mergeCell ref="C6:D6"/><mergeCell ref="A9:K9"/></mergeCells>'
        '<conditionalFormatting sqref="G5:G6"><cfRule type="expression" dxfId="0" priority="1"><formula>$G5="已完成"</formula></cfRule></conditionalFormatting>'
        '<conditionalFormatting sqref="H5:H6"><cfRule type="dataBar" priority="2"><dataBar><cfvo type="num" val="0"/><cfvo type="num" val="1"/>'
        f'<color rgb="FF63C384"/></dataBar><extLst><ext xmlns:x14="{X14}" uri="{{B025F937-C7B1-47D3-B67F-A62EFF666E3E}}"><x14:id>{bar}</x14:id></ext></extLst></cfRule></conditionalFormatting>'
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="G5:G6"><formula1>选项!$A$1:$A$4</formula1></dataValidation></dataValidations>'
        '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        '<rowBreaks count="1" manualBreakCount="1"><brk id="8" max="16383" man="1"/></rowBreaks>'
        '<drawing r:id="rId1"/><legacyDrawing r:id="rId2"/>'
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:x14="{X14}" Requires="x14"><controls><mc:AlternateContent><mc:Choice Requires="x14">'
        '<control shapeId="1026" r:id="rId4" name="复选框 1"><controlPr defaultSize="0" autoFill="0" autoLine="0"><anchor moveWithCells="1">'
        f'<from xmlns:xdr="{DRAWINGS}/spreadsheetDrawing"><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>10</xdr:row><xdr:rowOff>0</xdr:rowOff></from>'
        f'<to xmlns:xdr="{DRAWINGS}/spreadsheetDrawing"><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>11</xdr:row><xdr:rowOff>0</xdr:rowOff></to>'
        "</anchor></controlPr></control></mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>"
        f'<extLst><ext xmlns:x14="{X14}" uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}"><x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="{XM}">'
        f'<x14:cfRule type="dataBar" id="{bar}"><x14:dataBar minLength="0" maxLength="100" gradient="0"><x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo>'
        '<x14:cfvo type="num"><xm:f>1</xm:f></x14:cfvo><x14:negativeFillColor rgb="FFFF0000"/><x14:axisColor rgb="FF000000"/></x14:dataBar></x14:cfRule>'
        "<xm:sqref>H5:H6</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>"
        f'<ext xmlns:x14="{X14}" uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}"><x14:sparklineGroups xmlns:xm="{XM}"><x14:sparklineGroup type="column" displayEmptyCellsAs="gap">'
        '<x14:colorSeries rgb="FF376092"/><x14:sparklines><x14:sparkline><xm:f>统计!A1:C1</xm:f><xm:sqref>J2</xm:sqref></x14:sparkline>'
        f"<x14:sparkline><xm:f>{SHEET}!H5:H6</xm:f><xm:sqref>K9</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
        "</worksheet>"
    )


def _anchor(kind: str, top: int, bottom: int, left: int, right: int, content: str, edit_as: str = "") -> str:
    def corner(name: str, column: int, row: int) -> str:
        return f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{name}>"

    moves = f' editAs="{edit_as}"' if edit_as else ""
    return f"<xdr:{kind}{moves}>{corner('from', left, top)}{corner('to', right, bottom)}{content}<xdr:clientData/></xdr:{kind}>"


def _drawing() -> str:
    box = (
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="文本框 1"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:srgbClr val="FFF2CC"/></a:solidFill><a:ln><a:solidFill><a:srgbClr val="C00000"/></a:solidFill></a:ln></xdr:spPr>'
        '<xdr:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="zh-CN" sz="1400" b="1"><a:solidFill><a:srgbClr val="C00000"/></a:solidFill></a:rPr>'
        "<a:t>内部资料 注意保存</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )
    picture = (
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="图片 2"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId2"/>'
        '<a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="300000" cy="300000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    )
    chart = (
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="4" name="图表 3"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart xmlns:c="{DRAWINGS}/chart" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame>'
    )
    return (
        f'{DECLARATION}<xdr:wsDr xmlns:xdr="{DRAWINGS}/spreadsheetDrawing" xmlns:a="{DRAWINGS}/main" xmlns:r="{RELATIONS}">'
        + _anchor("twoCellAnchor", 0, 2, 8, 10, box, "oneCell")
        + _anchor("twoCellAnchor", 0, 1, 0, 1, picture, "absolute")
        + _anchor("twoCellAnchor", 11, 24, 1, 8, chart)
        + "</xdr:wsDr>"
    )


def _chart() -> str:
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{DRAWINGS}/chart" xmlns:a="{DRAWINGS}/main"><c:chart><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order val="0"/>'
        f"<c:tx><c:strRef><c:f>{SHEET}!$H$4</c:f></c:strRef></c:tx><c:cat><c:strRef><c:f>{SHEET}!$B$5:$B$6</c:f></c:strRef></c:cat>"
        f'<c:val><c:numRef><c:f>{SHEET}!$H$5:$H$6</c:f></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="1"/></c:valAx>'
        "</c:plotArea></c:chart></c:chartSpace>"
    )


def _note(id: int, row: int, column: int, anchor: str) -> str:
    return (
        f'<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1">'
        f'<v:fill color2="#ffffe1"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _notes_drawing() -> str:
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>'
        + _note(1025, 3, 5, "6, 15, 2, 10, 8, 31, 6, 9")
        + _note(1027, 8, 0, "1, 15, 7, 10, 3, 31, 11, 9")
        + '<v:shape id="_x0000_s1026" type="#_x0000_t201"><x:ClientData ObjectType="Checkbox"><x:Anchor>1, 0, 10, 0, 3, 0, 11, 0</x:Anchor>'
        f"<x:FmlaLink>{SHEET}!$J$7</x:FmlaLink></x:ClientData></v:shape></xml>"
    )


def _styles() -> str:
    border = (
        '<border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border>'
    )
    wrapped = '<alignment vertical="center" wrapText="1"/>'
    centred = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
    cells = (
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">{centred}</xf>'
        f'<xf numFmtId="0" fontId="2" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">{centred}</xf>'
        f'<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1">{wrapped}</xf>'
        f'<xf numFmtId="164" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1">{centred}</xf>'
        f'<xf numFmtId="9" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1">{centred}</xf>'
        f'<xf numFmtId="1" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1">{centred}</xf>'
        '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    )
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy&quot;.&quot;m&quot;.&quot;d"/>'
        f'<numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>'
        '<fonts count="3"><font><sz val="10.5"/><name val="宋体"/><charset val="134"/></font><font><b/><sz val="20"/><color rgb="FFC00000"/><name val="方正小标宋简体"/><charset val="134"/></font>'
        '<font><b/><sz val="11"/><name val="黑体"/><charset val="134"/></font></fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        '<fill><patternFill patternType="solid"><fgColor rgb="FFDDEBF7"/><bgColor indexed="64"/></patternFill></fill></fills>'
        f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>{border}</borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="8">{cells}</cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>'
        '<dxfs count="1"><dxf><fill><patternFill><bgColor rgb="FFC6EFCE"/></patternFill></fill></dxf></dxfs></styleSheet>'
    )


def _strings() -> str:
    plain = "".join(f"<si><t>{text}</t></si>" for text in STRINGS)
    # Somebody touched a part of the word, as Excel keeps it.
    formatted = (
        '<si><r><rPr><b/><sz val="20"/><color rgb="FFC00000"/><rFont val="黑体"/></rPr><t>{{标</t></r>'
        '<r><rPr><b/><sz val="20"/><color rgb="FF0000FF"/><rFont val="黑体"/></rPr><t>题}}</t></r>'
        '<r><rPr><sz val="16"/><rFont val="楷体"/></rPr><t xml:space="preserve"> 推进台账</t></r><rPh sb="0" eb="1"><t>t</t></rPh><phoneticPr fontId="1"/></si>'
    )
    count = len(STRINGS) + 1
    return f'{DECLARATION}<sst xmlns="{MAIN}" count="{count}" uniqueCount="{count}">{plain}{formatted}</sst>'


def _options() -> str:
    words = ("未启动", "推进中", "已完成", "长期坚持")
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{word}</t></is></c></row>' for n, word in enumerate(words, 1)
    )
    return f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _statistics() -> str:
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>3</v></c><c r="C1"><v>2</v></c></row>'
        f'<row r="2"><c r="A2"><f>COUNTIF({SHEET}!$G$5:$G$6,"已完成")</f><v>0</v></c><c r="B2" t="str"><f>{SHEET}!A9</f><v>填表说明：每月5日前报送督查室。</v></c></row>'
        '<row r="3"><c r="A3"><f>SUM(A1:C1)</f><v>6</v></c></row></sheetData></worksheet>'
    )


def _workbook() -> str:
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr codeName="ThisWorkbook"/><bookViews><workbookView activeTab="1"/></bookViews>'
        f'<sheets><sheet name="选项" sheetId="3" state="hidden" r:id="rId2"/><sheet name="{SHEET}" sheetId="7" r:id="rId1"/><sheet name="统计" sheetId="9" r:id="rId3"/></sheets>'
        '<externalReferences><externalReference r:id="rId7"/></externalReferences>'
        f'<definedNames><definedName name="_xlnm.Print_Area" localSheetId="1">{SHEET}!$A$1:$K$9</definedName>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="1">{SHEET}!$4:$4</definedName>'
        f'<definedName name="完成比例列">{SHEET}!$H$5:$H$6</definedName></definedNames><calcPr calcId="191029"/>'
        '<pivotCaches><pivotCache cacheId="1" r:id="rId9"/></pivotCaches></workbook>'
    )


def _pivot_cache() -> str:
    fields = "".join(f'<cacheField name="{STRINGS[n]}" numFmtId="0"><sharedItems/></cacheField>' for n in (0, 1))
    return (
        f'{DECLARATION}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{RELATIONS}" saveData="0" refreshOnLoad="1" recordCount="0">'
        f'<cacheSource type="worksheet"><worksheetSource ref="A4:B6" sheet="{SHEET}"/></cacheSource><cacheFields count="2">{fields}</cacheFields></pivotCacheDefinition>'
    )


def _pivot_table() -> str:
    field = '<pivotField showAll="0"/>'
    return (
        f'{DECLARATION}<pivotTableDefinition xmlns="{MAIN}" name="数据透视表1" cacheId="1" dataCaption="值"><location ref="E5:F6" firstHeaderRow="1" firstDataRow="1" firstDataCol="0"/>'
        f'<pivotFields count="2">{field}{field}</pivotFields></pivotTableDefinition>'
    )


def parts(*, macros: bool) -> Mapping[str, str | bytes]:
    """Every part of the workbook, in the order in which it stands in the file."""
    office = "http://schemas.microsoft.com/office/2006/relationships"
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    main = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" if macros else f"{sheet_type}.sheet.main+xml"
    overrides = {
        "xl/workbook.xml": main,
        **{f"xl/worksheets/sheet{number}.xml": f"{sheet_type}.worksheet+xml" for number in (1, 2, 7)},
        "xl/styles.xml": f"{sheet_type}.styles+xml",
        "xl/sharedStrings.xml": f"{sheet_type}.sharedStrings+xml",
        "xl/calcChain.xml": f"{sheet_type}.calcChain+xml",
        "xl/comments1.xml": f"{sheet_type}.comments+xml",
        "xl/drawings/drawing1.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
        "xl/charts/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        "xl/ctrlProps/ctrlProp1.xml": "application/vnd.ms-excel.controlproperties+xml",
        "xl/externalLinks/externalLink1.xml": f"{sheet_type}.externalLink+xml",
        "xl/pivotCache/pivotCacheDefinition1.xml": f"{sheet_type}.pivotCacheDefinition+xml",
        "xl/pivotTables/pivotTable1.xml": f"{sheet_type}.pivotTable+xml",
    }
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml", "png": "image/png",
        "vml": "application/vnd.openxmlformats-officedocument.vmlDrawing", "bin": "application/vnd.ms-office.vbaProject",
    }  # fmt: skip
    types = "".join(f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in defaults.items())
    types += "".join(f'<Override PartName="/{member}" ContentType="{kind}"/>' for member, kind in overrides.items())
    links = [
        ("rId2", f"{RELATIONS}/worksheet", "worksheets/sheet1.xml"), ("rId1", f"{RELATIONS}/worksheet", "/xl/worksheets/sheet7.xml"),
        ("rId3", f"{RELATIONS}/worksheet", "worksheets/sheet2.xml"), ("rId4", f"{RELATIONS}/styles", "styles.xml"),
        ("rId5", f"{RELATIONS}/sharedStrings", "sharedStrings.xml"), ("rId6", f"{RELATIONS}/calcChain", "calcChain.xml"),
        ("rId7", f"{RELATIONS}/externalLink", "externalLinks/externalLink1.xml"),
        ("rId9", f"{RELATIONS}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
    ]  # fmt: skip
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": _relations([("rId1", f"{RELATIONS}/officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(),
        "xl/_rels/workbook.xml.rels": _relations(
            [*links, *([("rId8", f"{office}/vbaProject", "vbaProject.bin")] if macros else [])]
        ),
        "xl/worksheets/sheet1.xml": _options(),
        TABLE_PART: _sheet(),
        "xl/worksheets/_rels/sheet7.xml.rels": _relations(
            [
                ("rId1", f"{RELATIONS}/drawing", "../drawings/drawing1.xml"),
                ("rId2", f"{RELATIONS}/vmlDrawing", "../drawings/vmlDrawing1.vml"),
                ("rId3", f"{RELATIONS}/comments", "../comments1.xml"),
                ("rId4", f"{RELATIONS}/ctrlProp", "../ctrlProps/ctrlProp1.xml"),
            ]
        ),
        "xl/worksheets/sheet2.xml": _statistics(),
        "xl/worksheets/_rels/sheet2.xml.rels": _relations(
            [("rId1", f"{RELATIONS}/pivotTable", "../pivotTables/pivotTable1.xml")]
        ),
        "xl/styles.xml": _styles(),
        "xl/sharedStrings.xml": _strings(),
        "xl/calcChain.xml": f'{DECLARATION}<calcChain xmlns="{MAIN}"><c r="K5" i="7"/><c r="K6"/><c r="G7"/><c r="H7"/><c r="A2" i="9"/><c r="B2"/><c r="A3"/></calcChain>',
        "xl/comments1.xml": f'{DECLARATION}<comments xmlns="{MAIN}"><authors><author>督查室</author></authors><commentList>'
        '<comment ref="F4" authorId="0"><text><r><t>以通知为准</t></r></text></comment><comment ref="A9" authorId="0"><text><r><t>逾期通报</t></r></text></comment></commentList></comments>',
        "xl/drawings/drawing1.xml": _drawing(),
        "xl/drawings/_rels/drawing1.xml.rels": _relations(
            [
                ("rId1", f"{RELATIONS}/chart", "../charts/chart1.xml"),
                ("rId2", f"{RELATIONS}/image", "../media/image1.png"),
            ]
        ),
        "xl/drawings/vmlDrawing1.vml": _notes_drawing(),
        "xl/charts/chart1.xml": _chart(),
        "xl/media/image1.png": _picture(),
        "xl/ctrlProps/ctrlProp1.xml": f'{DECLARATION}<formControlPr xmlns="{X14}" objectType="CheckBox" fmlaLink="{SHEET}!$J$7" lockText="1"/>',
        "xl/externalLinks/externalLink1.xml": f'{DECLARATION}<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{RELATIONS}" r:id="rId1"><sheetNames><sheetName val="去年"/></sheetNames></externalBook></externalLink>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/externalLinkPath" Target="去年台账.xlsx" TargetMode="External"/></Relationships>',
        "xl/pivotCache/pivotCacheDefinition1.xml": _pivot_cache(),
        "xl/pivotTables/pivotTable1.xml": _pivot_table(),
        "xl/pivotTables/_rels/pivotTable1.xml.rels": _relations(
            [("rId1", f"{RELATIONS}/pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")]
        ),
    }
    if macros:
        found["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8
    return found


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """The parts as an archive; pictures and macros are stored, every member has a time of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, (name, content) in enumerate(members.items()):
            info = zipfile.ZipInfo(name, (2021, 8, 1 + number % 28, 9, number % 60, 0))
            info.compress_type = zipfile.ZIP_STORED if isinstance(content, bytes) else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def office_workbook(*, macros: bool = False) -> bytes:
    """The workbook; an .xlsm with macros."""
    return packed(parts(macros=macros))
