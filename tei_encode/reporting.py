"""What a conversion found, in one line, as a listing for people, and as JSON for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tei_encode import __version__
from tei_encode.config import Config
from tei_encode.findings import severity
from tei_encode.model.record import field_names

if TYPE_CHECKING:
    from tei_encode.model.document import Decision
    from tei_encode.pipeline import Encoding
    from tei_encode.summary import Place, Summary

_NAMED = 8  # places named in a line of the summary
_COUNTED = (
    (b"<pb ", "page", "pages"),
    (b"<p>", "paragraph", "paragraphs"),
    (b'type="noteref"', "note reference", "note references"),
    (b"<note ", "note", "notes"),
    (b"<head>", "head", "heads"),
    (b"<bibl>", "bibliography entry", "bibliography entries"),
    (b"<fw ", "running head or speck", "running heads and specks"),
)


def found(encoding: Encoding) -> str:
    """One line of what was found: "9 pages, 20 paragraphs, 26 notes …"."""
    body = b"".join(text.partition(b"</text>")[0] for text in encoding.xml.split(b"<text ")[1:])
    parts = []
    for mark, one, many in _COUNTED:
        count = body.count(mark)
        if mark == b"<p>":
            count -= body.count(b"<note ")
        if count > 0:
            parts.append(f"{count} {one if count == 1 else many}")
    return ", ".join(parts) or "nothing but text"


def explanation(label: str, encoding: Encoding) -> Iterator[str]:
    """Lines of text: a summary, the doubtful places, then the page model, the notes, and every stretch."""
    from tei_encode.summary import doubtful_places, summary

    text = encoding.source.text
    lines = _Lines(text)
    yield from _summarised(summary(encoding.document), lines)
    doubtful = doubtful_places(encoding.decisions)
    yield f"Doubtful places ({len(doubtful)}), the most doubtful first"
    for place in doubtful:
        yield _line(label, lines, text, place.decision)
    for stage, title in (
        ("page", "Pages and columns"),
        ("note", "Notes: markers and notes aligned"),
        ("join", "Paragraphs over breaks"),
        ("zone", "Every line"),
    ):
        rows = sorted((d for d in encoding.decisions if d.stage == stage), key=lambda d: d.start)
        yield ""
        yield f"{title} ({len(rows)})"
        for decision in rows:
            yield _line(label, lines, text, decision)


def _summarised(of: Summary, lines: _Lines) -> Iterator[str]:
    """What was found, what is doubtful, what is left over, a line each."""
    yield "Summary"
    yield "  found: " + (", ".join(f"{name} {count}" for name, count in of.found) or "nothing but text")
    for title, groups in (("doubtful", of.doubtful), ("left over", of.left_over)):
        for name, places in groups:
            where = ", ".join(str(lines.of(place.decision.start)[0]) for place in places[:_NAMED])
            more = ", …" if len(places) > _NAMED else ""
            yield f"  {title}: {name} {len(places)} (line{'' if len(places) == 1 else 's'} {where}{more})"
        if not groups:
            yield f"  {title}: nothing"
    yield ""


class _Lines:
    """Line and column of offsets."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def of(self, offset: int) -> tuple[int, int]:
        from bisect import bisect_right

        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def _line(label: str, lines: _Lines, text: str, decision: Decision) -> str:
    line, column = lines.of(decision.start)
    shown = " ".join(text[decision.start : max(decision.end, decision.start + 40)].split())[:48]
    rivals = "".join(f"; else {name} {probability:.2f}" for name, probability in decision.rivals)
    from tei_encode.spoken import spoken
    from tei_encode.summary import place_of

    told = dict.fromkeys(words for feature in decision.evidence if (words := spoken(decision.stage, feature)))
    evidence = f" ({'; '.join(told)})" if told else ""
    place = f"{label}:{line}:{column}"
    return (
        f"  {place}: {decision.probability:.2f} {decision.taken}{rivals}{evidence}: {shown} [{place_of(decision).id}]"
    )


def report(encodings: Sequence[tuple[str, Encoding]], config: Config) -> bytes:
    """JSON of findings, decisions and metadata of every source; keys in a fixed order."""
    import json

    from tei_encode.summary import summary

    documents = []
    for label, encoding in encodings:
        lines = _Lines(encoding.source.text)
        figures = summary(encoding.document)
        documents.append(
            {
                "source": label,
                "files": [_plain(file) for file in encoding.source.files],
                "found": found(encoding),
                "proof": {
                    "characters": encoding.proof.characters,
                    "delimiters": encoding.proof.delimiters,
                    "moved": encoding.proof.moved,
                    "glyphs": encoding.proof.glyphs,
                },
                "metadata": _plain(encoding.document.metadata),
                "findings": [
                    {
                        "code": finding.code,
                        "severity": str(severity(finding.code, config.strict)),
                        "message": finding.message,
                        "start": finding.start,
                        "end": finding.end,
                    }
                    for finding in encoding.findings
                ],
                "doubtful": sum(len(places) for _, places in figures.doubtful),
                "summary": {
                    "found": dict(figures.found),
                    "doubtful": {kind: [_place(place, lines) for place in places] for kind, places in figures.doubtful},
                    "left_over": {name: [_place(place, lines) for place in of] for name, of in figures.left_over},
                },
                "decisions": [_decision(decision, lines) for decision in encoding.decisions],
            }
        )
    result = {"tool": "tei-encode", "version": __version__, "documents": documents}
    return (json.dumps(result, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _place(place: Place, lines: _Lines) -> dict[str, Any]:
    line, column = lines.of(place.decision.start)
    return {
        "id": place.id,
        "line": line,
        "column": column,
        "taken": place.decision.taken,
        "probability": place.decision.probability,
    }


def _decision(decision: Decision, lines: _Lines) -> dict[str, Any]:
    from tei_encode.spoken import spoken
    from tei_encode.summary import place_of

    line, column = lines.of(decision.start)
    return {
        "id": place_of(decision).id,
        "stage": decision.stage,
        "start": decision.start,
        "end": decision.end,
        "line": line,
        "column": column,
        "taken": decision.taken,
        "probability": decision.probability,
        "evidence": [words for feature in decision.evidence if (words := spoken(decision.stage, feature))],
        "rivals": [{"taken": name, "probability": probability} for name, probability in decision.rivals],
    }


def _plain(value: object) -> Any:
    """A frozen record as JSON has it."""
    names = field_names(value)
    if names:
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value
