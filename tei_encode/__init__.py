"""From the OCR text of a scholarly article to TEI P5, with a proof that no character was lost."""

__version__ = "0.1.0"
