"""`tei-encode codes`: every finding the tool can report, and what to do."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tei_encode.commands.terminal import say
from tei_encode.errors import ConfigError


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("code", nargs="?", metavar="CODE")


def run(options: Namespace) -> int:
    """Print the table of codes, or one of them."""
    from tei_encode.findings import descriptions

    table = descriptions()
    wanted = options.code.upper() if options.code else ""
    if wanted and wanted not in table:
        from difflib import get_close_matches

        near = get_close_matches(wanted, table, 1, 0.3)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise ConfigError(f"there is no code {options.code!r}{hint}")
    for code, row in table.items():
        if wanted in ("", code):
            place = row.section if " " in row.section else f"TEI Guidelines #{row.section}"
            say(f"{code} {row.severity}: {row.meaning}\n     {row.remedy}\n     {place}")
    return 0
