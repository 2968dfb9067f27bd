"""Unit list 单位名单: a stretch of text → the names in it, as printed.

Notices part names by 、 ， ； 和 及 与 blanks and line ends, and use the same marks inside names（各部门、单位; 各市、县、区政府;
发展和改革局）. The rules here say which is which; nothing is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from policytasks.model.unit import UnitKind
from policytasks.passage import Passage
from policytasks.units.kinds import kind_of, looks_like_unit

__all__ = ["Name", "continues", "may_be_unit", "split_names", "strip_remarks"]


@attrs.frozen(kw_only=True)
class Name:
    """One item of a list.

    Args:
        passage: The item, as printed.
        mark: The separator before it, folded: ``"、"``, ``","``, ``";"``, ``"和"``, ``" "``, ``"\\n"`` or empty.
        open_list: True when 等 stands behind it: more are meant than are named.
    """

    passage: Passage
    mark: str = ""
    open_list: bool = False

    @property
    def text(self) -> str:
        """The name as printed, without blanks."""
        return self.passage.compact().text


_OPEN = "(〔《“<"
_CLOSE = ")〕》”>"
_CIRCLED = "".join(map(chr, range(0x2460, 0x2474)))
_SEPARATORS = "、,;。\n\t|/" + _CIRCLED

_OPEN_TAIL = re.compile(
    r"等(?:[0-9一二三四五六七八九十]{1,3}(?:个|家)?(?:部门|单位)|(?:国务院|[省市县区]政府|[省市县区]委)?(?:省|市|州|县|区|各|中省市?|省市|市县|市直|区直|县直|省直|省级|市级|区级|县级)*(?:直|级|属|有关|相关|其他|各)*"
    r"(?:职能|责任|主管|业务|成员|牵头|配合)?(?:部门|单位|机构|科室|处室|委办局|企业|地方|地区|方面)"
    r"(?:(?:和|及|、|与|\()(?:有关|相关|各)?(?:部门|单位|企业|机构|地方|地区)\)?)?)?$"
)
"""等, 等部门, 等市有关单位, 等有关部门和单位: no unit, but a sign that the list is open."""

_REMARK = re.compile(
    r"[(〔](?:以下|下同|简称|统称|列第|列首|排第|排名|排在|第一|首位|名单|名次|注[:,]|按|逗号|分号|黑体|加粗|加黑|为牵头|牵头单位为|其中|上述|下列|不含以|联系|电话)[^()〔〕]*(?:\([^()]*\)[^()〔〕]*)*[)〕]"
)
"""A remark in brackets behind a name that does not belong to it."""

_PLURAL_HEAD = re.compile(r"^(?:单位|部门|机构|企事业单位)$")
_PLURAL_NAME = re.compile(r"(?:部门|单位|机构|委办局|科室|处室|企业|委|办|局)$")
_LEVEL = r"(?:省|自治区|直辖市|地级市|设区市|设区的市|市|地区|州|盟|县级市|县|自治州|自治县|区|旗|乡|镇|街道|街|苏木|开发区|园区|功能区|新区|管理区|林区)"
_BARE_LEVELS = re.compile(rf"^(?:各|全[省市县区])?{_LEVEL}{{1,3}}$")
_LEVELS_WITH_HEAD = re.compile(
    rf"^{_LEVEL}{{1,3}}(?:\([^()]{{1,12}}\))?(?:人民政府|政府|党委|党工委|党委政府|管委会|管理委员会|办事处|党政办)$"
)
_SUBJECTS = (
    "文化",
    "发展",
    "规划",
    "资源",
    "农业",
    "教育",
    "卫生",
    "体育",
    "工业",
    "民族",
    "科学",
    "交通",
    "水利",
    "城市",
    "住房",
    "林业",
    "生态",
)
"""Halves of a name with 和 in it: 各区文化 | 和旅游局."""
_BODIES = ("集团", "公司", "学院", "大学", "医院", "银行")
_HEADED = re.compile(r"^[^、各]{1,10}(?:科室|部门|单位|学校|企业|医院|乡镇|街道|园区|处室)$")
_HEADLESS = re.compile(r"^各[^、]{1,6}$")
_HEADLESS_TAIL = re.compile(r"^(?:分行|支行|分公司|管委会|委会|委员会|公室)$")
"""What stands on the next line of a name that a line end broke, and is never a unit itself: 人民银行梁河市 / 分行."""
_PERSON = re.compile(
    r"[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖贾夏韦付邹孟熊秦邱尹薛闫段雷侯史陶黎贺顾毛郝龚邵钱严覃戴莫孔汤][一-鿿]{1,2}"
)
"""A name of a person by one of the hundred commonest surnames."""
_COUNTIES = re.compile(r"^各?[市县区]\([市县区、]{1,5}\)$")
"""Counties by their sorts, whose head stands behind the next one: 各县（市）、区人民政府."""
_SECOND_HEAD = ("政府", "人民政府", "党委", "办事处", "管委会")
_EXCEPTION = re.compile(r"^除[^,、]{1,20}外$")
_BANK_BRANCH = re.compile(r"^(?:中国)?(?:人民银行|人行)[^行局各]{1,10}(?:分行|支行)$")
"""One branch of the central bank, whose place may hold a 和: 人行永和县支行, 人民银行和平支行."""
_CONJUNCTION = re.compile(r"以及|及其|和|及|与|跟|并")
_GLUED = re.compile(
    r"(?<=[局厅办院社站会部心队委室司校行])(?=(?:沿线|有关|相关)?各[县市区镇乡街]|[省市县区州镇]市?[^省市县区州镇、,;()]{1,14}?(?:局|厅|办|委|院|社|会|部|中心|支队|公司|室|校)(?:$|[省市县区州(各沿]))"
)


def may_be_unit(name: str) -> bool:
    """Whether a name could be a unit's: its end says what kind of body it is, but does not prove it."""
    return looks_like_unit(name) or (len(name) <= 14 and kind_of(name) is not UnitKind.UNKNOWN)


def strip_remarks(passage: Passage) -> Passage:
    """The text without remarks in brackets that belong to no name（以下统称…）."""
    spans = [match.span() for match in _REMARK.finditer(passage.folded)]
    return passage.without(spans) if spans else passage


def split_names(passage: Passage) -> tuple[Name, ...]:
    """The items of a list of units, in printed order.

    Args:
        passage: The list, without label and verb; may run over several lines.

    Returns:
        One `Name` for each item; items that are no units (a clause, a date) are among them: the caller decides.
    """
    raw = _merge(list(_cut(strip_remarks(passage))))
    names: list[Name] = []
    for name in raw:
        names.extend(_conjoined(name))
    return tuple(_finish(names))


def _cut(passage: Passage) -> Iterator[Name]:
    """Split at separators outside brackets; a bracket that never closes hides nothing."""
    folded = passage.folded
    depth, start, mark = 0, 0, ""
    hidden = _bracketed(folded)
    for position, character in enumerate(folded):
        if position in hidden or (character not in _SEPARATORS and not (character == " " and depth == 0)):
            continue
        if character == " " and not _blank_parts(folded, start, position):
            continue
        if character == "/" and not looks_like_unit(folded[start:position]):
            continue
        if character == "\n" and continues(folded[start:position], folded[position + 1 :]):
            continue
        piece = passage[start:position].strip()
        if piece:
            yield Name(passage=piece, mark=mark)
            mark = character
        elif not mark or character != " ":
            mark = character if mark in ("", " ", "\n", "\t") else mark
        start = position + 1
    piece = passage[start:].strip()
    if piece:
        yield Name(passage=piece, mark=mark)


def _bracketed(folded: str) -> set[int]:
    """Positions inside balanced brackets."""
    stack: list[tuple[int, str]] = []
    hidden: set[int] = set()
    for position, character in enumerate(folded):
        if character in _OPEN:
            stack.append((position, _CLOSE[_OPEN.index(character)]))
        elif character in _CLOSE:
            while stack:
                start, closer = stack.pop()
                if closer == character:
                    hidden.update(range(start, position + 1))
                    break
    return hidden


def _blank_parts(folded: str, start: int, position: int) -> bool:
    """Whether a blank parts two names: both neighbours are names of their own."""
    left = folded[start:position].strip()
    rest = folded[position:].lstrip()
    right = re.split(r"[\s、,;。]", rest, maxsplit=1)[0]
    if (looks_like_unit(left) and may_be_unit(right)) or (may_be_unit(left) and looks_like_unit(right)):
        return True
    if looks_like_unit(left) and _PERSON.fullmatch(right) and not may_be_unit(right):
        return True
    return len(left) > 2 and left[-1:] in "局委办厅" and bool(re.match(r"各|市|区|县|省", right))


def continues(left: str, right: str) -> bool:
    """Whether a line end stands inside a name: 区市场监 / 督管理局."""
    left, right = left.strip(), right.strip().split("\n", 1)[0]
    if not left or not right:
        return False
    if left.count("(") > left.count(")"):
        return True
    head = re.split(r"[、,;]", right, maxsplit=1)[0].strip()
    if head[:1] in ")、,;。":
        return head[:1] == ")"
    if head[:1] == "(" or _HEADLESS_TAIL.match(head):
        return True
    last = re.split(r"[、,;\s]", left)[-1]
    fresh = looks_like_unit(head) and head[0] in "省市县区州镇乡各"
    if len(last) == 1:
        return looks_like_unit(last + head)
    return not may_be_unit(last) and not fresh and looks_like_unit(last + head)


def _merge(pieces: list[Name]) -> list[Name]:
    """Put together what is one unit: 各部门 + 单位; 各市 + 县 + 区政府."""
    merged: list[Name] = []
    for piece in pieces:
        folded = piece.passage.folded
        last = merged[-1] if merged else None
        if last is not None and _EXCEPTION.match(last.passage.folded) and piece.mark == ",":
            # 除开发区外，各县区政府 is one name with its exception.
            merged[-1] = attrs.evolve(last, passage=_across(last, piece))
            continue
        if last is not None and piece.mark == "、":
            before = last.passage.folded
            if _PLURAL_HEAD.match(folded) and _PLURAL_NAME.search(before):
                merged[-1] = attrs.evolve(last, passage=_across(last, piece))
                continue
            if (
                _HEADLESS.match(before)
                and not may_be_unit(before[1:])
                and not _PLURAL_NAME.search(before)
                and _HEADED.match(folded)
            ):
                # 各临床、医技科室: one collective with its head behind the last.
                merged[-1] = attrs.evolve(last, passage=_across(last, piece))
                continue
            if (
                folded in _SECOND_HEAD
                and before.endswith(("党委", "党工委", "党组", "政府"))
                and before.startswith("各")
            ):
                # 各乡镇党委、政府: two heads of the same places.
                merged[-1] = attrs.evolve(last, passage=_across(last, piece))
                continue
            tail = before.rsplit("、", 1)[-1]
            if (
                (_BARE_LEVELS.match(tail) or (_COUNTIES.match(tail) and folded[0] in "市县区"))
                and (_LEVELS_WITH_HEAD.match(folded) or _BARE_LEVELS.match(folded))
                and not folded.startswith("各")
            ):
                merged[-1] = attrs.evolve(last, passage=_across(last, piece))
                continue
        merged.append(piece)
    return merged


def _across(left: Name, right: Name) -> Passage:
    # The separator is printed between the two; it is kept as it stands in the source where both lie in one block.
    return Passage.join([left.passage, _mark_between(left.passage, right), right.passage])


def _mark_between(left: Passage, right: Name) -> Passage:
    mark = "，" if right.mark == "," else "、"
    before, after = left.location.parts[-1], right.passage.location.parts[0]
    if before.block == after.block and before.end is not None and after.start is not None and after.start > before.end:
        return Passage(mark, ((0, before.block, before.end),))
    return Passage(mark, ((0, Passage.NOWHERE, 0),))


def _conjoined(name: Name) -> Iterator[Name]:
    """Split 市委宣传部和市文化局, keep 发展和改革局: both sides must be names of their own."""
    passage, mark = name.passage, name.mark
    folded = passage.folded
    if _BANK_BRANCH.match(folded):
        yield name
        return
    hidden = _bracketed(folded)
    start = 0
    for match in _CONJUNCTION.finditer(folded):
        if match.start() in hidden or match.start() <= start:
            continue
        left, right = folded[start : match.start()], folded[match.end() :]
        if match[0] == "并" and not right.startswith(("各", "有关")):
            continue
        bare_left = _OPEN_TAIL.sub("", left) or left
        next_part = _CONJUNCTION.split(right, maxsplit=1)[0]
        if _stands_alone(bare_left) and _may_follow(bare_left, right, next_part):
            yield Name(passage=passage[start : match.start()], mark=mark)
            mark, start = match[0][0], match.end()
    yield Name(passage=passage[start:], mark=mark)


def _may_follow(left: str, right: str, next_part: str) -> bool:
    if looks_like_unit(right) or looks_like_unit(next_part) or right.startswith(("各", "有关", "相关", "其他")):
        return True
    # Behind a collective stands a place without its head: 各省辖市政府和济源示范区.
    return left.startswith("各") and len(right) > 2 and not _PLURAL_HEAD.match(right)


def _stands_alone(text: str) -> bool:
    return (
        looks_like_unit(text)
        or text.endswith(_BODIES)
        or (text.startswith("各") and len(text) <= 12 and not text.endswith(_SUBJECTS))
    )


def _finish(names: list[Name]) -> Iterator[Name]:
    for name in names:
        passage = name.passage.strip(" *★☆※●▲◆\t\n\u3000").rstrip("。.、,，;；:： ")
        while passage.folded.endswith((")", "〕")) and not _bracketed(passage.folded) & {len(passage) - 1}:
            # A bracket that nobody opened.
            passage = passage[:-1]
        open_list = False
        match = _OPEN_TAIL.search(passage.folded)
        if match is not None and (match.start() > 0 or len(match[0]) >= 1):
            open_list = True
            passage = passage[: match.start()].strip()
        pieces = list(passage.split(_GLUED)) if _GLUED.search(passage.folded) else [passage]
        whole = all(looks_like_unit(piece.text) and len(piece) > 2 for piece in pieces)
        if len(pieces) > 1 and not whole:
            pieces = [passage]
        for number, piece in enumerate(pieces):
            last = number == len(pieces) - 1
            if piece or (last and open_list):
                yield Name(passage=piece, mark=name.mark if number == 0 else "", open_list=open_list and last)
