"""Notes: markers in the text and notes at the foot or the end, aligned as two damaged series (`#CONONO`)."""

from tei_encode.recognition.notes.alignment import Alignment, NoteFound, ReferenceFound, Region, align
from tei_encode.recognition.notes.series import series_candidates

__all__ = ["Alignment", "NoteFound", "ReferenceFound", "Region", "align", "series_candidates"]
