"""From the stream of flows and nodes to the three parts of the text: front, body and back (`#DS`)."""

from tei_encode.recognition.assembly.parts import Parts
from tei_encode.recognition.assembly.whole import Assembled, assemble

__all__ = ["Assembled", "Parts", "assemble"]
