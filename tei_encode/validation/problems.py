"""What validation reports."""

from __future__ import annotations

from lxml import etree

from tei_encode.model.record import record

# A printed page number outside the cited range: one of the two is wrong in the source itself.
WARNINGS = frozenset({"V006"})


@record(frozen=True)
class Problem:
    """One problem of a TEI file. `line`, `column` from 1, 0 where there is none; `path` as an XPath with positions."""

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


def path_of(element: etree._Element) -> str:
    """Where an element stands, as people read it: `/TEI/text/body/div[2]/p[1]`."""
    steps = []
    for step in (element, *element.iterancestors()):
        name = str(step.tag).rpartition("}")[2]
        before = sum(1 for _ in step.itersiblings(step.tag, preceding=True))
        alone = before == 0 and next(step.itersiblings(step.tag), None) is None
        steps.append(name if alone else f"{name}[{before + 1}]")
    return "/" + "/".join(reversed(steps))
