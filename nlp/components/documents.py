"""Gives ``doc._.facts.documents``: letters, decrees and laws cited by number, with date and issuer from the sentence.

The words are in ``nlp/data/documents.toml``. A law's number is "5/2014"; a letter's or decree's is kept as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.facts import Document, Government
from nlp.patterns import either
from nlp.text import data, read_sents

EXTRACTOR = "documents/1"

#: A number as printed: parts between slashes, a blank allowed after one ("800/ 323/ III. BKPP/ 2019").
PART = r"[A-Za-z0-9][\w.()–-]*(?:\s[A-Za-z][\w.-]*(?=\s?/))?"
NUMBER = rf"{PART}(?:\s?/\s?{PART})*(?:(?<=/PN)\s[A-Z][a-z]{{1,3}}\b|(?<=/[Tt]ahun)\s\d{{4}})?"
YEAR = r"(?:\s*,?\s*tahun\s+(?P<year>\d{4}))?"
HEAD = re.compile(
    r"(?:(?:Pj|Pjs|Plt|Penjabat)\.?\s+)?(?:Bupati|Wali ?[Kk]ota|Gubernur"
    r"|Kejari|Kejati|Kejaksaan Negeri|Kejaksaan Tinggi)"
    r"(?:\s+(?!Nomor|No\b|Tentang)[A-Z][\w'-]+){0,4}"
)
COURT = re.compile(
    r"(?:PTUN|PT\.? ?TUN|Pengadilan Tata Usaha Negara(?: \(PTUN\))?|Pengadilan Tinggi(?: TUN| Tata Usaha Negara)?"
    r"|Pengadilan Tipikor|Pengadilan Negeri|PN"
    r"|Mahkamah Agung|Mahkamah Konstitusi)(?: (?:pada )?[A-Z][a-z]+)?(?: [A-Z][a-z]+)?"
)
#: A plain small number counts only right after the word for the document: "orang nomor 1" is no letter.
NEAR = 60
LONGEST_SENTENCE = 3000


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    kind: str
    number: str
    trigger: int  # where the words for the document begin
    law: bool


def _longest(name: str) -> str:
    return either(f"documents.{name}", longest=True)


def _kinds(table: str) -> str:
    """The words for documents, the group's name telling which kind."""
    return "|".join(f"(?P<{kind}>{_longest(f'{table}.{kind}')})" for kind in data("documents")[table])


@cache
def _issuers() -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"(?i)(?<![\w-]){_longest(f'issuers.{name}')}(?![\w-])")
        for name in data("documents")["issuers"]
    }


@cache
def _law_pattern() -> re.Pattern[str]:
    names = _kinds("laws")
    number = _longest("words.number")
    # "UU ASN No. 20/2023", "Peraturan Menteri … Birokrasi Nomor 15 Tahun 2019", "PP 11/2017"
    return re.compile(
        rf"(?i)\b(?:{names})\b(?P<between>(?:\s+(?!{number}\b)[\w()/-]+){{0,12}}?)\s*,?\s*"
        rf"(?:{number}\b\.?\s*:?\s*(?P<n>\d+)\s*(?:/|,?\s*(?:tahun|thn?\.?)\s*)\s*(?P<y>\d{{4}})"
        r"|(?P<n2>\d+)\s*(?:/|\s+tahun\s+)\s*(?P<y2>\d{4}))"
    )


@cache
def _more_law() -> re.Pattern[str]:
    number = _longest("words.number")
    return re.compile(
        rf"(?i)\s*(?:,|dan|serta|juncto|jo\.?|&)\s*{number}\b\.?\s*:?\s*(?P<n>\d+)\s*(?:/|tahun)\s*(?P<y>\d{{4}})"
    )


@cache
def _letter_words() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w-])(?:{_kinds('letters')})(?![\w-])")


@cache
def _numbered() -> re.Pattern[str]:
    number = _longest("words.number")
    return re.compile(rf"(?i)\b{number}\b\s?\.?\s*[:;]?\s*(?P<number>{NUMBER}){YEAR}")


#: A number with at least two slashes needs no word "Nomor" before it.
BARE_NUMBER = re.compile(r"(?<![\w/.-])(?P<number>[A-Z0-9][\w.-]*(?:/[\w.-]+){2,})")
#: "Jalan Merdeka Nomor 12" is a house.
STREET = re.compile(r"(?i)\b(?:jalan|jln|jl|gang|gg|blok)\.?\s[\w .]{1,30}$")
DATE_LIKE = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}\.?")


def _laws(text: str) -> list[_Found]:
    found = []
    for match in _law_pattern().finditer(text):
        kind = next(name for name in data("documents")["laws"] if match.group(name))
        if re.search(r"[.!?]\s", match.group("between")):
            continue
        number = f"{match.group('n') or match.group('n2')}/{match.group('y') or match.group('y2')}"
        found.append(_Found(match.start(), match.end(), kind, number, match.start(), True))
        end = match.end()
        while more := _more_law().match(text, end):
            found.append(
                _Found(
                    more.start("n"),
                    more.end(),
                    kind,
                    f"{more.group('n')}/{more.group('y')}",
                    match.start(),
                    True,
                )
            )
            end = more.end()
    return found


def _clean(number: str) -> str:
    number = number.strip().rstrip(".,;:-–/")
    while number.endswith(")") and number.count(")") > number.count("("):
        number = number[:-1]
    return number


def _letter_kind(text: str, start: int, end: int) -> tuple[str, int] | None:
    """(kind, where its word begins) of the document numbered at ``text[start:end]``; None where no word tells one."""
    before = list(_letter_words().finditer(text, 0, start))
    if before:
        kind = before[-1].lastgroup or "surat"
        at = before[-1].start()
        words = [match.lastgroup for match in before]
        if kind in ("surat", "sk") and start - at <= NEAR and "putusan" in words[-2:] and kind == "surat":
            kind = "putusan"
        # "izin tertulis dari Kemendagri …, yaitu surat Nomor …" is the consent itself, "pertek … surat" the advice
        if kind == "surat":
            after = _letter_words().search(text, end, min(len(text), end + 110))
            near = [match for match in before[:-1] if start - match.start() <= 160]
            other = next(
                (m.lastgroup for m in reversed(near) if m.lastgroup in ("persetujuan", "pertek")), None
            )
            if other is None and after and after.lastgroup in ("persetujuan", "pertek"):
                other = after.lastgroup
            kasn = re.search(r"(?i)\bKASN\b|komisi aparatur", text[max(0, start - 160) : start])
            kind = other if other and not kasn else kind
        return kind, at
    after = _letter_words().search(text, end, min(len(text), end + 90))
    return (after.lastgroup or "surat", start) if after else None


def _letters(text: str, taken: list[_Found]) -> list[_Found]:
    found: list[_Found] = []

    def free(start: int, end: int) -> bool:
        return not any(start < other.end and other.start < end for other in [*taken, *found])

    for match in [*_numbered().finditer(text), *BARE_NUMBER.finditer(text)]:
        start = match.start("number")
        number = _clean(match.group("number"))
        end = start + len(number)
        digits = re.sub(r"\D", "", number)
        if not digits or DATE_LIKE.fullmatch(number) or not free(start, end):
            continue
        plain = number.isdigit()
        if plain and STREET.search(text, max(0, match.start() - 50), match.start()):
            continue
        if plain and len(digits) > 6:  # a telephone, an employee number
            continue
        year = match.groupdict().get("year")
        if year:
            number, end = text[start : match.end("year")], match.end("year")
        told = _letter_kind(text, start, end)
        if told is None:
            if not _issuer(text, start, "surat", 0) or "/" not in number:
                continue
            told = ("surat", start)
        kind, at = told
        if (plain and not year) and start - at > NEAR:
            continue
        if "nomor" not in match.re.pattern and start - at > NEAR * 2:
            continue
        if (
            kind == "putusan"
            and re.match(r"(?i)perkara|register", text[at : at + 8])
            and not re.search(r"(?i)putusan|vonis", text)
        ):
            continue
        found.append(_Found(start, end, kind, number, at, False))
    return found


def _issuer(text: str, before: int, kind: str, since: int) -> str | None:
    """The body or head of region named nearest before offset `before`, not earlier than `since`."""
    best: tuple[int, str] | None = None
    if kind == "putusan":
        courts = [match for match in COURT.finditer(text, since, before)]
        if not courts:
            return None
        name = re.sub(r" (?:Nomor|No|Nomer|Pada|Yang|Dalam|Dengan)\b.*", "", courts[-1].group())
        return re.sub(r"Pengadilan Tata Usaha Negara(?: \(PTUN\))?", "PTUN", name)
    for name, pattern in _issuers().items():
        for match in pattern.finditer(text[since:before]):
            if best is None or since + match.end() > best[0]:
                best = (since + match.end(), name)
    for match in HEAD.finditer(text, since, before):
        if best is None or match.end() > best[0]:
            best = (match.end(), match.group())
    return best[1] if best else None


def _issuer_before(sentence: str, kind: str) -> str | None:
    """The issuer a document's sentence leaves to the one before it ("Permintaan itu disampaikan lewat surat …")."""
    if kind in ("putusan", "sk"):
        return _issuer(sentence, len(sentence), kind, 0) if kind == "putusan" else None
    named = {name for name, pattern in _issuers().items() if pattern.search(sentence)}
    return named.pop() if len(named) == 1 else None


#: "dicopot pada 12 Januari 2026 lewat SK …", "diteken Senin (18/5/2026) melalui Keputusan …": the act is the decree.
BY_MEANS_OF = re.compile(r"(?i)\W*(?:pagi|siang|sore|malam)?\W*(?:lewat|melalui)\s+(?:\w+\s+)?")


def _with_region(issuer: str | None, government: Government) -> str | None:
    """ "Bupati" alone is the bupati of the article's government."""
    if issuer is None or not re.fullmatch(
        r"(?:(?:Pj|Pjs|Plt|Penjabat)\.? )?(?:Bupati|Wali ?[Kk]ota|Gubernur)", issuer
    ):
        return issuer
    return f"{issuer} {re.sub(r'^(?:Provinsi|Kabupaten|Kota) ', '', government.name)}"


def _date(text: str, offset: int, dates: list[Span], found: _Found, others: list[_Found]) -> str | None:
    """The day given for the document: after its number with a word for it, or right before it."""
    words = _longest("words.dated")
    for span in dates:
        start = span.start_char - offset
        if not span._.iso or len(span._.iso) != 10:
            continue
        if start >= found.end:
            between = text[found.end : span.end_char - offset]
            own = [other for other in others if found.end <= other.start < start]
            # numbers in a row share the day that follows them ("Nomor A dan Nomor B, sama-sama diteken …")
            gaps = [text[a.end : b.start] for a, b in zip([found, *own], own, strict=False)]
            row = all(len(gap) < 40 and not _letter_words().search(gap) for gap in gaps)
            if len(between) <= 160 and row and re.search(rf"(?i)\b{words}\b", between):
                return span._.iso
            return None
    for span in reversed(dates):
        start, end = span.start_char - offset, span.end_char - offset
        if not span._.iso or len(span._.iso) != 10 or end > found.start:
            continue
        if end <= found.trigger and BY_MEANS_OF.fullmatch(text[end : found.trigger]):
            return span._.iso
        named = re.match(r"(?i)(?:ter)?tanggal|tgl", span.text) or re.search(
            rf"(?i)\b{words}\W*$", text[max(0, start - 30) : start]
        )
        if named and found.start - end < 30:
            return span._.iso
    return None


def _key(number: str) -> str:
    return re.sub(r"[^a-z0-9]", "", number.casefold())


def _pieces(sentence: Span) -> Iterator[tuple[str, int]]:
    """The sentence as (text, offset), cut where it is longer than any sentence that is one."""
    text, start = sentence.text, 0
    while len(text) - start > LONGEST_SENTENCE:
        cut = max(text.rfind(" ", start, start + LONGEST_SENTENCE), start + LONGEST_SENTENCE // 2)
        yield text[start:cut], sentence.start_char + start
        start = cut
    yield text[start:], sentence.start_char + start


@Language.factory("documents")
class Documents:
    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        if not doc._.facts.relevant:
            return doc
        dates = list(doc.spans.get("dates", ()))
        known: dict[tuple[bool, str], Document] = {}
        before = ""
        position = 0
        for sentence in read_sents(doc):
            while position < len(dates) and dates[position].end <= sentence.start:
                position += 1
            inside = []
            while position < len(dates) and dates[position].start < sentence.end:
                inside.append(dates[position])
                position += 1
            for document in (
                one for piece in _pieces(sentence) for one in self._read(*piece, inside, before)
            ):
                key = (document.kind in data("documents")["laws"], _key(document.number))
                if key not in known:
                    known[key] = document
                elif known[key].date is None:
                    known[key].date = document.date
            before = sentence.text
        doc._.facts.documents = list(known.values())
        if len(doc._.facts.governments) == 1:
            for document in known.values():
                document.issuer = _with_region(document.issuer, doc._.facts.governments[0])
        return doc

    def _read(self, text: str, offset: int, dates: list[Span], before: str) -> list[Document]:
        if not re.search(r"\d", text):
            return []
        near = [span for span in dates if offset <= span.start_char < offset + len(text)]
        laws = _laws(text)
        letters = _letters(text, laws)
        documents = []
        for found in sorted([*laws, *letters], key=lambda one: one.start):
            date = issuer = None
            if not found.law:
                date = _date(text, offset, near, found, letters)
                earlier = [other.end for other in letters if other.end <= found.start]
                since = earlier[-1] if earlier and found.trigger > earlier[-1] else 0
                issuer = _issuer(text, found.start, found.kind, since)
                if issuer is None:
                    issuer = _issuer_before(before, found.kind)
            documents.append(
                Document(
                    start=offset + found.start,
                    end=offset + found.end,
                    confidence=0.95 if found.law or "/" in found.number else 0.8,
                    extractor=EXTRACTOR,
                    kind=found.kind,
                    number=found.number,
                    date=date,
                    issuer=issuer,
                )
            )
        return documents
