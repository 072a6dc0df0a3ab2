"""What a reference says of the work it cites, in a form that can be compared: words of names and titles, year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from tei_encode.bibliography.names import is_particle
from tei_encode.bibliography.runs import Field
from tei_encode.model.document import Kind
from tei_encode.model.record import factory, record

_ARTICLES = "the a an der die das dem den des ein eine le la les l un une il lo gli i uno una el los las o os as um uma"
_LINKS = "de het een of and und et y e en in on du di da do van von zur zum d"
_SMALL = frozenset((*_ARTICLES.split(), *_LINKS.split()))
_LONG = 6  # letters of a word in which one may be misread
_WORDS = re.compile(r"\w+")
_DIVIDED = re.compile(r"[\s'’‐–—/.,:;-]+")

_OTHERS = re.compile(
    r"[\s,]*(?:et al\b|et alii|u\.\s?a\.|and others|e altri|y otros|e outros|en anderen|et autres)", re.IGNORECASE
)


@record()
class Mention:
    """One reference as it stands: its elements, what they say, and where it stands."""

    text: str  # of the view that its elements are ranges of
    fields: Sequence[Field]
    key: str
    note: int = -1  # position of its note in the order of the notes; -1 outside notes
    in_note: int = 0  # position within its note
    surnames: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # words of the surnames, in order; of editors where there are no authors
    other_names: tuple[str, ...] = ()  # words of forenames: which is which is not always clear
    titles: tuple[tuple[str, ...], ...] = ()  # the words of each that carry it
    printed: tuple[tuple[str, ...], ...] = ()  # all words of each
    year: str = ""
    said: frozenset[str] = frozenset()  # every word and number from its first element to its last
    back: str = ""  # ibid, opcit, supra
    supra: tuple[str, ...] = ()  # numbers of the notes it names
    full: bool = False
    repeats_author: bool = False
    others: bool = False  # et al.


@record()
class Work:
    """One work, known from the mention that says most of it."""

    mention: Mention
    mentions: list[Mention] = factory(default_factory=list)


def folded(text: str) -> str:
    """Letters and digits, without case and diacritics."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalnum())


def words_of(text: str) -> Iterable[str]:
    """All words and numbers of a text, folded."""
    return (word for part in _WORDS.findall(text) if (word := folded(part)))


def title_words(text: str) -> tuple[str, ...]:
    """The words of a title that carry it."""
    found = tuple(word for part in _DIVIDED.split(text) if (word := folded(part)))
    carrying = tuple(word for word in found if word not in _SMALL)
    return carrying or found


def name_words(text: str) -> tuple[str, ...]:
    """The words of a surname, without what links it: `van der Meer`, `García Lorca`, `d'Orme`."""
    parts = [part for part in _DIVIDED.split(text) if part]
    own = [part for part in parts if not is_particle(part)] or parts  # `Le` may be all of a name
    return tuple(word for part in own if len(word := folded(part)) > 1)


def describe(mention: Mention) -> Mention:
    """Fill in what the elements of a mention say."""
    authors: list[Field] = []
    editors: list[Field] = []
    titles: list[tuple[str, ...]] = []
    printed: list[tuple[str, ...]] = []
    kinds = set()
    text = mention.text
    for field in mention.fields:
        kinds.add(field.kind)
        if field.kind is Kind.AUTHOR:
            mention.repeats_author |= is_repeated(text[field.start : field.end])
            authors.append(field)
            mention.others |= _OTHERS.match(text, field.end) is not None
        elif field.kind is Kind.EDITOR and field.attributes.get("role") == "editor":
            editors.append(field)
        elif field.kind is Kind.TITLE:
            titles.append(title_words(text[field.start : field.end]))
            printed.append(tuple(words_of(text[field.start : field.end])))
        elif field.kind is Kind.DATE and "type" not in field.attributes and not mention.year:
            mention.year = (field.attributes.get("when") or field.attributes.get("from") or "")[:4]
        elif field.kind is Kind.REF and "target" not in field.attributes:
            mention.back = field.attributes["type"]
            mention.supra = tuple(_numbers(text[field.start : field.end]))
    people = [field for field in authors if not is_repeated(text[field.start : field.end])] or editors
    surnames = [part for field in people for part in _parts(text, field, Kind.SURNAME)]
    mention.surnames = tuple(folded(part) for part in surnames)
    mention.names = tuple(word for part in surnames for word in name_words(part))
    mention.other_names = tuple(
        word
        for field in people
        for part in _parts(text, field, Kind.FORENAME)
        for word in name_words(part)
        if len(word) > 2
    )
    mention.titles = tuple(titles)
    mention.printed = tuple(printed)
    if mention.fields:
        mention.said = frozenset(words_of(text[mention.fields[0].start : mention.fields[-1].end]))
    placed = kinds & {Kind.PUB_PLACE, Kind.PUBLISHER, Kind.BIBL_SCOPE, Kind.ORG_NAME, Kind.IDNO}
    archival = kinds & {Kind.ORG_NAME} or any(field.attributes.get("type") == "shelfmark" for field in mention.fields)
    mention.full = not mention.back and bool((titles and (placed or mention.year)) or archival)
    return mention


def is_repeated(name: str) -> bool:
    """Whether a name is dashes or a word for the author of the reference before."""
    return not any(c.isalnum() for c in name) or folded(name) in ("idem", "id", "eadem", "ders", "dies", "dez")


def _parts(text: str, field: Field, kind: Kind) -> Iterable[str]:
    """The parts of a name that are of one kind; a name without parts is all surname."""
    inner = list(field.children)
    while inner:
        part = inner.pop(0)
        if part.kind is kind:
            yield text[part.start : part.end]
        inner.extend(part.children)
    if not field.children and kind is Kind.SURNAME:
        yield text[field.start : field.end]


def _numbers(text: str) -> Iterable[str]:
    digits = "".join(c if c.isdigit() else " " for c in text)
    return digits.split()


def same_word(one: str, other: str) -> bool:
    """Whether two words are the same but for one misread letter; short ones must be equal."""
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]


def among(word: str, words: Collection[str]) -> bool:
    """Whether a word is one of some others, but for one misread letter if it is long."""
    return word in words or (len(word) >= _LONG and any(same_word(word, other) for other in words))


def within_title(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the words of a short title stand in a full one, in order."""
    at = 0
    for word in short:
        while at < len(full) and not same_word(word, full[at]):
            at += 1
        if at == len(full):
            return False
        at += 1
    return bool(short)


def asked_words(mention: Mention) -> Iterable[str]:
    """The words of a short reference that its work must have: those of its elements but numbers, dates, `op. cit.`"""
    for field in mention.fields:
        if field.kind in (Kind.REF, Kind.DATE, Kind.IDNO):
            continue
        found = [word for word in words_of(mention.text[field.start : field.end]) if len(word) > 2 and word.isalpha()]
        carrying = [word for word in found if word not in _SMALL]
        yield from carrying or (found if field.kind is Kind.TITLE else ())  # `Von` may be all of a short title
