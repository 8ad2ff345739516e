"""Which government a wording names: short names, namesakes, places that are none."""

from __future__ import annotations

import pytest

from nlp.pipeline import build, new_doc
from nlp.regions import by_name, find_mentions, key, regions


def codes(text: str, title: str = "", outlet: str = "") -> list[str]:
    return [mention.region.code for mention in find_mentions(text, title, outlet)]


@pytest.mark.parametrize(
    ("text", "code", "wording"),
    [
        ("Pemkot Bontang membuka seleksi", "64.74", "Pemkot Bontang"),
        ("Pemkab PPU memutasi", "64.09", "Pemkab PPU"),
        ("Pemprov Kaltim melantik", "64", "Pemprov Kaltim"),
        ("Pj Bupati OKI melantik", "16.02", "OKI"),
        ("Pemerintah Kabupaten (Pemkab) Dompu", "52.05", "Pemerintah Kabupaten (Pemkab) Dompu"),
        ("Wali Kota Pasuruan melantik", "35.75", "Pasuruan"),
        ("Bupati Pasuruan melantik", "35.14", "Pasuruan"),
        ("di Kabupaten Pasuruan", "35.14", "Kabupaten Pasuruan"),
        ("di Kota Pasuruan", "35.75", "Kota Pasuruan"),
        ("Gubernur Gorontalo", "75", "Gorontalo"),
        ("Wali Kota Gorontalo", "75.71", "Gorontalo"),
        ("Bupati Gorontalo", "75.01", "Gorontalo"),
        ("Pemkab Kukar", "64.02", "Pemkab Kukar"),
        ("Setda Lotim", "52.03", "Lotim"),
        ("Bupati Muba", "16.06", "Muba"),
        ("Pemkab Toli-Toli", "72.04", "Pemkab Toli-Toli"),
        ("Pemkab Tolitoli", "72.04", "Pemkab Tolitoli"),
        ("Wali Kota Palangka Raya", "62.71", "Palangka Raya"),
        ("Wali Kota Padangpanjang", "13.74", "Padangpanjang"),
        ("Bupati Mitra", "71.07", "Mitra"),
        ("Pemprov DKI Jakarta", "31", "Pemprov DKI Jakarta"),
        ("Wali Kota Solo", "33.72", "Solo"),
        ("Bupati Pati", "33.18", "Pati"),
        ("Bupati Limapuluh Kota", "13.07", "Limapuluh Kota"),
        ("PEMKAB OGAN KOMERING ULU TIMUR", "16.08", "PEMKAB OGAN KOMERING ULU TIMUR"),
        ("Bupati Kepulauan Siau Tagulandang Biaro", "71.09", "Kepulauan Siau Tagulandang Biaro"),
        ("Pemkab HSU", "63.08", "Pemkab HSU"),
        ("Bupati Banjar", "63.03", "Banjar"),
        ("Wali Kota Banjar", "32.79", "Banjar"),
    ],
)
def test_names(text: str, code: str, wording: str) -> None:
    (mention,) = find_mentions(text)
    assert (mention.region.code, text[mention.start : mention.end]) == (code, wording)


@pytest.mark.parametrize(
    "text",
    [
        "Camat Singkawang Barat dan Lurah Pasiran",
        "Kapolsek Batu Ampar",
        "Pati Mabes Polri dalam rangka pensiun",
        "harga batu bara dan pati singkong",
        "Kombes Polda Metro Jaya",
        "PTUN Samarinda",
        "SMA Negeri 1 Sragen",
        "Kecamatan Jambi Timur",
        "Jalan Surabaya",
        "",
        "12 34 !!",
    ],
)
def test_no_government(text: str) -> None:
    assert codes(text) == []


def test_a_bare_name_is_the_namesake_the_article_speaks_of() -> None:
    kota = "Pasuruan - Wali Kota Pasuruan melantik pejabat. Menurut wali kota, Pasuruan butuh penyegaran."
    kabupaten = "Pasuruan - Bupati Pasuruan melantik pejabat. Menurut bupati, Pasuruan butuh penyegaran."
    assert set(codes(kota)) == {"35.75"}
    assert set(codes(kabupaten)) == {"35.14"}
    assert set(codes("Bontang lama. Bima butuh. Walikota menyebut Bima maju, kata pemkot Bima.")) >= {"52.72"}


def test_the_title_decides_where_the_text_does_not() -> None:
    assert codes("Madiun - Sepuluh pejabat dilantik.", title="Bupati Madiun Lantik Sepuluh Pejabat") == [
        "35.19"
    ]
    assert codes("Madiun - Sepuluh pejabat dilantik.", title="Wali Kota Madiun Lantik Sepuluh Pejabat") == [
        "35.77"
    ]


def test_a_common_word_counts_where_the_article_names_the_government_elsewhere() -> None:
    text = "Bupati Buru melantik pejabat. Sebanyak 17 ASN Buru menunggu, demo di Buru sepi."
    assert codes(text) == ["81.04"] * 3


def test_every_region_is_found_by_its_own_name() -> None:
    assert len(regions()) == 552
    for region in regions().values():
        head = {"provinsi": "Pemprov", "kabupaten": "Pemkab", "kota": "Pemkot"}[region.kind]
        text = f"{head} {region.bare} melantik pejabat"
        if region.bare in ("Limapuluh", "Kota"):
            continue
        assert [m.region.code for m in find_mentions(text)] == [region.code], text


def test_names_are_compared_without_blanks_and_capitals() -> None:
    assert key("Toli-Toli") == key("tolitoli")
    assert [region.code for region in by_name()["pasuruan"]] == ["35.14", "35.75"]


def test_room_gives_code_name_and_head() -> None:
    nlp = build(("furniture", "sentences", "regions"))
    doc = nlp(new_doc(nlp, "Bupati Kotabaru hadir.\nBaca juga: Pemkot Bontang Rotasi Pejabat"))
    assert [(s.text, s._.code, s._.official_name, s._.head) for s in doc.spans["regions"]] == [
        ("Kotabaru", "63.02", "Kabupaten Kotabaru", "bupati")
    ]
