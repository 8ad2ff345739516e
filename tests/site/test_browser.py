"""What only a browser can tell: nothing runs over the edge of the screen, and marks and facts lead to each other."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from db.site.app import build_app, listen
from db.site.canned import read_queries
from db.site.labels import fact_tables

pytestmark = pytest.mark.browser
selenium = pytest.importorskip("selenium", reason="selenium is not installed")

PAGES = [
    "/", "/tentang", "/koreksi", "/cari?q=kepala", "/pantau", "/tidak-ada", "/pantau?sql=select+*+from+articles",
    "/pantau/articles/1", "/pantau/articles/2", "/pantau/articles/3", "/pantau/officials/2", "/pantau/officials/3",
    "/pantau/positions/3", "/pantau/governments/1", "/pantau/governments/2", "/pantau/evidence/1",
    "/pantau/outlets/kabar-uji", "/pantau/regions/63", "/pantau/readings/1", "/pantau/article_versions/3",
    *(f"/pantau/{name}" for name in (*fact_tables(), "officials", "articles", "evidence", "regions", "outlets")),
    *(f"/pantau/{name}/1" for name in fact_tables()),
    *(f"/pantau/{name}" for name in read_queries()),
    "/pantau/moves?_semua_kolom=1&_semua=1", "/pantau/riwayat-pejabat?nama=a",
]  # fmt: skip


@pytest.fixture(scope="module")
def address(database: Path) -> Iterator[str]:
    bound = listen("127.0.0.1", 0)
    config = uvicorn.Config(build_app(database).app(), log_level="warning", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[bound])), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    bound.close()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-background-networking", f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ):  # fmt: skip
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    yield driver
    driver.quit()


def screen(browser: Any, width: int) -> None:
    # chromium's own window is never narrower than about 500 pixels; the emulated screen is
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_runs_over_the_edge(browser, address, width):
    screen(browser, width)
    too_wide = []
    for path in PAGES:
        browser.get(address + path)
        # a phone zooms out to fit what is too wide, so it is held against the width asked for
        reached = browser.execute_script("return document.documentElement.scrollWidth")
        if reached > width:
            too_wide.append((path, reached))
    assert too_wide == []


def test_marks_and_facts_lead_to_each_other(browser, address):
    from selenium.webdriver.common.by import By

    screen(browser, 1280)
    browser.get(address + "/pantau/articles/1")
    reference = browser.find_element(By.CSS_SELECTOR, ".ref a[href='#fakta-allegations-1']")
    browser.execute_script("arguments[0].click()", reference)
    assert browser.find_element(By.CSS_SELECTOR, "#fakta-allegations-1:target").is_displayed()
    back = browser.find_element(By.CSS_SELECTOR, "#fakta-allegations-1 a[href^='#bukti-']")
    browser.execute_script("arguments[0].click()", back)
    marked = browser.find_element(By.CSS_SELECTOR, ".anchor:target + .seg")
    assert marked.text.startswith("meminta uang Rp150 juta")
    [event] = browser.find_elements(By.CSS_SELECTOR, "#fakta-events-1 a[href^='#bukti-']")
    browser.execute_script("arguments[0].click()", event)
    hit = "return [...document.querySelectorAll('.seg.hit')].map((seg) => seg.textContent).join('')"
    assert browser.execute_script(hit).startswith("melantik Suriansyah sebagai Kepala Dinas Perikanan, Kamis")
    browser.execute_script("arguments[0].click()", marked)
    assert browser.current_url.endswith("/pantau/allegations/1")
    inside = browser.find_element(By.PARTIAL_LINK_TEXT, "Lihat di dalam artikel")
    browser.execute_script("arguments[0].click()", inside)
    assert "/pantau/articles/1#bukti-" in browser.current_url


def test_the_legend_switches_a_kind_off_and_on(browser, address):
    from selenium.webdriver.common.by import By

    screen(browser, 1280)
    browser.get(address + "/pantau/articles/1")
    seg = browser.find_element(By.CSS_SELECTOR, ".seg[data-kinds='moves events']")
    colour = lambda: seg.value_of_css_property("background-color")  # noqa: E731
    first = colour()
    box = browser.find_element(By.CSS_SELECTOR, "input[data-kind='moves']")
    box.click()
    assert seg.get_attribute("data-colour") == "events" and colour() != first
    assert not browser.find_element(By.ID, "fakta-moves-1").is_displayed()
    box.click()
    assert seg.get_attribute("data-colour") == "moves" and colour() == first


def test_no_script_of_an_article_runs_and_ours_does(browser, address):
    screen(browser, 1280)
    for path in ("/pantau/articles/2", "/pantau/officials/3", "/pantau/moves", "/"):
        browser.get(address + path)
        assert browser.execute_script("return document.querySelectorAll('main script, main img').length") == 0
    refused = [entry for entry in browser.get_log("browser") if "Content Security Policy" in entry["message"]]
    assert refused == []
