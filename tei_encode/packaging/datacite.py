"""A DataCite 4 record of an encoding (DataCite Metadata Schema 4.6): the TEI file, and the article it is made from."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei_encode.header import Creator, doi_in
from tei_encode.packaging.deposit import Article, Deposit
from tei_encode.packaging.description import Description
from tei_encode.packaging.files import Entry, Role
from tei_encode.packaging.xml import Builder, serialise
from tei_encode.xml_input import LANG

NAMESPACE = "http://datacite.org/schema/kernel-4"
_DATACITE = Builder(NAMESPACE)
_ORCID = "https://orcid.org"


def datacite(article: Article, entries: Sequence[Entry], deposit: Deposit) -> bytes:
    """The record; DOI, creators, title, publisher and date are stated."""
    description = article.description
    root = _DATACITE.root("resource", {None: NAMESPACE})
    _DATACITE.add(root, "identifier", description.doi, {"identifierType": "DOI"})
    _creators(root, description.creators)
    _titles(root, description)
    _DATACITE.add(root, "publisher", description.publisher)
    _DATACITE.add(root, "publicationYear", description.encoded[:4])
    kind = "book review" if description.is_review else "journal article"
    _DATACITE.add(root, "resourceType", f"TEI P5 encoding of a {kind}", {"resourceTypeGeneral": "Text"})
    _subjects(root, description)
    _dates(root, description, deposit)
    if description.language != "und":
        _DATACITE.add(root, "language", description.language)
    if description.identifier and description.identifier != description.doi:
        holder = _DATACITE.add(root, "alternateIdentifiers")
        _DATACITE.add(holder, "alternateIdentifier", description.identifier, {"alternateIdentifierType": "local"})
    _related_identifiers(root, description, deposit)
    _extent(root, description, entries)
    _DATACITE.add(root, "version", str(deposit.version))
    _rights(root, description)
    _descriptions(root, description)
    if description.funder:
        reference = _DATACITE.add(_DATACITE.add(root, "fundingReferences"), "fundingReference")
        _DATACITE.add(reference, "funderName", description.funder)
    _printed_article(root, description)
    return serialise(root)


def _creators(parent: etree._Element, creators: tuple[Creator, ...]) -> None:
    holder = _DATACITE.add(parent, "creators")
    for creator in creators:
        made = _DATACITE.add(holder, "creator")
        personal = {"nameType": "Personal"} if creator.surname else {}
        _DATACITE.add(made, "creatorName", creator.inverted, personal)
        if creator.surname:
            _DATACITE.add_given(made, "givenName", creator.forename)
            _DATACITE.add(made, "familyName", creator.surname)
        if creator.orcid:
            scheme = {"nameIdentifierScheme": "ORCID", "schemeURI": _ORCID}
            _DATACITE.add(made, "nameIdentifier", f"{_ORCID}/{creator.orcid}", scheme)
        _DATACITE.add_given(made, "affiliation", creator.affiliation)


def _titles(parent: etree._Element, description: Description) -> None:
    holder = _DATACITE.add(parent, "titles")
    language = {LANG: description.language}
    _DATACITE.add(holder, "title", description.title, language)
    _DATACITE.add_given(holder, "title", description.subtitle, {"titleType": "Subtitle", **language})


def _subjects(parent: etree._Element, description: Description) -> None:
    if description.keywords:
        holder = _DATACITE.add(parent, "subjects")
        for language, term in description.keywords:
            _DATACITE.add_given(holder, "subject", term, {LANG: language})


def _dates(parent: etree._Element, description: Description, deposit: Deposit) -> None:
    holder = _DATACITE.add(parent, "dates")
    _DATACITE.add(holder, "date", description.encoded, {"dateType": "Created"})
    _DATACITE.add(holder, "date", deposit.day, {"dateType": "Submitted"})


def _related_identifiers(parent: etree._Element, description: Description, deposit: Deposit) -> None:
    before = doi_in(deposit.predecessor.identifier) if deposit.predecessor else ""
    related = [
        (description.source_doi, "DOI", "IsDerivedFrom"),
        ("" if description.source_doi else description.source_uri, "URL", "IsDerivedFrom"),
        (before if before != description.doi else "", "DOI", "IsNewVersionOf"),
    ]
    if any(identifier for identifier, _, _ in related):
        holder = _DATACITE.add(parent, "relatedIdentifiers")
        for identifier, kind, relation in related:
            types = {"relatedIdentifierType": kind, "relationType": relation}
            _DATACITE.add_given(holder, "relatedIdentifier", identifier, types)


def _extent(parent: etree._Element, description: Description, entries: Sequence[Entry]) -> None:
    tei = next(entry for entry in entries if entry.role is Role.TEI)
    sizes = _DATACITE.add(parent, "sizes")
    _DATACITE.add(sizes, "size", f"{tei.size} bytes")
    _DATACITE.add_given(sizes, "size", description.pages)
    _DATACITE.add(_DATACITE.add(parent, "formats"), "format", tei.format.media)


def _rights(parent: etree._Element, description: Description) -> None:
    if description.rights:
        holder = _DATACITE.add(parent, "rightsList")
        for right in description.rights:
            _DATACITE.add(holder, "rights", right.words, {"rightsURI": right.address})


def _descriptions(parent: etree._Element, description: Description) -> None:
    holder = _DATACITE.add(parent, "descriptions")
    for language, words in description.abstracts:
        _DATACITE.add_given(holder, "description", words, {"descriptionType": "Abstract", LANG: language})
    words = (
        "TEI P5 made from text recognised in page images, valid against the schema in the package, and proved to hold "
        "every character of its source."
    )
    _DATACITE.add(holder, "description", words, {"descriptionType": "TechnicalInfo", LANG: "en"})


def _printed_article(parent: etree._Element, description: Description) -> None:
    """The journal that the article was printed in, as `relatedItem` (property 20)."""
    journal = description.journal
    if not journal.title:
        return
    relation = {"relatedItemType": "Journal", "relationType": "IsDerivedFrom"}
    item = _DATACITE.add(_DATACITE.add(parent, "relatedItems"), "relatedItem", "", relation)
    if journal.issns:
        _DATACITE.add(item, "relatedItemIdentifier", journal.issns[0], {"relatedItemIdentifierType": "ISSN"})
    _DATACITE.add(_DATACITE.add(item, "titles"), "title", journal.title)
    _DATACITE.add_given(item, "publicationYear", journal.year[:4])
    for name, value in (
        ("volume", journal.volume),
        ("issue", journal.issue),
        ("firstPage", journal.first_page),
        ("lastPage", journal.last_page),
        ("publisher", journal.publisher),
    ):
        _DATACITE.add_given(item, name, value)
