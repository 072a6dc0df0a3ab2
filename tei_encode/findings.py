"""Findings: what the tool saw and a person may want to know; and the table of all their codes."""

from __future__ import annotations

from functools import cache

from tei_encode.model.enums import StrEnum
from tei_encode.model.record import record


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@record(frozen=True)
class Finding:
    """One finding. `start` and `end` are code points of the source (or -1 where it has no place there).

    `code` is a key of codes.toml, which holds severity, meaning and remedy; `message` is the fact in one line.
    """

    code: str
    message: str
    start: int = -1
    end: int = -1


@record(frozen=True)
class Description:
    """What codes.toml says of a code. `section` is a section of the TEI Guidelines, or a standard and its section."""

    code: str
    severity: Severity
    meaning: str
    remedy: str
    section: str


@cache
def descriptions() -> dict[str, Description]:
    """Every code, in the order of the table; loaded when first asked for."""
    from tei_encode.resources import load_resource

    return {
        code: Description(code, Severity(row["severity"]), row["meaning"], row["remedy"], row["section"])
        for code, row in load_resource("codes.toml").items()
    }


def severity(code: str, strict: bool = False) -> Severity:
    """The severity of a code; with `strict`, missing metadata is an error."""
    if strict and code.startswith("M"):
        return Severity.ERROR
    return descriptions()[code].severity
