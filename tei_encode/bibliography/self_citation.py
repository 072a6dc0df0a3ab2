"""Whether the article's own reference, printed at its foot, agrees with what the header says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei_encode.bibliography.parse import reference_fields
from tei_encode.bibliography.runs import Field
from tei_encode.bibliography.views import view_of
from tei_encode.bibliography.works import Mention, among, describe, folded, same_word, title_words
from tei_encode.findings import Finding
from tei_encode.model.document import Document, Kind, Node
from tei_encode.model.metadata import Metadata
from tei_encode.model.source import Source


def contradictions(document: Document, source: Source) -> tuple[Finding, ...]:
    """A finding for each statement of a self-citation that the header has otherwise (`#HD3`)."""
    found: list[Finding] = []
    for node in _citations(document):
        view = view_of(node.children, source.text)
        if not view.text.strip():
            continue
        fields = reference_fields(view.text)
        mention = describe(Mention(view.text, fields, ""))
        if not mention.titles:
            continue
        start, end = view.source(0), view.source_end(len(view.text))
        for what, printed, stated in _differing(mention, fields, document.metadata):
            words = f"the article's own citation gives the {what} {printed}, the header {stated}"
            found.append(Finding("M101", words, start, end))
    return tuple(found)


def _citations(document: Document) -> Iterator[Node]:
    stack = [*document.front, *document.body, *document.back]
    while stack:
        node = stack.pop()
        if node.kind is Kind.FW and node.attributes.get("type") == "citation":
            yield node
        stack.extend(child for child in node.children if isinstance(child, Node))


def _differing(mention: Mention, fields: list[Field], metadata: Metadata) -> Iterator[tuple[str, str, str]]:
    """What is said in both places and not the same: name, as printed, as the header has it."""
    if mention.year and metadata.date_when and mention.year != metadata.date_when[:4]:
        yield "year", mention.year, metadata.date_when[:4]
    if mention.surnames and metadata.authors:
        known = [folded(author.surname or author.name) for author in metadata.authors]
        if not any(same_word(name, other) for name in mention.surnames for other in known):
            yield "author", mention.surnames[0].title(), metadata.authors[0].name
    whole = mention.surnames and mention.year
    if whole and metadata.title and not _agree(mention.titles, title_words(f"{metadata.title} {metadata.subtitle}")):
        first = next(field for field in fields if field.kind is Kind.TITLE)
        yield "title", mention.text[first.start : first.end], metadata.title
    for field in fields:
        printed = mention.text[field.start : field.end]
        for unit, stated in (("volume", metadata.volume), ("issue", metadata.issue)):
            given = field.attributes.get("from", "") if field.attributes.get("unit") == unit else ""
            # Roman or damaged numbers are not compared.
            if field.kind is Kind.BIBL_SCOPE and given.isdecimal() and stated.isdecimal() and int(given) != int(stated):
                yield unit, printed, stated
        if field.kind is Kind.BIBL_SCOPE and field.attributes.get("unit") == "page" and metadata.page_from:
            pages = (field.attributes.get("from", ""), field.attributes.get("to", ""))
            if all(part.isdecimal() for part in pages) and pages != (metadata.page_from, metadata.page_to):
                yield "pages", printed, f"{metadata.page_from}-{metadata.page_to}"
        elif field.attributes.get("type") == "DOI" and metadata.doi.casefold() not in printed.casefold():
            yield "DOI", printed, metadata.doi


def _agree(titles: Iterable[tuple[str, ...]], stated: tuple[str, ...]) -> bool:
    """Whether one of some titles shares half its words, or half those of the title stated, with that."""
    return any(2 * sum(among(word, stated) for word in words) >= min(len(words), len(stated)) for words in titles)
