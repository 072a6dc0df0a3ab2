"""Layouts and journal habits: every axis on which printed articles and their recognised texts differ.

A layout says how the text lies in the file; a habit says what the journal prints and where. Both are drawn at random, each axis by itself.
The layouts in `HELD_OUT_LAYOUTS` and the values in `HELD_OUT_HABITS` are in no training set: what is measured on them is what a model makes of
pages unlike any it has seen.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from random import Random
from typing import Any


@dataclass
class Layout:
    """How the lines lie in the file. Widths in characters, gaps in empty lines."""

    name: str
    blocks: bool  # one block a line, as engines with layout analysis leave it; else lines as printed
    columns: int = 1
    width: tuple[int, int] = (60, 90)
    page_lines: tuple[int, int] = (36, 52)
    indent: tuple[int, ...] = (0, 2, 3, 4)
    gap: tuple[int, ...] = (0, 1)  # between paragraphs
    line_gap: int = 0  # between any two lines of text
    note_line_gap: int = 0
    hyphens: tuple[float, float] = (0.0, 0.7)  # how often a long word is divided at a line end
    feeds: bool = False  # a form feed ends each page
    margin: tuple[int, int] = (0, 0)  # spaces before every line
    ragged: int = 0
    markdown: bool = False
    hanging: bool = False


LAYOUTS = (
    Layout("blocks", True, gap=(1,)),
    Layout("blocks-columns", True, columns=2, width=(38, 52), gap=(1,)),
    Layout("blocks-feeds", True, gap=(1,), feeds=True),
    Layout("blocks-markdown", True, columns=1, gap=(1,), markdown=True),
    Layout("blocks-tight", True, gap=(0,)),
    Layout("lines-indented", False, indent=(2, 3, 4), gap=(0,)),
    Layout("lines-gaps", False, indent=(0, 0, 2), gap=(1,)),
    Layout("lines-columns", False, columns=2, width=(36, 54), gap=(0, 1)),
    Layout("lines-plain", False, indent=(0,), gap=(0,)),
    Layout("lines-feeds", False, feeds=True),
    Layout("spaced", False, line_gap=1, note_line_gap=1, gap=(1, 2)),
    Layout("spaced-text", False, line_gap=1, gap=(1,)),
    Layout("typescript", False, width=(56, 68), hyphens=(0.0, 0.2), ragged=9),
    Layout("wide", False, width=(90, 130), page_lines=(44, 60)),
    Layout("margin", False, margin=(3, 14), feeds=True),
    Layout("hanging", False, hanging=True, indent=(0, 3), gap=(0, 1)),
)
HELD_OUT_LAYOUTS = ("blocks-tight", "wide", "margin")

# Every axis of a journal's habits with its values; a value that stands twice is drawn twice as often.
AXES: dict[str, tuple[Any, ...]] = {
    # running heads and page numbers
    "running": (
        "journal-title",
        "journal-title",
        "author-title",
        "journal",
        "title",
        "citation",
        "two-lines",
        "three-lines",
        "author",
        "none",
    ),
    "head_order": ("number-last", "number-first", "number-middle"),
    "running_case": ("upper", "upper", "title", "title", "small-caps-lost"),
    "running_place": ("top", "top", "top", "bottom"),
    "number": (
        "in-head",
        "in-head",
        "in-head",
        "head-alone",
        "foot-alone",
        "foot-alone",
        "foot-dashes",
        "brackets",
        "none",
    ),
    "number_side": ("outer", "outer", "right", "left"),
    "separator": ("  ", " ", " ", " | ", " • ", "\t", "   "),
    "heads_kept": (1.0,) * 8 + (0.6, 0.25),  # share of the running heads and numbers that recognition keeps
    "first_head": (False, False, True),
    "stamp": (False, False, False, False, True),
    "foot_line": (False, False, False, True),  # the same line of DOI or licence at the foot of every page
    "line_numbers": (False,) * 14 + (True,),
    "marginalia": (False,) * 7 + (True,),
    # notes
    "notes": ("page", "page", "page", "page", "page", "end", "end", "none"),
    "marker": (
        "superscript",
        "superscript",
        "glued",
        "glued",
        "spaced",
        "spaced-right",
        "brackets",
        "parens",
        "caret",
        "math",
        "html",
        "markdown",
    ),
    "label": (
        "plain",
        "plain",
        "plain",
        "stop",
        "superscript",
        "superscript-space",
        "brackets",
        "parens",
        "caret",
        "half-paren",
        "alone",
        "alone",
        "parens-both",
    ),
    "numbering": (
        "through",
        "through",
        "through",
        "through",
        "through",
        "page",
        "section",
        "symbols",
        "letters",
        "later",
    ),
    "split_blocks": (0.0,) * 10 + (0.01, 0.03),  # share of the blocks that an engine takes for two
    "note_density": (0.05, 0.15, 0.3, 0.3, 0.5, 0.8),
    "author_note": ("none", "none", "none", "star", "dagger", "number"),
    "editor_notes": (False,) * 9 + (True,),
    "note_gap": (0, 0, 0, 1, 1),
    "note_cluster_gap": (1, 1, 1, 2, 0),
    "note_rule": ("none",) * 6 + ("underscores", "dashes"),
    "column_notes": ("after-column", "after-column", "after-page", "right-first"),
    # heads
    "heads": (
        "plain",
        "plain",
        "plain",
        "arabic",
        "arabic",
        "arabic-bare",
        "decimal",
        "decimal",
        "roman",
        "roman",
        "capital",
        "section-sign",
        "none",
        "none",
    ),
    "head_case": ("title", "title", "title", "upper", "upper", "sentence"),
    "head_gap": (1, 1, 1, 2, 0),
    "head_indent": (0, 0, 0, 12),
    "break_sign": ("* * *", "***", "*", "⁂", "* * * * *", "———", "o o o", "•"),
    # blocks
    "quote_indent": (0, 3, 4, 6),
    "quote_marks": (False, False, True),
    "marked_heads": ("#", "#", "**", "*"),  # how a Markdown engine marks heads
    "marked_words": (0.0, 0.1, 0.3),  # share of the blocks in which it marks emphasis
    "bullet": ("•", "•", "–", "-", "*", "▪", "—"),
    "item_indent": (0, 0, 2, 4),
    "item_hang": (0, 2, 3),
    "item_gap": (0, 0, 1),
    "list_number": ("1.", "1)", "(1)", "a)", "(a)", "i.", "(i)", "1°"),
    "table": ("tabs", "spaces", "pipes", "lines"),
    "caption_place": ("below", "above"),
    "caption_mark": (". ", ": ", ". – ", " ", ".— ", "\n", ".\n", ":\n"),
    # front and back
    "front_order": (
        "title-author",
        "title-author",
        "title-author",
        "title-author",
        "author-title",
        "author-title",
        "author-title-of",
        "of-title-author",
        "review-title",
    ),
    "author_case": ("title", "title", "title", "upper", "surname-upper", "small-caps-lost"),
    "title_case": ("title", "title", "title", "upper"),
    "title_set": ("wrapped", "wrapped", "wrapped", "whole"),  # whole: on one line, however long
    "authors_line": ("one-a-line", "one-a-line", "one-a-line", "commas", "and", "and", "inverted", "raised", "beside"),
    "masthead": (0, 0, 1, 2, 3),
    "affiliation": ("none", "none", "none", "under", "after-all", "note"),
    "email": (False, False, False, True),
    "history": ("none", "none", "none", "front", "back", "top"),
    "labels_lost": (0.0,) * 14 + (0.3,),
    "abstracts": (0, 0, 1, 1, 2, 3),
    "abstract_set": ("as-text", "as-text", "narrow", "small", "tight"),
    "abstract_head": ("line", "line", "run-in", "run-in", "none"),
    "keywords": ("none", "none", "run-in", "run-in", "line"),
    "keyword_mark": (", ", "; ", " • ", " – ", " · "),
    "contents": (False,) * 11 + (True,),
    "epigraph": (0, 0, 0, 0, 1, 1, 2),
    "dedication": (False,) * 6 + (True,),
    "reviewed": (0, 0, 0, 0, 1, 3),
    "bibliography": ("none", "none", "plain", "plain", "plain", "numbered", "dashes"),
    "bibliography_gap": (0, 0, 1, 1),
    "bibliography_indent": (0, 0, 3, 5),
    "acknowledgements": ("none", "none", "none", "end", "before-notes"),
    "appendix": (False,) * 9 + (True,),
    "signed": (False, False, False, False, True),
    "citation": ("none", "none", "none", "first-foot", "first-foot", "copyright", "doi"),
    "cover": ("none", "none", "none", "none", "labels", "labels", "plain"),
    "advert": (False, False, False, False, False, False, True),
    "opening": ("plain", "plain", "plain", "capitals", "drop-cap"),
}
HELD_OUT_HABITS: dict[str, tuple[Any, ...]] = {
    "running": ("citation",),
    "number": ("brackets",),
    "marker": ("math",),
    "label": ("parens-both",),
    "numbering": ("letters",),
    "heads": ("section-sign",),
    "front_order": ("author-title-of",),
    "bibliography": ("numbered",),
    "column_notes": ("right-first",),
    "note_rule": ("dashes",),
}

# A front of nothing but a title and names, as plain exports have it.
_BARE: dict[str, Any] = {
    "masthead": 0, "email": False, "history": "none", "abstracts": 0, "keywords": "none", "contents": False,
    "dedication": False, "cover": "none", "author_note": "none",
}  # fmt: skip


@dataclass
class Habits:
    """One value for each axis."""

    values: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None


def draw_layout(rng: Random, held_out: bool) -> Layout:
    """A layout of those seen in training, or of those left out."""
    return rng.choice([layout for layout in LAYOUTS if (layout.name in HELD_OUT_LAYOUTS) == held_out])


def draw_habits(rng: Random, held_out: bool) -> Habits:
    """Habits; with `held_out`, three of the axes that have values left out take one of those, else none does."""
    values = {}
    for axis, choices in AXES.items():
        out = HELD_OUT_HABITS.get(axis, ())
        values[axis] = rng.choice([choice for choice in choices if choice not in out])
    if rng.random() < 0.2:
        values.update(_BARE)
        values["reviewed"] = rng.choice((0, 0, 0, 1, 2, 4))
        values["epigraph"] = rng.choice((0, 0, 0, 0, 1))
        values["affiliation"] = rng.choice(("none",) * 7 + ("under",))
    if held_out:
        for axis in rng.sample(sorted(HELD_OUT_HABITS), 3):
            values[axis] = rng.choice(HELD_OUT_HABITS[axis])
        if values["column_notes"] == "right-first" and values["notes"] == "none":
            values["notes"] = "page"
    return Habits(values)


def resolved(layout: Layout, rng: Random) -> dict[str, Any]:
    """One number for each range of a layout."""
    found: dict[str, Any] = {}
    for item in fields(layout):
        value = getattr(layout, item.name)
        if item.name in ("indent", "gap"):
            value = rng.choice(value)
        elif isinstance(value, tuple):
            value = rng.uniform(*value) if isinstance(value[0], float) else rng.randint(*value)
        found[item.name] = value
    return found
