"""Options that several commands share, and the configuration they make."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tei_encode.config import Config, load_config, with_settings
from tei_encode.errors import ConfigError

if TYPE_CHECKING:
    from tei_encode.decisions import Decisions

DEFAULT_FILE = "tei-encode.toml"
_OPTIONS = ("profile", "date", "deposit_date", "notes", "correct", "line_breaks", "works_cited", "strict")


def encoding_options(parser: ArgumentParser) -> None:
    """The options of every command that encodes a source."""
    add = parser.add_argument
    add("--config", metavar="FILE", help=f"configuration (default: {DEFAULT_FILE} in this folder, if there)")
    add("--profile", metavar="NAME|FILE", help="provider profile: erudit, jstor, persee, generic or a TOML file")
    add("--date", metavar="DATE", help="date of the encoding (default: SOURCE_DATE_EPOCH, else none)")
    add("--notes", choices=("inline", "back"), help="notes at their markers, or at the end")
    add("--correct", choices=("high", "none"), help="mark recognition errors, or keep them alone")
    add("--line-breaks", action="store_true", default=None, help="record line ends as lb")
    add("--works-cited", action="store_true", default=None, help="a list of the works cited, each once")
    add("--strict", action="store_true", default=None, help="missing metadata is an error")


def configuration(arguments: Namespace, dated: str = "date") -> Config:
    """The configuration file, with the options of the command line on top.

    Args:
        arguments: the options.
        dated: the setting that SOURCE_DATE_EPOCH stands in for: the date of the encoding, or that of a deposit.

    Raises:
        ConfigError: a value is not one of those allowed, or the file cannot be read.
    """
    path = arguments.config or (DEFAULT_FILE if os.path.isfile(DEFAULT_FILE) else None)
    config = load_config(path) if path else Config()
    given = {name: value for name in _OPTIONS if (value := getattr(arguments, name, None)) is not None}
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and dated not in given and not getattr(config, dated):
        given[dated] = _epoch_date(epoch, "%Y-%m-%d" if dated == "date" else "%Y-%m-%dT%H:%M:%SZ")
    return with_settings(config, given, "command line") if given else config


def decisions_for(path: str, source: str) -> Decisions | None:
    """The decisions on a source: of a file, or of that in a folder which is named after the source, where it is there.

    Raises:
        ConfigError: the file cannot be read, or is not of the form that README describes.
    """
    from tei_encode.decisions import load_decisions

    if os.path.isdir(path):
        stem = os.path.splitext(os.path.basename(source.rstrip("/")))[0] if source != "-" else "stdin"
        path = os.path.join(path, stem + ".toml")
        if not os.path.exists(path):
            return None
    return load_decisions(path)


def _epoch_date(epoch: str, form: str) -> str:
    import time

    try:
        return time.strftime(form, time.gmtime(int(epoch)))
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(f"SOURCE_DATE_EPOCH is {epoch!r}; it takes seconds since 1970") from error
