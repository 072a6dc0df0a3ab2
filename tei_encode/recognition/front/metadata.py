"""What an article says of itself, put together from cover sheet, title block and its own citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tei_encode.bibliography.identifiers import DOI, is_issn, whole_range
from tei_encode.bibliography.names import person
from tei_encode.findings import Finding
from tei_encode.model.metadata import Metadata, Person
from tei_encode.recognition.front.cover_sheet import Cover
from tei_encode.recognition.front.title_block import Front
from tei_encode.recognition.profiles import Profile

_PAGES = re.compile(r"(?<![\d-])(\d{1,5})\s?[-–—]\s?(\d{1,5})(?![\d-])")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_VOLUME_DATE = re.compile(r"\b(\d{1,4})(?:[.:,]\s?(?:no\.?\s?)?(\d{1,3}))?\s?\(([^()]{0,20}\d{4})\)")
_LICENCE = re.compile(r"https?://creativecommons\.org/\S+[^\s.,;)]")


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


@dataclass(frozen=True, slots=True)
class Gathered:
    metadata: Metadata
    findings: tuple[Finding, ...]


def is_self_citation(text: str, title: str, authors: Sequence[str], journal: str) -> float:
    """Log-odds that a line cites this very article: its title, its author, journal, year or pages."""
    if not 30 <= len(text) <= 400 or not any(c.isdigit() for c in text):
        return -9.0
    key, wanted = _key(text), _key(title)
    if len(wanted) < 6 or wanted[:40] not in key:
        return -9.0
    score = 0.5
    surnames = [_key(person(author).surname) for author in authors]
    score += 1.6 if any(surname and surname in key for surname in surnames) else -0.5
    if journal and _key(journal) in key:
        score += 1.6
    score += 0.8 if _YEAR.search(text) else 0.0
    score += 0.8 if _PAGES.search(text) else 0.0
    return score


def page_range(cover: Cover, citations: Sequence[str]) -> tuple[int, int] | None:
    """The cited range of pages, from the cover sheet's citation or the article's own."""
    for text in (cover.facts.get("citation", ""), *citations):
        ranges = [match for match in _PAGES.finditer(text) if not _is_years(match)]
        if ranges:
            first, last = ranges[-1][1], whole_range(ranges[-1][1], ranges[-1][2])
            if int(first) <= int(last) and int(last) - int(first) < 500:
                return int(first), int(last)
    return None


def _is_years(match: re.Match[str]) -> bool:
    return bool(_YEAR.fullmatch(match[1])) and len(match[2]) in (2, 4) and match.string[match.start() - 1 : match.start()] == "("


def gather(
    cover: Cover, front: Front, citations: Sequence[str], profile: Profile, languages: Sequence[str], review: bool
) -> Gathered:
    """Metadata with the cover sheet before the citation before the title block; contradictions are findings."""
    facts = cover.facts
    findings: list[Finding] = []
    cited = " ".join(citations)
    pages = page_range(cover, citations)
    volume = facts.get("volume", "")
    issue = facts.get("issue", "")
    date = facts.get("date", "")
    match = _VOLUME_DATE.search(cited)
    if match:
        volume = volume or match[1]
        issue = issue or match[2] or ""
        if not date or (date.strip() in match[3] and len(match[3]) > len(date)):
            date = match[3]
        if facts.get("volume") and match[1] != facts["volume"]:
            findings.append(
                Finding("M101", f"the cover sheet says volume {facts['volume']}, the article's own citation {match[1]}")
            )
    year = _YEAR.search(date) or _YEAR.search(facts.get("citation", "")) or _YEAR.search(cited)
    issns = {"print": "", "digital": "", "": ""}
    for number, kind in cover.issns:
        if is_issn(number):
            issns[kind] = issns[kind] or number
        else:
            findings.append(Finding("M102", f"the check digit of ISSN {number} is wrong; left out of the header"))
    title = facts.get("title", "") or front.title
    rights = cover.rights
    licence = _LICENCE.search(" ".join(rights))
    doi = facts.get("doi", "")
    if not doi:
        found = DOI.search(f"{facts.get('citation', '')} {cited}")
        doi = found[0] if found else ""
    metadata = Metadata(
        title=" ".join(title.split()),
        subtitle=facts.get("subtitle", "") or front.subtitle,
        authors=_authors(cover, front),
        journal=facts.get("journal", ""),
        volume=volume,
        issue=issue,
        page_from=str(pages[0]) if pages else "",
        page_to=str(pages[1]) if pages else "",
        date=date.strip() or (year[1] if year else ""),
        date_when=year[1] if year else "",
        publisher=facts.get("publisher", ""),
        issn_print=issns["print"],
        issn_digital=issns["digital"],
        issn=issns[""],
        doi=doi,
        uri=facts.get("uri", ""),
        rights=rights,
        policy=facts.get("policy", ""),
        licence=licence[0] if licence else "",
        distributor=profile.distributor if cover.line_count else "",
        surrogate=cover.line_count > 0,
        keywords=((languages[0], tuple(front.keywords)),) if front.keywords and languages else (),
        review=review,
        languages=tuple(languages),
    )
    return Gathered(metadata, tuple(findings))


def _authors(cover: Cover, front: Front) -> tuple[Person, ...]:
    names = cover.authors or tuple(front.authors)
    emails = front.emails if len(front.emails) == len(names) else []
    people = []
    for position, name in enumerate(names):
        one = person(name)
        if emails:
            one = Person(one.name, one.forename, one.surname, one.name_link, one.role_name, "", emails[position])
        people.append(one)
    return tuple(people)
