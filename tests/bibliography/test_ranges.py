"""Units and ranges of what is cited."""

from __future__ import annotations

import pytest

from tei_encode.bibliography.ranges import range_attributes

PAGES = [
    ("45", {"from": "45", "to": "45"}),
    ("p. 45", {"from": "45", "to": "45"}),
    ("pp. 45-67", {"from": "45", "to": "67"}),
    ("S. 45—67", {"from": "45", "to": "67"}),
    ("45–7", {"from": "45", "to": "47"}),
    ("174-82", {"from": "174", "to": "182"}),
    ("1209–34", {"from": "1209", "to": "1234"}),
    ("xii-xv", {"from": "xii", "to": "xv"}),
    ("pp. xii–xv", {"from": "xii", "to": "xv"}),
    ("S12-S19", {"from": "S12", "to": "S19"}),
    ("45 ff.", {"from": "45", "to": "45"}),
    ("at 45", {"from": "45", "to": "45"}),
    ("col. 45", {"unit": "column", "from": "45", "to": "45"}),
    ("Sp. 45", {"unit": "column", "from": "45", "to": "45"}),
    ("chap. 3", {"unit": "chapter", "from": "3", "to": "3"}),
    ("Kap. 3", {"unit": "chapter", "from": "3", "to": "3"}),
    ("§ 12", {"unit": "section", "from": "12", "to": "12"}),
    ("fol. 12", {"unit": "folio", "from": "12", "to": "12"}),
    ("n. 4", {"unit": "note", "from": "4", "to": "4"}),
    ("passim", {}),
    ("", {}),
]


@pytest.mark.parametrize(("printed", "attributes"), PAGES)
def test_pages(printed: str, attributes: dict[str, str]) -> None:
    assert range_attributes(printed, "page") == attributes


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("vol. 12", "12", "12"),
        ("vols. i-iv", "i", "iv"),
        ("Bd. III", "III", "III"),
        ("12", "12", "12"),
        ("t. IV", "IV", "IV"),
    ],
)
def test_volumes(printed: str, first: str, last: str) -> None:
    assert range_attributes(printed, "volume") == {"from": first, "to": last}
