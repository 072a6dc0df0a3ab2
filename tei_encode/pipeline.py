"""The order of the stages: read, recognise, encode, prove, validate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei_encode import __version__
from tei_encode.config import Config
from tei_encode.encoding import encode as encode_document
from tei_encode.findings import Finding
from tei_encode.model.document import Decision, Document
from tei_encode.model.source import Source
from tei_encode.readers import read_pages
from tei_encode.recognition.recognise import Settings, recognise


@dataclass(frozen=True, slots=True)
class Encoding:
    """The TEI of one article, what was found on the way, and every decision taken."""

    xml: bytes
    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...]
    source: Source
    document: Document


def encode(data: bytes, *, name: str | None = None, config: Config | None = None) -> Encoding:
    """Convert one source file to TEI: proved, valid, and the same bytes every time."""
    return encode_pages([(name, data)], config=config)


def encode_pages(files: Sequence[tuple[str | None, bytes]], *, config: Config | None = None) -> Encoding:
    config = config or Config()
    source, findings = read_pages(files)
    document, more = recognise(source, Settings(config.language, config.profile, config.line_breaks))
    xml, missing = encode_document(document, source, config, __version__)
    return Encoding(xml, (*findings, *more, *missing), document.decisions, source, document)
