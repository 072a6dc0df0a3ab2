"""The language of a text, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from tei_encode.resources import load_resource

_WORD = r"[^\W\d_]+"
_LEAST_WORDS = 5  # of a part whose language is told
_LEAST_COUNT = 1.8  # commonest words of it, those of several languages in part
_KNOWN = 0.15  # of all its words
_OWN = 0.5  # words of the language around, to those of its own
_AHEAD = 1.6  # of any other language
_SLICE = 4_000  # code points; three slices of a long text: past the cover sheet, and not all in one set of notes


@cache
def _languages_of_words() -> dict[str, tuple[str, ...]]:
    """Each of the commonest words, and the languages it belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for code, words in load_resource("language/function_words.toml").items():
        for word in words.split():
            found[word] = (*found.get(word, ()), code)
    return found


@cache
def function_words(language: str) -> frozenset[str]:
    """The commonest words of a language, on which no sentence ends; those of English where it is not known."""
    table = load_resource("language/function_words.toml")
    return frozenset(table.get(language.split("-")[0], table["en"]).split())


def detect(text: str) -> tuple[tuple[str, float], ...]:
    """(BCP 47 code, share of the evidence) for the languages found, the likeliest first; empty where nothing is known.

    The share is of all words that are among the commonest of any language; a word of several counts for each in part.
    Other scripts have none of these words, and get no answer rather than a wrong one.
    """
    counts: dict[str, float] = {}
    words = Counter(re.findall(_WORD, _sample(text).casefold()))
    for word, count in words.items():
        codes = _languages_of_words().get(word, ())
        for code in codes:
            counts[code] = counts.get(code, 0.0) + count / len(codes)
    total = sum(counts.values())
    if total < 5 or total < 0.08 * sum(words.values()):
        return ()
    shares = ((code, round(count / total, 3)) for code, count in counts.items())
    return tuple(sorted(shares, key=lambda share: (-share[1], share[0])))


def _sample(text: str) -> str:
    if len(text) <= 6 * _SLICE:
        return text
    places = (len(text) // 4, len(text) // 2, 3 * len(text) // 4)
    return " ".join(text[place : place + _SLICE] for place in places)


def language_of_part(text: str, around: str) -> str:
    """The language of a part that is certainly not that of the text around it; empty where nothing is certain.

    *Seen*: commonest words of one language, Latin among them, and hardly any of another. *Not seen*: names, titles and
    phrases without such words; a few words that several languages share.
    """
    words = re.findall(_WORD, text.casefold())
    if len(words) < _LEAST_WORDS:
        return ""
    counts: dict[str, float] = {}
    hits: dict[str, int] = {}
    latin = _latin_words()
    for word in words:
        codes = _languages_of_words().get(word, ())
        if word in latin:
            codes = (*codes, "la")
        for code in codes:
            counts[code] = counts.get(code, 0.0) + 1 / len(codes)
            hits[code] = hits.get(code, 0) + 1
    ordered = sorted(counts, key=lambda code: (-counts[code], code))
    if not ordered or ordered[0] == around.split("-")[0]:
        return ""
    best, second = ordered[0], counts[ordered[1]] if len(ordered) > 1 else 0.0
    known = hits[best] >= _KNOWN * len(words) and counts[best] >= _LEAST_COUNT
    own = hits.get(around.split("-")[0], 0) <= _OWN * hits[best]
    return best if known and own and counts[best] >= _AHEAD * second else ""


@cache
def _latin_words() -> frozenset[str]:
    return frozenset(load_resource("language/latin.toml")["la"].split())


def foreign_lines(lines: Sequence[tuple[int, str]], language: str) -> dict[int, bool]:
    """Which of some lines speak another language than the text: most of their commonest words are another's."""
    found: dict[int, bool] = {}
    for index, text in lines:
        if len(text) < 40:
            continue
        counts: dict[str, float] = {}
        for word in re.findall(_WORD, text[:600].casefold()):
            codes = _languages_of_words().get(word, ())
            for code in codes:
                counts[code] = counts.get(code, 0.0) + 1 / len(codes)
        best = max(counts, key=lambda code: (counts[code], code), default="")
        if best and best != language and counts[best] >= 2.0 and counts[best] > 1.6 * counts.get(language, 0.0):
            found[index] = True
    return found
