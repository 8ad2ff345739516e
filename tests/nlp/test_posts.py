"""Posts: where they end, what they are called in full, how they are held."""

from __future__ import annotations

import pytest

from nlp.pipeline import build, new_doc
from nlp.posts.wording import post_key, same_post

ROOMS = ("furniture", "sentences", "dates", "regions", "posts")


@pytest.fixture(scope="module")
def nlp():
    return build(ROOMS)


def posts(nlp, text):
    doc = nlp(new_doc(nlp, text))  # by a name of its own: spans outlive no doc that nobody holds
    return list(doc.spans["posts"])


@pytest.mark.parametrize(
    ("text", "span"),
    [
        (
            "Kepala Dinas Pemuda, Olahraga, Kebudayaan dan Pariwisata Ratih Kumala hadir.",
            "Kepala Dinas Pemuda, Olahraga, Kebudayaan dan Pariwisata",
        ),
        ("Kepala Dinas Perdagangan Fransisko Ujung pindah.", "Kepala Dinas Perdagangan"),
        (
            "Ia kini Kepala Dinas Kesehatan, Pengendalian Penduduk dan Keluarga Berencana, serta lainnya.",
            "Kepala Dinas Kesehatan, Pengendalian Penduduk dan Keluarga Berencana",
        ),
        ("Kadis PUPR, Ir Bujang Hasan digeser.", "Kadis PUPR"),
        ("Kepala Dinas Ketahanan Pangan (DKP) Andi Baso datang.", "Kepala Dinas Ketahanan Pangan (DKP)"),
        ("Kabag Prokopim Setda Yessi Marlin geser.", "Kabag Prokopim Setda"),
        ("Camat Belang Jein Ponto yang digeser menolak.", "Camat Belang"),
        ("Kursi Camat Singkawang Barat kini dijabat Ya' Suryadi.", "Camat Singkawang Barat"),
        ("Kades Kedungpakis Turmuji hadir.", "Kades Kedungpakis"),
        ("Direktur RSUD dr. Abdul Rivai, dr Siti Hawa, hadir.", "Direktur RSUD dr. Abdul Rivai"),
        ("Kapolres Fakfak AKBP Domi Rante dimutasi.", "Kapolres Fakfak"),
        (
            "Ia menjadi Kasubdit Regident Ditlantas Polda Papua Barat.",
            "Kasubdit Regident Ditlantas Polda Papua Barat",
        ),
        ("Ia beralih menjadi Analis Kepegawaian Ahli Madya.", "Analis Kepegawaian Ahli Madya"),
        (
            "Ia kini staf pelaksana di Kantor Camat Waplau, jauh dari rumah.",
            "staf pelaksana di Kantor Camat Waplau",
        ),
        (
            "jabatan staf ahli bupati bidang hukum dan politik, kini kosong",
            "staf ahli bupati bidang hukum dan politik",
        ),
        ("Anggota Komisi I DPRD Buru, Rustam Fua, mendesak.", "Anggota Komisi I DPRD Buru"),
        ("Ia dilantik sebagai Kepala SMPN 4 Samarinda.", "Kepala SMPN 4 Samarinda"),
        ("Dandim 1407/Bone Letkol Inf Yoga Pradana dimutasi.", "Dandim 1407/Bone"),
    ],
)
def test_a_post_ends_where_its_name_ends(nlp, text, span):
    assert [p.text for p in posts(nlp, text)] == [span]


@pytest.mark.parametrize(
    "text",
    [
        "Sejumlah kepala dinas dan kepala bidang hadir di kantor itu.",
        "Ketua LSM Suara Rakyat, Syarif Hami, mendengar angka lain.",
        "Ketua Tim Percepatan Pembangunan hadir.",
        "Apel digelar di halaman Kantor Bupati.",
        "Keputusan Bupati itu diteken kemarin.",
        "Ia dijanjikan jadi camat oleh seseorang.",
    ],
)
def test_what_is_no_public_post(nlp, text):
    assert posts(nlp, text) == []


def test_region_bracket_and_manner_are_not_part_of_the_name(nlp):
    text = "Plt. Kepala Badan Kepegawaian Daerah (BKD) Provinsi Gorontalo Rahmat Buhu menambahkan."
    (post,) = posts(nlp, text)
    assert (post._.post, post._.acting, post._.post_region) == (
        "Kepala Badan Kepegawaian Daerah",
        "plt",
        "75",
    )
    assert post.text == "Plt. Kepala Badan Kepegawaian Daerah (BKD) Provinsi Gorontalo"


def test_a_head_of_region_keeps_the_region_and_a_bare_one_gets_it(nlp):
    found = posts(nlp, "Wakil Bupati Sikka hadir. Bupati Sikka bicara. Menurut Bupati, itu biasa.")
    assert [p._.post for p in found] == ["Wakil Bupati Sikka", "Bupati Sikka", "Bupati Sikka"]


def test_one_post_is_called_by_its_fullest_wording(nlp):
    text = (
        "Kepala Dinas Ketahanan Pangan (DKP) Andi Baso dipindah menjadi Kepala Dinas Sosial. "
        "Kepala Dinsos lama bergeser. Kursi Kepala DKP kosong."
    )
    found = posts(nlp, text)
    assert [p._.post for p in found] == [
        "Kepala Dinas Ketahanan Pangan",
        "Kepala Dinas Sosial",
        "Kepala Dinas Sosial",
        "Kepala Dinas Ketahanan Pangan",
    ]
    assert [bool(p._.former) for p in found] == [False, False, True, False]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Hj. Noor Laili yang tadinya memimpin Dinas Sosial pindah.", "Kepala Dinas Sosial"),
        ("Kemudian BKPSDM dipimpin Lusiana Ngo.", "Kepala BKPSDM"),
        ("Ia pindah ke Dinas Perhubungan sebagai kepala, lalu bicara.", "Kepala Dinas Perhubungan"),
        ("Ia digeser ke Dinas Perikanan sebagai sekretaris.", "Sekretaris Dinas Perikanan"),
    ],
)
def test_who_leads_an_agency_holds_its_post(nlp, text, post):
    assert [p._.post for p in posts(nlp, text)] == [post]


def test_wordings_of_one_post_share_a_key():
    assert post_key("Kadis PUPR") == post_key("Kepala Dinas Pekerjaan Umum dan Penataan Ruang")
    assert same_post(post_key("Asisten I"), post_key("Asisten I Setda"))
    assert not same_post(post_key("Kepala Dinas Sosial"), post_key("Sekretaris Dinas Sosial"))
    assert not same_post(
        post_key("Kepala Dinas Pendidikan"), post_key("Kepala Dinas Pendidikan dan Kebudayaan")
    )


def test_odd_text_is_read_in_linear_time(nlp):
    assert posts(nlp, "Kepala " * 3000) == []
    assert posts(nlp, "(((((" * 500 + "Kepala Dinas (") == []
    assert posts(nlp, "") == []


def test_a_post_at_the_very_end_of_a_text_is_read(nlp):
    assert [p.text for p in posts(nlp, "Ia kini hanya staf")] == []
