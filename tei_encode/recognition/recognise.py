"""The order of recognition: study, labels of lines, title block, pages, notes, blocks, divisions."""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.findings import Finding
from tei_encode.model.document import Decision, Document, Kind, Node, Text
from tei_encode.model.record import replace
from tei_encode.model.source import Source
from tei_encode.recognition.building import Builder
from tei_encode.recognition.front import Cover, gather, read_cover, read_front
from tei_encode.recognition.labelling import Labelled, label_lines
from tei_encode.recognition.observations import Line
from tei_encode.recognition.pages import PageModel, model_pages
from tei_encode.recognition.study import Settings, Study, study
from tei_encode.recognition.zones import Zone

_BESIDE = 3  # lines of other kinds within a cover sheet


def recognise(source: Source, settings: Settings) -> tuple[Document, tuple[Finding, ...]]:
    """The document in a source."""
    studied = study(source, settings)
    observations, lines = studied.observations, studied.observations.lines
    given = studied.given
    labelled = labelled_lines(studied, settings)
    cover = _cover(studied, labelled)
    first = cover.line_count
    front = read_front(observations, labelled.zones, labelled.begins, first, studied.cues, studied.evidence.regions)
    citations = studied.evidence.citations
    cited = [lines[index].text for index, score in sorted(citations.items()) if score > 2]
    turns, columns = (given.turns, given.columns) if given is not None else (None, None)
    model = model_pages(observations, labelled, first, studied.pages, turns, columns)
    reviewed = Zone.REVIEWED in labelled.zones
    gathered = gather(cover, front, cited, studied.profile, studied.languages, reviewed)
    builder = Builder(studied, labelled, model, settings, first, front.author_spans)
    assembled = builder.build()
    decisions = [*_zone_decisions(lines, labelled), *_page_decisions(model), *builder.decisions]
    document = Document(
        _cover_nodes(lines[:first]),
        assembled.front,
        assembled.body,
        assembled.back,
        gathered.metadata,
        studied.language,
        tuple(decisions),
    )
    if studied.rulings:
        from tei_encode.model.ruling import Decided

        document = replace(document, decided=Decided(None, "", (), studied.rulings))
    return document, (*gathered.findings, *_contradicted(model, studied.pages), *studied.findings)


def _contradicted(model: PageModel, cited: tuple[int, int] | None) -> list[Finding]:
    """Pages that print other numbers than those that the article is cited with."""
    first = next((turn for turn in model.turns if turn.printed), None)
    if model.cited or cited is None or first is None:
        return []
    words = f"the pages print numbers from {first.number} on, the article is cited with {cited[0]} to {cited[1]}"
    return [Finding("M105", words, first.at, first.at)]


def labelled_lines(studied: Study, settings: Settings) -> Labelled:
    """What each line is, with what a person said of any."""
    if studied.given is None:
        return label_lines(studied.observations, studied.evidence, why=settings.why)
    from tei_encode.recognition.rulings import label_as_given

    return label_as_given(studied.observations, studied.evidence, studied.given, settings.why)


def _cover(studied: Study, labelled: Labelled) -> Cover:
    """The cover sheet, as far as the labels of the first lines say."""
    zones = labelled.zones
    count = 0
    for index, zone in enumerate(zones[: 2 * max(count, 40)]):
        if zone is Zone.COVER:
            count = index + 1
        elif index - count >= _BESIDE:
            break
    if count == studied.cover.line_count:
        return studied.cover
    cover = read_cover(studied.observations.lines[:count], studied.profile)
    cover.line_count = count
    return cover


def _cover_nodes(lines: Sequence[Line]) -> tuple[Node, ...]:
    """The lines of the cover sheet as paragraphs; a page end within the sheet belongs to the line before it."""
    ends = [
        following.start if following is not None and following.page_end_before else line.end
        for line, following in zip(lines, [*lines[1:], None])
    ]
    return tuple(
        Node(Kind.P, (Text(line.start, line.end),), moved=((line.start, end),)) for line, end in zip(lines, ends)
    )


def _zone_decisions(lines: Sequence[Line], labelled: Labelled) -> list[Decision]:
    found = []
    for line in lines:
        rival = labelled.rivals[line.index]
        rivals = ((rival[0].value, rival[1]),) if rival else ()
        taken, sure = labelled.zones[line.index].value, labelled.probabilities[line.index]
        reasons = labelled.reasons[line.index] if labelled.reasons else ()
        found.append(Decision("zone", line.start, line.end, taken, sure, reasons, rivals))
    return found


def _page_decisions(model: PageModel) -> list[Decision]:
    turns = [
        Decision("page", turn.at, turn.at, f"page {turn.number or 'without number'}", turn.probability, turn.evidence)
        for turn in model.turns
    ]
    columns = [
        Decision("page", one.at, one.at, "second column" if one.decided else "undecided break", one.probability)
        for one in model.columns
    ]
    return turns + columns
