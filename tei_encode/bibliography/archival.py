"""Labels of archival sources that begin with their archive: `Pfarrarchiv Oberlauter, Rechnungen 4, Bl. 11r`."""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.bibliography.dates import month_number
from tei_encode.bibliography.tokens import Token
from tei_encode.bibliography.vocabulary import ending, units

_REPOSITORIES = ("archiv", "archive", "archives", "archief", "archivio", "archivo", "arquivo", "archivum")
_NAMES = frozenset(("as", "af", "ao", "es", "ef", "re"))
_MISTAKEN = _NAMES | {"da"}  # labels that no word for a page or folio has
_NOT_PRINTED = frozenset(("tj", "pl", "pu", "vo", "is", "in"))
_UNTITLED = frozenset(("ta", "tm", "tj", "se", "pl"))


def archival_labels(text: str, words: Sequence[Token], labels: list[str]) -> list[str]:
    """The labels; what is taken for a person and is an archive is a repository up to the first comma, then a shelfmark.

    *Seen*: a word of the name that ends as archives are called. *Not seen*: a reference that is printed somewhere, an
    archive that is an author.
    """
    if "sh" in labels and _UNTITLED.isdisjoint(labels):
        for at, label in enumerate(labels):
            if label == "pu":  # a library that keeps what is cited has published nothing
                labels[at] = "re"
    if labels[0] not in _NAMES or not _NOT_PRINTED.isdisjoint(labels):
        return labels
    size = next((at for at, label in enumerate(labels) if label not in _NAMES), len(labels))
    named = next((at for at in range(size) if _is_archive(text, words[at], at == 0)), -1)
    if named < 0:
        return labels
    end = next((at for at in range(named, len(words)) if _closing(text, words[at])), len(words) - 1) + 1
    labels[:end] = ["re"] * end
    for at in range(end, len(words)):
        core = text[words[at].core_start : words[at].core_end]
        if _leads_to_place(core) and labels[at] in _MISTAKEN:
            labels[at : at + 2] = ["fo" if units()[core.casefold()] == "folio" else "ci"] * len(labels[at : at + 2])
        if labels[at] in ("id", "ur", "x") or _leads_to_place(core) or (core[:-1].isdigit() and core[-1] in "rv"):
            break
        if (len(core) == 4 and core.isdecimal() and core[0] in "12" and labels[at] == "da") or month_number(core):
            break
        if labels[at] == "ta" and text[words[at].start] in "„“”«»\"‘'":
            break
        labels[at] = "sh"
    return labels


def _leads_to_place(core: str) -> bool:
    return units().get(core.casefold()) == "folio" or units().get(core.casefold()) == "page"


def _is_archive(text: str, word: Token, first: bool) -> bool:
    """Whether a word is what archives are called, or the abbreviation of one that is known, at the beginning."""
    core = text[word.core_start : word.core_end]
    lower = core.casefold()
    return core[:1].isupper() and (
        lower.endswith(_REPOSITORIES) or (first and core.isupper() and lower in ending("repository"))
    )


def _closing(text: str, word: Token) -> bool:
    return any(mark in text[word.core_end : word.end] for mark in ",:;")
