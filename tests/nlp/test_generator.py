import json
from collections import Counter

import pytest

from nlp import facts as contract
from nlp.corpus import lint
from nlp.training.generator import generate

MANY = 2000


@pytest.fixture(scope="module")
def records():
    return list(generate(MANY, seed=7))


def test_same_seed_gives_the_same_records(records):
    assert list(generate(20, seed=7)) == records[:20]
    assert list(generate(20, seed=8)) != records[:20]


def test_records_are_clean(records):
    found = [(record["id"], problem) for record in records[:300] for problem in lint.problems(record)]
    assert [f for f in found if "under 50 words" not in f[1]] == []


def test_ids_are_numbered_and_records_are_json(records):
    assert [record["id"] for record in records[:3]] == ["gen-0", "gen-1", "gen-2"]
    assert json.loads(json.dumps(records[0])) == records[0]


def test_length_is_that_of_news(records):
    words = [len(record["text"].split()) for record in records]
    assert min(words) > 50 and max(words) < 1400
    assert sum(80 <= n <= 400 for n in words) > 0.85 * MANY


def test_every_kind_and_value_occurs(records):
    seen: dict[str, Counter] = {}
    for record in records:
        for kind, fields in lint.KINDS.items():
            for fact in record["facts"][kind]:
                for name in fields:
                    for value in fact[name] if isinstance(fact[name], list) else [fact[name]]:
                        seen.setdefault(f"{kind}.{name}", Counter())[value] += 1
    for values, name in (
        (contract.STAGES, "events.stage"), (contract.EVENT_KINDS, "events.kinds"),
        (contract.ACTING, "moves.acting"), (contract.MOVE_STATUSES, "moves.status"), (contract.CATEGORIES, "allegations.category"),
        (contract.STANCES, "allegations.stance"), (contract.DOCUMENT_KINDS, "documents.kind"),
    ):  # fmt: skip
        assert not set(values) - set(seen[name]), name
    assert set(contract.ECHELONS) - set(seen["events.echelons"]) <= {"I", "V"}
    assert len(seen["governments.name"]) > 400
    assert seen["vacancies.count"] and seen["officials.position"]


def test_one_in_eight_is_about_something_else(records):
    others = [record for record in records if not record["facts"]["relevant"]]
    assert len(others) == MANY // 8
    assert not any(record["facts"][kind] for record in others for kind in lint.KINDS)


def test_facts_are_in_the_text(records):
    for record in records:
        text = record["text"]
        for fact in record["facts"]["moves"] + record["facts"]["officials"]:
            assert fact["person"] in text
        for claim in record["facts"]["allegations"]:
            assert claim["evidence"] in text
            assert not claim["source"] or claim["source"] in text
        for move in record["facts"]["moves"]:
            assert move["from"] or move["to"]


def test_names_are_many(records):
    people = {move["person"] for record in records for move in record["facts"]["moves"]}
    assert len(people) > 6000
    assert len({word for person in people for word in person.split()}) > 2000


def test_no_marks_of_templates_are_left(records):
    for record in records:
        assert not set(record["text"]) & set("{}<>⟦⟧@"), record["text"]
