"""One statement — a bracket, a label line, a cell — is read as units with roles, persons and times."""

from __future__ import annotations

import pytest
from views import passage, units

from policytasks.model.responsibility import Role
from policytasks.parsing.statement import read_labelled, read_statement, read_units

LABELLED = {
    "one label": ("责任单位：市教育局、市财政局", "市教育局 责任; 市财政局 责任"),
    "ASCII colon": ("责任单位:市教育局,市财政局", "市教育局 责任; 市财政局 责任"),
    "blank before the colon": ("责任单位 ：市教育局", "市教育局 责任"),
    "lead and responsible by semicolon": (
        "牵头单位：市教育局；责任单位：市财政局，市审计局",
        "市教育局 牵头; 市财政局 责任; 市审计局 责任",
    ),
    "lead and responsible by comma": (
        "牵头单位：市教育局，责任单位：市财政局，各县区",
        "市教育局 牵头; 市财政局 责任; 各县区 责任",
    ),
    "lead and supporting": (
        "牵头单位：市教育局；配合单位：市财政局、市审计局",
        "市教育局 牵头; 市财政局 配合; 市审计局 配合",
    ),
    "on two lines": ("牵头单位：市教育局\n配合单位：市财政局", "市教育局 牵头; 市财政局 配合"),
    "host and co-host": ("主办单位：区民政局；协办单位：区残联", "区民政局 牵头; 区残联 配合"),
    "host and co-signing office": ("主办处室：综合处；会办处室：法规处", "综合处 牵头; 法规处 配合"),
    "chief unit": ("主要责任单位：市水利局", "市水利局 牵头"),
    "chief and supporting": ("主责单位：市水利局；配合单位：市财政局", "市水利局 牵头; 市财政局 配合"),
    "chief beside lead": (
        "牵头单位：市政府办公室；主责单位：市水利局；协办单位：市财政局",
        "市政府办公室 牵头; 市水利局 责任; 市财政局 配合",
    ),
    "responsible lead": ("牵头责任单位：市水利局；责任单位：市财政局", "市水利局 牵头; 市财政局 责任"),
    "department": ("责任部门：市住房城乡建设局", "市住房城乡建设局 责任"),
    "offices": ("责任科室：办公室、法规科", "办公室 责任; 法规科 责任"),
    "co-responsible": ("协同责任单位：区城管局", "区城管局 配合"),
    "co-supporting": ("主要责任单位：区城管局；协同配合单位：区住建局", "区城管局 牵头; 区住建局 配合"),
    "participating": ("牵头单位：县文旅局；参与单位：县体育中心", "县文旅局 牵头; 县体育中心 配合"),
    "guiding": ("指导单位：县农业农村局；落实单位：各乡镇", "县农业农村局 责任; 各乡镇 责任"),
    "label in brackets": ("【责任单位】市教育局、市财政局", "市教育局 责任; 市财政局 责任"),
    "label with a verb": ("责任单位为市教育局、市财政局", "市教育局 责任; 市财政局 责任"),
    "traditional characters": ("牽頭單位：市教育局；責任單位：市財政局", "市教育局 牵头; 市財政局 责任"),
    "verb behind the label": ("责任单位：市教育局、市财政局按职责分工负责。", "市教育局 责任; 市财政局 责任"),
    "lead by a verb behind the label": ("责任单位：市教育局牵头，市财政局配合", "市教育局 牵头; 市财政局 配合"),
    "division among departments": (
        "部门分工：市水利局牵头，各地、各部门配合。",
        "市水利局 牵头; 各地 配合; 各部门 配合",
    ),
    "twice, the lead role wins": ("牵头单位：市教育局；责任单位：市教育局、市财政局", "市教育局 牵头; 市财政局 责任"),
    "blanks inside the label": ("责任 单位：市教育局、市财政局", "市教育局 责任; 市财政局 责任"),
    "blanks everywhere": ("责 任 单 位：市教育局、市财政局", "市教育局 责任; 市财政局 责任"),
    "colon lost": ("责任单位市教育局、市财政局", "市教育局 责任; 市财政局 责任"),
    "semicolon for the colon": ("责任单位；市教育局、市财政局", "市教育局 责任; 市财政局 责任"),
    "label glued to a name": ("牵头单位：市教育局配合单位：市财政局", "市教育局 牵头; 市财政局 配合"),
    "star before a name": ("责任单位：★市教育局、市财政局", "市教育局 责任; 市财政局 责任"),
    "star behind a name": ("责任单位：市教育局*、市财政局", "市教育局 责任; 市财政局 责任"),
    "closing bracket that nobody opened": ("责任单位：市教育局、市财政局）", "市教育局 责任; 市财政局 责任"),
    "numbered names": ("责任单位：①市教育局②市财政局", "市教育局 责任; 市财政局 责任"),
    "a name that proves nothing": ("责任单位：兴业银团、临江大桥专班", "兴业银团 责任; 临江大桥专班 责任"),
}


@pytest.mark.parametrize(("text", "expected"), LABELLED.values(), ids=LABELLED)
def test_a_label_gives_its_units_their_role(text: str, expected: str) -> None:
    """牵头, 主办 → lead; 责任, 落实 → responsible; 配合, 协办, 会办 → supporting."""
    statement = read_statement(passage(text))
    assert units(statement) == expected
    assert statement is not None
    assert statement.labelled


VERBS = {
    "leads": ("市教育局牵头", "市教育局 牵头"),
    "leads and is in charge": ("市教育局牵头负责", "市教育局 牵头"),
    "leads and carries out": ("市教育局牵头组织实施", "市教育局 牵头"),
    "lead responsibility": ("市教育局牵头责任", "市教育局 牵头"),
    "leads the assessment": ("市教育局牵头考核", "市教育局 牵头"),
    "hosts": ("市教育局主办、市财政局协办", "市教育局 牵头; 市财政局 配合"),
    "undertakes": ("由市教育局承办，市财政局、市审计局协办", "市教育局 牵头; 市财政局 配合; 市审计局 配合"),
    "leads and supports": ("市教育局牵头，市财政局、市审计局配合", "市教育局 牵头; 市财政局 配合; 市审计局 配合"),
    "leads and takes part": ("市教育局、市民政局牵头负责，市财政局参加", "市教育局 牵头; 市民政局 牵头; 市财政局 配合"),
    "leads, others by their duties": (
        "市教育局牵头，市财政局及各县区政府按职责分工负责",
        "市教育局 牵头; 市财政局 责任; 各县区政府 责任",
    ),
    "each leads": ("市教育局、市民政局按照职责分工分别牵头负责", "市教育局 牵头; 市民政局 牵头"),
    "in charge": ("市教育局、市财政局负责", "市教育局 责任; 市财政局 责任"),
    "each in charge": ("市教育局、市财政局分别负责", "市教育局 责任; 市财政局 责任"),
    "in charge by their duties": ("市教育局、市财政局按职责分工负责", "市教育局 责任; 市财政局 责任"),
    "supports by its duties": ("市教育局牵头，市财政局按职责分工配合", "市教育局 牵头; 市财政局 配合"),
    "carries out": ("各乡镇政府落实", "各乡镇政府 责任"),
    "each carries out": ("市教育局、各县区政府分头落实", "市教育局 责任; 各县区政府 责任"),
    "guides": ("市农业农村局指导，各县区政府落实", "市农业农村局 责任; 各县区政府 责任"),
    "participates": ("市教育局负责，市财政局参与", "市教育局 责任; 市财政局 配合"),
    "cooperates": ("市教育局牵头，市财政局协同", "市教育局 牵头; 市财政局 配合"),
    "jointly with": ("市教育局会同市财政局、市审计局", "市教育局 牵头; 市财政局 配合; 市审计局 配合"),
    "by A jointly with B": ("由市教育局会同市财政局负责", "市教育局 牵头; 市财政局 配合"),
    "leads, jointly with": ("市教育局牵头，会同市财政局", "市教育局 牵头; 市财政局 配合"),
    "leads jointly with": ("市教育局牵头会同市财政局落实", "市教育局 牵头; 市财政局 配合"),
    "jointly with the departments concerned": ("市教育局会同有关部门", "市教育局 牵头; 有关部门 配合"),
    "in charge and supports": ("由市教育局负责，市财政局配合", "市教育局 责任; 市财政局 配合"),
    "bare": ("市教育局，市财政局，各县市区政府", "市教育局 责任; 市财政局 责任; 各县市区政府 责任"),
    "lead and bare units": ("市教育局牵头，市财政局、市审计局", "市教育局 牵头; 市财政局 责任; 市审计局 责任"),
    "open list": ("市教育局、市财政局等部门按职责分工负责", "市教育局 责任; 市财政局 责任"),
    "open list and a collective": (
        "市教育局、市财政局等，各县区政府负责",
        "市教育局 责任; 市财政局 责任; 各县区政府 责任",
    ),
    "role behind the name": (
        "市教育局（牵头）、市财政局（配合）、市审计局",
        "市教育局 牵头; 市财政局 配合; 市审计局 责任",
    ),
    "one unit that is named by its place": ("各县（市、区）人民政府负责", "各县（市、区）人民政府 责任"),
    "elided heads": ("市教育、财政、住建等部门按职责分工负责", "市教育 责任; 财政 责任; 住建 责任"),
    "elided heads of places": ("广州、深圳、珠海市政府负责", "广州 责任; 深圳 责任; 珠海市政府 责任"),
    "places and the head of the last": ("东城区、西城区政府", "东城区 责任; 西城区政府 责任"),
    "exception behind a comma": ("除开发区外，各县区政府负责", "除开发区外，各县区政府 责任"),
    "exception": ("除开发区外各县区政府负责", "除开发区外各县区政府 责任"),
}


@pytest.mark.parametrize(("text", "expected"), VERBS.values(), ids=VERBS)
def test_a_verb_gives_the_units_before_it_their_role(text: str, expected: str) -> None:
    """A牵头，B、C配合; A会同B; A、B按职责分工负责; 由A承办; bare lists are responsible."""
    assert units(read_statement(passage(text))) == expected


PHRASES = {
    "牵头": (
        "牵头 总牵头 共同牵头 联合牵头 分别牵头 双牵头 牵头抓总 牵头负责 负责牵头 牵头落实 牵头推进 牵头推动 牵头组织实施 牵头统筹 牵头统筹协调 "
        "牵头责任 牵头考核 主办 承办 主抓 为牵头单位 作为牵头单位"
    ),
    "责任": (
        "负责 分别负责 共同负责 分级负责 逐级负责 分类负责 对口负责 归口负责 包干负责 属地负责 统筹负责 全面负责 具体负责 总负责 为主负责 "
        "按职责分工负责 按照各自职责分工负责 依职责负责 分别按职责负责 各负其责 负责落实 负责组织实施 负责督促落实 落实 分头落实 抓好落实 "
        "组织实施 具体实施 协调推进 组织协调 指导 承担 为责任单位"
    ),
    "配合": (
        "配合 积极配合 密切配合 全力配合 共同配合 按职责分工配合 协办 协助 协助做好 协同 参与 共同参与 参加 支持 大力支持 给予支持 会办 会签 为配合单位"
    ),
}


@pytest.mark.parametrize(("role", "phrases"), PHRASES.items(), ids=["lead", "responsible", "supporting"])
@pytest.mark.parametrize("label", ["", "责任单位："], ids=["in brackets", "behind a label"])
def test_words_around_the_verb_belong_to_it(role: str, phrases: str, label: str) -> None:
    """分级负责, 牵头抓总, 大力支持: what stands before and behind the verb is no part of the name."""
    read = {phrase: units(read_statement(passage(f"{label}市教育局、市财政局{phrase}"))) for phrase in phrases.split()}
    assert read == dict.fromkeys(phrases.split(), f"市教育局 {role}; 市财政局 {role}")


def test_a_clause_without_units_adds_none() -> None:
    """市教育局牵头，按职责分工负责."""
    text = "责任单位：市教育局、市财政局牵头，按职责分工负责"
    assert units(read_statement(passage(text))) == "市教育局 牵头; 市财政局 牵头"


NO_STATEMENTS = {
    "contents": "含保障性住房、人才公寓",
    "abbreviation": "以下简称“三长制”",
    "figure": "不少于30个",
    "English": "PPP",
    "year": "2021—2025年",
    "document number": "国发〔2020〕1号",
    "list of things": "道路、桥梁、隧道",
    "sentence with a verb": "各单位要加强协调，积极配合做好相关工作",
    "see": "详见附件1",
    "kinds of place": "学校、医院、车站",
    "former name": "原市教育局",
    "short name": "简称市教育局",
    "label alone": "责任单位",
    "typeface of the leads": "牵头单位为黑体",
    "joint paper": "市教育局、市财政局联合发文",
    "source": "市教育局供稿",
    "advice": "咨询单位：市教育局，联系电话：1234567",
    "head count": "市教育局、市财政局各1名",
    "scope label": "适用范围：全市规模以上工业企业",
    "rate": "同比增长5.6%",
    "empty": "",
    "blank": "　 ",
}


@pytest.mark.parametrize("text", NO_STATEMENTS.values(), ids=NO_STATEMENTS)
def test_a_remark_is_no_statement(text: str) -> None:
    """Brackets that name no units are part of the sentence."""
    assert read_statement(passage(text)) is None


def _words(statement_part: tuple[object, ...]) -> list[str]:
    return [str(part) for part in statement_part]


def test_persons_and_offices_are_kept_beside_the_units() -> None:
    """分管领导：… and 副市长 are no units."""
    statement = read_labelled(passage("分管领导：李明远；责任单位：市水利局、市财政局；责任人：赵文清"))
    assert units(statement) == "市水利局 责任; 市财政局 责任"
    assert _words(statement.leaders) == ["李明远", "赵文清"]


def test_leaders_before_units_are_no_units() -> None:
    """分管副市长、协管副秘书长负责，市水利局牵头."""
    statement = read_statement(passage("分管副市长、协管副秘书长负责，市水利局牵头，市财政局配合"))
    assert units(statement) == "市水利局 牵头; 市财政局 配合"
    assert statement is not None
    assert _words(statement.leaders) == ["分管副市长", "协管副秘书长"]


TIMES = {
    "clause": ("市教育局负责，6月底前完成", ["6月底前完成"]),
    "before the verb": ("市教育局牵头，市财政局配合，2021年10月底前完成", ["2021年10月底前完成"]),
    "within the year": ("市教育局、市财政局分别负责，年内持续推进", ["年内持续推进"]),
    "ongoing": ("市教育局牵头，长期坚持", ["长期坚持"]),
}


@pytest.mark.parametrize(("text", "times"), TIMES.values(), ids=TIMES)
def test_a_clause_of_time_is_no_unit(text: str, times: list[str]) -> None:
    """Units and time stand in one bracket: （市教育局负责，6月底前完成）."""
    statement = read_statement(passage(text))
    assert statement is not None
    assert _words(statement.times) == times
    assert not statement.leftover


def test_a_label_of_time_is_read_whole() -> None:
    """责任单位：…；完成时限：…"""
    statement = read_labelled(passage("责任单位：市教育局；完成时限：2021年9月底前完成选址，年底前开工"))
    assert units(statement) == "市教育局 责任"
    assert _words(statement.time_labels) == ["2021年9月底前完成选址，年底前开工"]


def test_a_label_that_is_no_role_adds_no_unit() -> None:
    """责任单位：市教育局；适用范围：各民办学校."""
    assert units(read_labelled(passage("责任单位：市教育局；适用范围：各民办学校"))) == "市教育局 责任"


def test_an_abbreviation_behind_a_comma_is_no_unit() -> None:
    """市教育局，以下简称教育局."""
    assert units(read_labelled(passage("责任单位：市教育局，以下简称教育局"))) == "市教育局 责任"


def test_the_former_lead_is_no_unit() -> None:
    """原牵头单位 was relieved; 调整后责任单位 is in charge."""
    text = "原牵头单位：市经信局；调整后责任单位：市商务局"
    assert units(read_labelled(passage(text))) == "市商务局 责任"


def test_等_opens_the_list_of_a_statement() -> None:
    """The statement says so; the units are those that are named."""
    statement = read_labelled(passage("责任单位：市教育局、市财政局等部门"))
    assert (units(statement), statement.open_list) == ("市教育局 责任; 市财政局 责任", True)


def test_the_default_role_is_that_of_the_column() -> None:
    """A cell below 配合单位 supports without a word; a verb in the cell overrules the column."""
    assert (
        units(read_labelled(passage("市教育局、市财政局"), default=Role.SUPPORTING)) == "市教育局 配合; 市财政局 配合"
    )
    assert (
        units(read_labelled(passage("市教育局牵头\n市财政局"), default=Role.SUPPORTING))
        == "市教育局 牵头; 市财政局 配合"
    )


def test_only_units_behind_the_comma_support_under_a_label() -> None:
    """责任科室：办公室，各科室配合 — the office is responsible, the others support."""
    assert units(read_labelled(passage("责任科室：办公室，各科室配合"))) == "办公室 责任; 各科室 配合"


def test_a_cell_without_words_counts_any_name() -> None:
    """A column of units holds units, whatever they are called; a dash and 无 are none."""
    assert units(read_labelled(passage("兴业银团\n临江大桥专班"))) == "兴业银团 责任; 临江大桥专班 责任"
    assert [units(read_labelled(passage(cell))) for cell in ("无", "/", "—", "")] == ["", "", "", ""]


def test_a_unit_named_twice_stands_once_with_its_first_role() -> None:
    """市财政局 is responsible and supporting: the first word counts, unless a later one makes it the lead."""
    assert units(read_labelled(passage("市财政局负责，市财政局、市审计局配合"))) == "市财政局 责任; 市审计局 配合"
    assert units(read_labelled(passage("市财政局负责，市财政局牵头"))) == "市财政局 牵头"


def test_read_units_reads_groups_in_printed_order() -> None:
    """A unit stands once for each group that names it; the statement as a whole decides between them."""
    assert units(read_units(passage("市财政局负责，市财政局、市审计局配合"), default=Role.RESPONSIBLE)) == (
        "市财政局 责任; 市财政局 配合; 市审计局 配合"
    )
