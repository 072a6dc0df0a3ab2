"""The order of the stages: read, recognise, annotate, encode, prove, validate."""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode import __version__
from tei_encode.bibliography.annotate import annotate
from tei_encode.bibliography.self_citation import contradictions
from tei_encode.config import Config
from tei_encode.encoding import encode as encode_document
from tei_encode.errors import InvariantError
from tei_encode.findings import Finding
from tei_encode.model.document import Decision, Document
from tei_encode.model.record import record
from tei_encode.model.source import Source
from tei_encode.proof import Proof, prove
from tei_encode.readers import read_pages
from tei_encode.recognition.recognise import recognise
from tei_encode.recognition.study import Settings
from tei_encode.validation import Problem, check


@record(frozen=True)
class Encoding:
    """The TEI of one article, what was found on the way, and every decision taken."""

    xml: bytes
    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...]
    source: Source
    document: Document
    proof: Proof


def encode(data: bytes, *, name: str | None = None, config: Config | None = None) -> Encoding:
    """Convert one source file to TEI: proved, valid, and the same bytes every time."""
    return encode_pages([(name, data)], config=config)


def encode_pages(files: Sequence[tuple[str | None, bytes]], *, config: Config | None = None) -> Encoding:
    """Convert the page files of one article, in the order given.

    Raises:
        SourceError: a source that is not text, or in which there is nothing to encode.
        InvariantError: a law of the product was broken; nothing may be written.
    """
    config = config or Config()
    source, findings = read_pages(files)
    document, more = recognise(source, Settings(config.language, config.profile, config.line_breaks))
    document = annotate(document, source, config.works_cited)
    xml, missing = encode_document(document, source, config, __version__)
    proof = prove(xml, source.text)
    if proof.difference is not None:
        raise InvariantError(_not_conserved(source, proof))
    problems = [problem for problem in check(xml) if problem.is_error]
    if problems:
        raise InvariantError(_not_valid(problems))
    contradicting = contradictions(document, source)
    return Encoding(xml, (*findings, *more, *contradicting, *missing), document.decisions, source, document, proof)


def _not_conserved(source: Source, proof: Proof) -> str:
    difference = proof.difference
    assert difference is not None
    return (
        f"{source.name or 'standard input'}:{difference.line}:{difference.column}: conservation is broken: "
        f"{difference.message}; source {difference.source!r}, TEI {difference.tei!r}. This is an error of tei-encode; "
        "nothing was written. Please report it with the source file."
    )


def _not_valid(problems: Sequence[Problem]) -> str:
    first = problems[0]
    return (
        f"the TEI made is not valid: line {first.line}: {first.code} {first.message} ({len(problems)} problems). "
        "This is an error of tei-encode; nothing was written. Please report it with the source file."
    )
