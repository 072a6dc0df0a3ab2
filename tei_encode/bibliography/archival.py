"""Labels of archival sources that begin with the name of their archive: `Pfarrarchiv Oberlauter, Rechnungen 4, Bl. 11r`."""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.bibliography.tokens import Token

_REPOSITORIES = ("archiv", "archive", "archives", "archief", "archivio", "archivo", "arquivo", "archivum")
_NAMES = frozenset(("as", "af", "ao", "es", "ef", "re"))
_NOT_PRINTED = frozenset(("tj", "pl", "pu", "vo", "is", "in"))


def archival_labels(text: str, words: Sequence[Token], labels: list[str]) -> list[str]:
    """The labels; of what is taken for a person and is an archive, up to the first comma a repository, then a shelfmark.

    *Seen*: a word of the name that ends as archives are called. *Not seen*: a reference that is printed somewhere, an
    archive that is an author.
    """
    size = 0
    while size < len(words) and labels[size] in _NAMES:
        size += 1
    named = next((at for at in range(size) if _is_archive(text, words[at])), -1)
    if named < 0 or not _NOT_PRINTED.isdisjoint(labels):
        return labels
    end = next((at for at in range(named, len(words)) if _closing(text, words[at])), len(words) - 1) + 1
    labels[:end] = ["re"] * end
    for at in range(end, len(words)):
        if labels[at] in ("fo", "ci", "ta", "id", "ur") or _is_year(text, words[at]):
            if text[words[at].start] in "„“”«»\"‘'" or labels[at] != "ta":
                break
        labels[at] = "sh"
    return labels


def _is_archive(text: str, word: Token) -> bool:
    core = text[word.core_start : word.core_end]
    return core[:1].isupper() and core.casefold().endswith(_REPOSITORIES)


def _closing(text: str, word: Token) -> bool:
    return any(mark in text[word.core_end : word.end] for mark in ",:;")


def _is_year(text: str, word: Token) -> bool:
    core = text[word.core_start : word.core_end]
    return len(core) == 4 and core.isdecimal() and core[0] in "12"
