"""Cases and statutes, whose forms are few and fixed: `Orme v. Harz, 12 U.S. 34 (1931)`, `Ferries Act 1931, s 12`.

A case has its parties, or court, as title, and the reporter as a journal with volume and page; a statute or code is a
title, and what is cited of it a section (`#COBITY`).
"""

from __future__ import annotations

from tei_encode.bibliography.dates import date_attributes
from tei_encode.bibliography.ranges import range_attributes
from tei_encode.bibliography.runs import Field
from tei_encode.model.document import Kind
from tei_encode.model.pattern import late

_YEAR = r"(?:1[6-9]|20)\d\d"
_NAME = r"[^\W\d_a-z][^\[(§;:“”\"]{1,120}?"
_PARTIES = rf"(?P<title>{_NAME}\sv(?:s?\.?|\.)\s{_NAME}|(?:In re|Ex parte|Re)\s[^\W\d_a-z][^\[(§;\d]{{1,80}}?)"
_REPORTER = r"(?P<reporter>[A-Z][\w.’']*(?:\s(?:[A-Z][\w.’']*|\d[a-z]{1,2}\.?|&)){0,5})"
_AT = r"(?:,?\s(?:at\s)?(?P<cited>\[?\d[\d–-]*\]?))?"
_FORMS = (
    # Orme v. Harz, 12 U.S. 34, 36 (2d Cir. 1931)
    late(rf"{_PARTIES},?\s(?P<volume>\d+)\s{_REPORTER}\s(?P<page>\d+){_AT}\s\((?:[^()\d]{{1,20}}(?:\d\w\w\s)?[^()\d]{{0,20}})?(?P<date>{_YEAR})\)"),
    # Orme v Harz [1931] 2 AC 34 (HL) 36
    late(rf"{_PARTIES},?\s[\[(](?P<date>{_YEAR})[\])]\s(?:(?P<volume>\d+)\s)?{_REPORTER}\s(?P<page>\d+)(?:\s\([^()]{{1,20}}\))?{_AT}"),
    # BGH, Urteil vom 12.5.1931 – I ZR 12/30, BGHZ 12, 34 (36)
    late(
        r"(?P<court>[A-Z][\w.]{1,12}(?:\s[A-Z][\w.-]{1,20}){0,2}),?\s(?:Urteil|Beschlu(?:ss|ß)|Urt\.|Beschl\.)\s"
        r"(?:vom|v\.)\s(?P<date>\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d_]{3,9})\s?\d{4})"
        r"(?:,?\s?[–-]?\s?(?P<file>(?:Az\.:?\s)?[\w ]{1,12}\d+/\d\d(?:\d\d)?))?"
        rf"(?:,\s{_REPORTER}\s(?P<volume>\d+),\s(?P<page>\d+)(?:\s\((?P<cited>\d+)\))?)?"
    ),
    # Ferries Act 1931 (UK), s 12(3)
    late(
        r"(?P<code>[A-Z][\w’' ]{2,80}\s(?:Act|Ordinance|Regulations|Order))"
        rf"(?:,\s|\s\(?)(?P<date>{_YEAR})\)?(?:\s\((?:[A-Z][a-z]*\.?\s?){{1,3}}\))?"
        r"(?:,?\s(?P<section>(?:ss?|secs?|sections?|art|pt|sch)\.?\s\d[\w()]*(?:[–-]\d\w*)?))?"
    ),
    # 12 U.S.C. § 34 (2006)
    late(rf"(?P<volume>\d+)\s(?P<code>[A-Z][\w.]*(?:\s[A-Z][\w.]*){{0,3}})\s(?P<section>§§?\s?\d[\w.()–-]*)(?:\s\((?P<date>{_YEAR})\))?"),
    # § 12 Abs. 3 BGB; Art. 5 GG
    late(
        r"(?P<section>(?:§§?|Art\.|Artikel)\s?\d+[a-z]?(?:\s(?:Abs\.|Absatz|S\.|Satz|Nr\.)\s?\d+){0,3}(?:\sff?\.)?)\s(?P<code>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)(?!\w)"
    ),
)  # fmt: skip
_SIGNS = late(r"\sv(?:s?\.)?\s|§|Urt|Beschl|\sAct\b|Art|Order|Ordinance|Regulations|In re|Ex parte")


def legal_fields(text: str, start: int, end: int) -> list[Field]:
    """The elements of a case or statute that a range of a text is; empty where it is none."""
    if _SIGNS.search(text, start, end) is None:
        return []
    for form in _FORMS:
        match = form.match(text, start, end)
        if match is not None and not any(map(str.isalnum, text[match.end() : end])):
            named = [name for name, value in match.groupdict().items() if value]
            return sorted((_field(name, text, *match.span(name)) for name in named), key=lambda field: field.start)
    return []


def _field(name: str, text: str, start: int, end: int) -> Field:
    value = text[start:end]
    if name in ("title", "code"):
        return Field(start, end, Kind.TITLE, {"level": "m" if name == "code" else "a"})
    if name == "reporter":
        return Field(start, end, Kind.TITLE, {"level": "j"})
    if name == "court":
        return Field(start, end, Kind.AUTHOR, {})
    if name == "date":
        return Field(start, end, Kind.DATE, date_attributes(value))
    if name == "file":
        return Field(start, end, Kind.IDNO, {"type": "docket"})
    if name == "section":
        return Field(start, end, Kind.CITED_RANGE, {"unit": "section", **range_attributes(value, "section")})
    kind = Kind.CITED_RANGE if name == "cited" else Kind.BIBL_SCOPE
    unit = "volume" if name == "volume" else "page"
    return Field(start, end, kind, {"unit": unit, **range_attributes(value, unit)})
