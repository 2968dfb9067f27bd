"""The explorer in a real Chromium: clicked, hovered, searched, filtered, from a file and without a network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

webdriver = pytest.importorskip("selenium.webdriver", reason="the package selenium drives the browser")

from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.remote.webdriver import WebDriver  # noqa: E402
from selenium.webdriver.support.ui import Select, WebDriverWait  # noqa: E402

from policytasks.model.notice import Notice  # noqa: E402
from policytasks.network.graph import responsibility_graph  # noqa: E402
from policytasks.parsing.read import parse_notice  # noqa: E402
from policytasks.reports.explorer import write_explorer  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="Chromium and its driver are not installed")

CY = "const cy = document.getElementById('graph')._cyreg.cy; "


@pytest.fixture(scope="module")
def browser() -> Iterator[WebDriver]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1500,950"):
        options.add_argument(argument)
    options.add_argument("--force-prefers-reduced-motion")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def page(seed: Notice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_explorer(seed, tmp_path_factory.mktemp("explorer") / "page.html")


@pytest.fixture
def opened(browser: WebDriver, page: Path) -> Iterator[WebDriver]:
    """The page of the real notice, freshly opened; a message on the console (of the policy, too) fails the test."""
    browser.get("about:blank")
    browser.get(page.as_uri())
    yield browser
    assert browser.get_log("browser") == []


def node(browser: WebDriver, label: str) -> dict[str, Any]:
    """Where a node stands in the window, and the classes that it has."""
    return dict(
        browser.execute_script(
            CY
            + "const found = cy.nodes('.unit, .task').filter((each) => each.data('label').includes(arguments[0]))[0];"
            "const box = cy.container().getBoundingClientRect(), at = found.renderedPosition();"
            "return { x: box.left + at.x, y: box.top + at.y, classes: found.classes(), id: found.id() };",
            label,
        )
    )


def point(browser: WebDriver, at: dict[str, Any], *, click: bool) -> None:
    action = webdriver.ActionChains(browser)
    action.w3c_actions.pointer_action.move_to_location(int(at["x"]), int(at["y"]))
    if click:
        action.w3c_actions.pointer_action.click()
    action.perform()


def rows(browser: WebDriver) -> list[str]:
    return [each.text for each in browser.find_elements(By.CSS_SELECTOR, "#list .row:not([hidden]) .id")]


def labels(browser: WebDriver, selector: str) -> set[str]:
    return set(browser.execute_script(CY + "return cy.nodes(arguments[0]).map((each) => each.data('label'))", selector))


def until(browser: WebDriver, condition: Callable[[], object]) -> None:
    WebDriverWait(browser, 5).until(lambda _: condition())


def heading(browser: WebDriver) -> str:
    return browser.find_element(By.ID, "chosen-title").text


def test_at_first_everything_is_there_and_names_can_be_read(opened: WebDriver) -> None:
    """Units in the middle, tasks on both sides, no two boxes over each other, the zoom large enough."""
    assert labels(opened, ".unit") == labels(opened, ".unit:visible")
    assert (len(labels(opened, ".unit")), len(labels(opened, ".task"))) == (34, 20)
    assert opened.execute_script(CY + "return cy.edges(':visible').length") == 98
    assert opened.execute_script(CY + "return cy.zoom()") >= 0.62
    overlapping = opened.execute_script(
        CY + "const boxes = cy.nodes().map((each) => each.boundingBox({ includeOverlays: false }));"
        "let count = 0; boxes.forEach((one, place) => boxes.slice(place + 1).forEach((other) => {"
        "if (one.x1 < other.x2 && other.x1 < one.x2 && one.y1 < other.y2 && other.y1 < one.y2) count++; })); return count;"
    )
    assert overlapping == 0
    assert len(rows(opened)) == 47


def test_lines_of_rows_for_everybody_are_fainter(opened: WebDriver) -> None:
    """They can be hidden (21 rows name collectives only, two name ten units or more), or shown like the others."""

    def opacity(unit: str) -> float:
        edges = f"cy.nodes('#{node(opened, unit)['id']}').connectedEdges(':visible')"
        return float(
            opened.execute_script(CY + f"const all = {edges}; return all.length && all[0].numericStyle('opacity')")
        )

    assert opacity("各镇") * 3 < opacity("区财政局")
    choice = Select(opened.find_element(By.ID, "wide"))
    choice.select_by_value("show")
    assert opacity("各镇") == opacity("区财政局")
    choice.select_by_value("hide")
    assert labels(opened, ".collective:visible") == set()
    assert len(rows(opened)) == 47 - 21 - 2


def test_a_click_on_a_unit_lights_its_neighbours_and_lists_its_rows(opened: WebDriver) -> None:
    point(opened, node(opened, "区财政局"), click=True)
    until(opened, lambda: heading(opened) == "区财政局：3 项要求，2 项任务")
    assert rows(opened) == ["1.2.3", "1.2.4", "4.16.1"]
    assert labels(opened, ".near") == {
        "区财政局", "1.2 着眼畅通经济循环推进政务公开", "4.16 推进基层政务公开标准化规范化",
    }  # fmt: skip
    assert "faded" in node(opened, "区司法局")["classes"]
    partners = opened.find_elements(By.CSS_SELECTOR, "#together .chip")
    assert [each.text.split() for each in partners[:2]] == [["区民政局", "2"], ["区农业农村局", "2"]]
    partners[0].click()
    assert heading(opened).startswith("区民政局：")
    assert Select(opened.find_element(By.ID, "unit")).first_selected_option.text == "区民政局"


def test_a_click_on_a_task_lists_its_rows_and_a_second_click_or_escape_frees_it(opened: WebDriver) -> None:
    point(opened, node(opened, "1.2 "), click=True)
    until(opened, lambda: heading(opened) == "1.2 着眼畅通经济循环推进政务公开：4 项要求，7 个单位")
    assert rows(opened) == ["1.2.1", "1.2.2", "1.2.3", "1.2.4"]
    point(opened, node(opened, "1.2 "), click=True)
    until(opened, lambda: len(rows(opened)) == 47)
    opened.find_element(By.CSS_SELECTOR, "#list h3 button").click()
    assert heading(opened).startswith("1.1 ")
    opened.find_element(By.TAG_NAME, "body").send_keys(Keys.ESCAPE)
    assert heading(opened) == "具体要求"


def test_hovering_shows_the_rows_with_their_deadlines(opened: WebDriver) -> None:
    tip = opened.find_element(By.ID, "tip")
    assert not tip.is_displayed()
    point(opened, node(opened, "区财政局"), click=False)
    until(opened, tip.is_displayed)
    lines = tip.text.splitlines()
    assert lines[0] == "区财政局"
    assert lines[1].startswith("1.2.3")
    assert lines[1].endswith("时限：11月30日前，正文统一要求（2021-11-30）")
    point(opened, {"x": 5, "y": 700}, click=False)
    until(opened, lambda: not tip.is_displayed())


def test_hovering_a_line_shows_the_rows_behind_it(opened: WebDriver) -> None:
    at = opened.execute_script(
        CY
        + "const edge = cy.getElementById('e0-0'), box = cy.container().getBoundingClientRect(), middle = edge.renderedMidpoint();"
        "return { x: box.left + middle.x, y: box.top + middle.y };"
    )
    point(opened, at, click=False)
    tip = opened.find_element(By.ID, "tip")
    until(opened, tip.is_displayed)
    assert tip.text.splitlines()[0] == "区发展和改革局 → 1.1 立足实施重大战略推进政务公开"
    assert len(tip.text.splitlines()) == 1 + 3


def test_search_thins_out_rows_and_network(opened: WebDriver) -> None:
    opened.find_element(By.TAG_NAME, "body").send_keys("/")
    opened.switch_to.active_element.send_keys("区水务局")
    assert rows(opened) == ["1.6.1"]
    assert labels(opened, ".task:visible") == {"1.6 全面推进公共企事业单位信息公开"}
    assert "区水务局" in labels(opened, ".unit:visible")
    assert opened.find_element(By.ID, "chosen-about").text == "1 / 47 项要求"
    opened.find_element(By.ID, "search").send_keys("没有这样的字")
    assert opened.find_element(By.ID, "none").is_displayed()
    opened.find_element(By.ID, "reset").click()
    assert len(rows(opened)) == 47


def test_section_unit_and_role_filter(opened: WebDriver) -> None:
    Select(opened.find_element(By.ID, "section")).select_by_visible_text("强化公众参与推动高水平决策公开")
    assert labels(opened, ".task:visible") == {
        "3.10 组织编制年度重大决策事项目录",
        "3.11 畅通公众参与渠道",
        "3.12 扎实搞好政民互动",
    }
    assert labels(opened, ".heading:visible") == {"强化公众参与推动高水平决策公开"}
    Select(opened.find_element(By.ID, "unit")).select_by_visible_text("区司法局")
    assert rows(opened) == ["3.10.1"]
    opened.find_element(By.ID, "reset").click()
    opened.find_element(By.CSS_SELECTOR, ".roles .responsible").click()
    assert rows(opened) == []
    opened.find_element(By.CSS_SELECTOR, ".roles .responsible").click()
    assert len(rows(opened)) == 47


def test_lead_and_support_are_told_apart(browser: WebDriver, tmp_path: Path) -> None:
    notice = parse_notice(
        "一、甲\n（一）乙\n1.推进公开。（牵头单位：区财政局；配合单位：区司法局）\n2.公布目录。（责任单位：区司法局）\n"
    )
    browser.get(write_explorer(notice, tmp_path / "roles.html").as_uri())
    assert len(rows(browser)) == 2
    browser.find_element(By.CSS_SELECTOR, ".roles .responsible").click()
    browser.find_element(By.CSS_SELECTOR, ".roles .supporting").click()
    assert rows(browser) == ["1.1.1"]
    assert labels(browser, ".unit:visible") == {"区财政局"}
    off = browser.find_elements(By.CSS_SELECTOR, ".row:not([hidden]) .chip.off")
    assert [each.text.split()[-1] for each in off] == ["区司法局"]


def test_several_notices_are_looked_at_one_by_one(browser: WebDriver, seed: Notice, tmp_path: Path) -> None:
    other = parse_notice("关于推进工作的通知\n一、甲\n（一）乙\n1.推进公开。（责任单位：区财政局）\n")
    browser.get(write_explorer([seed, other], tmp_path / "two.html").as_uri())
    assert len(rows(browser)) == 48
    Select(browser.find_element(By.ID, "notice")).select_by_index(2)
    assert rows(browser) == ["1.1.1"]
    assert labels(browser, ".unit:visible") == {"区财政局"}
    assert browser.get_log("browser") == []


def test_the_wheel_moves_and_with_control_zooms(opened: WebDriver) -> None:
    def view() -> Any:
        return opened.execute_script(CY + "return [cy.pan().y, cy.zoom()]")

    before = view()
    wheel = "document.getElementById('stage').dispatchEvent(new WheelEvent('wheel', {deltaY: 120, ctrlKey: arguments[0], bubbles: true, cancelable: true}))"
    opened.execute_script(wheel, False)
    assert view() == [before[0] - 120, before[1]]
    opened.execute_script(wheel, True)
    assert view()[1] < before[1]
    opened.find_element(By.ID, "fit").click()
    inside = opened.execute_script(
        CY + "const box = cy.elements(':visible').renderedBoundingBox(); return [box.y1 >= 0, box.y2 <= cy.height()]"
    )
    assert inside == [True, True]


def test_the_theme_changes_the_graph_too(opened: WebDriver) -> None:
    def colour() -> str:
        return str(opened.execute_script(CY + "return cy.nodes('.task').style('background-color')"))

    before = colour()
    opened.find_element(By.ID, "theme").click()
    until(opened, lambda: colour() != before)


def test_no_script_of_a_notice_runs(browser: WebDriver, tmp_path: Path) -> None:
    """Tags in its texts: no element of theirs, no title of theirs, and the console is silent, also after a click and a hover."""
    evil = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    graph: Any = responsibility_graph(
        parse_notice(f"关于{evil}的通知\n一、{evil}\n（一）{evil}\n1.推进{evil}。（责任单位：区财政局）\n")
    )
    graph.nodes["unit:区财政局"]["name"] = evil
    browser.get(write_explorer(graph, tmp_path / "evil.html", title=evil, lang="en").as_uri())
    point(browser, node(browser, "<img"), click=True)
    assert heading(browser).startswith("<script>")
    assert browser.title.endswith("Who works on what")
    assert browser.find_elements(By.TAG_NAME, "img") == []
    assert browser.get_log("browser") == []


def test_without_scripts_the_rows_can_be_read(page: Path, tmp_path: Path, browser: WebDriver) -> None:
    bare = page.read_text("utf-8").split("<script>")[0]
    path = tmp_path / "bare.html"
    path.write_text(bare + "</body></html>", "utf-8")
    browser.get(path.as_uri())
    assert len(rows(browser)) == 47
