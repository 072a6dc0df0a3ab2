"""Files of decisions for the tests, from the texts that they are about."""

from __future__ import annotations

import json
from typing import Any

from tei_encode.decisions import Decisions, read_decisions

PERSON = "Judith Arkwright"


def filed(source: str, rows: list[dict[str, Any]], by: str = PERSON) -> bytes:
    """A file of decisions; each row says `kind`, `value` and the text it is `on`, found in the source."""
    lines = [f'by = "{by}"']
    for number, row in enumerate(rows, 1):
        start = source.index(row["on"], source.index(row["behind"]) + len(row["behind"]) if "behind" in row else 0)
        lines += ["[[decision]]", f'id = "d{number}"', f'kind = "{row["kind"]}"']
        lines += [f"at = [{start}, {start + len(row['on'])}]", f"text = {json.dumps(row['on'], ensure_ascii=False)}"]
        lines.append(f"value = {json.dumps(row['value'], ensure_ascii=False)}")
        if "note" in row:
            lines.append(f"note = {source.index(row['note'])}")
            lines.append(f"note-text = {json.dumps(row['note'], ensure_ascii=False)}")
    return ("\n".join(lines) + "\n").encode()


def decisions(source: str, rows: list[dict[str, Any]], by: str = PERSON) -> Decisions:
    """The same, read."""
    return read_decisions(filed(source, rows, by), "decisions.toml")
