"""Personal names: what looks like one, and its parts (`#NDPER`)."""

from __future__ import annotations

import re

from tei_encode.model.metadata import Person


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARTICLES = _set(
    "von van vom zum zur zu de der den del della delle dei di da dos das do du la le las los les ten ter te op af av "
    "y e i und bin ibn al el ben abu st st. saint d l ’t 't"
)
_BEFORE_DER = frozenset(("von", "van", "auf", "vor", "in", "op", "aus", "zu"))
_DUTCH_THE = ("’t", "'t")
# Titles, offices and degrees that stand before or behind a name; without their stops.
_TITLES = _set(
    "dr prof professor professeur mr mrs ms sir dame lord lady rev reverend fr father sr mag lic dipl ing ass ra pd "
    "priv doz doc dott dottssa m mme mlle don doña habil iur jur phil rer nat pol med theol hc em univ assoc assist"
)
_DEGREES = _set(
    "phd dphil ma msc ba bsc llm lld llb jd md mphil mba ssd jr junior senior ii iii iv esq edd dlitt obe cbe"
)
# A first word that begins phrases and never a name.
_NO_NAME = _set(
    "the an on in from by at for to and über das die ein eine im am aus les une au aux los las una gli uno os as "
    "introduction university université universität universidad università department"
)
# Words that no name of a person has, whatever their case.
_FUNCTION_WORDS = _set(
    "in the of als and for an on at des from with im am auf für mit aus bei nach über zwischen dem eines einer dans "
    "sur pour aux par con per nel nella sul sulla para por não voor met het een its their his her as or oder ou "
    "college university universität université università universidad school institute institut department press "
    "library museum society academy akademie hochschule faculty centre center archive archives archiv review journal "
    "studies history quarterly revue zeitschrift reviews comptes rendus reseñas recensioni recensões resenhas "
    "besprechungen rezensionen boekbesprekingen segnalazioni"
)
_MARKERS = re.compile(
    r"[\s,]*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§#¶]+|\^\{?[\w*]+\}?|<sup>[^<]{1,4}</sup>|\[\^?[\w*#]{1,3}\]|\(?\d{1,2}\)?)\s*$"
)
_SEPARATOR = re.compile(
    r"\s*(?:;|•|·|\||/|,(?:\s*(?:and|AND|und|UND|et|y|e|en|&)\s)?|&"
    r"|\s(?:and|AND|und|UND|et|ET|y|e|en|with|mit|avec|sowie)\s)\s*"
)
_HARD_SEPARATOR = r"\s*(?:;|•|·|\||/|,(?:\s*(?:and|AND|und|UND|&)\s)?|&|\s(?:and|AND|und|UND|sowie)\s)\s*"
# What stands before the names of a byline: by whom a text is, is reviewed, is told of.
_BY = (
    r"(?i:(?:text )?by|par|von|por|di|door|(?:reviewed|review) by|(?:rezensiert|besprochen|rezension|besprechung) von"
    r"|compte rendu (?:par|de)|reseña (?:de|por)|reseñado por|recensione di|recensito da|recensão (?:de|por)"
    r"|resenha (?:de|por)|bespreking (?:door|van)|besproken door|recensie (?:door|van))[: ]\s*"
    r"(?=[^\W\d_a-zß-ÿ])"
)
_BY_WORDS = _set(
    "text by par von por di door reviewed review rezensiert compte besprochen rezension besprechung reseña reseñado "
    "recensione recensito recensão resenha bespreking besproken recensie"
)
_PAREN = re.compile(r"\s*[(\[][^()\[\]]{1,120}[)\]]\s*$")


def without_marker(text: str) -> str:
    """A name or title without the note markers behind it; a number that belongs to it (`Europe 1900`) stays."""
    for _ in range(3):
        match = _MARKERS.search(text, max(0, len(text) - 16))
        if match is None:
            break
        marker = match[0].strip()
        if len(marker) > 1 and marker.strip("()").isdecimal():
            break
        text = text[: match.start()]
    return text.strip()


def is_particle(word: str) -> bool:
    """Whether a word links forenames to a surname: von, de la, van den."""
    return word.casefold() in PARTICLES


def is_name(text: str) -> bool:
    """Whether a string looks like one person's name: two to six words, capitalised, particles allowed, nothing else.

    *Seen*: initials, hyphens, apostrophes, particles in lower case, all capitals, academic titles. *Not seen*: digits,
    articles, a word of lower case that is no particle, a single word.
    """
    words = _without_titles(text.replace(",", " ").split())
    if not 2 <= len(words) <= 6 or len(text) > 80 or words[0].casefold() in _NO_NAME:
        return False
    # `in ’t` links a Dutch surname; any other `in` is of a sentence. No name has `Anna-Universität`.
    if any(
        not _FUNCTION_WORDS.isdisjoint(word.casefold().split("-")) and not (word == "in" and after in _DUTCH_THE)
        for word, after in zip(words, [*words[1:], ""])
    ):
        return False
    capitalised = 0
    for word in words:
        bare = word.strip(".")
        if not bare or not all(c.isalpha() or c in "-‐’'.`´ʼ" for c in bare):
            return False
        if bare[0].isupper():
            capitalised += 1
        elif bare.casefold() not in PARTICLES and word != "in" and not (len(bare) > 2 and bare[1] in "’'"):
            return False
    # `Ziele der Arbeit` is no name, `Anna von der Heide` is.
    if words[-1][0].islower():
        return False
    if any(word in ("der", "den") and before not in _BEFORE_DER for before, word in zip(words, words[1:])):
        return False
    return capitalised >= 2 and any(len(word.strip(".")) > 1 and "." not in word.strip(".") for word in words)


def _bare(word: str) -> str:
    return word.replace(".", "").strip(" ,()").casefold()


def _without_titles(words: list[str]) -> list[str]:
    """The words of a name without titles before it and degrees behind it; a lone capital with a stop is an initial."""
    first, last = 0, len(words)
    while first < last - 1 and _bare(words[first]) in _TITLES and not _is_initial(words[first]):
        first += 1
    while last > first + 1 and _bare(words[last - 1]) in _DEGREES:
        last -= 1
    return words[first:last]


def names_in(text: str) -> list[str]:
    """The names of a byline, in order; empty where any part of it is no name."""
    cleaned = _without_by(" ".join(text.split()))
    cleaned = without_marker(_PAREN.sub("", without_marker(cleaned)))
    if not cleaned or len(cleaned) > 400:
        return []
    inverted = _inverted(cleaned)
    if inverted:
        return [inverted]
    # `José Ortega y Gasset` is one name: what is no list of names by every conjunction may be one by the surer ones.
    return _parts(_SEPARATOR.split(cleaned)) or _parts(re.split(_HARD_SEPARATOR, cleaned))


def _without_by(text: str) -> str:
    """A byline without its `by`, `von`, `par`; capitals only tell it from a name's own particle."""
    if not text[:1].islower() and text.split(" ", 1)[0].casefold().rstrip(":") not in _BY_WORDS:
        return text
    return re.sub(_BY, "", text, count=1)


def _parts(parts: list[str]) -> list[str]:
    found: list[str] = []
    for part in parts:
        name = without_marker(part).rstrip("0123456789 ").strip(" ()")
        if not name or name.isdecimal() or (found and _bare(name) in _DEGREES):
            continue
        if not is_name(name):
            return []
        found.append(name)
    return found


def _inverted(text: str) -> str:
    """`Surname, F. G.` as it stands, where that is the whole text; else empty."""
    surname, comma, rest = text.partition(", ")
    if not comma or "," in rest or not 1 <= len(surname.split()) <= 3 or not surname[0].isupper():
        return ""
    words = rest.split()
    initials = all(len(word.strip(".-")) <= 2 and word[0].isupper() and "." in word for word in words)
    if not 1 <= len(words) <= 3 or not initials:
        return ""
    return text if all(c.isalpha() or c in " -’'" for c in surname) else ""


def leading_names(text: str) -> tuple[list[str], str]:
    """The names at the head of a line that goes on with something else (an address, a post), and the rest of it."""
    divider = re.compile(r"\s*[•·|(]\s*|\s[–—]\s|, ")
    match = divider.search(text)
    end = 0
    found: list[str] = []
    while match is not None and len(found) < 12:
        names = names_in(text[end : match.start()])
        if not names:
            break
        found.extend(names)
        end = match.end()
        match = divider.search(text, end)
    return found, text[end:]


def person(name: str) -> Person:
    """A name in its parts: `Eve de Groot`, `Groot, Eve de`, `A.B.C. Marsh`, `VAN DER BERG, J.`, `Prof. Dr. A. Weil`."""
    name = " ".join(name.split()).strip(" ,;")
    if "," in name and _bare(name.rpartition(",")[2]) not in _DEGREES:
        return _person_inverted(name)
    words = name.replace(",", " ").split()
    kept = _without_titles(words)
    first = words.index(kept[0]) if kept else 0
    role = " ".join(words[:first])
    words = kept
    shown = " ".join(words)
    if len(words) <= 1:
        return Person(shown or name, "", _proper(shown or name), "", role)
    last = start = len(words) - 1
    # Of `Ortega y Gasset` the conjunction and what is before it belong to the surname.
    if last >= 3 and words[last - 1] in ("y", "i", "e"):
        return Person(shown, _proper(" ".join(words[: last - 2])), _proper(" ".join(words[last - 2 :])), "", role)
    while start > 1 and (
        (words[start - 1].casefold() in PARTICLES and not _is_initial(words[start - 1]))
        or (words[start - 1] == "in" and words[start] in _DUTCH_THE)
    ):
        start -= 1
    return Person(shown, _proper(" ".join(words[:start])), _proper(words[last]), " ".join(words[start:last]), role)


def _is_initial(word: str) -> bool:
    """`R.` and `R.A.`; `ra` and `RA` may be titles."""
    letters = word.split(".")
    return word[0].isupper() and all(len(letter) <= 1 for letter in letters) and (len(word) == 1 or "." in word)


def _person_inverted(name: str) -> Person:
    surname, _, forename = (part.strip() for part in name.partition(","))
    words = forename.split()
    link: list[str] = []
    while words and words[-1].casefold() in PARTICLES and words[-1].islower():
        link.insert(0, words.pop())
    own = surname.split()
    before: list[str] = []
    while len(own) > 1 and own[0].casefold() in PARTICLES:
        before.append(own.pop(0))
    link += before
    printed = " ".join([*words, *link, *own])
    return Person(printed, _proper(" ".join(words)), _proper(" ".join(own)), " ".join(link))


def _proper(text: str) -> str:
    """A name printed in capitals, in the case of a name; initials and mixed case stay."""
    words = []
    for word in text.split():
        bare = "".join(c for c in word if c.isalpha())
        words.append(_title_case(word) if len(bare) > 2 and bare.isupper() and "." not in word else word)
    return " ".join(words)


def _title_case(word: str) -> str:
    """`O'BRIEN-MCKAY` → `O'Brien-Mckay`; the letter after a straight apostrophe or hyphen is a capital."""
    out = []
    begins = True
    for c in word:
        out.append(c if begins else c.lower())
        begins = not c.isalpha()
    return "".join(out)
