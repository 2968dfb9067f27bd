"""DocumentNumber reads what pages print and writes the canonical form."""

from __future__ import annotations

import pytest

from policytasks.errors import DocumentNumberError
from policytasks.location import Location
from policytasks.model.document_number import DocumentNumber, leading_words


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("济兖政办字〔2021〕20号", "济兖政办字〔2021〕20号"),
        ("竹府办〔2036〕20 号", "竹府办〔2036〕20号"),
        ("菏政办字 〔2023〕1号", "菏政办字〔2023〕1号"),
        ("济 兖 政 办 字 〔 2021 〕 20 号", "济兖政办字〔2021〕20号"),
        ("许政 [2020] 20号", "许政〔2020〕20号"),
        ("鄂州政办发(2009)7号", "鄂州政办发〔2009〕7号"),
        ("（厦府办〔2010〕184号）", "厦府办〔2010〕184号"),
        ("渝府办发﹝2021﹞50号", "渝府办发〔2021〕50号"),
        ("辽政办【2032】30号", "辽政办〔2032〕30号"),
        ("人社部发〔2021)73号", "人社部发〔2021〕73号"),
        ("济政办发 〔2038〕９号", "济政办发〔2038〕9号"),
        ("发文字号：晋政发(2006)5号", "晋政发〔2006〕5号"),
        ("[发文字号] 京政办发〔2040〕5号", "京政办发〔2040〕5号"),
        ("粤府〔2021〕第22号", "粤府〔2021〕22号"),
        ("国发〔二〇三八〕三十九号", "国发〔2038〕39号"),
        ("国发〔二○三八〕39号", "国发〔2038〕39号"),
        ("和政办发〔2020〕005号", "和政办发〔2020〕5号"),
        ("省政府令 第999号", "省政府令第999号"),
        ("国务院令（第713号）", "国务院令第713号"),
    ],
)
def test_every_printed_form_becomes_canonical(printed: str, canonical: str) -> None:
    """Blanks, brackets of any kind, labels and 第 do not matter."""
    number = DocumentNumber.parse(printed)
    assert str(number) == canonical
    assert DocumentNumber.parse(canonical) == number


def test_the_parts_are_agency_year_and_serial() -> None:
    """The seed's number in its three parts, with the place that was passed in."""
    place = Location(file="notice.txt", line=1, start=0, end=14)
    number = DocumentNumber.parse("济兖政办字〔2021〕20号", location=place)
    assert (number.agency, number.year, number.serial) == ("济兖政办字", 2021, 20)
    assert number.location == place


def test_the_place_takes_no_part_in_equality() -> None:
    """Two prints of one number are equal."""
    place = Location(file="notice.txt", line=1)
    assert DocumentNumber.parse("国发〔2038〕39号", location=place) == DocumentNumber.parse("国发[2038]39号")


def test_an_order_has_no_year() -> None:
    """Orders are numbered on over the years."""
    number = DocumentNumber.parse("山西省人民政府令第961号")
    assert number == DocumentNumber(agency="山西省人民政府令", year=None, serial=961)


@pytest.mark.parametrize(
    ("printed", "lost", "restored"),
    [
        ("咸安政发〔2019〕1", "号 is lost", "咸安政发〔2019〕1号"),
        ("赣市发〔201737", "closing bracket is lost, digits are glued", "赣市发〔2017〕37号"),
        ("芜政〔201836", "closing bracket is lost, digits are glued", "芜政〔2018〕36号"),
        ("西政发〔20233", "closing bracket is lost, digits are glued", "西政发〔2023〕3号"),
        ("滨教函202011号", "brackets are lost, digits are glued", "滨教函〔2020〕11号"),
        ("国发2038〕39号", "opening bracket is lost", "国发〔2038〕39号"),
        ("财税2016年36号", "brackets are lost", "财税〔2016〕36号"),
        ("闽政〔85〕21号", "two digits", "闽政〔1985〕21号"),
        ("的通知沪府发〔2039〕26号", "other words are glued to it: 的通知", "沪府发〔2039〕26号"),
    ],
)
def test_a_damaged_number_is_named_and_can_be_restored(printed: str, lost: str, restored: str) -> None:
    """What is lost stands in the message; where one reading is left, `restore` gives it."""
    with pytest.raises(DocumentNumberError, match=lost) as caught:
        DocumentNumber.parse(printed)
    assert caught.value.found == repr(printed)
    assert str(DocumentNumber.restore(printed)) == restored


@pytest.mark.parametrize(
    ("printed", "lost"),
    [
        ("闽政[*]21号", "the year is masked"),
        ("闽政〔〕21号", "the year is lost"),
        ("〔2021〕21号", "the agency code is lost"),
        ("济政〔2021〕号", "the serial is lost"),
        ("安委C2020: 3", "not a document number"),
        ("无", "not a document number"),
        ("", "not a document number"),
        ("济政办字〔2021〕18号 关于印发分工的通知", "not a document number"),
        ("济政办字〔2021〕0号", "no such serial"),
        ("济政办字〔1521〕3号", "no such year"),
        ("济" * 101, "too long"),
    ],
)
def test_what_cannot_be_restored_is_refused(printed: str, lost: str) -> None:
    """Neither `parse` nor `restore` invents an agency, a year or a serial."""
    for read in (DocumentNumber.parse, DocumentNumber.restore):
        with pytest.raises(DocumentNumberError, match=lost):
            read(printed)


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("济兖政办字", ""),
        ("按照市政府办公室济政办字", "按照市政府办公室"),
        ("根据国办发", "根据"),
        ("文件精神和冀丙办字", "文件精神和"),
        ("市政府办发", ""),
        ("区委办发", ""),
        ("和政办发", ""),
        ("工信部联企业", ""),
        ("穗公积金中心规字", ""),
        ("省财政厅冀财税", "省财政厅"),
    ],
)
def test_words_before_the_code_are_told_from_it(run: str, words: str) -> None:
    """Words of the sentence go, the code stays whole."""
    assert run[: leading_words(run)] == words
