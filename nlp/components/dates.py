"""Gives ``doc.spans["dates"]``: wordings of dates, ``span._.iso`` "YYYY[-MM[-DD]]" resolved against the publication.

``iso`` is None where the words give no one day, month or year ("pekan depan", or relative words in an article whose
day of publication is not known). The wordings and their rules are in `nlp.dates`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.dates import find_dates
from nlp.text import is_read, span_at, text_of


@Language.factory("dates")
class Dates:
    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        if doc._.off_topic:
            return doc
        spans = []
        for found in find_dates(text_of(doc), doc._.published):
            span = span_at(doc, found.start, found.end, "date")
            if span is not None and is_read(span):
                span._.iso = found.iso
                spans.append(span)
        doc.spans["dates"] = spans
        return doc
