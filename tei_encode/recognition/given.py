"""What persons decided, as the recognisers take it: by line, by offset."""

from __future__ import annotations

from tei_encode.model.record import factory, record


@record(frozen=True)
class GivenMarker:
    """Characters that are the marker of a note, or none (`number` None)."""

    start: int
    end: int
    number: str | None
    note: int = -1  # line at which the note begins that it calls


@record()
class Given:
    """Constraints on every recogniser; lines by index, offsets in code points of the source."""

    labels: dict[int, frozenset[str]] = factory(default_factory=dict)  # line → labels it may have
    joins: dict[int, bool] = factory(default_factory=dict)  # line → whether it goes on with the block before
    markers: list[GivenMarker] = factory(default_factory=list)
    notes: dict[int, str] = factory(default_factory=dict)  # line → number of the note that begins with it
    turns: dict[int, str | None] = factory(default_factory=dict)  # line → number of the page ("" none); None: no page
    columns: dict[int, bool] = factory(default_factory=dict)  # line → whether a column begins with it
    articles: dict[int, bool] = factory(default_factory=dict)  # line → whether an article begins with it
    levels: dict[int, int] = factory(default_factory=dict)  # offset of a head → its level
    hyphens: dict[int, str] = factory(default_factory=dict)  # offset behind a hyphen → `pc/@force`, "" for no division
