"""Gives ``doc.spans["people"]``: named people; `_.person` is the fullest form of the name in the article.

A span covers the bare name; `_.person_full` is the (start, end) in characters with titles and degrees. Short names
and small misspellings carry the same `_.person` as the full name they stand for. How names are told from places and
agencies is in `nlp.people.mentions`, who is who in `nlp.people.identity`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.people.identity import SHORTEST_FUZZY, Identities, alike, cased
from nlp.people.mentions import Mention, MentionFinder
from nlp.posts.lexicon import Lexicon, Word, lexicon, region_names, words_of
from nlp.text import read_sents, span_at, text_of

#: Likeness of a word that stands alone to a name's word from which on it is that word with a letter wrong.
ONE_LETTER = 0.9

if not Span.has_extension("person_full"):
    Span.set_extension("person_full", default=None)


@Language.factory("people")
class People:
    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        if doc._.off_topic:
            return doc
        finder = MentionFinder(
            text_of(doc),
            _ranges(doc, "posts"),
            _ranges(doc, "regions"),
            _ranges(doc, "dates"),
            doc._.outlet or "",
        )
        sentences = [(s.start_char, s.end_char) for s in read_sents(doc)]
        mentions = [m for start, end in sentences for m in finder.find(start, end)]
        mentions += _short_forms(text_of(doc), sentences, mentions, finder)
        mentions.sort(key=lambda m: m.start)
        identities = Identities(mentions)
        spans: list[Span] = []
        for mention in mentions:
            span = span_at(doc, mention.start, mention.end, "person")
            if span is None or (spans and span.start < spans[-1].end):
                continue
            span._.person = cased(identities.of(mention).name)
            span._.person_full = (mention.full_start, mention.full_end)
            spans.append(span)
        doc.spans["people"] = spans
        return doc


def _ranges(doc: Doc, group: str) -> list[tuple[int, int]]:
    return [(span.start_char, span.end_char) for span in doc.spans.get(group, [])]


def _misspelt(low: str, tokens: set[str], lex: Lexicon) -> bool:
    """Whether a word is a name's word with a letter wrong, and no other word that news uses."""
    if low in lex.not_names or low in lex.fields or low in lex.names or (low,) in region_names():
        return False
    return len(low) > SHORTEST_FUZZY and any(
        alike(low, token) >= ONE_LETTER for token in tokens if token[0] == low[0]
    )


def _short_forms(
    text: str, sentences: list[tuple[int, int]], mentions: list[Mention], finder: MentionFinder
) -> list[Mention]:
    """Words of names already found that stand alone elsewhere ("Theresia mengaku …")."""
    lex = lexicon()
    tokens = {
        token
        for mention in mentions
        for token in mention.tokens
        if len(token) > 2
        and token not in lex.not_names
        and token not in lex.fields
        and token not in finder.cues.things
        and token not in lex.first_words
    }
    taken = {at for m in mentions for at in range(m.full_start, m.full_end)}
    found: list[Mention] = []
    for start, end in sentences:
        run: list[Word] = []
        for word in [*words_of(text, start, end), None]:
            fits = (
                word is not None
                and word.capital
                and (word.low in tokens or _misspelt(word.low, tokens, lex))
                and word.start not in taken
                and word.start not in finder.blocked
            )
            if word is not None and fits and (not run or not text[run[-1].end : word.start].strip()):
                run.append(word)
                continue
            if run:
                name = text[run[0].start : run[-1].end]
                lows = tuple(w.low for w in run)
                found.append(Mention(run[0].start, run[-1].end, run[0].start, run[-1].end, name, lows, 1.0))
            run = [word] if word is not None and fits else []
    return found
