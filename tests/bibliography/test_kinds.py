"""References other than to books and articles: cases, statutes, archives, interviews, letters."""

from __future__ import annotations

import pytest

from tei_encode.bibliography.parse import reference_fields
from tei_encode.bibliography.runs import Field


def told(text: str, fields: list[Field]) -> dict[str, str]:
    """Fields by element and level, unit or type."""
    found = {}
    for field in fields:
        what = next((field.attributes[name] for name in ("level", "unit", "type") if name in field.attributes), "")
        found[f"{field.kind.value} {what}".strip()] = text[field.start : field.end]
    return found


CASES: list[tuple[str, dict[str, str]]] = [
    (
        "Orme v. Harz Ferry Co., 123 U.S. 456, 460 (1931).",
        {"title a": "Orme v. Harz Ferry Co.", "biblScope volume": "123", "title j": "U.S.", "biblScope page": "456",
         "citedRange page": "460", "date": "1931"},
    ),
    (
        "Orme v Harz [1931] 2 AC 34 (HL) 36",
        {"title a": "Orme v Harz", "date": "1931", "biblScope volume": "2", "title j": "AC", "biblScope page": "34",
         "citedRange page": "36"},
    ),
    (
        "BGH, Urteil vom 12.5.1931 – I ZR 12/30, BGHZ 12, 34 (36).",
        {"author": "BGH", "date": "12.5.1931", "idno docket": "I ZR 12/30", "title j": "BGHZ", "biblScope volume": "12",
         "biblScope page": "34", "citedRange page": "36"},
    ),
    ("Ferries Act 1931 (UK), s 12(3)", {"title m": "Ferries Act", "date": "1931", "citedRange section": "s 12(3)"}),
    (
        "12 U.S.C. § 34 (2006).",
        {"biblScope volume": "12", "title m": "U.S.C.", "citedRange section": "§ 34", "date": "2006"},
    ),
    ("§ 12 Abs. 3 BGB", {"citedRange section": "§ 12 Abs. 3", "title m": "BGB"}),
    (
        "Pfarrarchiv Sankt Orm, Rechnungen 4, Bl. 11r.",
        {"orgName": "Pfarrarchiv Sankt Orm", "idno shelfmark": "Rechnungen 4", "citedRange folio": "Bl. 11r"},
    ),
    (
        "BNF, ms. fr. 1234, fol. 23v–25r.",
        {"orgName": "BNF", "idno shelfmark": "ms. fr. 1234", "citedRange folio": "fol. 23v–25r"},
    ),
    (
        "Karl Orth to Ada Weil, 12 May 1931, box 3, folder 12, Orth Papers, Saltholm University Library.",
        {"author": "Karl Orth", "date": "12 May 1931", "idno shelfmark": "box 3, folder 12, Orth Papers",
         "orgName": "Saltholm University Library"},
    ),
    ("Ada Weil, interview by Karl Marsh, Saltholm, May 12, 1981.", {"author": "Ada Weil", "date": "May 12, 1981"}),
    (
        "Agnes Mundt, Beacons for Beginners (London 1958), vol. 2, p. 12.",
        {"author": "Agnes Mundt", "title m": "Beacons for Beginners", "pubPlace": "London", "date": "1958",
         "biblScope volume": "vol. 2", "citedRange page": "p. 12"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "due"), CASES, ids=[text[:24] for text, _ in CASES])
def test_fields(text: str, due: dict[str, str]) -> None:
    assert told(text, reference_fields(text)) == due


@pytest.mark.parametrize(
    "text", ["Ada Weil, Ships v. Shores (London: Harz, 1931).", "Karl Marsh, Art 12 (London 1944).", "The Act of 1931"]
)
def test_no_case(text: str) -> None:
    kinds = {field.kind.value for field in reference_fields(text)}
    assert "citedRange" not in kinds and "idno" not in kinds
