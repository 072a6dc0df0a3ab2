"""A cover sheet as data, and how a line of one is known."""

from __future__ import annotations

import re

from tei_encode.model.record import factory, record
from tei_encode.recognition.observations import Line
from tei_encode.recognition.profiles import Profile

ADDRESS_LINE = re.compile(r"^(?:uri|url|doi|permalink|stable url)\s?:|^https?://\S+$", re.IGNORECASE)
VOLUME = re.compile(
    r"^(?:vol(?:ume|umen|\.)?|jahrgang|band|bd\.?|tome|t\.|jaargang|deel)\s*(?P<volume>\d{1,4}|[IVXLC]{1,8})\b"
    r"(?:\s*[,.:/(]?\s*(?:number|num[eé]ro|número|nummer|issue|heft|no|n°|nº|nr|h)\.?\s*(?P<issue>\d[\w–/-]{0,9}))?\)?"
    r"\s*[,.(]*\s*(?P<date>[^,()\d]{0,30}\s?\d{4}(?:[–/-]\d{2,4})?)",
    re.IGNORECASE,
)


@record()
class Cover:
    """The first `line_count` lines of the source are the cover sheet; its statements by kind, as printed."""

    line_count: int = 0
    facts: dict[str, str] = factory(default_factory=dict)  # journal, title, volume, issue, date, publisher, citation …
    authors: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    issns: tuple[tuple[str, str], ...] = ()  # (number, "print" | "digital" | "")


def is_provider_line(line: Line, profile: Profile) -> bool:
    """Whether a line is one of the repository's own."""
    folded = line.text[:80].casefold()
    return (
        folded.startswith(profile.boilerplate) or bool(ADDRESS_LINE.match(line.text)) or bool(VOLUME.match(line.text))
    )
