"""The scene of the explorer: the same from a notice and from its graph, as far as the graph knows it."""

from __future__ import annotations

import attrs
import networkx as nx
import pytest
from hypothesis import given, settings

from policytasks.assignment import assignments
from policytasks.errors import SelectionError
from policytasks.model.notice import Notice
from policytasks.model.responsibility import Role
from policytasks.network.graph import responsibility_graph
from policytasks.network.scene import Scene, SceneRow, SceneSection, SceneUnit, SceneWork, scene_of
from policytasks.testing.strategies import notices


def test_a_notice_gives_rows_with_deadlines_as_printed(seed: Notice) -> None:
    scene = scene_of(seed)
    assert (len(scene.sections), len(scene.work), len(scene.rows), len(scene.units)) == (5, 20, 47, 34)
    assert scene.notices == ("济兖政办字〔2021〕20号",)
    assert scene.sections[0] == SceneSection(title="深化重点领域政府信息公开", notice=0)
    assert scene.work[15] == SceneWork(number="4.16", title="推进基层政务公开标准化规范化", section=3)
    assert scene.rows[1] == SceneRow(
        number="1.1.2",
        text="多形式发布落实高质量发展的进展、成效。",
        work=0,
        due=("11月30日前，正文统一要求（2021-11-30）",),
        shares=((0, Role.RESPONSIBLE), (1, Role.RESPONSIBLE)),
        weights=(1, 1),
    )
    assert scene.units[:2] == (SceneUnit(name="区发展和改革局"), SceneUnit(name="区生态环境分局"))
    assert {unit.name for unit in scene.units if unit.collective} == {
        "各镇（街道）", "区政府各部门、单位", "区政府各有关部门、单位",
    }  # fmt: skip
    assert scene_of(seed, lang="en").rows[1].due == ("11月30日前, set for everybody in the body (due 2021-11-30)",)


def test_a_graph_by_requirement_gives_the_same_but_for_the_words_of_deadlines(seed: Notice) -> None:
    expected, found = scene_of(seed), scene_of(responsibility_graph(seed, by="requirement"))
    assert [attrs.evolve(row, due=()) for row in found.rows] == [attrs.evolve(row, due=()) for row in expected.rows]
    assert found.rows[1].due == ("2021-11-30",)
    assert (found.work, found.sections, found.units) == (expected.work, expected.sections, expected.units)


def test_a_graph_by_task_gives_a_row_a_task_with_its_weights(seed: Notice) -> None:
    scene = scene_of(responsibility_graph(seed))
    assert [row.number for row in scene.rows] == [work.number for work in scene.work]
    assert scene.rows[0] == SceneRow(
        number="1.1", text="", work=0, shares=((0, Role.RESPONSIBLE), (1, Role.RESPONSIBLE)), weights=(3, 1)
    )


def test_several_notices_share_units_not_work(seed: Notice) -> None:
    other = attrs.evolve(seed, document_number=None, title="另一通知")
    for given_ in ([seed, other], responsibility_graph([seed, other], by="requirement")):
        scene = scene_of(given_)
        assert scene.notices == ("济兖政办字〔2021〕20号", "另一通知")
        assert (len(scene.work), len(scene.rows), len(scene.units)) == (40, 94, 34)
        assert scene.sections[5].notice == 1


def test_dropped_collectives_are_gone(seed: Notice) -> None:
    assert len(scene_of(seed, collectives="drop").units) == 31


def test_what_is_no_network_of_units_and_work_is_an_error() -> None:
    with pytest.raises(SelectionError, match="expected a bipartite graph, as responsibility_graph makes it"):
        scene_of(nx.path_graph(3))
    assert scene_of(Notice()) == Scene(notices=("",))


@given(notice=notices())
@settings(max_examples=40)
def test_nothing_is_lost(notice: Notice) -> None:
    """Every requirement is a row, every assignment a share; the graph by requirement says the same."""
    scene = scene_of(notice)
    assert [(row.number, row.text) for row in scene.rows] == [(each.id, each.text) for each in notice.requirements]
    rows = [(row.number, scene.units[unit].name) for row in scene.rows for unit, _ in row.shares]
    assert rows == list(dict.fromkeys((row.requirement.id, row.unit.name) for row in assignments(notice)))
    of_graph = scene_of(responsibility_graph(notice, by="requirement")) if scene.rows else scene
    assert [row.shares for row in of_graph.rows] == [row.shares for row in scene.rows]
