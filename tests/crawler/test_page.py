"""From bytes to an article: character sets, dates, and what is no article."""

from __future__ import annotations

from datetime import datetime

import pytest

from crawler.charset import decode
from crawler.dates import date_in_url, read_date
from crawler.page import EmptyBody, NotAnArticle, NotHtml, NotIndonesian, TooLarge, read_page

NOW = datetime.fromisoformat("2026-11-24T12:00:00+07:00")
BODY = (
    "<p>Bupati Wonosobo melantik sembilan pejabat yang mengisi jabatan kepala dinas di pendopo pada Kamis pagi.</p>"
    "<p>“Saya minta semua langsung bekerja dan tidak ada lagi yang menunggu,” kata bupati kepada wartawan.</p>"
    "<p>Pelantikan itu dilakukan setelah pertimbangan teknis dari BKN turun, dan akan diikuti dengan serah terima.</p>"
)


def page(head="", body=BODY, title="Sembilan pejabat dilantik"):
    return f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1><article>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Minggu 21-05-2023,18:00 WIB", "2023-05-21T18:00:00+07:00"),
        ("Kamis, 12 Mei 2022 | 17:16 WIB", "2022-05-12T17:16:00+07:00"),
        ("7 Agt 2023 10:08", "2023-08-07T10:08:00+07:00"),
        ("5 Ags 2024", "2024-08-05"),
        ("6 Nop 2019", "2019-11-06"),
        ("Jum'at, 3 Pebruari 2023 - 09.05 WITA", "2023-02-03T09:05:00+08:00"),
        ("Sabtu, 01 Juni 2019 – 04:11 WIB", "2019-06-01T04:11:00+07:00"),
        ("09 Juli 2019, 14: 30: 59 WIB | editor : X", "2019-07-09T14:30:59+07:00"),
        ("June 3, 2026", "2026-06-03"),
        ("2026-06-03T14:20:00+08:00", "2026-06-03T14:20:00+08:00"),
        ("2026-06-03T07:20:00.123Z", "2026-06-03T07:20:00+00:00"),
        ("2026-06-03 14:20:00", "2026-06-03T14:20:00+07:00"),
        ("Rabu, 31 Februari 2026", None),
        ("24 Desember 2031", None),
        ("Rp 12.500.000", None),
        ("", None),
    ],
)
def test_dates_as_pages_write_them(text, found):
    assert read_date(text, now=NOW) == found


def test_a_time_without_a_zone_is_the_outlets():
    assert read_date("3 Juni 2026 10:00", "WIT", now=NOW) == "2026-06-03T10:00:00+09:00"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2026/06/03/x/", "2026-06-03"),
        ("https://a.example/2026/06/x.html", "2026-06"),
        ("https://a.example/2026/13/03/x", None),
        ("https://a.example/berita/123", None),
    ],
)
def test_dates_in_addresses(url, day):
    assert date_in_url(url) == day


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1252", "nonsense", None])
@pytest.mark.parametrize("really", ["utf-8", "cp1252"])
def test_bytes_decide_over_a_wrong_declaration(declared, really):
    meta = f'<meta charset="{declared}">' if declared else ""
    text = f"{meta}<p>“Tidak ada,” kata bupati – Jum’at</p>"
    assert decode(text.encode(really)) == text
    assert decode(text.encode(really), f"text/html; charset={declared}") == text


def test_text_garbled_before_it_was_saved_is_put_right():
    garbled = "“Tidak ada,” kata bupati".encode().decode("cp1252", "replace").replace("\ufffd", "\x9d")
    assert decode(garbled.encode()).startswith("“Tidak ada,")
    assert decode("Harga naik, Â£5 â‚¬3".encode()) == "Harga naik, £5 €3"


def test_linked_data_comes_first_and_the_day_of_fetching_never():
    data = '{"@graph": [{"@type": "NewsArticle", "headline": "Judul &amp; isi", "datePublished": "2026-06-03", "author": [{"name": "Ani"}]}]}'
    article = read_page(
        page(f'<script type="application/ld+json">{data}</script>').encode(), "https://a.example/x"
    )
    assert (article.title, article.published, article.author) == ("Judul & isi", "2026-06-03", "Ani")
    assert read_page(page().encode(), "https://a.example/x").published is None


def test_a_visible_date_a_canonical_address_and_a_sites_name_in_the_title():
    head = '<link rel="canonical" href="/2026/x"><meta property="og:site_name" content="Kabar A">'
    html = page(head, "<span class='date'>Rabu, 03 Juni 2026 10:15 WITA</span>" + BODY, "Judul - Kabar A")
    article = read_page(html.encode(), "https://a.example/x?utm_source=y")
    assert article.published == "2026-06-03T10:15:00+08:00"
    assert article.canonical_url == "https://a.example/2026/x"
    assert (article.title, article.outlet) == ("Judul", "Kabar A")


def test_a_date_within_the_story_is_not_when_it_was_published():
    story = (
        BODY
        + "<p>Seleksi dibuka pada 4 Maret 2026 dan akan ditutup pada 18 Maret 2026 oleh panitia di kantor bupati.</p>"
    )
    assert read_page(page(body=story).encode(), "https://a.example/x").published is None


ENGLISH = (
    "<p>"
    + "The governor said on Tuesday that the officials would be moved before the end of the year. " * 5
    + "</p>"
)


@pytest.mark.parametrize(
    ("body", "content_type", "error"),
    [
        (b"", None, EmptyBody),
        (b"<html><body></body></html>", None, EmptyBody),
        (page(body="<div class=player></div>").encode(), None, EmptyBody),
        (page(body=ENGLISH).encode(), None, NotIndonesian),
        (b"%PDF-1.7", "application/pdf", NotHtml),
        (b"\x89PNG\r\n\x00\x00", None, NotHtml),
        (b"<p>x</p>" * 2_000_000, None, TooLarge),
        (page(body=f"<article>{BODY}</article>" * 5).encode(), "text/html", NotAnArticle),
    ],
)
def test_what_is_no_article_is_named(body, content_type, error):
    with pytest.raises(error):
        read_page(body, "https://a.example/x", content_type=content_type)


def test_broken_html_is_read_all_the_same():
    html = "<table><tr><td><b>Judul</b><p>" + BODY.replace("</p>", "") + "<td></div></span>"
    assert "melantik sembilan pejabat" in read_page(html.encode(), "https://a.example/x").text


NAMES = "<ol start='8'><li>Ani Rekaan, dari Kepala Dinas Sosial menjadi Inspektur</li><li>Budi Rekaan, Sekretaris DPRD</li></ol>"


def test_a_list_of_names_that_ends_the_article_keeps_its_lines_and_numbers():
    text = read_page(page(body=BODY + "<p>Berikut daftarnya:</p>" + NAMES).encode()).text
    assert text.endswith(
        "8. Ani Rekaan, dari Kepala Dinas Sosial menjadi Inspektur\n9. Budi Rekaan, Sekretaris DPRD"
    )


def test_a_row_of_a_table_is_a_line():
    rows = "".join(f"<tr><td>{n}<td>Orang {n}<td>Camat {n}<td>Lurah {n}</tr>" for n in range(1, 4))
    text = read_page(page(body=f"{BODY}<table><tbody>{rows}</tbody></table>").encode()).text
    assert text.splitlines()[-3:] == [f"{n} | Orang {n} | Camat {n} | Lurah {n}" for n in range(1, 4)]


def test_a_table_that_lays_out_the_page_leaves_no_bars():
    whole = f"<html><title>X</title><table><tr><td><a href=/>Depan</a><td><b>X</b><br>{BODY}</table></html>"
    text = read_page(whole.encode()).text
    assert "|" not in text and text.count("\n") == 2


def test_a_related_headline_glued_to_a_line_goes():
    link = "<strong><a href='/read/9/x'>BACA JUGA:Lurah Digeser</a></strong>"
    text = read_page(page(body=BODY.replace("pagi.</p>", f"pagi.{link}</p>")).encode()).text
    assert "Lurah Digeser" not in text and "Kamis pagi.\n" in text


TEASER = "Bupati {n} melantik sembilan pejabat di pendopo pada Kamis pagi, dan mereka diminta langsung bekerja untuk …"
ENTRY = (
    "<div class=media><div><h2><a href='/read/{n}/x'>Bupati {n} Lantik Pejabat</a></h2><p>"
    + TEASER
    + "</p></div></div>"
)


def test_a_roundup_at_an_articles_address_is_a_list():
    entries = "".join(ENTRY.format(n=n) for n in range(6))
    with pytest.raises(NotAnArticle):
        read_page(page(body=entries).encode(), "https://a.example/read/99/rangkuman")


def test_related_stories_below_an_article_make_no_list_of_it():
    entries = "".join(ENTRY.format(n=n) for n in range(6))
    article = read_page(page(body=BODY + entries).encode(), "https://a.example/read/99/pelantikan")
    assert article.text.startswith("Bupati Wonosobo melantik")


def test_a_frame_without_a_story_is_empty():
    frame = "<p>Reporter : Redaksi<br>Editor : Tim Redaksi</p><p>Suasana pelantikan.--Foto: Dokumen</p>" * 4
    with pytest.raises(EmptyBody):
        read_page(page(body=frame).encode())
