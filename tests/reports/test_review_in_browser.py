"""The review page in a real Chromium: clicked, searched, walked through with the keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

webdriver = pytest.importorskip("selenium.webdriver", reason="the package selenium drives the browser")

from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.remote.webdriver import WebDriver  # noqa: E402
from selenium.webdriver.remote.webelement import WebElement  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

from policytasks.reports.review import write_review  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="Chromium and its driver are not installed")

IN_VIEW = """
const box = arguments[0].getBoundingClientRect(), pane = document.getElementById(arguments[1]).getBoundingClientRect();
return box.top >= pane.top && box.bottom <= pane.bottom && box.left >= pane.left && box.right <= pane.right;
"""


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
def page(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_review(data / "yanzhou-2021-20.docx", tmp_path_factory.mktemp("review") / "page.html", lang="zh")


@pytest.fixture
def opened(browser: WebDriver, page: Path) -> Iterator[WebDriver]:
    """The page of the real notice, freshly opened; a message on the console fails the test."""
    browser.get("about:blank")
    browser.get(page.as_uri())
    yield browser
    assert browser.get_log("browser") == []


def lit(browser: WebDriver) -> list[str]:
    return [mark.text for mark in browser.find_elements(By.CSS_SELECTOR, "#source mark.on")]


def value(browser: WebDriver, text: str, kind: str) -> WebElement:
    """The first value of a kind that says a text."""
    return next(each for each in browser.find_elements(By.CSS_SELECTOR, f"#model a.{kind}") if text in each.text)


def until(browser: WebDriver, condition: Callable[[], object]) -> None:
    WebDriverWait(browser, 5).until(lambda _: condition())


def test_a_click_on_a_value_lights_its_words_and_brings_them_into_view(opened: WebDriver) -> None:
    """The unit 区供电部 stands far down in the table of the source."""
    chip = value(opened, "区供电部", "responsible")
    chip.click()
    assert lit(opened) == ["区供电部"]
    word = opened.find_element(By.CSS_SELECTOR, "#source mark.on")
    until(opened, lambda: opened.execute_script(IN_VIEW, word, "source"))
    assert "on" in (chip.get_attribute("class") or "").split()


def test_a_title_over_three_lines_is_lit_as_a_whole(opened: WebDriver) -> None:
    value(opened, "关于印发2021年济宁市兖州区政务公开重点工作任务分工的通知", "field").click()
    assert lit(opened) == ["济宁市兖州区人民政府办公室", "关于印发2021年济宁市兖州区政务公开", "重点工作任务分工的通知"]


def test_a_click_on_words_leads_to_their_value(opened: WebDriver) -> None:
    """From the name in the table to the chip on the right, which gets the focus."""
    words = next(
        mark for mark in opened.find_elements(By.CSS_SELECTOR, "#source td mark.responsible") if mark.text == "区水务局"
    )
    opened.execute_script("arguments[0].scrollIntoView({block: 'center'})", words)
    words.click()
    chip = opened.find_element(By.CSS_SELECTOR, "#model a.value.on")
    assert chip.text.split() == ["责任", "区水务局"]
    until(opened, lambda: opened.execute_script(IN_VIEW, chip, "model"))
    assert opened.switch_to.active_element == chip


def test_words_under_the_pointer_show_their_value(opened: WebDriver) -> None:
    number = opened.find_element(By.CSS_SELECTOR, "#source mark.field")
    webdriver.ActionChains(opened).move_to_element(number).perform()
    assert [each.text for each in opened.find_elements(By.CSS_SELECTOR, "#model .near")] == ["济兖政办字〔2021〕20号"]


def test_an_inherited_deadline_leads_to_the_body(opened: WebDriver) -> None:
    opened.find_element(By.CSS_SELECTOR, ".section a.inherited").click()
    assert lit(opened) == ["11月30日前"]


def test_the_keyboard_walks_from_value_to_value(opened: WebDriver) -> None:
    """Down twice, up once, Escape lights nothing."""
    body = opened.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.ARROW_DOWN)
    assert lit(opened) == ["济兖政办字〔2021〕20号"]
    opened.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    assert len(lit(opened)) == 3
    opened.switch_to.active_element.send_keys(Keys.ARROW_UP)
    assert lit(opened) == ["济兖政办字〔2021〕20号"]
    opened.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert lit(opened) == []


def test_search_and_filters_leave_the_rows_that_fit(opened: WebDriver) -> None:
    """Two rows have a deadline of their own or all inherit one; 区水务局 stands in one row."""

    def rows() -> list[str]:
        shown = opened.find_elements(By.CSS_SELECTOR, ".section .requirement:not([hidden]) .id")
        return [each.text for each in shown]

    everything = rows()
    assert len(everything) == 47
    opened.find_element(By.TAG_NAME, "body").send_keys("/")
    opened.switch_to.active_element.send_keys("区水务局")
    assert rows() == ["1.6.1"]
    opened.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert rows() == everything
    opened.find_element(By.CSS_SELECTOR, "[data-filter=unitless]").click()
    assert rows() == []
    assert opened.find_element(By.ID, "none").is_displayed()
    opened.find_element(By.CSS_SELECTOR, "[data-filter='']").click()
    assert rows() == everything


def test_the_theme_changes_and_the_page_stays_readable(opened: WebDriver) -> None:
    """Ink and paper change places."""

    def luminance(element: str, side: str) -> float:
        colour = opened.find_element(By.CSS_SELECTOR, element).value_of_css_property(side)
        return sum(float(part) for part in colour.split("(")[1].rstrip(")").split(",")[:3])

    light = luminance("#source", "background-color") - luminance("body", "color")
    opened.find_element(By.ID, "theme").click()
    dark = luminance("#source", "background-color") - luminance("body", "color")
    assert light * dark < 0
    assert min(abs(light), abs(dark)) > 400


def test_no_script_of_a_notice_runs(browser: WebDriver, tmp_path: Path) -> None:
    """A notice with tags in its text: no dialog, no element of theirs, and the console is silent."""
    evil = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    text = f"关于{evil}的通知\n各镇：\n一、{evil}\n1.推进{evil}。（责任单位：区财政局）\n"
    path = write_review(text.encode(), tmp_path / "evil.html")
    browser.get(path.as_uri())
    assert browser.title.endswith("Review")
    assert browser.find_elements(By.TAG_NAME, "img") == []
    assert browser.get_log("browser") == []


def test_the_links_lead_to_the_words_without_any_script(page: Path, tmp_path: Path, browser: WebDriver) -> None:
    """With the script taken out, each value is still a plain link to its first word."""
    bare = page.read_text("utf-8").split("<script>")[0]
    path = tmp_path / "bare.html"
    path.write_text(bare + "</body></html>", "utf-8")
    browser.get(path.as_uri())
    chip = value(browser, "区供电部", "responsible")
    chip.click()
    target = browser.find_element(By.ID, (chip.get_attribute("href") or "").split("#")[1])
    mark = target.find_element(By.XPATH, "..")
    assert mark.text == "区供电部"
    assert browser.execute_script(IN_VIEW, mark, "source")
