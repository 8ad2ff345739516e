"""What all six sites answer, whatever their platform."""

from __future__ import annotations

import html
import json
import re
import time
import urllib.request
import xml.etree.ElementTree as ET
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import pytest

import newsroom
from crawler import discovery
from crawler.charset import decode
from crawler.outlet import read_registry_file
from newsroom.server import BASE_PORT, REGISTRY, SITES
from tests.newsroom.conftest import SENTENCE, get, made_up

SLUGS = [site.slug for site in SITES]
every_site = pytest.mark.parametrize("slug", SLUGS)
every_kind = pytest.mark.parametrize("kind", SITES, ids=SLUGS)


@pytest.fixture(scope="module")
def outlets(sites, tmp_path_factory):
    file = tmp_path_factory.mktemp("registry") / "newsroom.toml"
    file.write_text(newsroom.registry_text(sites.urls))
    return {outlet.slug: outlet for outlet in read_registry_file(file)}


@pytest.fixture(scope="module")
def found(sites, outlets):
    """All addresses that the registered feeds, sitemaps, lists and wp-json name, by outlet."""
    return {slug: set(_discover(outlet)) for slug, outlet in outlets.items()}


def _discover(outlet):
    for feed in outlet.feeds:
        yield from discovery.in_feed(get(feed)[1], outlet, feed)
    maps = list(outlet.sitemaps)
    while maps:
        address = maps.pop()
        articles, more = discovery.in_sitemap(get(address)[1], outlet, address)
        yield from articles
        maps += [found.url for found in more]
    for listing in outlet.listings:
        for n in range(outlet.listing_pages):
            address = outlet.listing_url(listing, n)
            yield from discovery.in_listing(get(address)[1], outlet, address)
    if outlet.wp_json:
        address = f"{outlet.url}/wp-json/wp/v2/posts?per_page=100&_fields=link,date,modified"
        yield from discovery.in_wp_json(get(address)[1], outlet, address)


def test_the_registry_follows_the_ports(sites, outlets):
    assert {slug: outlet.url for slug, outlet in outlets.items()} == sites.urls
    shipped = read_registry_file(REGISTRY)
    assert [o.url for o in shipped] == [f"http://127.0.0.1:{BASE_PORT + n}" for n in range(len(SITES))]
    assert {o.slug: o.name for o in shipped} == {site.slug: site.name for site in SITES}


@every_site
def test_every_article_can_be_found(sites, found, slug):
    addresses = {item.url for item in found[slug]}
    assert {sites.sites[slug].url(post) for post in sites.sites[slug].posts} <= addresses


@every_site
def test_the_draft_is_listed_like_an_article_and_forbidden(sites, outlets, found, slug):
    site = sites.sites[slug]
    draft = site.base + site.draft_path
    assert outlets[slug].is_article(draft) and draft in {item.url for item in found[slug]}
    robots = RobotFileParser()
    robots.parse(get(site.base + "/robots.txt")[1].decode().splitlines())
    assert not robots.can_fetch("pantau-mutasi", draft)
    assert all(robots.can_fetch("pantau-mutasi", site.url(post)) for post in site.posts)
    assert robots.site_maps() == ([site.base + site.sitemap_path] if site.sitemap_path else None)
    before = sites.draft_visits[slug]
    status, body, _ = get(draft)
    assert status == 200 and site.draft.title in decode(body)
    assert sites.draft_visits[slug] == before + 1


@every_site
def test_what_moved_leads_on_and_what_is_gone_is_gone(sites, found, slug):
    site = sites.sites[slug]
    addresses = {item.url for item in found[slug]}
    old, new = site.moved
    assert {site.base + old, site.base + site.gone} <= addresses
    status, _, answer = get(site.base + old)
    assert status == 200 and answer.url == site.base + new
    assert get(site.base + site.gone)[0] == 404


@every_site
def test_every_article_is_whole_on_its_page(sites, slug):
    site = sites.sites[slug]
    for story in site.stories:
        shown, path = site.current(story), urlsplit(site.url(story)).path
        pages = [f"{path}?page=all"] if slug == "suara-panrita" else [path]
        if slug == "harian-siginjai":
            pages += [f"{path}/{n * 15}" for n in range(1, len(shown.pages(260)))]
        text = "".join(html.unescape(decode(site.answer(page, {}).body)) for page in pages)
        assert shown.title in text
        for paragraph in shown.paragraphs:
            assert re.sub(r"^(\d{1,3}[.)]|[-•*])\s+", "", paragraph) in text


@every_site
def test_an_article_says_its_canonical_address_where_the_platform_does(sites, slug):
    site = sites.sites[slug]
    copies = {"suara-panrita": "/amp{}", "antero": "/amp{}", "catatan-rinjani": "{}?m=1"}
    path = urlsplit(site.url(site.stories[1])).path
    for address in (path, copies.get(slug, "{}").format(path)):
        found = re.findall(
            r"<link (?=[^>]*canonical)[^>]*href=[\"']([^\"']+)", decode(site.answer(address, {}).body)
        )
        assert found == ([] if slug == "koran-banda" else [site.base + path])


@every_site
def test_an_article_that_the_client_has_is_not_sent_again(sites, slug):
    site = sites.sites[slug]
    story = next(s for s in site.stories if not s.later)
    first = get(site.url(story))[2].headers
    assert get(site.url(story), If_None_Match=first["ETag"])[0] == 304
    assert get(site.url(story), If_None_Match='"another"')[0] == 200
    assert get(site.url(story), If_Modified_Since=first["Last-Modified"])[0] == 304
    assert get(site.url(story), If_Modified_Since="Wed, 01 Jan 2020 00:00:00 GMT")[0] == 200
    assert get(site.url(story), If_Modified_Since="kemarin")[0] == 200


@every_kind
def test_a_page_that_fails_once_heals(kind):
    site = kind(made_up())
    site.slowness = 0.0
    path = site.path(site.failing)
    assert [site.answer(path, {}).status for _ in range(3)] == [500, 200, 200]


@every_kind
def test_one_page_takes_a_second(kind):
    site = kind(made_up())
    began = time.monotonic()
    assert site.answer(site.path(site.slow), {}).status == 200
    assert time.monotonic() - began >= 1.0


@every_kind
def test_a_correction_is_out_after_the_article_was_fetched_once(kind):
    site = kind(made_up())
    story = next(s for s in site.stories if s.later)
    first, second = (site.answer(site.path(story), {}) for _ in range(2))
    assert "Ralat Judul" not in decode(first.body) and "Ralat Judul" in decode(second.body)
    assert site.answer(site.path(story), {"if-none-match": first.headers["ETag"]}).status == 200
    assert site.answer(site.path(story), {"if-modified-since": first.headers["Last-Modified"]}).status == 200
    assert site.changed(story) > story.published
    assert "Ralat Judul" in site.entries([story])


def test_corrections_can_be_asked_for():
    with newsroom.start() as fresh:
        site = fresh.sites["warta-mahakam"]
        story = next(s for s in site.stories if s.later)
        request = urllib.request.Request(site.base + "/_newsroom/later", method="POST", data=b"")
        with urllib.request.urlopen(request) as answer:
            assert answer.status == 204
        assert get(site.url(story))[1].decode().count(story.later["title"]) >= 1
        refused = urllib.request.Request(site.url(story), method="POST", data=b"comment=halo")
        with pytest.raises(urllib.error.HTTPError, match="405"):
            urllib.request.urlopen(refused)
    with newsroom.start(later=True) as corrected:
        for site in corrected.sites.values():
            assert all(site.current(s) == s.corrected() for s in site.stories if s.later)


def test_visits_are_counted(sites):
    site = sites.sites["antero"]
    before = site.hits["/terkini"]
    get(site.base + "/terkini")
    assert json.loads(get(site.base + "/_newsroom/hits")[1])["/terkini"] == before + 1


@every_kind
def test_odd_pages_are_what_they_are(kind):
    site = kind(made_up())
    site.slowness = 0.0
    pages = {post.kind: decode(site.answer(site.path(post), {}).body) for post in site.posts}
    assert "that" in pages["english"]
    assert SENTENCE in html.unescape(pages["news"]) and SENTENCE not in html.unescape(pages["empty"])
    assert pages["roundup"].count("Digeser") >= 4


@every_kind
def test_a_site_without_articles_answers_too(kind):
    site = kind([])
    site.slowness = 0.0
    site.base = "http://127.0.0.1:1"
    for post in site.posts:
        assert site.answer(site.path(post), {}).status in (200, 500)
    for path in ("/", "/robots.txt", "/sitemap.xml", "/feed/", "/terkini", "/rss", "/index.html"):
        assert site.answer(path, {}).status in (200, 404)


@every_site
@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "paged=%00", "start-index=9e9", "per_page="]
)
def test_bad_numbers_are_refused_and_nothing_breaks(sites, slug, query):
    site = sites.sites[slug]
    article = urlsplit(site.url(site.stories[0])).path
    for path in ("/", article, "/terkini", "/feed/", "/feeds/posts/default", "/wp-json/wp/v2/posts"):
        assert site.answer(f"{path}?{query}", {}).status in (200, 400, 404)


@every_site
def test_links_of_a_front_page_lead_somewhere(sites, slug):
    site = sites.sites[slug]
    root = decode(get(site.base + "/")[1])
    paths = {
        urlsplit(urljoin(site.base + "/", link)).path
        for link in re.findall(r"<a [^>]*href=[\"']([^\"'#][^\"']*)", root)
    } - {site.gone, site.moved[0]}
    assert len(paths) > 8
    for path in paths - {site.draft_path}:
        assert site.answer(path, {}).status == 200, path


def test_a_head_request_gets_no_body(sites):
    request = urllib.request.Request(sites.urls["warta-mahakam"] + "/", method="HEAD")
    with urllib.request.urlopen(request) as answer:
        assert answer.read() == b"" and int(answer.headers["Content-Length"]) > 1000


def test_a_taken_port_is_an_error_and_nothing_stays_open(sites):
    taken = int(sites.urls["antero"].rsplit(":", 1)[1])
    with pytest.raises(OSError, match="in use"):
        newsroom.start(taken)


def test_sites_stop():
    with newsroom.start() as running:
        url = running.urls["antero"]
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(url, timeout=2)


@every_site
def test_feeds_and_sitemaps_are_xml(sites, outlets, slug):
    outlet = outlets[slug]
    for address in outlet.feeds + outlet.sitemaps:
        status, body, answer = get(address)
        assert status == 200 and "xml" in answer.headers["Content-Type"]
        assert len(list(ET.fromstring(body).iter())) >= 3
