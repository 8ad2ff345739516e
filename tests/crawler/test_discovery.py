"""Addresses in feeds, sitemaps, lists and wp-json, broken ones among them."""

from __future__ import annotations

import gzip

import pytest

from crawler.discovery import BadListing, Found, in_feed, in_listing, in_sitemap, in_wp_json, plain
from crawler.outlet import Outlet

OUTLET = Outlet(slug="a", name="A", url="https://a.example", platform="bare", allow=(r"^/berita/\d+",))
HERE = "https://a.example/list"


def test_rss_and_atom():
    rss = (
        "<rss version='2.0'><channel><item><link>https://a.example/berita/1/x?utm_source=rss</link>"
        "<pubDate>Wed, 03 Jun 2026 10:00:00 +0700</pubDate></item><item><link>https://a.example/foto/2</link></item>"
        "<item><link>https://other.example/berita/3</link></item></channel></rss>"
    )
    assert list(in_feed(rss.encode(), OUTLET, HERE)) == [
        Found("https://a.example/berita/1/x", "2026-06-03", None)
    ]
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><published>2026-06-03T01:00:00+07:00</published>"
        "<updated>2026-06-05T00:00:00+00:00</updated><link rel='alternate' href='https://a.example/berita/4'/></entry></feed>"
    )
    assert list(in_feed(atom.encode(), OUTLET, HERE)) == [
        Found("https://a.example/berita/4", "2026-06-02", "2026-06-05")
    ]
    with pytest.raises(BadListing, match="not a feed"):
        list(in_feed(b"<html><body>Masuk</body></html>", OUTLET, HERE))


def test_a_feed_cut_in_the_middle_gives_what_is_whole():
    cut = "<rss version='2.0'><channel><item><link>https://a.example/berita/1</link></item><item><link>https://a.exa"
    assert [f.url for f in in_feed(cut.encode(), OUTLET, HERE)] == ["https://a.example/berita/1"]


SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/berita/1</loc>'
    "<lastmod>2026-06-03</lastmod></url><url><loc>https://a.example/tentang</loc></url></urlset>"
)


@pytest.mark.parametrize("packed", [False, True])
def test_sitemaps_packed_or_not(packed):
    body = gzip.compress(SITEMAP.encode()) if packed else SITEMAP.encode()
    articles, maps = in_sitemap(body, OUTLET, HERE)
    assert articles == [Found("https://a.example/berita/1", None, "2026-06-03")] and maps == []


def test_a_sitemap_index_names_sitemaps():
    index = "<sitemapindex><sitemap><loc>https://a.example/s1.xml</loc></sitemap></sitemapindex>"
    assert [m.url for m in in_sitemap(index.encode(), OUTLET, HERE)[1]] == ["https://a.example/s1.xml"]


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"\x1f\x8bdamaged", b"not xml"])
def test_what_is_no_sitemap_is_named(body):
    with pytest.raises(BadListing, match=r"a\.example/list"):
        in_sitemap(body, OUTLET, HERE)


def test_a_sitemap_cannot_read_files_of_this_machine():
    body = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><urlset><url><loc>https://a.example/berita/&f;</loc></url></urlset>'
    assert in_sitemap(body.encode(), OUTLET, HERE)[0] == []


def test_links_of_a_list_each_once_in_order():
    body = b"<a href=/berita/2>B</a><a href='/berita/1#top'>A</a><a href=/berita/2>again</a><a href=/tentang>T</a>"
    assert [f.url for f in in_listing(body, OUTLET, HERE)] == [
        "https://a.example/berita/2",
        "https://a.example/berita/1",
    ]
    assert in_listing(b"", OUTLET, HERE) == []


def test_wp_json_and_its_refusal():
    body = b'[{"link": "https://a.example/berita/1", "date": "2026-06-03T10:00:00"}, {"title": 1}]'
    assert [f.url for f in in_wp_json(body, OUTLET, HERE)] == ["https://a.example/berita/1"]
    with pytest.raises(BadListing, match="rest_forbidden"):
        in_wp_json(b'{"message": "rest_forbidden"}', OUTLET, HERE)
    with pytest.raises(BadListing, match="not JSON"):
        in_wp_json(b"<html>", OUTLET, HERE)


def test_an_address_without_tracking():
    assert plain("https://a.example/x?utm_source=a&id=3&fbclid=z#top") == "https://a.example/x?id=3"
