"""Persons in a list of names whose words are labelled surname, forename or connector."""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.bibliography.names import is_particle
from tei_encode.bibliography.tokens import Token, has_letter
from tei_encode.model.document import Kind
from tei_encode.model.record import record

_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "jnr", "ii", "iii", "iv"))
_CONNECTED = ";/&|"


@record(frozen=True)
class Printed:
    """One person or body: the range, and the ranges of its parts with their elements."""

    start: int
    end: int
    parts: tuple[tuple[int, int, Kind], ...]


@record()
class _Open:
    """The words of a person so far."""

    words: list[Token]
    labels: list[str]


def persons(text: str, words: Sequence[Token], labels: Sequence[str]) -> list[Printed]:
    """The persons in a run of words labelled as names, in order; `et al.` belongs to none."""
    found: list[_Open] = []
    current: _Open | None = None
    for index, (word, label) in enumerate(zip(words, labels)):
        part = label[1]
        if part == "c" or (part != "o" and not has_letter(text, word.core_start, word.core_end)):
            current = None  # and, et al., a slash or dash between names
            continue
        following = labels[index + 1][1] if index + 1 < len(labels) else ""
        if current is None or _begins(text, current, words[index - 1], word, part, following):
            current = _Open([], [])
            found.append(current)
        current.words.append(word)
        current.labels.append(part)
    return [_printed(text, person) for person in found]


def _begins(text: str, current: _Open, before: Token, word: Token, part: str, following: str) -> bool:
    """Whether a word begins another person."""
    last = current.labels[-1]
    between = text[before.core_end : word.core_start]
    if between == " ":  # by far the most usual
        return (last == "o") != (part == "o")
    if any(character in _CONNECTED for character in between) or " - " in between:
        return True
    if (last == "o") != (part == "o"):
        return True
    if part == "o":
        return False
    if text[word.core_start : word.end].strip(",; ").casefold() in _SUFFIXES:
        return False
    if part != last:
        # `A. B. Weil, C. Marsh`, `Weil AB. Marsh C`; without a mark between, a name goes on however it is labelled.
        if part not in current.labels:
            return False
        initial = before.core_end - before.core_start == 1
        return "," in between or ("." in between and (not initial or following == "f"))
    # The same part again: another person where a comma stands between and the first is whole, or has surnames alone.
    if "," not in between:
        return False
    return len(set(current.labels)) == 2 or part == "s"


def _printed(text: str, person: _Open) -> Printed:
    words, labels = person.words, _in_order(text, person)
    start, end = words[0].core_start, _end(text, words[-1])
    if "o" in labels:
        return Printed(start, end, ())
    parts: list[tuple[int, int, Kind]] = []
    first = 0
    while first < len(words):
        last = first
        while last + 1 < len(words) and labels[last + 1] == labels[first]:
            last += 1
        parts.extend(_parts(text, words[first : last + 1], labels[first]))
        first = last + 1
    return Printed(start, max(end, parts[-1][1]), tuple(parts))


def _in_order(text: str, person: _Open) -> Sequence[str]:
    """The labels of a person; of a name without comma the last word is a surname, and all before one are forenames."""
    labels = person.labels
    last_word = person.words[-1]
    if len(labels) > 1 and set(labels) == {"f"} and last_word.core_end - last_word.core_start > 2:
        core = text[last_word.core_start : last_word.core_end]
        whole = "," not in text[person.words[0].start : last_word.start]
        return [*labels[:-1], "s"] if whole and "." not in core and core.casefold() not in _SUFFIXES else labels
    if len(labels) < 3 or labels[-1] != "s" or labels[0] != "s" or "f" not in labels:
        return labels
    if "," in text[person.words[0].start : person.words[-1].start]:
        return labels
    last = len(labels) - 1
    while labels[last - 1] == "s":
        last -= 1
    return ["f"] * last + list(labels[last:])


def _end(text: str, word: Token) -> int:
    """The end of a name: with the stop of an initial or abbreviation, and a bracket that it opened."""
    end = word.core_end
    if end == word.end or text[end] != ".":
        return end
    core = text[word.core_start : end]
    return end + (len(core) < 3 or "." in core or core.casefold() in _SUFFIXES)


def _parts(text: str, words: Sequence[Token], label: str) -> list[tuple[int, int, Kind]]:
    """The elements of a run of forenames or surnames: particles of a surname are a link, `Jr.` is a role."""
    first, last = words[0], words[-1]
    if label == "f":
        core = text[last.core_start : last.core_end].casefold()
        if core in _SUFFIXES and core not in ("ii", "iv"):
            own = [(last.core_start, _end(text, last), Kind.ROLE_NAME)]
            return [*_parts(text, words[:-1], label), *own] if len(words) > 1 else own
        return [(first.core_start, _end(text, last), Kind.FORENAME)]
    links = 0
    while links < len(words) and _links(text, words[links]):
        links += 1
    if links == len(words):
        return [(first.core_start, last.core_end, Kind.NAME_LINK)]
    if links:
        link = (first.core_start, words[links - 1].core_end, Kind.NAME_LINK)
        return [link, (words[links].core_start, _end(text, last), Kind.SURNAME)]
    return [(first.core_start, _end(text, last), Kind.SURNAME)]


def _links(text: str, word: Token) -> bool:
    """Whether a word of a surname links it: a particle in small letters."""
    return text[word.core_start].islower() and is_particle(text[word.core_start : word.core_end])
