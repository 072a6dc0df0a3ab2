"""The order of the stages: read, recognise, annotate, encode, prove, validate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from tei_encode import __version__
from tei_encode.bibliography.annotate import annotate
from tei_encode.bibliography.self_citation import contradictions
from tei_encode.config import Config
from tei_encode.encoding import encode as encode_document
from tei_encode.errors import InvariantError
from tei_encode.findings import Finding
from tei_encode.model.document import Decision, Document
from tei_encode.model.record import record, replace
from tei_encode.model.source import Source
from tei_encode.proof import Proof, prove
from tei_encode.readers import read_pages
from tei_encode.recognition.languages import with_languages
from tei_encode.recognition.recognise import recognise
from tei_encode.recognition.study import Settings
from tei_encode.validation import Problem, check

if TYPE_CHECKING:
    from tei_encode.decisions import Decisions
    from tei_encode.model.ruling import Ruling


@record(frozen=True)
class Encoding:
    """The TEI of one article, what was found on the way, and every decision taken."""

    xml: bytes
    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...]
    source: Source
    document: Document
    proof: Proof


def encode(
    data: bytes,
    *,
    name: str | None = None,
    config: Config | None = None,
    decisions: Decisions | None = None,
    why: bool = False,
) -> Encoding:
    """Convert one source file to TEI: proved, valid, and the same bytes every time."""
    return encode_pages([(name, data)], config=config, decisions=decisions, why=why)


def encode_pages(
    files: Sequence[tuple[str | None, bytes]],
    *,
    config: Config | None = None,
    decisions: Decisions | None = None,
    why: bool = False,
) -> Encoding:
    """Convert the page files of one article, in the order given.

    Args:
        files: name and bytes of each.
        config: the settings.
        decisions: what persons decided of this source; what is inferred adapts to it.
        why: whether every decision is to tell what weighed for it, which takes longer.

    Raises:
        SourceError: a source that is not text, or in which there is nothing to encode.
        InvariantError: a law of the product was broken; nothing may be written.
    """
    config = config or Config()
    source, findings = read_pages(files)
    settings = Settings(config.language, config.profile, config.line_breaks, why=why)
    if decisions is None:
        return _encoded(source, config, settings, findings, None, None)
    from tei_encode.decisions import fit

    rulings, unfit = fit(decisions, source.text)
    settings, findings = replace(settings, rulings=rulings), (*findings, *unfit)
    return encoded_with_decisions(source, config, settings, findings, decisions, None)


Scope: TypeAlias = "tuple[int, int] | None"  # the range of a source that one article takes, where it is not the whole


def _encoded(
    source: Source,
    config: Config,
    settings: Settings,
    findings: tuple[Finding, ...],
    decisions: Decisions | None,
    scope: Scope,
) -> Encoding:
    """One article as TEI, in the order of the stages."""
    part = source
    if scope is not None:
        from tei_encode.recognition.articles import part_of

        part = part_of(source, *scope)
    document, more = recognise(part, settings)
    document = with_languages(annotate(document, part, config.works_cited), part.text)
    if decisions is not None:
        document, told = _signed(document, decisions)
        more = (*more, *told)
    more = (*more, *contradictions(document, part))
    if scope is not None:
        from tei_encode.recognition.shifting import shifted, shifted_findings

        document, more = shifted(document, scope[0]), shifted_findings(more, scope[0])
    xml, missing = encode_document(document, source, config, __version__, scope)
    proof = checked(xml, source)
    return Encoding(xml, (*findings, *more, *missing), document.decisions, source, document, proof)


def checked(xml: bytes, source: Source) -> Proof:
    """The proof of a file that would be written.

    Raises:
        InvariantError: it is not proved, or not valid.
    """
    proof = prove(xml, source.text)
    if proof.difference is not None:
        raise InvariantError(_not_conserved(source, proof))
    problems = [problem for problem in check(xml) if problem.is_error]
    if problems:
        raise InvariantError(_not_valid(problems))
    return proof


def encoded_with_decisions(
    source: Source,
    config: Config,
    settings: Settings,
    findings: tuple[Finding, ...],
    decisions: Decisions | None,
    scope: Scope,
) -> Encoding:
    """One article with all decisions that leave its encoding whole and valid; each of the others is told.

    The first decision with which a law breaks is found by halving, as often as one breaks.
    """
    by = scope[0] if scope is not None else 0
    rulings = [
        replace(one, start=one.start - by, end=one.end - by, note=one.note - by if one.note >= by else -1)
        for one in settings.rulings
    ]

    def tried(some: Sequence[Ruling]) -> Encoding:
        return _encoded(source, config, replace(settings, rulings=tuple(some)), findings, decisions, scope)

    while True:
        try:
            return tried(rulings)
        except InvariantError:
            if not rulings:
                raise
        whole, broken = 0, len(rulings)
        while broken - whole > 1:
            middle = (whole + broken) // 2
            try:
                tried(rulings[:middle])
                whole = middle
            except InvariantError:
                broken = middle
        left = rulings.pop(broken - 1)
        words = f"decision {left.id}: no valid and complete TEI can be made with it; it takes no part"
        findings = (*findings, Finding("H005", words, left.start + by, left.end + by))


def _signed(document: Document, decisions: Decisions) -> tuple[Document, tuple[Finding, ...]]:
    """The document with the persons named whose decisions hold in it."""
    from tei_encode.decisions import decided
    from tei_encode.recognition.responsibility import signed

    taken = document.decided.rulings if document.decided is not None else ()
    document, held, findings = signed(document, taken)
    named, counted = decided(decisions, held)
    return replace(document, decided=named), (*findings, counted)


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
