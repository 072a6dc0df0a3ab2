"""Findings: what the tool saw and a person may want to know; and the table of all their codes."""

from __future__ import annotations

from dataclasses import dataclass
from tei_encode.model.enums import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `start` and `end` are code points of the source (or -1 where it has no place there).

    `code` is a key of codes.toml, which holds severity, meaning and remedy; `message` is the fact in one line.
    """

    code: str
    message: str
    start: int = -1
    end: int = -1
