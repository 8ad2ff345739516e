"""What is particular to each platform."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from datetime import datetime
from email.utils import parsedate_to_datetime

import pytest

from crawler.charset import decode
from newsroom.sites.antara import Antero
from newsroom.sites.bare import KoranBanda
from newsroom.sites.blogger import CatatanRinjani
from newsroom.sites.disway import HarianSiginjai
from newsroom.sites.suara import SuaraPanrita
from newsroom.sites.wordpress import WartaMahakam
from tests.newsroom.conftest import SENTENCE, get, made_up


def quick(kind, **made):
    """A site of made-up stories, with an address, that neither fails nor waits."""
    site = kind(made_up(**made))
    site.slowness, site.base = 0.0, "http://127.0.0.1:1"
    site.deliver(site.failing, {}, 1, 99)
    return site


def text(site, path):
    answer = site.answer(path, {})
    assert answer.status == 200, path
    return decode(answer.body)


# --- WordPress ------------------------------------------------------------------------------------


def test_wordpress_rest_pages_searches_and_picks_fields(sites):
    base = sites.urls["warta-mahakam"] + "/wp-json/wp/v2/posts"
    status, body, answer = get(f"{base}?per_page=5&page=2")
    posts, total = json.loads(body), int(answer.headers["X-WP-Total"])
    assert status == 200 and len(posts) == 5
    assert int(answer.headers["X-WP-TotalPages"]) == -(-total // 5)
    assert set(posts[0]) >= {"id", "date", "modified", "link", "title", "content", "excerpt"}
    status, body, _ = get(f"{base}?per_page=5&page=99")
    assert status == 400 and json.loads(body)["code"] == "rest_post_invalid_page_number"
    assert {frozenset(post) for post in json.loads(get(f"{base}?_fields=link,date")[1])} == {
        frozenset({"link", "date"})
    }
    site = quick(WartaMahakam)
    found = json.loads(text(site, "/wp-json/wp/v2/posts?search=nomor 7 "))
    assert [post["slug"] for post in found] == ["pejabat-nomor-7-digeser"]
    late = json.loads(text(site, "/wp-json/wp/v2/posts?after=2026-08-01T00:00:00&_fields=date"))
    assert late and all(post["date"] >= "2026-08" for post in late)


def test_wordpress_short_links_and_wrong_dates_lead_to_the_post():
    site = quick(WartaMahakam)
    story = site.stories[4]
    for path in (f"/?p={story.number}", f"/2020/01/01/{story.slug}/", site.path(story).rstrip("/")):
        answer = site.answer(path, {})
        assert (answer.status, answer.headers["Location"]) == (301, site.url(story))
    assert site.answer("/?p=5", {}).status == 404


def test_wordpress_feed_has_pages_with_excerpts():
    site = quick(WartaMahakam)
    first, second = (ET.fromstring(site.answer(f"/feed/?paged={n}", {}).body) for n in (1, 2))
    items = first.findall(".//item")
    assert len(items) == 10 and len(second.findall(".//item")) == len(site.posts) - 10
    assert site.answer("/feed/?paged=9", {}).status == 404
    item = next(i for i in items if "Nomor 5" in i.findtext("title"))
    excerpt = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert "Alinea 5" in excerpt and len(excerpt) < 400
    dates = [parsedate_to_datetime(i.findtext("pubDate")) for i in items]
    assert dates == sorted(dates, reverse=True)


def test_wordpress_lists_end_and_posts_carry_linked_data():
    site = quick(WartaMahakam)
    pages = [text(site, "/"), *(text(site, f"/page/{n}/") for n in (2, 3))]
    assert ["Berita lama" in page for page in pages] == [True, True, False]
    assert site.answer("/page/4/", {}).status == 404
    assert "Nomor 3" in text(site, "/category/hukum/") and "Nomor 4" not in re.sub(
        r"(?s)<aside.*", "", text(site, "/category/hukum/")
    )
    page = text(site, site.path(site.stories[0]))
    graph = json.loads(re.search(r'ld\+json"[^>]*>(.*?)</script>', page)[1])["@graph"]
    article = next(node for node in graph if node["@type"] == "NewsArticle")
    assert datetime.fromisoformat(article["datePublished"]) == site.stories[0].published
    for furniture in (
        "Bagikan",
        "Baca Juga:",
        "Tinggalkan Balasan",
        "Alamat email Anda tidak akan dipublikasikan.",
    ):
        assert furniture in page


# --- Disway ---------------------------------------------------------------------------------------


def test_disway_articles_go_over_pages_and_the_number_decides():
    site = quick(HarianSiginjai)
    long = next(s for s in site.stories if s.key == "cerita-5")
    count = len(long.pages(260))
    assert count >= 3
    pages = [
        text(site, site.path(long)),
        *(text(site, f"{site.path(long)}/{15 * n}") for n in range(1, count)),
    ]
    assert all(f'data-ci-pagination-page="{count}"' in page for page in pages)
    assert sum(page.count(SENTENCE) for page in pages) == len(long.paragraphs)
    for wrong in (14, 15 * count):
        assert site.answer(f"{site.path(long)}/{wrong}", {}).status == 404
    assert text(site, f"/read/{long.number}/harian-siginjai.co") == pages[0]


def test_disway_glues_related_headlines_to_sentences_and_dates_its_own_way():
    site = quick(HarianSiginjai)
    page = text(site, site.path(site.stories[0]))
    assert len(re.findall(r"BACA JUGA:Pejabat Nomor", page)) == 2
    assert re.search(r"Kamis\.<strong><a [^>]+>BACA JUGA:", page)
    assert re.search(r"(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu) \d\d-\d\d-2026,\d\d:\d\d WITA", page)
    for furniture in (
        "Reporter : Ani Rekaan",
        "Editor : ",
        "--Foto: ",
        "Berita dan Artikel lainnya di",
        "Sumber:",
    ):
        assert furniture in page


def test_disway_lists_go_by_offset():
    site = quick(HarianSiginjai)
    first, second = text(site, "/kategori/daerah"), text(site, "/kategori/daerah/6")
    titles = [re.findall(r"media-heading\"><a [^>]+>([^<]+)", page) for page in (first, second)]
    assert len(titles[0]) == 6 and not set(titles[0]) & set(titles[1])
    assert site.answer("/kategori/daerah/600", {}).status == 404
    assert site.answer("/kategori/tidak-ada", {}).status == 404


def test_a_paged_article_is_corrected_only_after_its_last_page():
    site = quick(HarianSiginjai, corrected=5)
    long = next(s for s in site.stories if s.key == "cerita-5")
    count = len(long.pages(260))
    crawl = [
        text(site, site.path(long)),
        *(text(site, f"{site.path(long)}/{15 * n}") for n in range(1, count)),
    ]
    assert not any("Ralat Judul</h1>" in page for page in crawl)
    assert "Ralat Judul</h1>" in text(site, site.path(long))


# --- Suara ----------------------------------------------------------------------------------------


def test_suara_pages_and_the_whole():
    site = quick(SuaraPanrita)
    long = next(s for s in site.stories if s.key == "cerita-5")
    count = len(long.pages(300))
    parts = [text(site, f"{site.path(long)}?page={n}") for n in range(1, count + 1)]
    whole = text(site, f"{site.path(long)}?page=all")
    assert count >= 3 and sum(part.count(SENTENCE) for part in parts) == whole.count(SENTENCE)
    assert site.answer(f"{site.path(long)}?page={count + 1}", {}).status == 404
    assert "Tampilkan Semua" in parts[0] and "Tampilkan Semua" not in whole
    assert text(site, "/amp" + site.path(long)).count(SENTENCE) == whole.count(SENTENCE)
    for furniture in ("Baca Juga:<a", "Berita Terkait", "Terpopuler", "Terkini"):
        assert furniture in whole
    assert f"{long.day} | {long.clock}" in whole and long.published.isoformat() in whole


# --- Antara ---------------------------------------------------------------------------------------


def test_antero_has_credits_a_feed_and_lists_to_the_end():
    site = quick(Antero)
    page = text(site, site.path(site.stories[0]))
    for furniture in (
        "Baca juga: <a",
        "Pewarta: Ani Rekaan",
        "Uploader: ",
        "Editor: ",
        "COPYRIGHT &copy; ANTERO 2026",
    ):
        assert furniture in page
    assert f'"article:published_time" content="{site.stories[0].published.isoformat()}"' in page
    lists = [text(site, f"/terkini?page={n}") for n in (1, 2, 3)]
    assert ["Berikutnya" in page for page in lists] == [True, True, False]
    assert site.answer("/terkini?page=4", {}).status == 404
    assert ET.fromstring(site.answer("/rss/hukum.xml", {}).body).findall(".//item")
    assert site.answer("/rss/topnews.xml", {}).status == 404
    assert text(site, f"/berita/{site.stories[0].number}/") == page


# --- Blogger --------------------------------------------------------------------------------------


def test_blogger_feeds_hold_the_whole_text_and_page():
    site = quick(CatatanRinjani)
    atom = {"a": "http://www.w3.org/2005/Atom"}
    first = ET.fromstring(site.answer("/feeds/posts/default?max-results=9", {}).body)
    entries = first.findall("a:entry", atom)
    older = next(link.get("href") for link in first.findall("a:link", atom) if link.get("rel") == "next")
    rest = ET.fromstring(site.answer(older.removeprefix(site.base), {}).body).findall("a:entry", atom)
    assert len(entries) == 9 and len(entries) + len(rest) == len(site.posts)
    long = next(e for e in entries + rest if e.findtext("a:title", None, atom) == "Pejabat Nomor 5 Digeser")
    assert long.findtext("a:content", None, atom).count(SENTENCE) == 61
    items = ET.fromstring(site.answer("/feeds/posts/default?alt=rss&max-results=3", {}).body).findall(
        ".//item"
    )
    assert len(items) == 3
    labelled = ET.fromstring(site.answer("/feeds/posts/default/-/hukum", {}).body).findall("a:entry", atom)
    assert 0 < len(labelled) < len(site.posts)


def test_blogger_posts_are_lines_and_labels_hold_whole_posts():
    site = quick(CatatanRinjani)
    story = site.stories[0]
    page = text(site, site.path(story))
    body = re.search(r"(?s)entry-content'>(.*?)<div style", page)[1]
    assert body.count("<br />") == 2 * (len(story.paragraphs) - 1) and "<p>" not in body
    assert story.day in re.search(r"(?s)date-header'>(.*?)</h2>", page)[1]
    assert re.fullmatch(r"/2026/\d\d/[a-z0-9-]{1,39}\.html", site.path(story))
    assert text(site, site.path(story) + "?m=1") == page
    labels = text(site, "/search/label/tag%205?max-results=3")
    assert labels.count(SENTENCE) == 61 and "Postingan Lama" not in labels
    assert "Postingan Lama" in text(site, "/search/label/mutasi?max-results=3")


# --- the hand-made one ----------------------------------------------------------------------------


def test_koran_banda_declares_another_character_set_than_it_sends(sites):
    site = sites.sites["koran-banda"]
    seen = set()
    for story in site.stories:
        _, body, answer = get(site.url(story))
        assert answer.headers["Content-Type"] == "text/html"
        even = story.number % 2 == 0
        seen.add(even)
        assert (b"charset=utf-8" if even else b"charset=iso-8859-1") in body
        # The typographic quotes of the site's motto stand on every page.
        assert (b"\x93Suara" if even else "“Suara".encode()) in body
        if even:
            with pytest.raises(UnicodeDecodeError):
                body.decode("utf-8")
        else:
            body.decode("utf-8")
        assert "“Suara dari timur dan utara”" in decode(body)
    assert seen == {True, False}


def test_koran_banda_has_no_metadata_and_leaves_tags_open():
    site = quick(KoranBanda)
    page = text(site, site.path(site.stories[0]))
    assert not re.search(r"<meta (?!http-equiv)|<link|ld\+json|<time|<h1", page)
    assert page.count("<p>") > 3 and "</p>" not in page and "</html>" not in page
    assert site.stories[0].day in page
    pages = [text(site, f"/index{n}.html") for n in ("", 2, 3)]
    assert ["Berita sebelumnya" in page for page in pages] == [True, True, False]
    assert site.answer("/index4.html", {}).status == 404
    for path in ("/feed/", "/rss", "/sitemap.xml"):
        assert site.answer(path, {}).status == 404
