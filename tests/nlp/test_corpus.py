"""The corpus and its linter: every record is right, there is enough of everything, and the parts do not mix."""

from __future__ import annotations

import copy
import json

import pytest

from nlp.corpus import lint
from nlp.corpus.lint import part_of
from nlp.evaluation import person_tokens
from nlp.facts import CATEGORIES, DOCUMENT_KINDS, EVENT_KINDS, STAGES, STANCES
from nlp.training.examples import CORPUS, records_of

FILES = sorted((CORPUS / "articles").glob("*.jsonl"))
RECORDS = [json.loads(line) for file in FILES for line in file.read_text(encoding="utf-8").splitlines()]


def test_every_record_is_right_and_none_repeats_another():
    wrong = [(record["id"], problem) for record in RECORDS for problem in lint.problems(record)]
    assert wrong == []
    assert list(lint.repeated(RECORDS)) == []


def test_there_is_enough_of_everything():
    relevant = [record for record in RECORDS if record["facts"]["relevant"]]
    assert len(RECORDS) >= 400 and len(RECORDS) - len(relevant) >= 80
    assert len({record["province"] for record in RECORDS}) == 38
    facts = {kind: [fact for r in relevant for fact in r["facts"][kind]] for kind in lint.KINDS}
    assert {kind for event in facts["events"] for kind in event["kinds"]} == set(EVENT_KINDS)
    assert {event["stage"] for event in facts["events"]} == set(STAGES)
    assert {claim["category"] for claim in facts["allegations"]} == set(CATEGORIES)
    assert {claim["stance"] for claim in facts["allegations"]} == set(STANCES)
    assert {document["kind"] for document in facts["documents"]} == set(DOCUMENT_KINDS)


def test_each_file_holds_its_province():
    for file in FILES:
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            assert record["province"] == file.stem and record["id"].startswith(f"c{file.stem}-")


def test_the_parts_share_no_region_and_no_person():
    parts = {part: records_of(part) for part in ("train", "dev", "test")}
    assert min(len(records) for records in parts.values()) >= 50
    for part, records in parts.items():
        codes = {g["code"] for r in records for g in r["facts"]["governments"] if g["code"]}
        assert {part_of(code[:2]) for code in codes} <= {part}
    people = {
        part: {
            person_tokens(fact["person"])
            for record in records
            for fact in record["facts"]["moves"] + record["facts"]["officials"]
        }
        for part, records in parts.items()
    }
    assert people["test"] & (people["train"] | people["dev"]) == set()


RECORD = {
    "id": "c64-900",
    "outlet": "Kabar Uji",
    "outlet_kind": "wordpress",
    "province": "64",
    "url": "https://kabaruji.example/1",
    "title": "Bupati Paser Lantik Kepala Dinas",
    "published": "2025-08-22",
    "text": "TANA PASER - Bupati Paser Haryono Rekaan melantik Surya Contoh sebagai Kepala Dinas Perikanan, Kamis. "
    "Ia sebelumnya Sekretaris Dinas Sosial. Aktivis Arman Rekaan menuding kursi itu dijual seharga Rp50 juta kepada "
    "penawar tertinggi. Pelantikan berdasar SK Nomor 821.2/14/2025 dan UU Nomor 20 Tahun 2023 tentang ASN, kata bupati "
    "usai acara di pendopo kabupaten itu.",
    "facts": {
        "relevant": True,
        "governments": [{"name": "Kabupaten Paser", "code": "64.01"}],
        "events": [
            {"stage": "done", "kinds": ["mutasi"], "date": "2025-08-21", "count": None, "echelons": ["II"]}
        ],
        "moves": [
            {
                "person": "Surya Contoh",
                "from": "Sekretaris Dinas Sosial",
                "to": "Kepala Dinas Perikanan",
                "acting": None,
                "status": "done",
            }
        ],
        "officials": [{"person": "Haryono Rekaan", "position": "Bupati Paser"}],
        "vacancies": [],
        "allegations": [
            {
                "category": "jual_beli_jabatan",
                "stance": "alleged",
                "accused": [],
                "source": "Arman Rekaan",
                "amount_min": 50000000,
                "amount_max": 50000000,
                "evidence": "menuding kursi itu dijual seharga Rp50 juta",
            }
        ],
        "documents": [
            {"kind": "sk", "number": "821.2/14/2025", "date": None, "issuer": None},
            {"kind": "uu", "number": "20/2023", "date": None, "issuer": None},
        ],
    },
}


def test_a_right_record_has_no_problem():
    assert list(lint.problems(RECORD)) == []


@pytest.mark.parametrize(
    ("where", "value", "says"),
    [
        (["outlet_kind"], "koran", "koran"),
        (["published"], "22-08-2025", "YYYY-MM-DD"),
        (["text"], "Pendek.", "words"),
        (["facts", "relevant"], False, "not relevant"),
        (["facts", "governments", 0, "code"], "64.02", "64.02"),
        (["facts", "events", 0, "stage"], "selesai", "selesai"),
        (["facts", "events", 0, "date"], "2025-13", "date"),
        (["facts", "events", 0, "count"], 0, "count"),
        (["facts", "moves", 0, "person"], "Surya Lain", "not in the text"),
        (["facts", "moves", 0, "person"], "Drs Surya Contoh", "title"),
        (["facts", "moves", 0, "to"], "Kepala Dinas Kehutanan Rakyat", "kehutanan"),
        (["facts", "moves", 0, "acting"], "sementara", "sementara"),
        (["facts", "allegations", 0, "evidence"], "kursi itu dijual lima puluh juta", "not in the text"),
        (["facts", "allegations", 0, "evidence"], "kursi itu", "2 words"),
        (["facts", "allegations", 0, "source"], "Orang Lain", "Orang Lain"),
        (["facts", "allegations", 0, "amount_min"], 60000000, "amounts"),
        (["facts", "documents", 0, "number"], "821.2/15/2025", "not in the text"),
        (["facts", "documents", 1, "number"], "Nomor 20 Tahun 2023", "5/2014"),
        (["facts", "moves"], RECORD["facts"]["moves"] * 2, "twice"),
        (["extra"], 1, "extra"),
    ],
)
def test_what_is_wrong_is_named(where, value, says):
    record = copy.deepcopy(RECORD)
    inner = record
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    assert any(says in problem for problem in lint.problems(record)), list(lint.problems(record))


def test_a_file_with_a_broken_line_is_told_and_read_on(tmp_path, capsys):
    file = tmp_path / "64.jsonl"
    file.write_text("{broken\n" + json.dumps(RECORD) + "\n" + json.dumps(RECORD) + "\n", encoding="utf-8")
    assert lint.main([str(file)]) == 1
    shown = capsys.readouterr().out
    assert "64.jsonl:1: JSONDecodeError" in shown and "repeats" in shown and "2 records" in shown
