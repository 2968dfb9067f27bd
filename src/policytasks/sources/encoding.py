"""Encoding 编码: bytes of Chinese text → characters, without asking a declaration that may lie.

The order is: byte order mark, UTF-8, then GB18030 against Big5 and UTF-16 without mark, judged by how many frequent
characters of official texts each reading gives. A wrong reading gives next to none, so the judgement is clear from a
dozen characters on; where it is not, the result says so.
"""

from __future__ import annotations

import codecs
import re

import attrs

from policytasks.errors import SourceError

__all__ = ["Decoded", "decode"]


@attrs.frozen(kw_only=True)
class Decoded:
    """What bytes say.

    Args:
        text: The characters, without byte order mark; bytes that are none stand as U+FFFD.
        encoding: Python's name of the encoding.
        certain: False when another encoding is nearly as likely.
    """

    text: str
    encoding: str
    certain: bool = True

    @property
    def damaged(self) -> int:
        """How many U+FFFD the text holds."""
        return self.text.count(REPLACEMENT)


REPLACEMENT = "\ufffd"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_FREQUENT = frozenset(
    "的一是不在有和为了人大中上下年月日以及与等对到加强做好实施推进进行全面完善建立健全落实责任单位牵头配合部门"
    "各市县区镇乡街道办事处政府委员会局厅室工作通知意见方案要求重点任务分工公开信息发展改革管理服务经济社会"
    "建设项目企业生产安全农业农村教育卫生民生环境保护财政资金监督检查考核组织领导制度机制法规定本地方国家省"
    "第二三四五六七八九十前底时限期间完成开展提高加快促进支持体系新能力水平质量行业主要负责同志按照关于印发"
    "為與會縣區鎮鄉辦處廳請給務實責任單位門牽頭關於發經濟產業農環監檢組織領導機制規國時間開進體質員點導應當"
    "之也由此可使其将將所并並個个這这們们就來来我他她你说說見见要学學得里裡后後地出用动動同名条條件"
    "，。、；：（）《》“”〔〕！？０１２３４５６７８９"
)  # fmt: skip

_NARROW = ("gb18030", "utf-8", "big5hkscs")
_WIDE = ("utf-16-le", "utf-16-be")

_SAMPLE = 64 * 1024
_CLEAR = 2  # how many times as many frequent characters make a reading certain
_PLAUSIBLE = 0.15  # random bytes read as UTF-16 stay well below it, Chinese texts above 0.4
_TOO_DAMAGED = 0.1  # share of U+FFFD past which bytes are no text

_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_UNUSED = re.compile("[\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")
_ASCII = re.compile("[\t\n\r -~]")


def decode(data: bytes, *, file: str = "", declared: str | None = None) -> Decoded:
    """The characters that the bytes of a text stand for.

    Args:
        data: The bytes; those of a text, a page or a part of one.
        file: Name of the file, for messages.
        declared: An encoding that the source names itself; it only decides between readings that are equally likely.

    Raises:
        SourceError: The bytes are no text in any encoding that Chinese texts use.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_read(data[len(mark) :], encoding), encoding, file)
    if b"\0" not in data:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return _checked(text, "utf-8", file)
    ranked = sorted(_candidates(data, declared), key=lambda candidate: candidate[:2], reverse=True)
    (best, _, encoding), (second, *_) = ranked[0], ranked[1]
    return _checked(_read(data, encoding), encoding, file, certain=best > _CLEAR * max(second, 0))


def _candidates(data: bytes, declared: str | None) -> list[tuple[float, int, str]]:
    """Each encoding with the worth of what a sample reads as, and its rank among equals."""
    sample = data[:_SAMPLE]
    declared_name = _python_name(declared)
    encodings = sorted(_NARROW, key=lambda encoding: encoding != declared_name)
    worths = [(_worth(_read(sample, encoding)), encoding) for encoding in encodings]
    for encoding in _WIDE:
        worth = _worth(_read(sample, encoding), wide=True)
        if worth > _PLAUSIBLE:
            worths.append((worth, encoding))
    return [(worth, -rank, encoding) for rank, (worth, encoding) in enumerate(worths)]


def _worth(text: str, *, wide: bool = False) -> float:
    """How much a reading looks like a Chinese text: the share of frequent characters, less that of impossible ones.

    ASCII reads alike in every narrow encoding and says nothing there; in a wide one it is as good as a frequent character.
    """
    faults = text.count(REPLACEMENT) + len(_CONTROLS.findall(text)) + len(_UNUSED.findall(text))
    ascii_count = len(_ASCII.findall(text))
    counted = len(text) if wide else len(text) - ascii_count
    frequent = sum(map(_FREQUENT.__contains__, text)) + (ascii_count if wide else 0)
    return (frequent - 2 * faults) / max(1, counted)


def _checked(text: str, encoding: str, file: str, *, certain: bool = True) -> Decoded:
    """The reading, unless it is no text at all."""
    faults = text.count(REPLACEMENT) + len(_CONTROLS.findall(text))
    if faults > 1 and faults > _TOO_DAMAGED * len(text):
        raise SourceError(
            "the file is no text", where=file, found=f"binary data ({faults:,} of {len(text):,} characters are none)",
            expected="a document, or text in UTF-8, GB18030, Big5 or UTF-16",
        )  # fmt: skip
    return Decoded(text=text, encoding=encoding, certain=certain)


def _read(data: bytes, encoding: str) -> str:
    text = data.decode(encoding, errors="replace")
    if encoding in _PAIRED and 0 < text.count(REPLACEMENT) <= _FEW:
        text = data.decode(encoding, errors=_IN_STEP)
    return text


def _keep_in_step(fault: UnicodeError) -> tuple[str, int]:
    """Go on behind a broken byte of a two-byte encoding, where the following bytes make more sense.

    Behind a broken first byte its second one has to be skipped too, or every later pair is taken across its middle.
    """
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    data, start = fault.object, fault.start

    def worth(at: int) -> float:
        return _worth(data[at : at + _AHEAD].decode(fault.encoding, errors="replace"))

    # max keeps the first of equals: the shorter step.
    return REPLACEMENT, min(max((start + 1, start + 2), key=worth), len(data))


_IN_STEP = "policytasks.keep-in-step"
_PAIRED = frozenset({"gb18030", "big5hkscs"})
_AHEAD = 24
_FEW = 1_000  # broken places that are worth a look each

codecs.register_error(_IN_STEP, _keep_in_step)


def _python_name(declared: str | None) -> str:
    """The candidate that a declaration such as ``gb2312`` or ``BIG5`` means; empty for others."""
    if not declared:
        return ""
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return ""
    if name in {"gb2312", "gbk", "gb18030", "hz"}:
        return "gb18030"
    return "big5hkscs" if name in {"big5", "cp950", "big5hkscs"} else name
