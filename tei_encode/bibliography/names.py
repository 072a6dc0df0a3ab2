"""Personal names: what looks like one, and its parts (`#NDPER`)."""

from __future__ import annotations

import re

from tei_encode.model.metadata import Person

_PARTICLES = frozenset("von van de der den del della di da dos das do du la le les zu zur ten ter af av y e bin ibn al el".split())
_TITLES = frozenset("dr prof professor mr mrs ms sir dame rev mag lic ph.d phd jr sr".split())
_MARKERS = re.compile(r"[\s,]*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§#]+|\^\{?[\w*]+\}?|\(?\d{1,2}\)?)\s*$")
_TOKEN = re.compile(r"[^\W\d_]\.?(?:[-’'.][^\W\d_]+\.?)*(?:[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?)?")
_SEPARATOR = re.compile(r"\s*(?:;|•|·|\||,(?!\s*(?:Jr|Sr|Ph)\b)|&|\s(?:and|und|et|y|e|en|with|mit|avec|sowie)\s)\s*")


def without_marker(text: str) -> str:
    """A name or title without the note marker behind it."""
    return _MARKERS.sub("", text).strip() if text else text


def is_name(text: str) -> bool:
    """Whether a string looks like one person's name: two to six words, capitalised, particles allowed, nothing else.

    *Seen*: initials, hyphens, apostrophes, particles in lower case, all capitals. *Not seen*: digits, articles,
    a word of lower case that is no particle, a single word.
    """
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 6 or len(text) > 60:
        return False
    capitalised = 0
    for word in words:
        bare = word.strip(".")
        if not bare or not all(c.isalpha() or c in "-’'.`´" for c in bare):
            return False
        if bare[0].isupper():
            capitalised += 1
        elif bare.casefold() not in _PARTICLES and not (len(bare) > 2 and bare[1] in "’'"):
            return False
    return capitalised >= 2 and any(len(word.strip(".")) > 1 for word in words)


def names_in(text: str) -> list[str]:
    """The names of a byline, in order; empty where any part of it is no name."""
    cleaned = re.sub(r"^(?:by|par|von|por|di|door|de)\s+(?=[A-ZÀ-Þ])", "", text.strip(), flags=re.IGNORECASE)
    found = []
    for part in _SEPARATOR.split(cleaned):
        name = without_marker(part).strip(" .") if not part.strip().endswith(".") or len(part) > 40 else without_marker(part)
        if not name:
            continue
        if not is_name(name):
            return []
        found.append(name)
    return found


def person(name: str) -> Person:
    """A name in its parts: `Ellen de Kadt`, `Kadt, Ellen de`, `N.G.O. Pereira`, `VAN DER BERG, J.`."""
    name = " ".join(name.split()).strip(" ,;")
    if "," in name:
        surname, _, forename = (part.strip() for part in name.partition(","))
        words = forename.split()
        link = []
        while words and words[-1].casefold() in _PARTICLES:
            link.insert(0, words.pop())
        printed = " ".join([*words, *link, surname])
        return Person(printed, _proper(" ".join(words)), _proper(surname), " ".join(link))
    words = name.split()
    role = ""
    while len(words) > 2 and words[0].strip(".").casefold() in _TITLES:
        role = f"{role} {words.pop(0)}".strip()
    if len(words) == 1:
        return Person(name, "", _proper(name))
    at = len(words) - 1
    first = at
    while first > 1 and words[first - 1].casefold() in _PARTICLES and words[first - 1].islower():
        first -= 1
    return Person(name, _proper(" ".join(words[:first])), _proper(words[at]), " ".join(words[first:at]), role)


def _proper(text: str) -> str:
    """A name printed in capitals, in the case of a name; initials and mixed case stay."""
    words = []
    for word in text.split():
        bare = word.replace(".", "").replace("-", "").replace("’", "").replace("'", "")
        words.append(word.title() if len(bare) > 3 and bare.isupper() and "." not in word else word)
    return " ".join(words)
