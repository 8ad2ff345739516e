"""How fast the reader reads: ``python -m benchmarks.reading_speed [--model M] [--torch]``.

Prints, measured side by side in one run on this machine:

- whole readings of relevant articles a second (the training part of the corpus), for the model named and for the rules;
- articles about something else that are dropped a second;
- with ``--torch`` (needs the extra ``[transformers-torch]``): the same sentences through a token-classification
  pipeline of IndoBERT-base's shape (12 layers, 768 wide, random weights) in torch, and the ratio;
- seconds to load, the peak of memory, and the cost a word from 100 to 100,000 words.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nlp.corpus.lint import part_of
from nlp.reader import Reader

CORPUS = Path(__file__).parent.parent / "nlp" / "corpus" / "articles"
#: Each figure is the best of so many turns that alternate with the others', for machines that others use too.
TURNS = 3


def articles(relevant: bool) -> list[dict[str, Any]]:
    found = []
    for file in sorted(CORPUS.glob("*.jsonl")):
        if part_of(file.stem) == "train":
            for line in file.read_text(encoding="utf-8").splitlines():
                record = json.loads(line)
                if record.pop("facts")["relevant"] == relevant:
                    found.append(record)
    return found


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def best(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The least seconds of each, in turns."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(TURNS):
        for name, work in works.items():
            times[name].append(seconds(work))
    return {name: min(taken) for name, taken in times.items()}


def torch_pipeline(texts: list[str]) -> Callable[[], object]:
    """The usual way: every sentence through a base-sized model in torch."""
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForTokenClassification, pipeline

    from nlp.models import SHIPPED

    tokenizer = AutoTokenizer.from_pretrained(SHIPPED)
    torch.manual_seed(0)
    model = BertForTokenClassification(BertConfig(vocab_size=len(tokenizer), num_labels=7)).eval()
    tag = pipeline("token-classification", model=model, tokenizer=tokenizer, batch_size=8)
    return lambda: tag(texts)


def sentences_of(records: list[dict[str, Any]]) -> list[str]:
    from nlp.pipeline import build, new_doc
    from nlp.text import read_sents

    nlp = build(("furniture", "sentences"))
    return [sent.text for r in records for sent in read_sents(nlp(new_doc(nlp, r["text"], r["title"])))]


def of_length(words: int) -> dict[str, Any]:
    """A relevant article of so many words: the corpus' articles one after the other."""
    text, total = [], 0
    records = articles(True)
    while total < words:
        for record in records:
            text.append(record["text"])
            total += len(record["text"].split())
    return {
        "id": f"w{words}",
        "title": "Mutasi pejabat",
        "text": " ".join("\n".join(text).split(" ")[:words]),
    }


def load_seconds(model: str) -> float:
    code = (
        "import time; began = time.perf_counter(); from nlp.reader import Reader; "
        f"Reader({model!r}).nlp; print(time.perf_counter() - began)"
    )
    return min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(TURNS)
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", default="default")
    parser.add_argument("--torch", action="store_true")
    parser.add_argument("--articles", type=int, default=60)
    args = parser.parse_args()
    relevant, others = articles(True), articles(False)
    step = max(1, len(relevant) // args.articles)
    relevant = relevant[::step][: args.articles]
    words = [len(r["text"].split()) for r in relevant]
    median, mean = statistics.median(words), statistics.mean(words)
    print(f"{len(relevant)} relevant articles, median {median:.0f} words, mean {mean:.0f}")
    readers = {args.model: Reader(args.model), "fast": Reader("fast")}
    works: dict[str, Callable[[], object]] = {
        name: (lambda reader=reader: list(reader.read(relevant))) for name, reader in readers.items()
    }
    for work in works.values():
        work()
    taken = best(works)
    for name, time_ in taken.items():
        print(f"whole reading, {name}: {len(relevant) / time_:.1f} articles/s")
    reader = readers[args.model]
    dropped = seconds(lambda: list(reader.read(others * 3)))
    print(f"articles about something else: {3 * len(others) / dropped:.0f} a second")
    if args.torch:
        some = relevant[:10]
        sentences = sentences_of(some)
        work = torch_pipeline(sentences)
        both = best({"torch": work, "ours": lambda: list(reader.read(some))})
        print(
            f"base-sized pipeline in torch, the same sentences: {len(some) / both['torch']:.2f} articles/s; "
            f"the whole reading is {both['torch'] / both['ours']:.1f} times as fast"
        )
    for words_ in (100, 1000, 10_000, 100_000):
        record = of_length(words_)
        print(
            f"{words_} words: {1e6 * seconds(lambda r=record: list(reader.read([r]))) / words_:.0f} µs a word"
        )
    print(f"load: {load_seconds(args.model):.1f} s")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
