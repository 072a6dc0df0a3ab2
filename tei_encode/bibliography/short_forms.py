"""A short form read again, once the work that it means is known: `Weil, Lamps and Oars, 12` names one author.

By itself a short title may read as names. Where all its words are of the title of the work that the reference resolves
to, and none is of its authors, it is the title.
"""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.bibliography.runs import Field
from tei_encode.bibliography.works import Mention, Work, among, title_words
from tei_encode.model.document import Kind
from tei_encode.model.record import replace


def read_again(mention: Mention, work: Work) -> Sequence[Field]:
    """The elements of a mention; what was taken for further names is its title where it can be nothing else."""
    authors = [field for field in mention.fields if field.kind is Kind.AUTHOR]
    if mention.titles or not authors or not work.mention.titles:
        return mention.fields
    text, first = mention.text, authors[0]
    surname = next((part for part in _parts(first) if part.kind is Kind.SURNAME), None)
    if surname is None:
        return mention.fields
    start, end = surname.end, authors[-1].end
    while start < end and text[start] in " ,.:;\n":
        start += 1
    said = title_words(text[start:end])
    known = [word for title in work.mention.titles for word in title]
    names = (*work.mention.names, *work.mention.other_names)
    if not said or not all(among(word, known) for word in said) or any(among(word, names) for word in said):
        return mention.fields
    level = next(f.attributes["level"] for f in work.mention.fields if f.kind is Kind.TITLE)
    author = _until(first, surname.end)
    title = Field(start, end, Kind.TITLE, {"level": level})
    others = [field for field in mention.fields if field.kind is not Kind.AUTHOR and not start <= field.start < end]
    return sorted([author, title, *others], key=lambda field: field.start)


def _parts(field: Field) -> Sequence[Field]:
    return [part for child in field.children for part in child.children]


def _until(field: Field, end: int) -> Field:
    """A field, and what is in it, as far as an offset."""
    children = tuple(_until(child, end) for child in field.children if child.start < end)
    return replace(field, end=min(end, field.end), children=children)
