"""The language of a text, by its commonest words."""

from __future__ import annotations

import re
from functools import cache

from tei_encode.language.toml import load_resource

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 12_000  # code points from the middle of the text: past the cover sheet and the title


@cache
def _words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in load_resource("language/function_words.toml").items()}


def detect(text: str) -> tuple[tuple[str, float], ...]:
    """(BCP 47 code, share of the evidence) for the languages found, the likeliest first; empty where nothing is known.

    The share is of all words that are among the commonest of any language; a word of several counts for each in part.
    """
    middle = len(text) // 2
    sample = text if len(text) <= 2 * _SAMPLE else text[middle - _SAMPLE // 2 : middle + _SAMPLE // 2]
    counts: dict[str, float] = {}
    words = [word.casefold() for word in _WORD.findall(sample)]
    for word in words:
        sharing = [code for code, known in _words().items() if word in known]
        for code in sharing:
            counts[code] = counts.get(code, 0.0) + 1 / len(sharing)
    total = sum(counts.values())
    if total < 5 or total < 0.08 * len(words):
        return ()
    return tuple(sorted(((code, round(count / total, 3)) for code, count in counts.items()), key=lambda p: -p[1]))
