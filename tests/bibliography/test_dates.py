"""Dates of references as W3C dates: what is not certain stays out."""

from __future__ import annotations

import pytest

from tei_encode.bibliography.dates import date_attributes

CASES = [
    ("1931", {"when": "1931"}),
    ("1931a", {"when": "1931"}),
    ("[1931]", {"when": "1931"}),
    ("ca. 1750", {"when": "1750"}),
    ("May 1931", {"when": "1931-05"}),
    ("Mai 1931", {"when": "1931-05"}),
    ("mayo de 1931", {"when": "1931-05"}),
    ("août 1931", {"when": "1931-08"}),
    ("12 May 1931", {"when": "1931-05-12"}),
    ("May 12, 1931", {"when": "1931-05-12"}),
    ("12. Mai 1931", {"when": "1931-05-12"}),
    ("12 de maio de 1931", {"when": "1931-05-12"}),
    ("1931, May 12", {"when": "1931-05-12"}),
    ("12.5.1931", {"when": "1931-05-12"}),
    ("25/12/1931", {"when": "1931-12-25"}),
    ("12/25/1931", {"when": "1931-12-25"}),
    ("1931-05-12", {"when": "1931-05-12"}),
    ("1931/32", {"from": "1931", "to": "1932"}),
    ("1931–1935", {"from": "1931", "to": "1935"}),
    ("1938 - 40", {"from": "1938", "to": "1940"}),
    ("Spring 1931", {"when": "1931"}),
    # Which of the two is the month nobody says.
    ("5/6/1931", {"when": "1931"}),
    ("31 February 1931", {"when": "1931"}),
    ("1931-19", {"when": "1931"}),
    ("May-June 1931", {"when": "1931"}),
    ("n.d.", {}),
    ("o.J.", {}),
    ("forthcoming", {}),
    ("October", {}),
    ("12345", {}),
    ("", {}),
]


@pytest.mark.parametrize(("printed", "attributes"), CASES)
def test_date(printed: str, attributes: dict[str, str]) -> None:
    assert date_attributes(printed) == attributes
