"""`tei-encode parse-references`: one reference a line on standard input, one `bibl` a line on standard output."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser) -> None:
    """No option: lines in, lines out, in the same order, each written before the next is read."""


def run(options: Namespace) -> int:
    """Parse line by line; every line, an empty one too, gives one `bibl` that holds all its text."""
    from lxml import etree

    from tei_encode.bibliography.parse import reference_node
    from tei_encode.encoding.text import build_node

    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        # Bytes that are not UTF-8 stand as `g`, as those of a source do.
        text = line.rstrip(b"\r\n").decode("utf-8", "surrogateescape")
        out.write(etree.tostring(build_node(reference_node(text), text), encoding="utf-8", with_tail=False) + b"\n")
        out.flush()
    return 0
