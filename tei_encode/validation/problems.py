"""What validation reports."""

from __future__ import annotations

from tei_encode.model.record import record

# What is no error of the file: a source that contradicts itself, and Schematron rules whose author says so.
WARNINGS = frozenset({"V006", "S002"})
NOTICES = frozenset({"S003"})


@record(frozen=True)
class Problem:
    """One problem of a TEI file. `line`, `column` from 1, 0 where there is none; `path` as an XPath with positions.

    `section` is a section of the TEI Guidelines (`ref-p`: the page of an element), "" where its code says it all.
    `related` are other places that belong to it: line, column, what stands there.
    """

    code: str
    message: str
    line: int = 0
    column: int = 0
    path: str = ""
    expected: str = ""
    section: str = ""
    related: tuple[tuple[int, int, str], ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether the file is wrong; else its source may contradict itself, which no encoder can mend."""
        return self.code not in WARNINGS and self.code not in NOTICES
