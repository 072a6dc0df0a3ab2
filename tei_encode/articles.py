"""Several articles in one file: one TEI for each, or all in one `teiCorpus` (`#CCDEF`).

Each article is recognised by itself; its offsets are then those of the whole source, of which it names its range. The
ranges of all articles tile the source, so that together they are proved against all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tei_encode import __version__
from tei_encode.config import Config
from tei_encode.decisions import Decisions, fit
from tei_encode.encoding.corpus import corpus
from tei_encode.errors import InvariantError
from tei_encode.model.document import Document
from tei_encode.model.metadata import Metadata
from tei_encode.model.record import replace
from tei_encode.model.ruling import Ruling
from tei_encode.model.source import Source
from tei_encode.pipeline import Encoding, checked, encoded_with_decisions
from tei_encode.readers import read_pages
from tei_encode.recognition.articles import article_starts
from tei_encode.recognition.recognise import labelled_lines
from tei_encode.recognition.study import Settings, study


def encode_articles(
    files: Sequence[tuple[str | None, bytes]],
    *,
    config: Config | None = None,
    decisions: Decisions | None = None,
    why: bool = False,
) -> tuple[Encoding, ...]:
    """Convert every article of a source, in order; one alone where the source is one article.

    Raises:
        SourceError: a source that is not text, or in which there is nothing to encode.
        InvariantError: a law of the product was broken; nothing may be written.
    """
    config = config or Config()
    source, findings = read_pages(files)
    settings = Settings(config.language, config.profile, config.line_breaks, why=why)
    rulings, unfit = fit(decisions, source.text) if decisions is not None else ((), ())
    findings = (*findings, *unfit)
    scopes = _scopes(source, replace(settings, rulings=rulings, why=False))
    if len(scopes) == 1:
        scopes = [None]
    found = []
    for number, scope in enumerate(scopes):
        own = _within(rulings, scope)
        told = findings if number == 0 else ()
        mine = replace(settings, rulings=own)
        found.append(encoded_with_decisions(source, config, mine, told, _of(decisions, own), scope))
    return tuple(found)


def encode_corpus(
    files: Sequence[tuple[str | None, bytes]],
    *,
    config: Config | None = None,
    decisions: Decisions | None = None,
    why: bool = False,
) -> Encoding:
    """Convert a source to one `teiCorpus` with a TEI for each article; to a TEI where it is one article.

    Raises:
        SourceError: a source that is not text, or in which there is nothing to encode.
        InvariantError: a law of the product was broken; nothing may be written.
    """
    config = config or Config()
    articles = encode_articles(files, config=config, decisions=decisions, why=why)
    if len(articles) == 1:
        return articles[0]
    source, document = articles[0].source, _together([article.document for article in articles])
    xml = corpus([article.xml for article in articles], document, source, config, __version__)
    findings = tuple(finding for article in articles for finding in article.findings)
    return Encoding(xml, findings, document.decisions, source, document, checked(xml, source))


def _scopes(source: Source, settings: Settings) -> list[tuple[int, int] | None]:
    """The ranges of the articles: they tile the source, white space before an article being its own."""
    studied = study(source, settings)
    lines = studied.observations.lines
    given = studied.given.articles if studied.given is not None else {}
    labelled = labelled_lines(studied, settings)
    starts = article_starts(source, studied.observations, labelled, settings, given)
    edges = [0, *(lines[at - 1].end for at in starts), len(source.text)]
    if any(one >= two for one, two in zip(edges, edges[1:])):
        raise InvariantError(
            "the articles of the source do not tile it. This is an error of tei-encode; please report it."
        )
    return list(zip(edges, edges[1:]))


def _within(rulings: Sequence[Ruling], scope: tuple[int, int] | None) -> tuple[Ruling, ...]:
    """The rulings on an article."""
    if scope is None:
        return tuple(rulings)
    return tuple(ruling for ruling in rulings if scope[0] <= ruling.start < scope[1])


def _of(decisions: Decisions | None, own: Sequence[Ruling]) -> Decisions | None:
    """The decisions without those on other articles."""
    if decisions is None:
        return None
    ids = {ruling.id for ruling in own}
    return replace(decisions, entries=tuple(entry for entry in decisions.entries if entry.id in ids))


def _together(documents: Sequence[Document]) -> Document:
    """All articles as one document, for what is said of them together."""
    first = documents[0]
    return Document(
        tuple(_each(documents, "cover")),
        tuple(_each(documents, "front")),
        tuple(_each(documents, "body")),
        tuple(_each(documents, "back")),
        _common([document.metadata for document in documents]),
        first.language,
        tuple(_each(documents, "decisions")),
    )


def _each(documents: Sequence[Document], name: str) -> Iterator[Any]:
    for document in documents:
        yield from getattr(document, name)


def _common(found: Sequence[Metadata]) -> Metadata:
    """What all articles say alike of where they were printed."""
    names = ("journal", "volume", "issue", "date", "date_when", "publisher", "issn", "issn_print", "issn_digital")
    alike = {name: value for name in names if len({value := getattr(one, name) for one in found}) == 1}
    languages = tuple(dict.fromkeys(language for one in found for language in one.languages))
    return Metadata(**alike, title=alike.get("journal", ""), languages=languages)
