"""The sample newsroom: its articles, and what its six sites answer."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import newsroom
from crawler.charset import decode
from crawler.outlet import read_registry_file
from newsroom.server import BASE_PORT, SITES

FOLDER = Path(newsroom.__file__).parent / "articles"
RECORDS = [
    json.loads(line) for file in sorted(FOLDER.glob("*.jsonl")) for line in file.read_text().splitlines()
]


@pytest.fixture(scope="module")
def sites():
    with newsroom.start() as running:
        yield running


def get(url, **headers):
    """Status, body and headers; redirects are followed."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
            return answer.status, answer.read(), answer
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error


def test_there_are_enough_articles_of_enough_places():
    assert len(RECORDS) >= 60
    assert sum(record["facts"]["relevant"] for record in RECORDS) >= 60
    codes = {g["code"] for r in RECORDS for g in r["facts"]["governments"] if g["code"] and "." in g["code"]}
    assert len(codes) >= 15
    assert len({record["outlet"] for record in RECORDS}) == 6
    assert sum(not record["facts"]["relevant"] for record in RECORDS) >= 8
    assert sum(record.get("agency") == "ANTERO" for record in RECORDS) >= 3
    assert sum("later" in record for record in RECORDS) >= 4


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"])
def test_every_article_is_annotated_from_its_own_words(record):
    text, facts = record["text"], record["facts"]
    for allegation in facts["allegations"]:
        assert allegation["evidence"] in text
        assert 5 <= len(allegation["evidence"].split()) <= 40
    for fact in facts["moves"] + facts["officials"]:
        assert fact["person"] in text
    if not facts["relevant"]:
        assert not any(facts[kind] for kind in facts if kind != "relevant")


def test_ids_and_slugs_are_unique():
    assert len({record["id"] for record in RECORDS}) == len(RECORDS)
    assert len({(record["outlet"], record["slug"]) for record in RECORDS}) == len(RECORDS)


def test_the_registry_names_the_sites_at_their_addresses(sites, tmp_path):
    file = tmp_path / "newsroom.toml"
    file.write_text(newsroom.registry_text(sites.urls))
    assert {o.slug: o.url for o in read_registry_file(file)} == sites.urls
    shipped = read_registry_file(Path(newsroom.__file__).parent / "outlets.toml")
    assert [o.url for o in shipped] == [f"http://127.0.0.1:{BASE_PORT + n}" for n in range(len(SITES))]


@pytest.mark.parametrize("slug", [site.slug for site in SITES])
def test_a_site_has_what_a_crawler_meets(sites, slug):
    base, site = sites.urls[slug], sites.sites[slug]
    status, body, _ = get(base + "/robots.txt")
    assert status == 200 and b"Disallow: /internal/" in body
    old, new = site.moved
    assert get(base + new)[0] in (200, 500)
    status, _, answer = get(base + old)
    assert status == 200 and answer.url == base + new
    assert get(base + site.gone)[0] == 404
    story = site.stories[1]
    status, body, answer = get(site.url(story))
    assert status == 200
    assert story.title.split()[0] in decode(body)
    assert get(site.url(story), **{"If-None-Match": answer.headers["ETag"]})[0] == 304


@pytest.mark.parametrize(
    ("slug", "path", "tag"),
    [
        ("warta-mahakam", "/feed/", "item"),
        ("warta-mahakam", "/wp-sitemap-posts-post-1.xml", "url"),
        ("harian-siginjai", "/rss", "item"),
        ("harian-siginjai", "/sitemap.xml", "url"),
        ("suara-panrita", "/static/news/suara-panrita-sitemap.xml", "url"),
        ("antero", "/rss/terkini.xml", "item"),
        ("catatan-rinjani", "/feeds/posts/default?max-results=5", "entry"),
    ],
)
def test_feeds_and_sitemaps_are_well_formed(sites, slug, path, tag):
    status, body, _ = get(sites.urls[slug] + path)
    assert status == 200
    found = [e for e in ET.fromstring(body).iter() if e.tag.rpartition("}")[2] == tag]
    assert len(found) >= 5


def test_wordpress_answers_wp_json_and_short_links(sites):
    base = sites.urls["warta-mahakam"]
    status, body, answer = get(base + "/wp-json/wp/v2/posts?per_page=5&page=2")
    posts = json.loads(body)
    assert status == 200 and len(posts) == 5 and int(answer.headers["X-WP-TotalPages"]) >= 3
    assert get(f"{base}/?p={posts[0]['id']}")[2].url == posts[0]["link"]


def test_long_articles_are_paged_and_can_be_had_whole(sites):
    disway, suara = sites.sites["harian-siginjai"], sites.sites["suara-panrita"]
    long = next(s for s in disway.stories if len(s.pages(260)) > 1)
    assert b"data-ci-pagination-page" in get(disway.url(long))[1]
    assert get(disway.url(long) + "/15")[0] == 200
    assert get(disway.url(long) + "/14")[0] == 404
    story = next(s for s in suara.stories if len(s.pages(300)) > 1)
    last = story.paragraphs[-1][:40].encode()
    assert last not in get(suara.url(story))[1]
    assert last in get(suara.url(story) + "?page=all")[1]


def test_the_bare_site_declares_the_wrong_character_set(sites):
    site = sites.sites["koran-banda"]
    for story in site.stories[1:5]:
        body = get(site.url(story))[1]
        declared = b"charset=utf-8" if story.number % 2 == 0 else b"charset=iso-8859-1"
        assert declared in body
        assert decode(body).count("\ufffd") == 0
        if story.number % 2 == 0 and "“" in story.text:
            with pytest.raises(UnicodeDecodeError):
                body.decode("utf-8")


def test_a_page_that_fails_once_heals():
    with newsroom.start() as fresh:
        site = fresh.sites["antero"]
        url = site.url(site.stories[-1])
        assert [get(url)[0] for _ in range(3)] == [500, 200, 200]


def test_a_corrected_article_is_served_after_its_first_fetch():
    with newsroom.start() as fresh:
        for site in fresh.sites.values():
            story = next(s for s in site.stories if s.later)
            first, second = (decode(get(site.url(story))[1]) for _ in range(2))
            assert first != second
            assert story.later["title"].split()[-1] in second
    with newsroom.start(later=True) as corrected:
        assert decode(
            get(corrected.sites["antero"].url(next(s for s in corrected.sites["antero"].stories if s.later)))[
                1
            ]
        ).count("Ralat")


def test_a_taken_port_is_an_error_and_nothing_stays_open(sites):
    taken = int(sites.urls["antero"].rsplit(":", 1)[1])
    with pytest.raises(OSError, match="in use"):
        newsroom.start(taken)
