"""What short lines of the opening cannot be by their words: kinds of articles are no titles, phrases are no names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set

from tei_encode.bibliography.names import PARTICLES
from tei_encode.recognition.observations import Line

_BEFORE_THEME = re.compile(r"\s?[:–—]\s")

_LEAST_END = 6  # letters with which another word may end

Of = Callable[[str], Set[str]]  # the cue words of a kind


def bare_words(text: str) -> list[str]:
    """The words of a text, case-folded, without the punctuation around them."""
    return [word.casefold().strip(".,;:()[]*_’'") for word in text.split()]


def speaks_of_work(text: str, of: Of, kinds: Sequence[str] = ("institution", "post")) -> bool:
    """Whether a text has a word for an institution or a post, or one that ends so: `Fernuniversität`."""
    known = frozenset().union(*map(of, kinds))
    ends = tuple(word for word in known if len(word) >= _LEAST_END)
    return any(word in known or word.endswith(ends) for word in bare_words(text))


def is_post(text: str, of: Of) -> bool:
    """Whether every word of a text is one for a post: `Independent scholar`; one alone may be a title before a name."""
    known = of("post")
    words = bare_words(text)
    return len(words) > 1 and all(word in known for word in words)


def rubrics(lines: Iterable[Line], of: Of, small: Set[str]) -> frozenset[int]:
    """Lines that say what an issue calls a kind of article: `Notes and Documents`, `Special Issue: Tolls and Towns`.

    Args:
        lines: of the opening.
        of: cue words by kind; those of `rubric` may stand alone, phrases of `theme` before what an issue is about.
        small: function words, which may stand between them.
    """
    known, themes, small = of("rubric"), of("theme"), small | of("and")
    found = set()
    for line in lines:
        words = bare_words(line.text)
        if words and words[0] in known:
            lead, *theme = _BEFORE_THEME.split(line.text.casefold(), maxsplit=1)
            if (theme and lead in themes) or all(word in known or word in small for word in words):
                found.add(line.index)
    return frozenset(found)


def phrases(lines: Iterable[Line], of: Of, small: Set[str]) -> frozenset[int]:
    """Lines with a word that binds phrases and no names, or that count a part: `The Case of Orme`, `Part II`.

    Where an institution, a post or `by` is spoken of, such words may stand behind a name.
    """
    binding = frozenset(small) - PARTICLES - of("and")
    other = of("by") | of("institution") | of("post")
    found = set()
    for line in lines:
        words = set(bare_words(line.text))
        if (words & binding and not words & other) or (len(words) == 2 and words & of("part")):
            found.add(line.index)
    return frozenset(found)
