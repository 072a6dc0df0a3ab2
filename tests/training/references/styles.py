"""Citation styles: each is a draw of habits. `writing` and `rendering` write a work in one, as labelled pieces of text.

A piece without a label is punctuation. The labels are those of `tei_encode.bibliography.label`.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.training.references.habits import AND, IN

Piece = tuple[str, str]
_QUOTES = {
    "en": [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("``", "''")],
    "de": [("„", "“"), ('"', '"'), ("»", "«"), ("‚", "‘"), ("“", "”")],
    "fr": [("« ", " »"), ("«", "»"), ('"', '"'), ("“", "”")],
    "es": [("«", "»"), ("“", "”"), ('"', '"')],
    "it": [("«", "»"), ("“", "”"), ('"', '"'), ("« ", " »"), ("‘", "’")],
    "pt": [("“", "”"), ("«", "»"), ('"', '"')],
    "nl": [("‘", "’"), ("“", "”"), ("'", "'"), ('"', '"'), ("„", "”")],
}


@dataclass(frozen=True)
class Style:
    """The habits of one journal or author."""

    language: str
    family: str  # author-date, notes, end, vancouver, law, short
    order: str  # inverted, first, direct
    forenames: str  # full, "J. A.", "J.A.", "JA", "J A"
    inner: str  # between surname and forename of an inverted name
    capitals: bool
    delimiter: str
    last: str
    others: int  # authors named before et al.
    after_author: str
    year: str  # pattern of the year behind the author
    quotes: tuple[str, str]
    inside: bool  # comma or stop within the closing quotation mark
    quote_books: bool
    quote_journals: bool
    italic: str
    subtitle: str
    separator: str
    container: str
    editors_first: bool
    editor_word: int
    imprint: str
    volume: str
    pages: str
    article_year: str
    title_in: str
    end: str
    number: str
    lower_last: bool


def style(rng: Random, language: str, family: str = "") -> Style:
    """A style drawn at random."""
    family = (
        family or rng.choices(("author-date", "notes", "end", "vancouver", "law", "short"), (32, 28, 22, 8, 5, 5))[0]
    )
    science = family in ("vancouver", "short")
    order = (
        rng.choice(("inverted", "inverted", "first", "direct")) if not science else rng.choice(("inverted", "direct"))
    )
    if family in ("notes", "law"):
        order = rng.choice(("direct", "direct", "direct", "direct", "inverted"))
    forenames = (
        rng.choice(("full", "full", "J. A.", "J.A.", "J A", "JA"))
        if not science
        else rng.choice(("JA", "J A", "J. A.", "J.A."))
    )
    if forenames in ("J A", "JA") and not science and rng.random() < 0.6:
        forenames = "full"
    inner = rng.choice((", ", ", ", ", ", " ")) if forenames != "JA" else rng.choice((" ", " ", ", "))
    if inner == " " and forenames == "full" and (family in ("notes", "law") or rng.random() < 0.5):
        inner = ", "
    if order == "inverted" and rng.random() < 0.03:
        inner = " ("
    delimiter = rng.choice((", ", ", ", ", ", "; ", " / ", "/ ", "/", " - ", ". ")) if rng.random() < 0.8 else ", "
    if delimiter in (" - ", ". ") and rng.random() < 0.6:
        delimiter = ", "
    if family in ("notes", "law") and (order == "direct" or rng.random() < 0.7):
        delimiter = rng.choice((", ", ", ", ", ", ", ", " / ", "/"))
    last = rng.choice(AND[language] + (delimiter,)) if not science else delimiter
    separator = (
        rng.choice((". ", ". ", ", ", ", ", " - "))
        if rng.random() < 0.5
        else {"notes": ", ", "law": ", "}.get(family, rng.choice((". ", ", ")))
    )
    return Style(
        language,
        family,
        order,
        forenames,
        inner,
        rng.random() < 0.1,
        delimiter,
        last,
        rng.choice((1, 2, 3, 3, 6, 20)),
        rng.choice((". ", ", ", ": ", " ", " - ", ", "))
        if family not in ("notes", "law")
        else rng.choice((", ", ", ", ", ", ", ", ": ")),
        rng.choice(
            ("({}). ", "({}) ", "{}. ", "{}, ", "({}), ", "({}): ", "{}: ", "[{}] ", "{} ", "({}. ", ", {}. ", "{}; ")
        ),
        rng.choice(_QUOTES[language])
        if rng.random() < (0.35 if science else 0.88 if family == "notes" else 0.7) or family in ("law",)
        else ("", ""),
        rng.random() < 0.4,
        rng.random() < 0.06,
        rng.random() < (0.2 if language == "it" else 0.03),
        rng.choice(("", "", "", "*")) if rng.random() < 0.9 else "_",
        rng.choice((": ", ": ", ". ", " – ", "; ")) if rng.random() < 0.7 else ": ",
        separator,
        rng.choice(IN[language]),
        rng.random() < 0.4,
        rng.randrange(4),
        rng.choice(
            (
                "{pl}: {pu}, {y}",
                "({pl}: {pu}, {y})",
                "{pu}, {pl}, {y}",
                "{pl}, {pu}, {y}",
                "{pl} {y}",
                "({pl}, {y})",
                "{pl}, {y}",
                "{pu}, {y}",
                "({y})",
                "({pu} {y})",
                "{pl}: {pu}; {y}",
                "({pl} {y})",
                "{pl}: {pu} {y}",
                "({pl}: {pu} {y})",
                "{pu}: {pl}, {y}",
                "{pu}, {pl} {y}",
                "{pl} ({pu}) {y}",
                "{pl} – {pu} – {y}",
                "{pl}, {pu} {y}",
                "{y}, {pl}: {pu}",
                "{pl}. {pu}, {y}",
                "({pl}, {pu}, {y})",
                "{pu}. {pl} {y}",
                "{pu} ({pl}, {y})",
                "{pl}: {pu} ({y})",
                "{pu} ({y})",
            )
        ),
        rng.choice(
            (
                "{v}({i})",
                "{v} ({i})",
                "{v}, {no} {i}",
                "{vol} {v}, {no} {i}",
                "{v}.{i}",
                "{v}, {i}",
                "{v} {no} {i}",
                "{vol} {v} ({i})",
                "{v}/{i}",
                "{vol} {v}, {i}",
                "{v}:{i}",
                "{V} {v}. {NO} {i}",
                "{v}. {vol} {NO} {i}",
                "{v}, {no}{i}",
                "{v} [{i}]",
                "{v}-{i}",
                "{vol}{v}, {no}{i}",
                "{v} {i}",
            )
        ),
        rng.choice(
            (
                ", {}",
                ": {}",
                ", {p} {}",
                ":{}",
                ", {p}{}",
                " {p} {}",
                ". {}",
                ", {P} {}",
                "; {p} {}",
                ", ({p} {})",
                " {}",
                ", {p} {}.",
                ". {p} {}",
            )
        ),
        rng.choice(
            ("volume ({y})", "volume ({y})", "volume (({y}))", "volume, {y}", "{y} volume", "({y}) volume", "last")
        ),
        rng.choice(("", "", "", "in", "In: ", "in: ", ", ")) if rng.random() < 0.4 else "",
        rng.choice((".", ".", ".", "", "", ",", ";")),
        rng.choice(("", "", "", "", "", "[{}] ", "{}. ", "({}) ", "[{}]", "{} ")) if rng.random() < 0.7 else "",
        rng.random() < 0.3,
    )
