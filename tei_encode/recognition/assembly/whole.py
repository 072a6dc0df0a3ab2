"""The three parts of a text from the stream of its flows and nodes (`#DS`)."""

from __future__ import annotations

from tei_encode.model.document import Node
from tei_encode.model.record import record
from tei_encode.recognition.assembly.back import back_matter, back_start
from tei_encode.recognition.assembly.body import divisions
from tei_encode.recognition.assembly.front import body_start, front_matter
from tei_encode.recognition.assembly.parts import Parts
from tei_encode.recognition.flows import Stream


@record()
class Assembled:
    front: tuple[Node, ...]
    body: tuple[Node, ...]
    back: tuple[Node, ...]


def assemble(stream: Stream, parts: Parts) -> Assembled:
    """Sort the stream into front, body and back; order is never changed."""
    body_from = body_start(stream)
    back_from = back_start(stream, body_from, parts)
    front = front_matter(stream[:body_from], parts)
    body = (divisions(stream[body_from:back_from], parts),)
    back = back_matter(stream[back_from:], parts)
    return Assembled(front, body, back)
