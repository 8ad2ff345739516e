"""Articles about posts of public officials, and everything else that is called mutasi, rotasi or pelantikan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.pipeline import build, new_doc

CORPUS = Path(__file__).parents[2] / "nlp" / "corpus" / "contract_dev.jsonl"

RELEVANT = [
    (
        "Bupati Lantik Delapan Pejabat",
        "Bupati melantik delapan pejabat eselon III di pendapa. Posisi camat yang kosong diisi pelaksana tugas.",
    ),
    (
        "Kursi Sekda Masih Kosong",
        "Kursi sekretaris daerah lowong sejak Mei. Pansel segera membuka seleksi terbuka, kata kepala BKPSDM.",
    ),
    (
        "20 Kepala Sekolah Dirotasi",
        "Sebanyak 20 kepala SD negeri dirotasi Dinas Pendidikan. Kepala sekolah yang lama pindah ke kecamatan lain.",
    ),
    (
        "Kapolres Berganti",
        "AKBP Sari menggantikan AKBP Bayu sebagai Kapolres. Serah terima jabatan dipimpin kapolda sesuai telegram Kapolri.",
    ),
    (
        "Kades Dicopot Bupati",
        "Bupati memberhentikan sementara kepala desa itu. Camat menunjuk penjabat kepala desa dari kalangan PNS.",
    ),
    (
        "Dirut Perumda Air Diganti",
        "Wali kota memberhentikan direktur utama Perumda dan menunjuk pelaksana tugas sampai seleksi direksi selesai.",
    ),
    (
        "Dandim Baru Tiba",
        "Serah terima jabatan Dandim digelar di Makorem. Letkol Bayu menggantikan Letkol Sari yang promosi.",
    ),
    (
        "Kajari Diganti",
        "Kepala Kejaksaan Tinggi melantik Kajari yang baru. Kajari lama promosi menjadi asisten di Kejati.",
    ),
    (
        "DPRD Dengar Keluhan Pejabat Nonjob",
        "Sejumlah pejabat yang dinonjobkan mengadu ke dewan. Mereka menilai pencopotan dari jabatan melanggar prosedur.",
    ),
    (
        "Bupati Bantah Jual Beli Jabatan",
        "Tidak ada setoran untuk kursi kepala dinas, kata bupati usai mutasi pejabat.",
    ),
    (
        "Gubernur Serahkan SK Pj Bupati",
        "Gubernur melantik penjabat bupati di kantor gubernur. Ia sebelumnya kepala dinas di provinsi.",
    ),
]
OTHERS = [
    (
        "Syarat Mutasi Kendaraan",
        "Pemilik yang hendak mutasi kendaraan menyiapkan BPKB dan STNK lalu datang ke Samsat untuk cek fisik.",
    ),
    (
        "Mutasi Virus Dipantau",
        "Kepala Dinas Kesehatan meminta warga tenang soal mutasi virus. Varian itu menular cepat.",
    ),
    (
        "Pelatih Rotasi Pemain",
        "Pelatih merotasi pemain jelang laga. Posisi bek digantikan pemain muda; kapten digeser ke gelandang.",
    ),
    (
        "Cara Cek Mutasi Rekening",
        "Nasabah dapat mengecek mutasi rekening lewat aplikasi bank, termasuk saldo dan transaksi.",
    ),
    (
        "Rotasi Tanaman Tekan Hama",
        "Kepala Dinas Pertanian mengajak petani menerapkan rotasi tanaman agar hama wereng berkurang saat panen.",
    ),
    (
        "Rotasi Bumi Melambat",
        "Peneliti mencatat rotasi bumi melambat. Panjang hari berubah karena inti bumi dan tarikan bulan.",
    ),
    (
        "Kapan Ban Mobil Dirotasi?",
        "Rotasi ban dianjurkan tiap 10.000 kilometer agar aus merata, kata kepala bengkel. Oli mesin diganti sekalian.",
    ),
    (
        "Jalur Mutasi PPDB Dibuka",
        "Kepala Dinas Pendidikan menyebut kuota siswa jalur mutasi lima persen. Perpindahan tugas orang tua jadi syarat PPDB.",
    ),
    (
        "Bank Anu Rombak Direksi",
        "Pemegang saham emiten itu mengganti direktur utama. Dividen dibagi dan karyawan dirotasi, tulis perusahaan Tbk itu.",
    ),
    (
        "Bupati Terpilih Dilantik di Jakarta",
        "Bupati dan wakil bupati terpilih dilantik presiden di Jakarta. Pelantikan bupati dan wakil digelar serentak.",
    ),
    (
        "45 Anggota DPRD Dilantik",
        "Sebanyak 45 anggota DPRD terpilih periode 2024-2029 dilantik. Pelantikan anggota DPRD dipimpin ketua pengadilan.",
    ),
    (
        "Pengurus PMI Dilantik",
        "Bupati melantik pengurus PMI masa bakti baru. Pelantikan pengurus PMI dihadiri relawan.",
    ),
    (
        "KPPS Mulai Bekerja",
        "KPU menyatakan pelantikan anggota KPPS selesai. Petugas KPPS menerima bimbingan teknis.",
    ),
    (
        "Harga Cabai Naik",
        "Pedagang pasar mengeluh. Kepala Dinas Perdagangan berjanji menggelar operasi pasar murah.",
    ),
    ("Jalan Desa Diperbaiki", "Bupati meninjau perbaikan jalan. Camat dan kepala desa ikut mendampingi."),
    ("", ""),
    ("", "12 34"),
]


@pytest.fixture(scope="module")
def nlp():
    return build(("furniture", "sentences", "relevance"))


@pytest.mark.parametrize(("title", "text"), RELEVANT, ids=[title for title, _ in RELEVANT])
def test_relevant(nlp, title: str, text: str) -> None:
    assert nlp(new_doc(nlp, text, title))._.facts.relevant


@pytest.mark.parametrize(("title", "text"), OTHERS, ids=[title or text or "empty" for title, text in OTHERS])
def test_not_relevant(nlp, title: str, text: str) -> None:
    assert not nlp(new_doc(nlp, text, title))._.facts.relevant


def test_furniture_does_not_make_an_article_relevant(nlp) -> None:
    headlines = "\n".join(f"Baca juga: Bupati Lantik {n} Pejabat Eselon II" for n in range(9))
    assert not nlp(
        new_doc(nlp, f"Harga cabai naik di pasar.\n{headlines}", "Harga Cabai Naik")
    )._.facts.relevant


def test_development_articles(nlp) -> None:
    for record in map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines()):
        doc = nlp(new_doc(nlp, record["text"], record["title"]))
        assert doc._.facts.relevant == record["facts"]["relevant"], record["id"]
