"""What validation reports."""

from __future__ import annotations

from tei_encode.model.record import record

# A printed page number outside the cited range: one of the two is wrong in the source itself.
WARNINGS = frozenset({"V006"})


@record(frozen=True)
class Problem:
    """One problem of a TEI file. `line` and `column` from 1, 0 where there is none; `path` as an XPath with positions."""

    code: str
    message: str
    line: int = 0
    column: int = 0
    path: str = ""
    expected: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the file is wrong; else its source may contradict itself, which no encoder can mend."""
        return self.code not in WARNINGS
