"""Simple Dublin Core (DCMES 1.1, ISO 15836-1) in the container of OAI-PMH 2.0, and its fields for other layouts."""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.packaging.deposit import Article, Deposit
from tei_encode.packaging.description import Description
from tei_encode.packaging.files import Entry, Role
from tei_encode.packaging.xml import XSI, Builder, serialise
from tei_encode.xml_input import LANG

ELEMENTS = "http://purl.org/dc/elements/1.1/"
CONTAINER = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"


def dublin_core(article: Article, entries: Sequence[Entry], deposit: Deposit) -> bytes:
    """The record of an encoding."""
    root = Builder(CONTAINER).root("dc", {"oai_dc": CONTAINER, "dc": ELEMENTS, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{CONTAINER} {_SCHEMA}")
    elements = Builder(ELEMENTS)
    for name, _, language, value in fields(article.description, entries, deposit):
        elements.add(root, name, value, {LANG: language})
    return serialise(root)


def fields(
    description: Description, entries: Sequence[Entry], deposit: Deposit
) -> tuple[tuple[str, str, str, str], ...]:
    """(element, DSpace's qualifier, language, value) of every statement, in the order of the element set."""
    journal = description.journal
    language = "" if description.language == "und" else description.language
    tei = next(entry for entry in entries if entry.role is Role.TEI)
    before = deposit.predecessor
    rows = (
        ("title", "", language, ": ".join(filter(None, (description.title, description.subtitle)))),
        *(("creator", "", "", creator.inverted) for creator in description.creators),
        *(("subject", "", tongue, term) for tongue, term in description.keywords),
        *(("description", "abstract", tongue, words) for tongue, words in description.abstracts),
        ("publisher", "", "", description.publisher),
        ("contributor", "", "", deposit.depositor),
        ("date", "issued", "", description.encoded),
        ("date", "submitted", "", deposit.day),
        ("type", "", "", "Text"),
        ("format", "mimetype", "", tei.format.media),
        ("format", "extent", "", description.pages),
        ("identifier", "uri", "", f"https://doi.org/{description.doi}" if description.doi else ""),
        ("identifier", "other", "", description.identifier),
        ("source", "", "", citation(description)),
        ("source", "uri", "", f"https://doi.org/{description.source_doi}" if description.source_doi else ""),
        ("source", "uri", "", description.source_uri),
        *(("relation", "ispartof", "", f"ISSN {issn}") for issn in journal.issns),
        ("relation", "replaces", "", before.label if before else ""),
        ("language", "iso", "", language),
        *(("rights", "", "", right.words) for right in description.rights),
        *(("rights", "uri", "", r.address) for r in description.rights if r.address and r.address != r.text),
    )
    return tuple(row for row in rows if row[3])


def citation(description: Description) -> str:
    """Where the article was printed, in one line; empty where nothing is known."""
    journal = description.journal
    pages = "–".join(dict.fromkeys(filter(None, (journal.first_page, journal.last_page))))
    number = ".".join(filter(None, (journal.volume, journal.issue)))
    when = f"({journal.date or journal.year})" if journal.date or journal.year else ""
    return ", ".join(filter(None, (journal.title, " ".join(filter(None, (number, when))), pages and f"pp. {pages}")))
