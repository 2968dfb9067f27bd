"""Plans in unusual shapes: one line, parts, closing words, leaders in headings, statements on lines of their own."""

from __future__ import annotations

from views import outline

from policytasks.parsing.read import parse_notice


def test_items_on_one_line_are_items() -> None:
    """一、…（甲）；二、…（乙）; the mark behind the bracket belongs to the text."""
    text = "一、新建小学三所（市教育局牵头）；二、打通断头路（市交通局牵头）；三、修建公园（市园林局牵头）。"
    assert outline(parse_notice(text)) == [
        "-",
        " 一、",
        "  新建小学三所； ‖ 市教育局 牵头",
        " 二、",
        "  打通断头路； ‖ 市交通局 牵头",
        " 三、",
        "  修建公园。 ‖ 市园林局 牵头",
    ]


def test_parts_are_sections_where_three_levels_are_left() -> None:
    """第一部分 > 一、 > 1., and 一、 again in the second part."""
    text = (
        "第一部分 民生\n一、办好教育\n1.新建小学三所。（责任单位：市教育局）\n"
        "第二部分 城建\n一、畅通道路\n1.打通断头路。（责任单位：市交通局）\n"
    )
    notice = parse_notice(text)
    assert outline(notice) == [
        "第一部分 民生",
        " 一、 办好教育",
        "  1. 新建小学三所。 ‖ 市教育局 责任",
        "第二部分 城建",
        " 一、 畅通道路",
        "  1. 打通断头路。 ‖ 市交通局 责任",
    ]
    assert [requirement.id for requirement in notice.requirements] == ["1.1.1", "2.1.1"]


def test_goals_and_measures_around_the_tasks_are_left_over() -> None:
    """Their headings are sections without tasks; 会同 in a sentence of them names no units."""
    text = (
        "一、主要目标\n到2025年，全市教育水平明显提升。\n二、重点任务\n"
        "（一）新建小学。年内新建小学三所，新增学位三千个。（责任单位：市教育局）\n"
        "（二）打通断头路。完成临江路和滨河路的改造。（责任单位：市交通局）\n"
        "三、组织保障\n（一）督导考核。由市政府督查室会同市政府办公室定期督导。\n"
    )
    notice = parse_notice(text)
    assert outline(notice) == [
        "一、 主要目标",
        "二、 重点任务",
        " （一） 新建小学",
        "  年内新建小学三所，新增学位三千个。 ‖ 市教育局 责任 ‖ 年内 → date",
        " （二） 打通断头路",
        "  完成临江路和滨河路的改造。 ‖ 市交通局 责任",
        "三、 组织保障",
    ]
    assert [block.text for block in notice.unparsed] == [
        "到2025年，全市教育水平明显提升。",
        "（一）督导考核。由市政府督查室会同市政府办公室定期督导。",
    ]


def test_a_leader_in_the_heading_of_a_section_is_no_unit() -> None:
    """（牵头领导：李明）."""
    text = (
        "一、办好教育（牵头领导：李明）\n1.新建小学三所。\n责任单位：市教育局\n2.改建初中两所。\n责任单位：市教育局\n"
        "二、畅通道路（牵头领导：王建设）\n3.打通断头路。\n责任单位：市交通局\n"
    )
    assert outline(parse_notice(text)) == [
        "一、 办好教育",
        " 1.",
        "  新建小学三所。 ‖ 市教育局 责任",
        " 2.",
        "  改建初中两所。 ‖ 市教育局 责任",
        "二、 畅通道路",
        " 3.",
        "  打通断头路。 ‖ 市交通局 责任",
    ]


def test_a_statement_may_stand_on_a_line_of_its_own() -> None:
    """The heading and the text are lines of their own too."""
    text = "（一）办好教育\n新建小学三所，改建初中两所。\n（市教育局牵头，市财政局配合）\n（二）畅通道路\n打通断头路。\n（市交通局牵头）\n"
    assert outline(parse_notice(text)) == [
        "-",
        " （一） 办好教育",
        "  新建小学三所，改建初中两所。 ‖ 市教育局 牵头; 市财政局 配合",
        " （二） 畅通道路",
        "  打通断头路。 ‖ 市交通局 牵头",
    ]


def test_paragraphs_without_numbers_are_requirements_by_their_statements() -> None:
    """No section, no task, one requirement for each paragraph."""
    text = "新建小学三所，改建初中两所。（责任单位：市教育局）\n打通断头路。（市交通局牵头，市公安局配合）\n"
    assert outline(parse_notice(text)) == [
        "-",
        " -",
        "  新建小学三所，改建初中两所。 ‖ 市教育局 责任",
        "  打通断头路。 ‖ 市交通局 牵头; 市公安局 配合",
    ]


def test_a_sentence_that_closes_a_section_is_left_over() -> None:
    """以上任务由市政府办公室督办 is no part of the last task."""
    text = "一、教育\n1.建小学。（责任单位：市教育局）\n以上任务由市政府办公室督办。\n二、道路\n2.修路。（责任单位：市交通局）\n"
    notice = parse_notice(text)
    assert outline(notice) == [
        "一、 教育",
        " 1.",
        "  建小学。 ‖ 市教育局 责任",
        "二、 道路",
        " 2.",
        "  修路。 ‖ 市交通局 责任",
    ]
    assert [block.text for block in notice.unparsed] == ["以上任务由市政府办公室督办。"]


def test_a_remark_that_looks_like_a_heading_in_brackets_stays_in_the_text() -> None:
    """（试点单位：…） names no role, and its colon ends no heading."""
    text = "1.深化改革（试点单位：市第一中学、市实验小学）。（责任单位：市教育局）\n2.修路。（责任单位：市交通局）"
    assert outline(parse_notice(text)) == [
        "-",
        " 1.",
        "  深化改革（试点单位：市第一中学、市实验小学）。 ‖ 市教育局 责任",
        " 2.",
        "  修路。 ‖ 市交通局 责任",
    ]


def test_sub_items_with_statements_of_their_own_are_requirements_of_their_item() -> None:
    """（1）（2） below 1., which is kept beside each of them as the heading above."""
    text = (
        "一、民生\n（一）教育\n1.扩大学位供给\n（1）新建小学。（责任单位：市教育局）\n（2）改建初中。（责任单位：市住建局）\n"
        "2.培训教师。（责任单位：市人社局）\n"
    )
    notice = parse_notice(text)
    assert outline(notice) == [
        "一、 民生",
        " （一） 教育",
        "  （1） 新建小学。 ‖ 市教育局 责任",
        "  （2） 改建初中。 ‖ 市住建局 责任",
        "  2. 培训教师。 ‖ 市人社局 责任",
    ]
    assert [[remark.text for remark in one.remarks] for one in notice.requirements] == [
        ["扩大学位供给"],
        ["扩大学位供给"],
        [],
    ]


def test_requirements_may_stand_right_below_a_section() -> None:
    """1. below 一、 beside sections with （一）: the task level is missing there."""
    text = (
        "一、教育\n1.新建小学。（责任单位：市教育局）\n2.改建初中。（责任单位：市教育局）\n"
        "二、道路\n（一）大修\n1.打通断头路。（责任单位：市交通局）\n"
    )
    assert outline(parse_notice(text)) == [
        "一、 教育",
        " -",
        "  1. 新建小学。 ‖ 市教育局 责任",
        "  2. 改建初中。 ‖ 市教育局 责任",
        "二、 道路",
        " （一） 大修",
        "  1. 打通断头路。 ‖ 市交通局 责任",
    ]


def test_closing_rules_with_a_number_are_no_section() -> None:
    """五、本方案自印发之日起施行."""
    text = "一、教育\n1.新建小学。（责任单位：市教育局）\n二、本方案自印发之日起施行，由市政府办公室负责解释。\n"
    notice = parse_notice(text)
    assert outline(notice) == ["一、 教育", " 1.", "  新建小学。 ‖ 市教育局 责任"]
    assert [block.text for block in notice.unparsed] == ["二、本方案自印发之日起施行，由市政府办公室负责解释。"]


def test_sentences_with_statements_of_their_own_are_requirements() -> None:
    """1.甲。（A）乙。（B）: the first sentence is no heading of the second."""
    text = "一、办好养老\n1.落实两项补贴。（市民政局）在职业学校开设专业。（市教育局）\n2.改造敬老院。（市民政局）\n"
    assert outline(parse_notice(text)) == [
        "一、 办好养老",
        " 1.",
        "  落实两项补贴。 ‖ 市民政局 责任",
        "  在职业学校开设专业。 ‖ 市教育局 责任",
        " 2.",
        "  改造敬老院。 ‖ 市民政局 责任",
    ]


def test_a_statement_behind_a_short_heading_speaks_for_its_text() -> None:
    """一、短标题。（A牵头）正文…: one statement, and the text behind it has none."""
    text = "一、办好养老。（市民政局牵头）改造敬老院，落实两项补贴。\n二、办好教育。（市教育局牵头）新建小学，开设职业专业。\n"
    assert outline(parse_notice(text)) == [
        "-",
        " 一、 办好养老",
        "  改造敬老院，落实两项补贴。 ‖ 市民政局 牵头",
        " 二、 办好教育",
        "  新建小学，开设职业专业。 ‖ 市教育局 牵头",
    ]


def test_labels_above_their_items_belong_to_what_follows() -> None:
    """责任单位 stands below the heading and above each item, and nothing stands below the last one."""
    text = (
        "一、养老\n责任单位：市民政局\n1.改造敬老院。\n责任单位：市财政局\n2.落实补贴。\n"
        "二、教育\n责任单位：市教育局\n3.新建小学。\n责任单位：市住建局\n4.改造校舍。\n"
    )
    assert outline(parse_notice(text)) == [
        "一、 养老",
        " 1.",
        "  改造敬老院。 ‖ 市民政局 责任",
        " 2.",
        "  落实补贴。 ‖ 市财政局 责任",
        "二、 教育",
        " 3.",
        "  新建小学。 ‖ 市教育局 责任",
        " 4.",
        "  改造校舍。 ‖ 市住建局 责任",
    ]


def test_labels_below_their_items_belong_to_what_precedes() -> None:
    """The usual order; what stands right below a heading speaks for items that have nothing of their own."""
    text = "一、养老\n1.改造敬老院。\n责任单位：市民政局\n2.落实补贴。\n责任单位：市财政局\n二、教育\n3.新建小学。\n责任单位：市教育局\n"
    assert outline(parse_notice(text)) == [
        "一、 养老",
        " 1.",
        "  改造敬老院。 ‖ 市民政局 责任",
        " 2.",
        "  落实补贴。 ‖ 市财政局 责任",
        "二、 教育",
        " 3.",
        "  新建小学。 ‖ 市教育局 责任",
    ]


def test_what_a_site_says_below_its_furniture_divides_no_work() -> None:
    """主办：某市人民政府 below 打印 关闭 is about the site; the same label in an item is not."""
    text = "任务分工\n1.修路。（责任单位：市交通局）\n2.办会。\n主办：市商务局\n打印 关闭\n扫一扫在手机打开\n主办：某市人民政府办公室\n"
    notice = parse_notice(text)
    assert outline(notice) == ["-", " 1.", "  修路。 ‖ 市交通局 责任", " 2.", "  办会。 ‖ 市商务局 牵头"]
    assert "主办：某市人民政府办公室" in [block.text for block in notice.unparsed]


def test_a_label_below_a_page_number_is_about_work() -> None:
    """A page number is no sign of a site's footer."""
    notice = parse_notice("任务分工\n1.修路。\n责任单位：市交通局\n2.办会。\n— 3 —\n主办：市商务局\n")
    assert outline(notice) == ["-", " 1.", "  修路。 ‖ 市交通局 责任", " 2.", "  办会。 ‖ 市商务局 牵头"]
