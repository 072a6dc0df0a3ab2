"""`tei-encode references`: the works that articles cite, for reference managers."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tei_encode.commands.files import read_source, write_output
from tei_encode.commands.settings import configuration, encoding_options
from tei_encode.commands.terminal import counted, tell
from tei_encode.errors import ConfigError

if TYPE_CHECKING:
    from lxml import etree

    from tei_encode.config import Config


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="TEI files, or sources, which are converted first")
    parser.add_argument("--to", required=True, choices=("bibtex", "csl-json", "ris", "tei"), help="the format")
    parser.add_argument("-o", "--output", metavar="FILE", default="-", help="where to write (default: standard output)")
    encoding_options(parser)


def run(options: Namespace) -> int:
    """Write the works of all files as one list, each work of a file once."""
    from tei_encode.export.formats import FORMATS
    from tei_encode.export.items import items, list_of

    config = configuration(options)
    bibls = [bibl for path in options.files for bibl in _works(path, config)]
    try:
        made = list_of(bibls) if options.to == "tei" else dict(FORMATS)[options.to](items(bibls))
    except ModuleNotFoundError as error:
        words = f"--to {options.to} needs {error.name}: pip install 'tei-encode[references]'"
        raise ConfigError(words) from error
    write_output(options.output, made)
    where = "standard output" if options.output == "-" else options.output
    tell(f"{counted(len(bibls), 'work')} of {counted(len(options.files), 'file')} written to {where}")
    return 0


def _works(path: str, config: Config) -> list[etree._Element]:
    """The works cited in a TEI file, or in a source that is converted here."""
    from tei_encode.export.items import works

    name, data = read_source(path)
    if not data.lstrip()[:512].startswith((b"<?xml", b"<TEI", b"\xef\xbb\xbf<?xml")):
        from tei_encode.pipeline import encode

        data = encode(data, name=name, config=config).xml
    return works(data, path)
