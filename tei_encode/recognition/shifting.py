"""A document that was recognised in a part of a source, with the offsets of the whole."""

from __future__ import annotations

from tei_encode.findings import Finding
from tei_encode.model.document import Child, Decision, Document, Generated, Node
from tei_encode.model.record import replace


def shifted(document: Document, by: int) -> Document:
    """The document, every offset greater by a number of code points."""
    parts = {
        name: tuple(_node(node, by) for node in getattr(document, name))
        for name in ("cover", "front", "body", "back", "cited")
    }
    decided = document.decided
    if decided is not None:
        rulings = tuple(
            replace(one, start=one.start + by, end=one.end + by, note=one.note + by if one.note >= 0 else -1)
            for one in decided.rulings
        )
        decided = replace(decided, rulings=rulings)
    return replace(
        document, **parts, decisions=tuple(_decision(one, by) for one in document.decisions), decided=decided
    )


def shifted_findings(findings: tuple[Finding, ...], by: int) -> tuple[Finding, ...]:
    """Findings likewise; those without a place have none."""
    return tuple(replace(one, start=one.start + by, end=one.end + by) if one.start >= 0 else one for one in findings)


def _decision(decision: Decision, by: int) -> Decision:
    return replace(decision, start=decision.start + by, end=decision.end + by)


def _node(node: Node, by: int) -> Node:
    moved = tuple((start + by, end + by) for start, end in node.moved)
    return replace(node, children=tuple(_child(child, by) for child in node.children), moved=moved)


def _child(child: Child, by: int) -> Child:
    if isinstance(child, Node):
        return _node(child, by)
    if isinstance(child, Generated):
        return child
    return type(child)(child.start + by, child.end + by)
