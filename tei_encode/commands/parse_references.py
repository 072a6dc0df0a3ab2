"""`tei-encode parse-references`: one reference a line on standard input, one `bibl` a line on standard output."""

from __future__ import annotations

import gc
import sys
from argparse import ArgumentParser, Namespace

_ALLOCATIONS = 200_000  # objects between two searches for cycles


def arguments(parser: ArgumentParser) -> None:
    """No option: lines in, lines out, in the same order."""


def run(options: Namespace) -> int:
    """Parse line by line, each written before the next is read; an empty line gives an empty `bibl`."""
    from tei_encode.bibliography.parse import reference_node
    from tei_encode.encoding import encode_node

    # What a line makes holds no cycles and goes with its last reference: there is nothing to be collected in between.
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        # Bytes that are not UTF-8 stand as `g`, as those of a source do.
        text = line.rstrip(b"\r\n").decode("utf-8", "surrogateescape")
        out.write(encode_node(reference_node(text), text) + b"\n")
        out.flush()
    return 0
