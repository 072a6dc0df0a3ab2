"""What excludes a zone, whatever the label of a line."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tei_encode.readers import read
from tei_encode.recognition.evidence import Evidence
from tei_encode.recognition.exclusions import Sight, excluded, is_ornament
from tei_encode.recognition.furniture import Furniture
from tei_encode.recognition.observations import observe
from tei_encode.recognition.page_numbers import PageNumber
from tei_encode.recognition.zones import Zone

WORK = {
    "institution": frozenset(["university", "college", "department", "universität"]),
    "post": frozenset(["professor", "emeritus", "independent", "scholar"]),
}


class Certain:
    """A tagger that finds every zone possible."""

    def labels(self) -> Sequence[str]:
        return [zone.value for zone in Zone]

    def marginal(self, label: str, at: int) -> float:
        return 0.5


def sight(text: str, index: int = 0, before: Sequence[Zone] = (), **facts: object) -> Sight:
    source, _ = read(text.encode())
    evidence = Evidence(Furniture({}, {}), 0)
    for name, value in facts.items():
        setattr(evidence, name, value)
    return Sight(observe(source).lines, evidence, Certain(), before, False, index)  # type: ignore[arg-type]


def repeated(text: str, titled: bool = False) -> Sight:
    found = sight(text)
    found.evidence.furniture = Furniture({0: 5.0}, {}, frozenset([0]) if titled else frozenset())
    return found


@pytest.mark.parametrize(
    "text",
    ["Received on 3 May 1991", "1.º de abril de 1933", "6. Mai 1910", "le 1er mai 1920", "12/05/2003"],
)
def test_day_of_history_is_no_title(text: str) -> None:
    assert excluded(Zone.TITLE, sight(text, mentions={0: ("dates1",)})) is Zone.HISTORY


@pytest.mark.parametrize("text", ["Letters received in 1848", "Bells of the 18th century"])
def test_title_may_say_a_year(text: str) -> None:
    assert excluded(Zone.TITLE, sight(text, mentions={0: ("dates1",)})) is None


@pytest.mark.parametrize("text", ["doi:10.99999/orme.12", "© 2013 Ferry Lane Press"])
def test_identifier_is_no_byline(text: str) -> None:
    assert excluded(Zone.BYLINE, sight(text)) is Zone.HISTORY


def test_running_head_has_no_pages() -> None:
    line = "Arkwright: The Ferrymen of Orme, Annals of the River 12 (1990)"
    assert excluded(Zone.CITATION, repeated(line, titled=True)) is Zone.HEADER


def test_citation_has_pages() -> None:
    assert excluded(Zone.HEADER, repeated("Annals of the River 12 (1990), 497-512")) is Zone.CITATION


def test_years_are_no_pages() -> None:
    assert excluded(Zone.HEADER, repeated("A Quarrel about Salt, 1880–1914")) is None


def test_stamp_prints_what_machines_print() -> None:
    assert excluded(Zone.HEADER, repeated("Accessed from 203.0.113.12 on 7 Jan 2021 18:03")) is Zone.STAMP


@pytest.mark.parametrize(
    "text",
    ["Downloaded from the Lamp Archive", "Digitised by the Town Library of Orme, 1992", "Made 1 May 1993, 23:57"],
)
def test_stamp_says_who_scanned(text: str) -> None:
    found = repeated(text)
    found.evidence.words = {"stamp": frozenset(("downloaded", "digitised"))}
    assert excluded(Zone.CITATION, found) is Zone.STAMP


def test_running_head_of_an_article_on_digitisation_is_no_stamp() -> None:
    found = repeated("The Digitised Ledger", titled=True)
    found.evidence.words = {"stamp": frozenset(("downloaded", "digitised"))}
    assert excluded(Zone.HEADER, found) is None


@pytest.mark.parametrize(
    "text", ["doi: 10.99999/orme.12", "https://doi.org/10.99999/orme.12", "urn:nbn:de:0000-orme-12"]
)
def test_identifier_at_the_foot_cites_the_article(text: str) -> None:
    assert excluded(Zone.HEADER, sight(text)) is Zone.CITATION


def test_what_cites_nothing_on_every_page_is_a_running_head() -> None:
    assert excluded(Zone.CITATION, repeated("Annals of the River, 12 (1990)")) is Zone.HEADER


def test_no_head_within_a_sentence() -> None:
    found = sight("text that breaks\n\n3. The lamps were sold in 1812.\n\noff and goes on", 1, bridged=frozenset([1]))
    assert excluded(Zone.HEAD, found) not in (None, Zone.HEAD)


def test_asterism_is_a_break_whatever_it_seems() -> None:
    assert excluded(Zone.PAGE_NUMBER, sight("⁂")) is Zone.BREAK


def test_names_behind_by_are_a_byline() -> None:
    line = "Introduced and translated by Judith Arkwright"
    assert excluded(Zone.SUBTITLE, sight(line, words={"by": frozenset(["by"])})) is Zone.BYLINE


def test_by_without_a_name_is_none() -> None:
    line = "Crossing the river by boat"
    assert excluded(Zone.SUBTITLE, sight(line, words={"by": frozenset(["by"])})) is None


def test_number_alone_is_no_running_head() -> None:
    found = sight("12")
    found.evidence.furniture = Furniture({}, {0: PageNumber(0, 12, True)})
    assert excluded(Zone.HEADER, found) is Zone.PAGE_NUMBER


@pytest.mark.parametrize(("text", "is_one"), [("* * *", True), ("o o o", True), ("⁂", True), ("* a *", False)])
def test_ornaments(text: str, is_one: bool) -> None:
    assert is_ornament(text) is is_one


@pytest.mark.parametrize(
    "text", ["ORCID: 0000-0000-0000-0011", "University of Orme, Department of Lamps", "Professor emeritus of river law"]
)
def test_where_an_author_works_is_no_byline(text: str) -> None:
    assert excluded(Zone.BYLINE, sight(text, words=WORK)) is Zone.AFFILIATION


def test_byline_may_say_where_its_author_works() -> None:
    line = "Judith Arkwright, University of Orme"
    assert excluded(Zone.BYLINE, sight(line, words=WORK)) is None
    assert excluded(Zone.AFFILIATION, sight(line, opening={0: "byline"})) is Zone.BYLINE
    assert excluded(Zone.AFFILIATION, sight("University of Orme, Upper Quay", opening={0: "affiliation"})) is None


def rights(text: str, titled: bool = False) -> Sight:
    found = repeated(text, titled)
    found.evidence.words = {"rights": frozenset(("rights", "licence", "reserved"))}
    return found


def test_rights_on_every_page_are_those_of_the_article() -> None:
    assert excluded(Zone.HEADER, rights("All rights reserved by the editors")) is Zone.CITATION
    assert excluded(Zone.STAMP, rights("Published under the licence CC BY 4.0")) is Zone.CITATION


def test_library_claims_rights_in_its_copies() -> None:
    assert excluded(Zone.STAMP, rights("© River Library. All rights reserved.")) is None


def test_title_may_speak_of_rights() -> None:
    assert excluded(Zone.HEADER, rights("Mooring rights and ferries", titled=True)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Dieser Beitrag steht unter einer Creative-Commons-Lizenz.",
        "Conteúdo em acesso aberto; as imagens ficam excluídas da licença.",
        "Texte diffusé sous licence ouverte",
    ],
)
def test_licences_in_other_languages(text: str) -> None:
    found = repeated(text)
    found.evidence.words = {"rights": frozenset(("licence", "licença", "creative-commons-lizenz"))}
    assert excluded(Zone.STAMP, found) is Zone.CITATION


def test_licence_on_every_page_is_no_running_head() -> None:
    assert excluded(Zone.CITATION, rights("The article is under a licence", titled=True)) is None


def test_identifier_of_an_author_cites_nothing() -> None:
    assert excluded(Zone.CITATION, sight("ORCID: 0000- 0000-0000-0011")) is Zone.AFFILIATION
    assert excluded(Zone.BYLINE, sight("Judith Arkwright, ORCID: 0000-0000-0000-0011")) is None


def test_kind_of_article_is_no_title_and_nobody() -> None:
    for zone in (Zone.TITLE, Zone.BYLINE, Zone.AFFILIATION, Zone.SUBTITLE):
        assert excluded(zone, sight("Notes and Documents", rubrics=frozenset([0]))) is Zone.MASTHEAD


def test_phrase_is_nobody() -> None:
    assert excluded(Zone.BYLINE, sight("The Case of Orme", phrases=frozenset([0]))) not in (None, Zone.BYLINE)


def test_name_before_an_institution_is_no_title() -> None:
    assert excluded(Zone.TITLE, sight("Judith Arkwright – University of Orme", words=WORK)) is Zone.BYLINE
    assert excluded(Zone.TITLE, sight("The University of Orme, 1812–1848", words=WORK)) is None


def test_institution_is_not_a_name_that_works_somewhere() -> None:
    found = sight("Arkwright College, Orme", opening={0: "byline"}, words=WORK)
    assert excluded(Zone.AFFILIATION, found) is None


@pytest.mark.parametrize("text", ["Independent scholar, Orme", "Arkwright College, Orme", "Fernuniversität, Orme"])
def test_who_works_there_is_another_line(text: str) -> None:
    for zone in (Zone.BYLINE, Zone.SUBTITLE):
        assert excluded(zone, sight(text, words=WORK)) is Zone.AFFILIATION


def test_post_before_a_name_is_a_byline() -> None:
    assert excluded(Zone.BYLINE, sight("Professor Judith Arkwright", words=WORK)) is None
