"""Cover sheets of repositories: how far they go, and what they state."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei_encode.errors import ConfigError
from tei_encode.recognition.front import gather
from tei_encode.recognition.profiles import choose_profile
from tests.front.reading import PROSE, opening, wrapped

ERUDIT_FR = """Cahiers du fleuve

Les gardiens des moulins
Une enquête dans les archives de la Sauve

Jeanne Martel et Paul Roche

Volume 12, numéro 3, automne 1999

URI : https://id.erudit.org/iderudit/012345ar
DOI : https://doi.org/10.7202/012345ar

Aller au sommaire du numéro

Éditeur(s)

Société des fleuves

ISSN

0317-8471 (imprimé)
2049-3630 (numérique)

Découvrir la revue

Citer cet article

Martel, J. & Roche, P. (1999). Les gardiens des moulins : une enquête dans les archives de la Sauve. Cahiers du fleuve, 12(3), 45–67. https://doi.org/10.7202/012345ar

Tous droits réservés © Société des fleuves, 1999

Ce document est protégé par la loi sur le droit d’auteur. L’utilisation est assujettie à une politique que vous pouvez consulter en ligne.

https://apropos.erudit.org/fr/usagers/politique-dutilisation/

Cet article est diffusé et préservé par Érudit.

https://www.erudit.org/fr/
"""
JSTOR = """The Mills of Arden and Their Keepers
Author(s): Ada Wells and Tom O. van Dyck
Source: The Journal of River History, Vol. 12, No. 3 (Sep., 1985), pp. 345-67
Published by: Norton Mill Press
Stable URL: http://www.jstor.org/stable/9912345 .
Accessed: 12/03/2012 10:22

Your use of the JSTOR archive indicates your acceptance of the Terms & Conditions of Use, available at .
http://www.jstor.org/page/info/about/policies/terms.jsp

JSTOR is a not-for-profit service that helps scholars to discover a wide range of content.

Norton Mill Press is collaborating with JSTOR to digitize, preserve and extend access to The Journal of River History.

http://www.jstor.org

This content downloaded from 192.0.2.1 on Mon, 12 Mar 2012 10:22:33 AM
All use subject to JSTOR Terms and Conditions
"""
PERSEE = """Revue des fleuves

Les moulins de la Sauve et leurs gardiens
Jeanne Martel, Paul de la Roche

Citer ce document / Cite this document :

Martel Jeanne, de la Roche Paul. Les moulins de la Sauve et leurs gardiens. In: Revue des fleuves, n°12, 1985. pp. 45-67;

doi : https://doi.org/10.3406/rdf.1985.1234

https://www.persee.fr/doc/rdf_0000-0000_1985_num_12_1_1234

Fichier pdf généré le 12/05/2018

Résumé
Personne n'a compté les moulins de la Sauve, et personne ne les comptera.

Abstract
Nobody has counted the mills of the Sauve, and nobody will.
"""
GENERIC = """This article was downloaded by: [Norton College]
On: 12 March 2012, At: 10:22
Publisher: Mill Press
River History Quarterly
Publication details, including instructions for authors and subscription information:
http://www.example.org/loi/rhqu20
The Mills of Arden and Their Keepers
Ada Wells
Published online: 12 Mar 2010.
To cite this article: Ada Wells (2010) The Mills of Arden and Their Keepers, River History Quarterly, 12:3, 45-67, DOI: 10.1080/12345678.2010.123
To link to this article: http://dx.doi.org/10.1080/12345678.2010.123
PLEASE SCROLL DOWN FOR ARTICLE
"""
SHEETS = [
    (
        ERUDIT_FR,
        "Les gardiens des moulins\nUne enquête dans les archives de la Sauve\n\nJeanne MARTEL\n\nPaul ROCHE",
        {
            "title": "Les gardiens des moulins",
            "subtitle": "Une enquête dans les archives de la Sauve",
            "journal": "Cahiers du fleuve",
            "volume": "12",
            "issue": "3",
            "page_from": "45",
            "page_to": "67",
            "date": "automne 1999",
            "date_when": "1999",
            "publisher": "Société des fleuves",
            "issn_print": "0317-8471",
            "issn_digital": "2049-3630",
            "doi": "10.7202/012345ar",
            "uri": "https://id.erudit.org/iderudit/012345ar",
            "policy": "https://apropos.erudit.org/fr/usagers/politique-dutilisation/",
            "distributor": "Érudit",
        },
        ["Jeanne Martel", "Paul Roche"],
    ),
    (
        JSTOR,
        "The Mills of Arden and Their Keepers\n\nADA WELLS AND TOM O. VAN DYCK",
        {
            "title": "The Mills of Arden and Their Keepers",
            "journal": "The Journal of River History",
            "volume": "12",
            "issue": "3",
            "page_from": "345",
            "page_to": "367",
            "date": "Sep., 1985",
            "date_when": "1985",
            "publisher": "Norton Mill Press",
            "uri": "http://www.jstor.org/stable/9912345",
            "distributor": "JSTOR",
        },
        ["Ada Wells", "Tom O. van Dyck"],
    ),
    (
        PERSEE,
        "LES MOULINS DE LA SAUVE ET LEURS GARDIENS\n\nJeanne MARTEL\nPaul DE LA ROCHE",
        {
            "title": "Les moulins de la Sauve et leurs gardiens",
            "journal": "Revue des fleuves",
            "issue": "12",
            "page_from": "45",
            "page_to": "67",
            "date_when": "1985",
            "doi": "10.3406/rdf.1985.1234",
            "uri": "https://www.persee.fr/doc/rdf_0000-0000_1985_num_12_1_1234",
            "distributor": "Persée",
        },
        ["Jeanne Martel", "Paul de la Roche"],
    ),
    (
        GENERIC,
        "The Mills of Arden and Their Keepers\nAda Wells",
        {
            "title": "The Mills of Arden and Their Keepers",
            "journal": "River History Quarterly",
            "publisher": "Mill Press",
            "page_from": "45",
            "page_to": "67",
            "doi": "10.1080/12345678.2010.123",
            "distributor": "",
        },
        ["Ada Wells"],
    ),
]


@pytest.mark.parametrize(("sheet", "head", "facts", "authors"), SHEETS, ids=["erudit", "jstor", "persee", "generic"])
def test_a_sheet_ends_where_the_article_begins(
    sheet: str, head: str, facts: dict[str, str], authors: list[str]
) -> None:
    observations, _, cover, front = opening(f"{sheet}\n{head}\n\n{PROSE}")
    assert observations.lines[cover.line_count].text == head.split("\n")[0]
    assert cover.line_count == sum(bool(line.strip()) for line in sheet.split("\n"))
    assert front.labels[cover.line_count] == "title"


@pytest.mark.parametrize(("sheet", "head", "facts", "authors"), SHEETS, ids=["erudit", "jstor", "persee", "generic"])
def test_statements_of_a_sheet(sheet: str, head: str, facts: dict[str, str], authors: list[str]) -> None:
    _, profile, cover, front = opening(f"{sheet}\n{head}\n\n{PROSE}")
    gathered = gather(cover, front, (), profile, ("en",), False)
    assert {key: getattr(gathered.metadata, key) for key in facts} == facts
    assert [one.name for one in gathered.metadata.authors] == authors
    assert gathered.metadata.surrogate
    assert gathered.findings == ()


def test_a_sheet_is_read_in_wrapped_lines_too() -> None:
    _, _, cover, front = opening(
        f"{wrapped(ERUDIT_FR)}\n\nLes gardiens des moulins\n\nJeanne MARTEL\n\n{wrapped(PROSE)}"
    )
    assert cover.rights[0] == "Tous droits réservés © Société des fleuves, 1999"
    assert front.labels[cover.line_count] == "title"
    assert front.title == "Les gardiens des moulins"


@pytest.mark.parametrize(
    "head",
    [
        f"The Mills of Arden\n\nAda Wells\n\n{PROSE}",
        f"Published: 4 November 2015\nDOI: 10.1234/abc.9\nISSN 0317-8471\nCopyright: Ada Wells\n\nThe Mills\n\nAda Wells\n\n{PROSE}",
        f"https://doi.org/10.1234/abc.9\n\nThe Mills of Arden\n\nAda Wells\n\n{PROSE}",
        f"Volume 7, 1981\n\nThe Mills of Arden\n\nAda Wells\n\n{PROSE}",
        f"References\n\nSource: a well.\n\n{PROSE}",
        PROSE,
        "x",
    ],
)
def test_an_article_without_a_sheet(head: str) -> None:
    _, _, cover, _ = opening(head)
    assert (cover.line_count, cover.facts, cover.authors) == (0, {}, ())


def test_a_review_of_the_provider_is_known_as_one() -> None:
    sheet = JSTOR.replace("The Mills of Arden and Their Keepers", "Review").replace("Author(s)", "Review by", 1)
    sheet = sheet.replace("Source:", "Reviewed Work(s): On Flour by Eve de Groot\nSource:", 1)
    _, profile, cover, front = opening(
        f"{sheet}\nOn Flour. By Eve de Groot. (Norton: Mill Press, 1979. Pp. 12.)\n\n{PROSE}"
    )
    metadata = gather(cover, front, (), profile, ("en",), False).metadata
    assert metadata.review
    assert [one.name for one in metadata.authors] == ["Ada Wells", "Tom O. van Dyck"]


@pytest.mark.parametrize("name", ["erudit", "jstor", "persee", "generic"])
def test_profiles_by_name(name: str) -> None:
    assert choose_profile(name, "").name == name


@pytest.mark.parametrize(
    ("sheet", "name"), [(ERUDIT_FR, "erudit"), (JSTOR, "jstor"), (PERSEE, "persee"), (PROSE, "generic")]
)
def test_profiles_by_evidence(sheet: str, name: str) -> None:
    assert choose_profile(None, sheet).name == name


def test_an_unknown_profile_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(ConfigError, match="did you mean persee"):
        choose_profile("perse", "")


def test_a_profile_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "norton.toml"
    path.write_text("distributor = 'Norton Library'\nboilerplate = 'Lent by|Shelf mark'\n", encoding="utf-8")
    profile = choose_profile(str(path), "")
    assert (profile.name, profile.distributor) == ("norton", "Norton Library")
    assert profile.boilerplate == ("lent by", "shelf mark")
    assert profile.labels["published by"] == "publisher"


@pytest.mark.parametrize(
    ("text", "message"),
    [("distributer = 'x'", "did you mean distributor"), ("boilerplate = 3", "must be a string"), ("= 3", "profile")],
)
def test_a_profile_with_mistakes_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "norton.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        choose_profile(str(path), "")


def test_a_profile_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml"):
        choose_profile("nowhere.toml", "")
