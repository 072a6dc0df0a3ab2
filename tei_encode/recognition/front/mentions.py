"""What the words of short lines at the opening and the end say of them, whatever form the lines have.

A form is all or nothing: a line reads like a byline or it does not. Words add up: one is a hint, three are evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

from tei_encode.recognition.observations import Line

_LONGEST = 250  # code points; a longer line is text
_SENTENCE = 8  # words
_PROSE = 0.24  # of them among the commonest of the language
_TEXT = 200_000  # code points of the text whose words are known
_ARTICLES = frozenset(("der", "die", "das", "dem", "den", "des", "ein", "eine", "einer", "eines", "im", "zum", "zur"))
_LEAST_WORD = 4  # letters: shorter ones are in every line
_LETTERS = re.compile(r"[^\W\d_]+")


def mentions(
    lines: Iterable[Line], words: Mapping[str, tuple[str, ...]], function_words: Set[str]
) -> dict[int, tuple[str, ...]]:
    """What is mentioned by line index, each with its count: `post1`, `rights2` (two or more).

    Sentences say `article`, `no`, `memory` too: of them neither issues nor dedications are told.
    """
    found: dict[int, tuple[str, ...]] = {}
    for line in lines:
        if line.length > _LONGEST:
            continue
        counts: dict[str, int] = {}
        said = line.text.split()
        for word in said:
            for kind in words.get(word.casefold().strip(".,;:()[]*_’'"), ()):
                counts[kind] = counts.get(kind, 0) + 1
        if len(said) >= _SENTENCE and sum(word in function_words for word in said) >= _PROSE * len(said):
            counts.pop("issue", None)
            counts.pop("dedication", None)
        if counts:
            found[line.index] = tuple(f"{kind}{min(count, 2)}" for kind, count in sorted(counts.items()))
    return found


def common_words(lines: Sequence[Line], text: str, language: str) -> dict[int, int]:
    """By line index, how much of what a line says the text says elsewhere as common words: tenths of its longer words.

    Titles are made of the words of their text, names of people and towns are not. Common words stand in lower case, in
    German behind an article.
    """
    words = text[:_TEXT].split()
    known = Counter(words)
    if language.startswith("de"):
        nouns = (noun for article, noun in zip(words, words[1:]) if article in _ARTICLES)
        known.update(map(str.casefold, nouns))
    found = {}
    for line in lines:
        own = [word for word in _LETTERS.findall(line.text) if len(word) >= _LEAST_WORD]
        if own and line.length <= _LONGEST:
            found[line.index] = 10 * sum(_is_common(word, known) for word in own) // len(own)
    return found


def _is_common(word: str, known: Counter[str]) -> bool:
    folded = word.casefold()
    times = known[folded] + known[folded + ","] + known[folded + "."]
    return times > word[0].islower()  # once is the line itself
