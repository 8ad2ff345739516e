"""Which names are one official, which titles one post."""

from __future__ import annotations

import pytest

from db.migrations import region_rows
from db.people import Posts, Region, fuller_name, name_key

REGIONS = {r["code"]: Region(str(r["code"]), str(r["kind"]), str(r["name"])) for r in region_rows()}
POSTS = Posts(list(REGIONS.values()))
KOTABARU = REGIONS["63.02"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drs. H. Moch. Ma'ruf, M.Si", "Mochammad Maruf"),
        ("Drs H Muchransyah MM", "MUCHRANSYAH"),
        ("dr. Alexander Bong, Sp.PD", "Alexander Bong"),
        ("Brigjen Pol Budi Santosa S.I.K", "Budi Santosa"),
        ("Siti Nur’aini S. Sos", "Hj. Siti Nuraini"),
        ("Ya' Suriadi", "Ya` Suriadi"),
        ("Andi  Mappanyukki\u00a0Dulung", "ANDI MAPPANYUKKI DULUNG"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ahmad Yani", "Ahmad Yasin"),
        ("Djonly Ma", "Djonly"),  # a name, not a degree: neither dotted nor in capitals
        ("M. Fadhli Rusyd", "Fadhli Rusyd"),
        ("Andi Rahman", "Rahman"),  # Andi is part of the name
        ("Budi Santosa", "Budi Santoso"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("name", ["H.", "Dr.", ", S.H.", "-", "Ir"])
def test_a_name_that_is_all_title_does_not_fail(name: str) -> None:
    assert isinstance(name_key(name), str)


def test_the_fuller_form_of_a_name_is_kept() -> None:
    assert fuller_name("Moh. Solikin", "Mohammad Solikin") == "Mohammad Solikin"
    assert fuller_name("BUDI SANTOSA", "Budi Santosa") == "Budi Santosa"
    assert fuller_name("Budi Santosa", "BUDI SANTOSA") == "Budi Santosa"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kasatpol PP", "Kepala Satuan Polisi Pamong Praja"),
        ("Sekda Kotabaru", "Sekretaris Daerah Kabupaten Kotabaru"),
        ("Kadis LH", "Kepala Dinas LH"),
        ("Kepala DLH", "Kepala Dinas Lingkungan Hidup"),
        ("Plt. Kepala BKPSDM", "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"),
        ("Asisten 2", "Asisten II"),
        ("Bupati", "Bupati Kotabaru"),
        ("Wabup Kotabaru", "Wakil Bupati Kab. Kotabaru"),
        ("Kabag Umum di lingkungan Setda", "Kepala Bagian Umum Sekretariat Daerah"),
    ],
)
def test_forms_of_one_post(one: str, other: str) -> None:
    assert POSTS.read(one, KOTABARU).key == POSTS.read(other, KOTABARU).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bupati Kotabaru", "Wakil Bupati Kotabaru"),
        ("Camat Kotabaru", "Camat"),  # a camat has a place of his own
        ("Kepala Dinas Sosial", "Sekretaris Dinas Sosial"),
        ("Kepala Dinas Pendidikan", "Kepala Dinas Pendidikan dan Kebudayaan"),
    ],
)
def test_two_posts(one: str, other: str) -> None:
    assert POSTS.read(one, KOTABARU).key != POSTS.read(other, KOTABARU).key


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Bupati Rembang", "33.17"),
        ("Pj Wali Kota Payakumbuh", "13.76"),
        ("Walikota Payakumbuh", "13.76"),
        ("Gubernur DKI Jakarta", "31"),
        ("Wagub Jateng", "33"),
        ("Sekda Provinsi Jawa Tengah", "33"),
        ("Bupati", "63.02"),
    ],
)
def test_a_title_that_says_whose_post_it_is(title: str, code: str) -> None:
    region = POSTS.read(title, KOTABARU).region
    assert region and region.code == code


@pytest.mark.parametrize(
    "title",
    [
        "Kasat Reskrim Polres Dompu",
        "Deputi Penindakan KPK",
        "Hakim Ketua",
        "Gubernur",
        "Bupati Entah Berantah",
    ],
)
def test_a_post_of_another_body_is_not_the_articles_governments(title: str) -> None:
    assert POSTS.read(title, KOTABARU).other_body
