"""What the assembly of a text needs of other recognisers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tei_encode.model.document import Child
from tei_encode.model.record import factory, record
from tei_encode.model.source import Source
from tei_encode.recognition.flows import Flow
from tei_encode.recognition.zones import Zone

Inline = Callable[[Flow], tuple[Child, ...]]
Block = Callable[[Sequence[Flow]], Sequence[Child]]


@record()
class Parts:
    """What the assembler needs of other recognisers."""

    source: Source
    inline: Inline
    blocks: Mapping[Zone, Block]  # how runs of flows of a zone become nodes
    head_types: Mapping[int, str]  # source offset of a head → division type its words say ("bibliography", "notes")
    declared_levels: Mapping[int, int]
    root_type: str  # "article" or "review"
    authors: Sequence[tuple[int, int]]  # source ranges of their names in the title block
    tabular: frozenset[str]  # words with which captions of tables begin, case-folded
    abstract_language: Mapping[int, str] = factory(default_factory=dict)
