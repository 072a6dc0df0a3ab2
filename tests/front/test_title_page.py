"""An article has one title, and names are bylines."""

from __future__ import annotations

from tei_encode.recognition.evidence import Evidence
from tei_encode.recognition.furniture import Furniture
from tei_encode.recognition.title_page import settled
from tei_encode.recognition.zones import Zone

BODY = [Zone.BODY, Zone.BODY]


def known(**facts: object) -> Evidence:
    evidence = Evidence(Furniture({}, {}), 0)
    for name, value in facts.items():
        setattr(evidence, name, value)
    return evidence


def test_likeliest_line_is_the_title_where_none_was_found() -> None:
    zones = [Zone.MASTHEAD, Zone.EPIGRAPH, Zone.BYLINE, *BODY]
    chances = {0: (0.05, 0.0), 1: (0.3, 0.0), 2: (0.1, 0.8)}
    assert settled(zones, chances, known(), ()) == {1: Zone.TITLE}


def test_no_line_is_the_title_where_none_is_likely() -> None:
    zones = [Zone.MASTHEAD, Zone.EPIGRAPH, Zone.BYLINE, *BODY]
    assert settled(zones, {0: (0.01, 0.0), 1: (0.02, 0.0), 2: (0.0, 0.9)}, known(), ()) == {}


def test_line_that_says_dates_or_rights_is_no_title() -> None:
    zones = [Zone.HISTORY, Zone.BYLINE, *BODY]
    evidence = known(mentions={0: ("dates2",)})
    assert settled(zones, {0: (0.4, 0.0), 1: (0.0, 0.9)}, evidence, ()) == {}


def test_names_above_another_title_are_a_byline() -> None:
    zones = [Zone.TITLE, Zone.TITLE, *BODY]
    evidence = known(opening={0: "byline"})
    assert settled(zones, {0: (0.6, 0.4), 1: (0.9, 0.0)}, evidence, ()) == {0: Zone.BYLINE}


def test_names_taken_for_the_title_make_way_for_it() -> None:
    zones = [Zone.TITLE, Zone.AFFILIATION, *BODY]
    evidence = known(opening={0: "byline"})
    assert settled(zones, {0: (0.6, 0.4), 1: (0.3, 0.0)}, evidence, ()) == {0: Zone.BYLINE, 1: Zone.TITLE}


def test_title_that_is_a_name_stays_where_there_is_no_other() -> None:
    zones = [Zone.TITLE, Zone.BYLINE, *BODY]
    evidence = known(opening={0: "byline", 1: "byline"})
    assert settled(zones, {0: (0.9, 0.1), 1: (0.05, 0.9)}, evidence, ()) == {}


def test_words_that_the_text_has_are_no_names() -> None:
    zones = [Zone.TITLE, Zone.TITLE, *BODY]
    evidence = known(opening={0: "byline"}, common={0: 8})
    assert settled(zones, {0: (0.6, 0.4), 1: (0.9, 0.0)}, evidence, ()) == {}


def test_names_at_the_head_of_the_first_page_are_its_byline() -> None:
    zones = [Zone.HEADER, Zone.TITLE, *BODY]
    evidence = known(opening={0: "byline"})
    assert settled(zones, {0: (0.0, 0.2), 1: (0.9, 0.0)}, evidence, ()) == {0: Zone.BYLINE}


def test_what_a_person_said_stays() -> None:
    zones = [Zone.MASTHEAD, Zone.BYLINE, *BODY]
    assert settled(zones, {0: (0.5, 0.0), 1: (0.0, 0.9)}, known(), {0}) == {}


def test_title_of_the_cover_sheet_is_the_title() -> None:
    zones = [Zone.TITLE, Zone.HEADER, Zone.BYLINE, *BODY]
    evidence = known(titled=(1,))
    assert settled(zones, {}, evidence, ()) == {0: Zone.MASTHEAD, 1: Zone.TITLE}
