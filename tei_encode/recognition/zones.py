"""What a line belongs to."""

from __future__ import annotations

from tei_encode.model.enums import StrEnum


class Zone(StrEnum):
    """The kinds of lines that are told apart."""

    COVER = "cover"
    MASTHEAD = "masthead"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    AFFILIATION = "affiliation"
    EMAIL = "email"
    HISTORY = "history"
    DEDICATION = "dedication"
    ABSTRACT_HEAD = "abstract_head"
    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    REVIEWED = "reviewed"
    EPIGRAPH = "epigraph"
    CONTENTS = "contents"
    BODY = "body"
    HEAD = "head"
    QUOTE = "quote"
    VERSE = "verse"
    SPEECH = "speech"
    ITEM = "item"
    CAPTION = "caption"
    TABLE = "table"
    FORMULA = "formula"
    BREAK = "break"
    NOTE = "note"
    BIBLIOGRAPHY = "bibliography"
    SIGNED = "signed"
    HEADER = "header"
    PAGE_NUMBER = "page_number"
    STAMP = "stamp"
    CITATION = "citation"
    LINE_NUMBER = "line_number"
    MARGIN = "margin"
    NOISE = "noise"
    ADVERT = "advert"
    COMMENT = "comment"
    IMAGE = "image"


# What stands on the page but not in the text (`fw`).
FURNITURE = frozenset(
    {
        Zone.HEADER,
        Zone.PAGE_NUMBER,
        Zone.STAMP,
        Zone.CITATION,
        Zone.LINE_NUMBER,
        Zone.NOISE,
        Zone.COMMENT,
        Zone.MASTHEAD,
    }
)
# What stands before the text proper.
FRONT = frozenset(
    {
        Zone.TITLE,
        Zone.SUBTITLE,
        Zone.BYLINE,
        Zone.AFFILIATION,
        Zone.EMAIL,
        Zone.HISTORY,
        Zone.DEDICATION,
        Zone.ABSTRACT_HEAD,
        Zone.ABSTRACT,
        Zone.KEYWORDS,
        Zone.REVIEWED,
        Zone.CONTENTS,
    }
)
# Whose blocks take more than one line, so that a line begins one or goes on with it.
CONTINUED = frozenset(
    {
        Zone.TITLE,
        Zone.SUBTITLE,
        Zone.BYLINE,
        Zone.AFFILIATION,
        Zone.HISTORY,
        Zone.ABSTRACT,
        Zone.KEYWORDS,
        Zone.REVIEWED,
        Zone.EPIGRAPH,
        Zone.CONTENTS,
        Zone.BODY,
        Zone.HEAD,
        Zone.QUOTE,
        Zone.SPEECH,
        Zone.ITEM,
        Zone.CAPTION,
        Zone.NOTE,
        Zone.BIBLIOGRAPHY,
        Zone.CITATION,
    }
)
