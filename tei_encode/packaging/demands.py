"""What a format demands and nobody may invent: each missing statement with the key that would make it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tei_encode.errors import ConfigError
from tei_encode.model.record import field_names
from tei_encode.packaging.deposit import Deposit
from tei_encode.packaging.description import Description

_Stated: TypeAlias = Callable[[Description, Deposit], object]

_NO_CLOCK = "[deposit] date (or --date, or SOURCE_DATE_EPOCH; there is no clock in the tool)"
# What is missing, the formats that demand it with the place in their standard, the key, and whether it is stated.
_DEMANDS: tuple[tuple[str, dict[str, str], str, _Stated], ...] = (
    (
        "title",
        {"datacite": "DataCite 4, property 3", "ro-crate": "RO-Crate 1.2, root data entity", "saf": "DSpace"},
        "[deposit] title",
        lambda article, _: article.title,
    ),
    ("creator", {"datacite": "DataCite 4, property 2"}, "[deposit] creator", lambda article, _: article.creators),
    (
        "publisher of the encoding",
        {"datacite": "DataCite 4, property 4"},
        "[encoding] publisher",
        lambda article, _: article.publisher,
    ),
    (
        "date of the encoding",
        {"premis": "PREMIS 3, eventDateTime", "datacite": "DataCite 4, property 5"},
        "[encoding] date",
        lambda article, _: article.encoded,
    ),
    (
        "licence of the encoding",
        {"ro-crate": "RO-Crate 1.2, root data entity"},
        "[encoding] licence, or licence-text",
        lambda article, _: article.licence,
    ),
    (
        "DOI",
        {"datacite": "DataCite 4, property 1"},
        "[deposit] doi, or datacite = false for a package without DataCite record",
        lambda article, _: article.doi,
    ),
    (
        "identifier",
        {"ocfl": "OCFL 1.1, 3.5.1"},
        "[encoding] identifier, or for a collection [deposit] identifier",
        lambda article, deposit: deposit.identifier if deposit.collection else article.identifier or article.doi,
    ),
    (
        "date of the deposit",
        {"premis": "PREMIS 3, eventDateTime", "bagit": "RFC 8493, 2.2.2", "ro-crate": "RO-Crate 1.2, datePublished"},
        _NO_CLOCK,
        lambda _, deposit: deposit.date,
    ),
    (
        "time of the deposit, to the second and with its zone",
        {"ocfl": "OCFL 1.1, 3.5.3.1"},
        '[deposit] date = "2026-11-24T10:00:00Z"',
        lambda _, deposit: "T" in deposit.date or not deposit.date,
    ),
    (
        "title of the issue",
        {"mets": "OpenEdition, dmdSec of the volume"},
        "[deposit] collection",
        lambda article, deposit: deposit.title or article.journal.title,
    ),
)


def require(article: Description, deposit: Deposit, formats: tuple[str, ...], label: str) -> None:
    """Make sure that all is stated that some formats demand.

    Args:
        article: the article to deposit.
        deposit: the occasion.
        formats: names of the formats that will be written.
        label: the TEI file, for the message.

    Raises:
        ConfigError: something is missing; the message names every such statement, who demands it, and its key.
    """
    missing = []
    for what, demanding, key, stated in _DEMANDS:
        asking = [place for name, place in demanding.items() if name in formats]
        if asking and not stated(article, deposit):
            missing.append(f"  no {what}, which {' and '.join(asking)} demand{'s' if len(asking) == 1 else ''}: {key}")
    if missing:
        words = "the package wants statements that nobody has made, in the TEI or the configuration"
        raise ConfigError("\n".join((f"{label}: {words}:", *missing)))
    _refuse_controls(deposit, label)


def _refuse_controls(deposit: Deposit, label: str) -> None:
    """XML and the lines of tag files hold no control characters; TEI holds none, so they are the configuration's."""
    for name in field_names(deposit):
        value = getattr(deposit, name)
        if isinstance(value, str) and any(ord(character) < 32 for character in value):
            raise ConfigError(f"{label}: [deposit] {name} holds a control character; write it as one line of text")
