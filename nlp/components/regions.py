"""Gives ``doc.spans["regions"]``: mentions of governments, ``span._.code``, ``span._.official_name``, ``span._.head``.

``span._.head`` is the word of government before the name ("pemkot", "bupati"), or "". The gazetteer and the choice
between namesakes are in `nlp.regions`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.regions import find_mentions
from nlp.text import is_read, span_at, text_of

if not Span.has_extension("head"):
    Span.set_extension("head", default="")


@Language.factory("regions")
class Regions:
    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        if doc._.off_topic:
            return doc
        spans = []
        for mention in find_mentions(text_of(doc), doc._.title or "", doc._.outlet or ""):
            span = span_at(doc, mention.start, mention.end, "region")
            if span is not None and is_read(span):
                span._.code = mention.region.code
                span._.official_name = mention.region.name
                span._.head = mention.head
                spans.append(span)
        doc.spans["regions"] = spans
        return doc
