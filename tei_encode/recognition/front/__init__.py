"""The beginning of an article: cover sheet, title block, abstract, reviewed works; and what they say of it."""

from tei_encode.recognition.front.cover_facts import read_cover
from tei_encode.recognition.front.cover_sheet import Cover, find_cover
from tei_encode.recognition.front.facts import FrontFacts, read_front
from tei_encode.recognition.front.metadata import Gathered, gather, is_self_citation
from tei_encode.recognition.front.title_block import Front, find_front

__all__ = [
    "Cover", "Front", "FrontFacts", "Gathered", "find_cover", "find_front", "gather", "is_self_citation", "read_cover",
    "read_front",
]  # fmt: skip
