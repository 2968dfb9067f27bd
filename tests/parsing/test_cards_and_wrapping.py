"""Shapes that converters and rectification lists leave: cards of labelled lines, paragraphs broken at a width, numbers glued to cells."""

from __future__ import annotations

import textwrap

import pytest
from views import outline, units

from policytasks.location import Location
from policytasks.parsing.cards import read_card
from policytasks.parsing.read import parse_notice
from policytasks.passage import Passage


def lines(text: str) -> list[Passage]:
    return [Passage.of(line, Location(line=at)) for at, line in enumerate(text.splitlines(), 1)]


class TestCards:
    """A heading, and labelled lines below it."""

    CARD = "排污口整治不到位\n整改目标：消除直排。\n整改措施：封堵排污口12处。\n建成截污管网3公里。\n责任单位：区水利局、各街道\n整改时限：2023年12月底前"

    def test_each_label_is_read_like_a_heading_of_a_column(self) -> None:
        card = read_card(lines(self.CARD))
        assert card is not None
        assert (card.title.text, card.draft.text.text) == ("排污口整治不到位", "封堵排污口12处。\n建成截污管网3公里。")
        assert "; ".join(units(one) or "" for one in card.draft.statements) == "区水利局 责任; 各街道 责任"
        assert [cell.text for cell in card.draft.deadline_cells] == ["2023年12月底前"]
        assert [(heading, text.text) for heading, text in card.draft.remarks] == [("整改目标", "消除直排。")]

    @pytest.mark.parametrize(
        "text",
        [
            "排污口整治不到位",
            "排污口整治不到位\n各单位要高度重视。\n整改措施：封堵排污口12处。\n责任单位：区水利局",
            "排污口整治不到位\n责任单位：区水利局\n整改时限：2023年12月底前",
            "排污口整治不到位\n整改措施：封堵排污口12处。\n整改时限：2023年12月底前",
        ],
        ids=["heading alone", "prose first", "no requirement", "no units"],
    )
    def test_what_lacks_a_part_is_none(self, text: str) -> None:
        assert read_card(lines(text)) is None

    def test_a_list_of_cards_is_a_list_of_tasks(self) -> None:
        second = self.CARD.replace("排污口整治不到位", "河道岸线被占用").replace("封堵排污口12处", "拆除违建9处")
        notice = parse_notice(f"整改方案\n一、{self.CARD}\n二、{second}\n")
        assert outline(notice) == [
            "-",
            " 一、 排污口整治不到位",
            "  封堵排污口12处。\n建成截污管网3公里。 ‖ 区水利局 责任; 各街道 责任 ‖ 2023年12月底前 → 2023-12-31",
            " 二、 河道岸线被占用",
            "  拆除违建9处。\n建成截污管网3公里。 ‖ 区水利局 责任; 各街道 责任 ‖ 2023年12月底前 → 2023-12-31",
        ]


class TestWrapping:
    """Every paragraph broken at one column says the same as the paragraph."""

    NOTICE = (
        "关于印发2024年城市更新重点工作分工的通知",
        "各街道办事处，区直各有关部门，区属各企业，驻区各有关单位，各园区管理委员会，各有关社会团体：",
        "现将《2024年城市更新重点工作分工》印发给你们，请结合工作实际认真抓好贯彻落实，确保各项任务按期完成。",
        "区人民政府办公室",
        "2024年3月1日",
        "附件",
        "2024年城市更新重点工作分工",
        "一、提升城市品质",
        "1.改造老旧小区三十个，更新给水、排水、燃气和供热管网，同步完善无障碍设施和停车设施。（牵头单位：区住房和城乡建设局；配合单位：区城市管理局、区自然资源分局）",
        "2.新建口袋公园五个，补植行道树两千株，完成主干道两侧绿化带的提升改造和养护移交工作。（牵头单位：区园林绿化服务中心；配合单位：区财政局、各街道办事处）",
    )

    @pytest.mark.parametrize("width", [24, 28, 33, 36])
    def test_the_width_makes_no_difference(self, width: int) -> None:
        whole = parse_notice("\n".join(self.NOTICE))
        broken = parse_notice("\n".join("\n".join(textwrap.wrap(line, width)) for line in self.NOTICE))
        assert outline(broken) == outline(whole)
        assert broken.addressees == whole.addressees

    def test_a_list_of_short_lines_is_left_alone(self) -> None:
        notice = parse_notice("任务分工\n1.修路。\n责任单位：市交通局\n2.建校。\n责任单位：市教育局\n")
        assert outline(notice) == ["-", " 1.", "  修路。 ‖ 市交通局 责任", " 2.", "  建校。 ‖ 市教育局 责任"]


class TestGluedNumbers:
    """A number that ran into the next cell moved its row."""

    def test_numbers_that_count_up_are_cells_again(self) -> None:
        notice = parse_notice(
            "序号\t工作任务\t责任单位\n1整修道路\t市交通局\n2新建学校\t市教育局\n3植树造林\t市林业局\n"
        )
        assert outline(notice) == [
            "-",
            " 1",
            "  整修道路 ‖ 市交通局 责任",
            " 2",
            "  新建学校 ‖ 市教育局 责任",
            " 3",
            "  植树造林 ‖ 市林业局 责任",
        ]


class TestPersons:
    """A person behind a unit is no part of its name, whatever numeral the name holds."""

    @pytest.mark.parametrize("statement", ["责任单位及责任人：{}", "（责任单位及责任人：{}）"])
    def test_persons_are_leaders(self, statement: str) -> None:
        first, second = statement.format("市住建局 张三"), statement.format("市园林局 李四、市财政局 王小五")
        notice = parse_notice(f"任务分工\n1.改造小区30个。\n{first}\n2.新建公园5个。\n{second}\n")
        assert [(units(one), one.leaders) for one in notice.requirements] == [
            ("市住建局 责任", ("张三",)),
            ("市园林局 责任; 市财政局 责任", ("李四", "王小五")),
        ]
