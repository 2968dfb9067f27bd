"""Short and full names: what binds, measured on pairs from public documents, and what must never bind."""

from __future__ import annotations

import time
from itertools import combinations
from pathlib import Path

import pytest

from policytasks.units.abbreviations import canonical_body, possible_bodies, rival_bodies, rule_key, same_by_rule
from policytasks.units.data import read_table
from policytasks.units.likeness import near_duplicates
from policytasks.units.names import parse_name

PAIRS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "abbreviation_pairs.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
][1:]

# Bodies that stand in different pairs of the set and are one body, so that the classes of the set can be joined.
ONE_BODY = [
    ("住房公积金管理中心", "公积金管理中心"),
    ("委机关工委", "直机关工委"),
    ("人民代表大会常务委员会办公室", "人大办公室"),
    ("文广旅局", "文广和旅游局"),
    ("交通委", "交委"),
    ("委网络安全和信息化委员会办公室", "网络安全和信息化委员会办公室"),
    ("委机关工委", "机关工委"),
    ("委市直机关工委", "机关工委"),
    ("纪委机关", "纪委"),
    ("纪委", "纪律检查委员会"),
    ("住房城乡建设管理委", "住建委"),
    ("住建委", "住房和城乡建设委员会"),
    ("住房保障和房管局", "住保房管局"),
    ("住房保障和房管局", "住房保障和房产管理局"),
    ("人民政府国防动员办公室", "国防动员办公室"),
    ("国防动员办公室", "国动办"),
    ("林业草原局", "林草局"),
    ("地方志办", "地志办"),
    ("地方志办", "地方志编纂委员会办公室"),
    ("文明办", "精神文明办"),
]

CITY = (
    "市委办公室 市委组织部 市委宣传部 市委统战部 市委政法委 市委社会工作部 市委网信办 市委编办 市委巡察办 市委政研室 市委老干部局 市直机关工委 市委党校 市纪委监委"
    " 市人大常委会办公室 市政府办公室 市政协办公室 市法院 市检察院 市发展和改革委员会 市教育局 市科学技术局 市工业和信息化局 市民族宗教事务局 市公安局 市民政局 市司法局"
    " 市财政局 市人力资源和社会保障局 市自然资源和规划局 市生态环境局 市住房和城乡建设局 市交通运输局 市水利局 市水务局 市农业农村局 市商务局 市文化和旅游局"
    " 市卫生健康委员会 市退役军人事务局 市应急管理局 市审计局 市外事办公室 市国有资产监督管理委员会 市市场监督管理局 市体育局 市统计局 市医疗保障局 市信访局"
    " 市林业局 市海洋与渔业局 市畜牧局 市城市管理局 市综合行政执法局 市园林绿化局 市行政审批服务局 市政务服务局 市大数据局 市数据局 市机关事务管理局 市金融工作局"
    " 市地方金融监督管理局 市投资促进局 市乡村振兴局 市能源局 市粮食和物资储备局 市知识产权局 市税务局 市气象局 市地震局 市邮政管理局 市烟草专卖局 市供电公司"
    " 市人防办 市国动办 市总工会 团市委 市妇联 市科协 市文联 市侨联 市残联 市社科联 市红十字会 市工商联 市贸促会 市供销社 市档案馆 市公积金中心 市疾控中心"
    " 市融媒体中心 市大数据中心 市公共资源交易中心 市政务服务中心 市消防救援支队 市交警支队 市人民医院 市中医院 市妇幼保健院 市第一中学 市第二中学 市电信公司"
    " 市移动公司 市联通公司 市农商行 市城投集团 市交投集团 市安委办 市食安办 市爱卫办 市双拥办 市河长办 市文明办 市新闻办 市地志办"
).split()

PREDECESSORS = (
    "环境保护局 生态环境局|国土资源局 自然资源局|国土资源局 自然资源和规划局|规划局 自然资源和规划局|农业局 农业农村局|卫生局 卫生健康局"
    "|卫生和计划生育局 卫生健康局|安全生产监督管理局 应急管理局|工商行政管理局 市场监督管理局|质量技术监督局 市场监督管理局|食品药品监督管理局 市场监督管理局"
    "|扶贫办 乡村振兴局|国家税务局 税务局|地方税务局 税务局|文化局 文化和旅游局|旅游局 文化和旅游局|粮食局 粮食和物资储备局|人防办 国动办"
    "|劳动和社会保障局 人力资源和社会保障局|城市管理局 城市管理和综合执法局|地方金融监管局 金融局|林业局 林业和草原局|工信局 经信局|教育局 教育和体育局"
)


def test_the_set_is_large_and_says_where_each_pair_is_from() -> None:
    """At least 300 different pairs, none of a name with itself, each with its kind of source."""
    assert len({pair[:2] for pair in PAIRS}) == len(PAIRS) >= 300
    assert [pair for pair in PAIRS if pair[0] == pair[1] or ": " not in pair[2]] == []


@pytest.mark.parametrize(
    ("part", "recall"),
    [
        ("together:", 0.86),
        ("apart:", 0.95),
        ("second:", 0.9),
        ("third:", 0.8),
        ("fourth:", 0.95),
        ("fifth:", 0.9),
        ("sixth:", 0.95),
        ("seventh:", 0.9),
    ],
)
def test_each_part_of_the_set_is_bound_as_far_as_the_table_says(part: str, recall: float) -> None:
    """No part of the set carries the others."""
    pairs = [(short, full) for short, full, source in PAIRS if source.startswith(part)]
    bound = [pair for pair in pairs if same_by_rule(*pair)]
    assert len(bound) / len(pairs) >= recall


def test_recall_on_the_whole_set() -> None:
    """At least 0.9 of all pairs bind, in both directions alike."""
    bound = [same_by_rule(short, full) for short, full, _ in PAIRS]
    assert bound == [same_by_rule(full, short) for short, full, _ in PAIRS]
    assert sum(bound) / len(bound) >= 0.9


def test_no_two_bodies_of_the_set_are_confused() -> None:
    """Precision is 1: of all cross pairs of the set, none binds but those of one body."""
    parents: dict[str, str] = {}

    def root(body: str) -> str:
        while parents.setdefault(body, body) != body:
            body = parents[body]
        return body

    for a, b in [(parse_name(short).body, parse_name(full).body) for short, full, _ in PAIRS] + ONE_BODY:
        parents[root(a)] = root(b)
    names = sorted({name for pair in PAIRS for name in pair[:2]})
    wrong = [
        (a, b)
        for a, b in combinations(names, 2)
        if same_by_rule(a, b) and root(parse_name(a).body) != root(parse_name(b).body)
    ]
    assert wrong == []


def test_no_two_units_of_a_city_are_one_or_look_like_one() -> None:
    """Among all departments, groups, institutions and firms of one city nothing binds and nothing is a near-duplicate."""
    assert [pair for pair in combinations(CITY, 2) if same_by_rule(*pair)] == []
    assert near_duplicates(CITY) == ()


@pytest.mark.parametrize("pair", PREDECESSORS.split("|"))
def test_a_predecessor_is_no_abbreviation(pair: str) -> None:
    """A reform makes another unit; succession says so, not the rules of names."""
    old, new = pair.split()
    assert not same_by_rule(f"市{old}", f"市{new}")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("区商务局", "区水务局"),
        ("区税务局", "区水务局"),
        ("区民政局", "区财政局"),
        ("市发改委", "市发改局"),
        ("市卫健委", "市卫健局"),
        ("市教育局", "区教育局"),
        ("市教育局", "市教育厅"),
        ("市公安局", "市公安分局"),
        ("区公安局分局", "区公安分局"),
        ("市公安局", "市公安局（交警支队）"),
        ("市政府", "市政府办公室"),
        ("市委", "市委办公室"),
        ("各市人民政府", "市人民政府"),
        ("各镇（街道）", "各镇"),
        ("北京市第一中级人民法院", "北京市第二中级人民法院"),
        ("颜店镇", "新兖镇"),
        ("财务科", "市财务局"),
        ("国家金融监督管理总局济宁监管分局", "济宁市地方金融监督管理局"),
        ("湖南金融监管局", "湖南省地方金融监督管理局"),
        ("市金融监管局", "市地方金融监督管理局"),
        ("市建委", "市城乡建设委员会"),
        ("市建委", "市住房和城乡建设委员会"),
        ("市建设委员会", "市城乡建设委员会"),
        ("市交委", "市交通运输委员会"),
        ("市交通委员会", "市交通运输委员会"),
        ("市法院", "济宁市中级人民法院"),
        ("中院", "上海市高级人民法院"),
        ("中院", "兖州区人民法院"),
        ("市公安局水上分局", "市公安分局"),
        ("济宁市公安局直属分局", "公安分局"),
        ("中组部", "市委组织部"),
        ("国管局", "区机关事务管理局"),
        ("国家移民管理局", "移民局"),
        ("市合作交流办", "市对口支援和经济合作办公室"),
        ("史志办", "地方志办公室"),
        ("市城管执法局", "市城市管理和综合执法局"),
        ("大理市教育局", "大理白族自治州教育局"),
        ("泰州银保监分局", "泰州保监分局"),
        ("黔南州教育局", "黔东南苗族侗族自治州教育局"),
    ],
)
def test_different_units_do_not_bind(a: str, b: str) -> None:
    """One character, one level or one form of office makes another unit."""
    assert not same_by_rule(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("区发改局", "区发展和改革局"),
        ("市住建委", "市住房城乡建设委"),
        ("区教科体局", "区教育科技和体育局"),
        ("市政数局", "市政务服务数据管理局"),
        ("县资规局", "县自然资源和规划局"),
        ("市委组织部", "组织部"),
        ("区编办", "中共兖州区委机构编制委员会办公室"),
        ("市政府国资委", "市国有资产监督管理委员会"),
        ("颜店镇", "济宁市兖州区颜店镇人民政府"),
        ("鼓楼街道", "鼓楼街道办事处"),
        ("黄埔区政府", "广州市黄埔区人民政府"),
        ("高新区", "高新技术产业开发区管委会"),
        ("市高院", "上海市高级人民法院"),
        ("各县（市、区）政府", "县（市、区）政府"),
        ("各县市区人民政府", "各县市区政府"),
        ("区 财政局", "区财政局等"),
        ("市市场监管局（市知识产权局）", "市市监局"),
        ("湖南金融监管局", "国家金融监督管理总局湖南监管局"),
        ("泰州银保监分局", "中国银行保险监督管理委员会泰州监管分局"),
        ("山东证监局", "中国证券监督管理委员会山东监管局"),
        ("省法院", "山东省高级人民法院"),
        ("恩施州编办", "恩施土家族苗族自治州机构编制委员会办公室"),
        ("国家民委", "中华人民共和国国家民族事务委员会"),
        ("市纪委监委", "中国共产党济宁市纪律检查委员会济宁市监察委员会"),
        ("龙岗公安分局", "深圳市公安局龙岗分局"),
        ("岚县县委宣传部", "中共岚县县委宣传部"),
        ("中组部", "中共中央组织部"),
        ("市绿化市容局", "上海市绿化和市容管理局"),
    ],
)
def test_names_of_one_unit_bind(a: str, b: str) -> None:
    """Departments by their fields, organs by the table, towns and parks with and without their office."""
    assert same_by_rule(a, b)
    assert rule_key(a) == rule_key(b)


def test_an_unknown_body_has_no_canonical_form() -> None:
    """What the tables do not know is left to spelling."""
    assert (canonical_body("护城河指挥部"), canonical_body("发展改革局")) == (None, canonical_body("发改局"))


def test_what_may_mean_several_bodies_is_bound_to_none_of_them() -> None:
    """No body of the table of doubts is one by rule with a body that it may stand for."""
    doubts = [(body, full) for body, fulls, _, _ in read_table("may_mean") for full in fulls.split()]
    assert [pair for pair in doubts if same_by_rule(f"市{pair[0]}", f"市{pair[1]}")] == []
    assert possible_bodies("建委") == ("住房和城乡建设委员会", "城乡建设委员会", "建设委员会")
    assert (rival_bodies("法院"), rival_bodies("建委")) == (("中级人民法院",), ())


def test_fifty_thousand_names_take_seconds_of_processor_time_at_most() -> None:
    """Keys of 50,000 new names are made quickly enough for a registry of that size."""
    bodies = sorted({parse_name(full).body for _, full, _ in PAIRS})
    names = [f"甲{number}县{body}" for number in range(50_000 // len(bodies) + 1) for body in bodies][:50_000]
    began = time.process_time()
    keys = {rule_key(name) for name in names}
    assert len(keys) > 100
    assert time.process_time() - began < 8


def test_the_tables_of_bodies_and_fields_are_sound() -> None:
    """No form stands for two bodies or for two fields."""
    bodies = [form for canonical, forms, _ in read_table("bodies") for form in (canonical, *forms.split())]
    fields = [form for _, forms, _ in read_table("components") for form in forms.split()]
    assert sorted(bodies) == sorted(set(bodies))
    assert sorted(fields) == sorted(set(fields))
