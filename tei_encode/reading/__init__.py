"""The reading view: a TEI file as one page for people."""

from tei_encode.reading.page import reading_view

__all__ = ["reading_view"]
