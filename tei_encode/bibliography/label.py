"""A label for every word of a reference, or of a note with several: linear-chain CRFs trained on made-up references.

One model reads what is known to be one reference, the other what may hold several, or none; the first has fewer labels
and is faster. The models and how they were made: `references.md` beside this file.

Labels are two letters; the first word of a reference within a note has "^" before them. A chain remembers one label, so
that dates, volumes and pages have another label behind the title of a book than behind that of a journal: what is seen
late can then decide what came before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from tei_encode.bibliography.crf import tagger
from tei_encode.bibliography.features import Features
from tei_encode.bibliography.tokens import Token
from tei_encode.resources import package_bytes

MODEL, MODEL_OF_NOTES = "bibliography/references.crf", "bibliography/notes.crf"

LABELS = {
    "nu": "number of the entry in a list",
    "as": "author: surname, with what links it",
    "af": "author: forenames, initials, suffix",
    "ac": "author: and, et al.",
    "ao": "author: a body, or dashes for the author before",
    "es": "editor: surname",
    "ef": "editor: forenames",
    "ec": "editor: and, et al.",
    "ts": "translator: surname",
    "tf": "translator: forenames",
    "tc": "translator: and, et al.",
    "ro": "words that name a role: ed., hrsg. von, trad.",
    "in": "words that lead to what contains the work",
    "ta": "title of a part",
    "tm": "title of a book",
    "tj": "title of a journal, newspaper or series of reports",
    "se": "title of a series",
    "sn": "number in a series",
    "ge": "kind of work: PhD thesis, film, interview",
    "ed": "edition",
    "vs": "extent in volumes",
    "pl": "place of publication",
    "pu": "publisher, school",
    "da": "date",
    "dj": "date behind the title of a journal",
    "do": "date of the first edition",
    "dx": "date of access",
    "vo": "volume",
    "vb": "volume, behind the title of a book",
    "is": "issue, number",
    "pg": "pages of the work",
    "pb": "pages of the work, behind the title of a book",
    "ci": "pages cited",
    "id": "DOI, ISBN and their like",
    "ur": "address on the Internet",
    "re": "repository",
    "sh": "shelfmark: fonds, box, file",
    "fo": "folio",
    "br": "back reference: ibid., op. cit.",
    "bn": "number of the note referred to",
    "x": "other words within a reference",
    "sg": "signal before a reference",
    "xx": "words that belong to no reference",
}


@cache
def _features() -> Features:
    return Features()


@cache
def _tagger(in_note: bool) -> Callable[[Sequence[Sequence[bytes | str]]], list[str]]:
    return tagger(package_bytes(MODEL_OF_NOTES if in_note else MODEL))


def label(words: Sequence[Token], in_note: bool = False) -> list[str]:
    """The label of every word; `in_note` where the words may hold several references, or none."""
    if not words:
        return []
    return _tagger(in_note)(_features().of(words, in_note))
