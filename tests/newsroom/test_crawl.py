"""The real spiders over the running newsroom, twice: what they bring home, and what they leave alone."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import newsroom
from newsroom.server import SITES
from tests.newsroom.test_articles import RECORDS

ROOT = Path(__file__).parents[2]
RELEVANT = {record["id"]: record["facts"]["relevant"] for _, record in RECORDS}
every_site = pytest.mark.parametrize("slug", [site.slug for site in SITES])


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """The newsroom, and what the store held after each of two crawls."""
    folder = tmp_path_factory.mktemp("crawl")
    with newsroom.start() as running:
        for site in running.sites.values():
            site.slowness = 0.1
        (folder / "newsroom.toml").write_text(newsroom.registry_text(running.urls))
        command = [
            sys.executable,
            "-m",
            "tests.newsroom.crawling",
            folder / "newsroom.toml",
            folder / "store",
        ]
        stores = []
        for _ in range(2):
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
            assert done.returncode == 0, done.stderr
            stores.append(pickle.loads((folder / "store").read_bytes()))
        yield running, *stores


@every_site
def test_every_article_about_posts_is_brought_home(crawled, slug):
    running, first, _ = crawled
    site = running.sites[slug]
    for story in site.stories:
        if not RELEVANT[story.key]:
            # Related headlines about posts may carry a story of another kind through the gate; the reader decides.
            assert first.pages[site.url(story)].state in ("stored", "off_topic")
            continue
        record = first.articles[site.url(story)]
        assert record["title"] == story.title
        assert record["published"][:10] == story.published.date().isoformat()
        assert record["outlet"] == site.name


@every_site
def test_the_forbidden_folder_is_left_alone(crawled, slug):
    running, first, second = crawled
    site = running.sites[slug]
    assert running.draft_visits[slug] == 0
    assert first.pages[site.base + site.draft_path].state == "blocked"
    assert not any(site.draft.title in record["title"] for record in second.articles.values())


@every_site
def test_what_moved_or_is_gone_is_not_stored_under_its_old_address(crawled, slug):
    running, first, _ = crawled
    site = running.sites[slug]
    assert first.pages[site.base + site.gone].state == "gone"
    assert site.base + site.moved[0] not in first.articles
    assert first.pages[site.base + site.moved[0]].state == "not_article"


@every_site
def test_the_page_that_failed_once_is_there(crawled, slug):
    running, first, _ = crawled
    site = running.sites[slug]
    assert first.pages[site.url(site.failing)].state in ("stored", "off_topic")


@every_site
def test_a_page_in_english_is_not_stored(crawled, slug):
    running, first, _ = crawled
    site = running.sites[slug]
    english = next(post for post in site.posts if post.kind == "english")
    assert first.pages[site.url(english)].state == "not_article"


@every_site
@pytest.mark.parametrize("kind", ["empty", "roundup"])
def test_a_page_without_an_article_is_not_stored(crawled, slug, kind):
    running, first, _ = crawled
    site = running.sites[slug]
    page = next(post for post in site.posts if post.kind == kind)
    assert first.pages[site.url(page)].state in ("not_article", "off_topic")


@every_site
def test_a_correction_arrives_with_the_second_crawl(crawled, slug):
    running, first, second = crawled
    site = running.sites[slug]
    for story in (s for s in site.stories if s.later):
        assert first.articles[site.url(story)]["title"] == story.title
        assert second.articles[site.url(story)]["title"] == story.corrected().title


@every_site
def test_every_line_of_an_article_is_brought_home_as_a_line(crawled, slug):
    """Names stand in lists at the ends of pages, and on hand-made sites everything stands in a table."""
    running, first, _ = crawled
    site = running.sites[slug]
    for story in site.stories:
        if record := first.articles.get(site.url(story)):
            lines = [line.strip("-• ") for line in record["text"].splitlines()]
            for paragraph in story.paragraphs:
                wanted = " ".join(paragraph.split()).lstrip("0123456789.)-•* ")
                assert any(line.lstrip("0123456789.) ").startswith(wanted[:80]) for line in lines), wanted
