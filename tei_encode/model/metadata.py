"""What the source says of itself. Every field is absent until the source or the configuration states it."""

from __future__ import annotations

from tei_encode.model.record import record


@record(frozen=True)
class Person:
    """A name as printed and, where it could be read, in parts. `name` is always the printed form in reading order."""

    name: str
    forename: str = ""
    surname: str = ""
    name_link: str = ""  # "von", "de la"
    role_name: str = ""  # "Dr.", "Prof."
    affiliation: str = ""
    email: str = ""
    identifier: str = ""  # ORCID as https address


@record(frozen=True)
class Metadata:
    """Statements about the printed article and its digital surrogate.

    Dates: `date` as printed ("Spring 1981"), `date_when` as W3C date ("1981", "1981-04-02") or empty.
    Pages as printed ("174", "182", "xii"). ISSNs in the form NNNN-NNNC, check digit right.
    """

    title: str = ""
    subtitle: str = ""
    authors: tuple[Person, ...] = ()
    journal: str = ""
    volume: str = ""
    issue: str = ""
    page_from: str = ""
    page_to: str = ""
    date: str = ""
    date_when: str = ""
    publisher: str = ""
    issn_print: str = ""
    issn_digital: str = ""
    issn: str = ""  # where the source does not say which
    doi: str = ""  # without the resolver: "10.1234/abc"
    uri: str = ""
    rights: tuple[str, ...] = ()  # statements as printed
    policy: str = ""  # address of the terms of use
    licence: str = ""  # address of an open licence the source states
    distributor: str = ""
    surrogate: bool = False  # a repository's cover sheet was found
    keywords: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (BCP 47 language, terms)
    review: bool = False
    languages: tuple[str, ...] = ()  # BCP 47, that of the article first
