"""What an article says of itself, put together from cover sheet, title block and its own citation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_encode.bibliography.identifiers import ADDRESS, DOI, ISSN, ORCID, is_issn, is_orcid, whole_range
from tei_encode.bibliography.names import person
from tei_encode.findings import Finding
from tei_encode.model.metadata import Metadata, Person
from tei_encode.model.record import record, replace
from tei_encode.recognition.front.cover import Cover
from tei_encode.recognition.front.facts import FrontFacts as Front
from tei_encode.recognition.front.likeness import letters, similar
from tei_encode.recognition.profiles import Profile

_PAGES = re.compile(r"(?<![\d-])(\d{1,5})\s?[-–—]\s?(\d{1,5})(?![\d-])")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
# `7 (Spring 1981)`, `12.3 (1990)`, `12, no. 3 (1990)`, `1/1 (2015)`
_VOLUME_DATE = re.compile(
    r"(?i)(?<![\d-])(\d{1,4})(?:(?:[.:/]|,\s?(?:no|nr|n°|h|heft)\.?\s?)(\d{1,3}))?,?\s?"
    r"\(([^()]{0,24}\d{4}(?:[–/-]\d{2,4})?)\)"
)
# Of mastheads; compiled where first met.
_VOLUME = r"(?i)\b(?:vol(?:ume)?|bd|band|jg|jahrg(?:ang)?|tome|t)\.?\s?(\d{1,4})(?![\d-])"
_ISSUE = r"(?i)\b(?:no|nr|heft|issue|numéro|número|fasc)\.?\s?(\d{1,4})(?!\d)|n[°º]\s?(\d{1,4})"
_CITED_PAGES = r"(?i)\b(?:pp?|s|pág)\.\s?(\d{1,5})\s?[-–—]\s?(\d{1,5})(?!\d)"


@record(frozen=True)
class Gathered:
    metadata: Metadata
    findings: tuple[Finding, ...]


def is_self_citation(text: str, title: str, authors: Sequence[str], journal: str) -> float:
    """Log-odds that a line cites this very article: its title, its author, journal, year or pages."""
    if not 30 <= len(text) <= 400 or not any(c.isdigit() for c in text):
        return -9.0
    key, wanted = letters(text), letters(title)
    if len(wanted) < 6 or wanted[:40] not in key:
        return -9.0
    score = 0.5
    surnames = [letters(person(author).surname) for author in authors]
    score += 1.6 if any(surname and surname in key for surname in surnames) else -0.5
    if journal and letters(journal) in key:
        score += 1.6
    score += 0.8 if _YEAR.search(text) else 0.0
    score += 0.8 if _PAGES.search(text) else 0.0
    return score


def page_range(cover: Cover, citations: Sequence[str]) -> tuple[int, int] | None:
    """The cited range of pages, from the cover sheet's citation or the article's own."""
    for text in (cover.facts.get("citation", ""), *citations):
        ranges = [match for match in _PAGES.finditer(text) if not _is_years(match)]
        if ranges:
            pages = _span(ranges[-1])
            if pages is not None:
                return pages
    return None


def _span(match: re.Match[str]) -> tuple[int, int] | None:
    first, last = int(match[1]), int(whole_range(match[1], match[2]))
    return (first, last) if first <= last and last - first < 500 else None


def _is_years(match: re.Match[str]) -> bool:
    """`(1917-18)` and parts of an ISSN are no pages."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    years = bool(_YEAR.fullmatch(match[1])) and len(match[2]) in (2, 4) and before == "("
    return years or bool(ISSN.match(match.string, match.start()))


@record()
class _Issue:
    """Volume, issue and date as several places state them; the first to speak is heard."""

    volume: str = ""
    issue: str = ""
    date: str = ""

    def hear(self, volume: str, issue: str, date: str) -> None:
        self.volume = self.volume or volume
        self.issue = self.issue or issue
        date = date.strip(" ,.")
        # `Spring 1981` says more than `1981`.
        if date and (not self.date or (self.date in date and len(date) > len(self.date))):
            self.date = date


def gather(
    cover: Cover, front: Front, citations: Sequence[str], profile: Profile, languages: Sequence[str], review: bool
) -> Gathered:
    """Metadata with the cover sheet before the citation before the title block; contradictions are findings."""
    facts = cover.facts
    findings: list[Finding] = []
    own = _own_statements(front)
    cited = " ".join(citations)
    issue = _issue(cover, cited, own, findings)
    pages = page_range(cover, citations) or _stated_pages(own)
    year = _YEAR.search(issue.date) or _YEAR.search(facts.get("citation", "")) or _YEAR.search(cited)
    issns = _issns(cover, own, findings)
    title, subtitle = _titles(cover, front, findings)
    rights = cover.rights or tuple(text for text in front.statements if _is_rights(text))
    addresses = (found[0] for text in (*rights, *front.statements) for found in ADDRESS.finditer(text))
    licence = next((address for address in addresses if "creativecommons.org/" in address), "")
    metadata = Metadata(
        title=title,
        subtitle=subtitle,
        authors=_authors(cover, front, findings),
        journal=facts.get("journal", "") or _cited_journal(citations, front.title),
        volume=issue.volume,
        issue=issue.issue,
        page_from=str(pages[0]) if pages else "",
        page_to=str(pages[1]) if pages else "",
        date=issue.date or (year[1] if year else ""),
        date_when=year[1] if year else "",
        publisher=facts.get("publisher", ""),
        issn_print=issns["print"],
        issn_digital=issns["digital"],
        issn=issns[""],
        doi=_doi(cover, cited, front),
        uri=facts.get("uri", ""),
        rights=rights,
        policy=facts.get("policy", ""),
        licence=licence,
        distributor=profile.distributor if cover.line_count else "",
        surrogate=cover.line_count > 0,
        keywords=((languages[0], tuple(front.keywords)),) if front.keywords and languages else (),
        review=review or "reviewed" in facts,
        languages=tuple(languages),
    )
    return Gathered(metadata, tuple(findings))


def _own_statements(front: Front) -> str:
    """Mastheads and the like of the title block as one text; addresses have numbers that are none of theirs."""
    return " | ".join(ADDRESS.sub("", ORCID.sub("", text)) for text in front.statements)


def _is_rights(text: str) -> bool:
    folded = text.casefold()
    return (
        folded.startswith(("©", "(c)", "copyright")) or "creative commons" in folded or "creativecommons.org" in folded
    )


def _issue(cover: Cover, cited: str, own: str, findings: list[Finding]) -> _Issue:
    facts = cover.facts
    issue = _Issue(facts.get("volume", ""), facts.get("issue", ""), facts.get("date", "").strip())
    match = _VOLUME_DATE.search(cited)
    if match:
        issue.hear(match[1], match[2] or "", match[3])
        if facts.get("volume") and match[1] != facts["volume"]:
            findings.append(
                Finding("M101", f"the cover sheet says volume {facts['volume']}, the article's own citation {match[1]}")
            )
    if not issue.volume and own:
        match = _VOLUME_DATE.search(own)
        if match:
            issue.hear(match[1], match[2] or "", match[3])
        volume, number, year = re.search(_VOLUME, own), re.search(_ISSUE, own), _YEAR.search(own)
        if volume or number:
            issue.hear(volume[1] if volume else "", (number[1] or number[2]) if number else "", year[1] if year else "")
    return issue


def _stated_pages(own: str) -> tuple[int, int] | None:
    """Pages that a masthead states as such: `pp. 27-37`."""
    match = re.search(_CITED_PAGES, own) if own else None
    return _span(match) if match else None


def _issns(cover: Cover, own: str, findings: list[Finding]) -> dict[str, str]:
    issns = {"print": "", "digital": "", "": ""}
    printed = ISSN.finditer(own) if "issn" in own.casefold() else ()
    stated = cover.issns or tuple((f"{match[1]}-{match[2].upper()}", "") for match in printed)
    for number, kind in stated:
        if is_issn(number):
            issns[kind] = issns[kind] or number
        else:
            findings.append(Finding("M102", f"the check digit of ISSN {number} is wrong; left out of the header"))
    return issns


def _doi(cover: Cover, cited: str, front: Front) -> str:
    """The article's DOI: the cover sheet's, else its own citation's, else that of the title block."""
    if cover.facts.get("doi"):
        return cover.facts["doi"]
    for text in (cover.facts.get("citation", ""), cited, *front.statements):
        found = DOI.search(text)
        if found:
            return found[0]
    return ""


def _titles(cover: Cover, front: Front, findings: list[Finding]) -> tuple[str, str]:
    """Title and subtitle: the cover sheet was set by machine, the title block was recognised from an image."""
    title = " ".join((cover.facts.get("title", "") or front.title).split())
    subtitle = cover.facts.get("subtitle", "") or front.subtitle
    if cover.facts.get("title") and front.title and similar(letters(front.title), letters(title)) < 0.6:
        message = (
            f"the cover sheet gives the title {title!r}, the head of the article {front.title!r}; the cover's is taken"
        )
        findings.append(Finding("M103", message))
    if letters(subtitle) and letters(subtitle) in letters(title):
        subtitle = ""  # the cover sheet has both in one line
    return title, subtitle


def _cited_journal(citations: Sequence[str], title: str) -> str:
    """The journal in the article's own citation: between its title and the volume."""
    wanted = letters(title)
    for text in citations:
        match = _VOLUME_DATE.search(text)
        if match is None or len(wanted) < 6:
            continue
        lead = text[: match.start()]
        end = _end_of(lead, wanted)
        journal = lead[end:].strip(" ,.;:\"”“»«’'*_") if end else ""
        journal = re.sub(r"^(?:in|dans|en)\s?:?\s", "", journal, flags=re.IGNORECASE).strip(' ,.:"”»*_')
        journal = re.sub(r",?\s(?:vol|bd|t|tome|no|nr)\.?$", "", journal, flags=re.IGNORECASE)
        if 3 <= len(journal) <= 120:
            return journal
    return ""


def _end_of(text: str, wanted: str) -> int:
    """Offset behind the first place where the letters of a text are those wanted; 0 where they are not."""
    at = letters(text).find(wanted)
    if at < 0:
        return 0
    count = at + len(wanted)
    for offset, character in enumerate(text):
        count -= len(letters(character))
        if count <= 0:
            return offset + 1
    return len(text)


def _authors(cover: Cover, front: Front, findings: list[Finding]) -> tuple[Person, ...]:
    """The cover sheet's authors, else those of the title block; address and ORCID where there are as many as names."""
    names = cover.authors or tuple(front.authors)
    if cover.authors and front.authors and len(cover.authors) != len(front.authors):
        message = f"the cover sheet names {len(cover.authors)} authors, the head of the article {len(front.authors)}"
        findings.append(Finding("M104", message))
    people = [person(name) for name in names]
    count = len(people)
    orcids = [match[0] for text in front.statements for match in ORCID.finditer(text)]
    known = [f"https://orcid.org/{number}" for number in orcids if is_orcid(number)]
    for field_name, values in (("email", front.emails), ("affiliation", front.affiliations), ("identifier", known)):
        if len(values) == count:
            people = [replace(one, **{field_name: value}) for one, value in zip(people, values)]
    return tuple(people)
