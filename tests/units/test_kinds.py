"""The kind of a printed name, and which texts are names at all."""

from __future__ import annotations

import pytest

from policytasks.model.unit import UnitKind
from policytasks.units.data import read_table
from policytasks.units.kinds import kind_of, looks_like_unit

KINDS = {
    UnitKind.COLLECTIVE: "各镇（街道） 区政府各部门、单位 市直有关部门 各县（市、区）人民政府 全区经济运行各专班 各有关单位 县级各部门 市政府各部门 有关部门"
    " 县（市、区）政府 区、县(市)人民政府 乡镇人民政府 各科室 各区政府（含北京经济技术开发区管委会） 区疫情防控指挥部成员单位 除市公安局外各部门",
    UnitKind.BRANCH: "区生态环境分局 区公安分局 区公安局分局 湖南银保监局 人民银行长沙中心支行 人行泰州中支 市消防救援支队 国家统计局兖州调查队 济宁海关 日照海事局"
    " 中国人民银行济宁市分行 市公安局交通警察支队 市公安局森林警察支队 农业银行兖州支行 济宁金融监管分局",
    UnitKind.PARTY_ORGAN: "区委编办 市委组织部 区委办公室 市委 县委农办 市纪委监委 团市委 共青团兖州区委 市妇联 工商联 区人武部 民革济宁市委"
    " 市委巡察工作领导小组办公室 中国共产党济宁市委员会宣传部 市监察委员会 市纪委监委机关"
    " 济宁市人民武装部 市归国华侨联合会 市工商业联合会 市计划生育协会 市台湾同胞联谊会 驻区财政局纪检监察组",
    UnitKind.CONGRESS: "区人大常委会办公室 区政协办公室 市政协 市人民代表大会常务委员会 中国人民政治协商会议济宁市委员会"
    " 市人民代表大会常务委员会办公室 市人大财政经济委员会 市人大常委会法工委 市政协机关 中国人民政治协商会议济宁市兖州区委员会办公室",
    UnitKind.COURT: "区法院 区检察院 市中级法院 最高人民法院 区法院执行局",
    UnitKind.TOWNSHIP: "大安镇 颜店镇人民政府 鼓楼街道 鼓楼街道办事处",
    UnitKind.PARK: "兖州工业园区管委会 高新区 立山经济开发区 高新园(邹区镇)"
    " 市高新区管委会 济宁经济技术开发区管理委员会",
    UnitKind.PUBLIC_INSTITUTION: "县代建中心 县政务服务中心 市第一中学 市委党校 县档案馆 市公积金中心"
    " 市供销合作社联合社 市住房公积金管理中心 曲阜师范大学 兖州一中 兖州区实验小学 济宁仲裁委员会办公室",
    UnitKind.ENTERPRISE: "区供电部 荆州供电公司 魏武国控集团 晋陵公司 区国投公司 市农商行"
    " 人保财险兖州支公司 华能济宁电厂 国铁集团 国家电网公司",
    UnitKind.LEADING_GROUP: "县护城河指挥部 市行政审批制度改革工作领导小组办公室 市安委办(工作专班办公室) 人才办 市政府征兵办",
    UnitKind.INTERNAL_OFFICE: "财务科 综合规划处 办公室",
    UnitKind.GOVERNMENT_OFFICE: "市政府办公室 区政府办公室（区大数据中心） 市府办 国务院办公厅",
    UnitKind.GOVERNMENT: "市政府 黄埔区政府 济宁市人民政府 黄埔区 任城区 江苏省盐城市 房山区",
    UnitKind.DEPARTMENT: "区发展和改革局 省财政厅 财政部 县扶贫办 税务局 市国有资产监督管理委员会 市城市管理委员会 市政府驻京办 市文广新局"
    " 县文体广新局 科技创新局 高新局 市市政委 济宁市国家税务局 国家税务总局济宁市税务局 市烟草专卖局 市气象局 市邮政管理局 省通信管理局 市铁路办",
    UnitKind.UNKNOWN: "保障性住房 人才房 干部 城镇 举办 功能板块 开创新局 谱写新局 老城区 市城区 大城市 龙桥社区居民委员会",
}

UNITS = (
    "市教育局 市财政局 区委组织部 县人社局 税务局 团区委 区法院 高新区 各镇（街道） 市直有关部门 各县（市、区）政府 区融媒体中心 市政府办公室"
    " 区城投公司 县护城河指挥部 市公安局（交警支队） 区政府各部门、单位 市第一中学"
)

REMARKS = (
    "含保障性住房 人才房 全部 东部 中部 西部 主办 承办 协办 督办 会议室 实验室 教室 中小学 幼儿园 医院 学校 网站 微信公众号 展示中心 服务中心 政务服务大厅"
    " 商业银行 保险公司 加油站 充电站 社区 小区 城市 农村 老城区 管委会 分局 办公室 以下简称 包括市教育局 由市教育局 每月10日前 试行 征求意见稿 百分之五"
    " 新增就业5000人 财政 教育 卫生 社会组织 党员干部 一次办好 网上办 格局 布局 附件 含市本级 下同 见附件 专科 本科 食堂 停车场 公共场所 厕所 车站"
)


@pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for kind, names in KINDS.items() for name in names.split(" ") if name]
)
def test_a_printed_name_tells_its_kind(name: str, kind: UnitKind) -> None:
    """Each kind of body is told by its beginning, its end, or both."""
    assert kind_of(name) is kind


@pytest.mark.parametrize("name", [" 区 财政局", "区财政局\u3000", "区财政局。", "區財政局", "\u200b区财政局、"])
def test_spelling_does_not_change_the_kind(name: str) -> None:
    """Blanks, outer marks and traditional characters do not count."""
    assert kind_of(name) is UnitKind.DEPARTMENT


def test_the_head_decides_and_not_the_bracket() -> None:
    """区政府办公室（区大数据中心） is a government office with a plate, not a centre."""
    assert [kind_of("区政府办公室（区大数据中心）"), kind_of("区大数据中心（区政府办公室）")] == [
        UnitKind.GOVERNMENT_OFFICE,
        UnitKind.PUBLIC_INSTITUTION,
    ]


@pytest.mark.parametrize("name", UNITS.split())
def test_a_unit_looks_like_one(name: str) -> None:
    """Every common unit passes as an item of a bare list."""
    assert looks_like_unit(name)


@pytest.mark.parametrize("text", REMARKS.split())
def test_a_remark_does_not_look_like_a_unit(text: str) -> None:
    """Things, parts, verbs and remarks that end like units do not pass."""
    assert not looks_like_unit(text)


def test_the_table_of_endings_is_sound() -> None:
    """Every row has four cells, a known kind and a known proof, and no ending stands twice."""
    rows = read_table("kinds")
    endings = [row[0] for row in rows]
    assert [row for row in rows if len(row) != 4 or row[2] not in ("alone", "level", "no")] == []
    assert {row[1] for row in rows} <= {kind.value for kind in UnitKind}
    assert sorted(endings) == sorted(set(endings))
