"""Errors: only where no truthful result exists. Each class has one exit code; everything else is a Finding."""

from __future__ import annotations


class TeiEncodeError(Exception):
    """Base of all errors of this package; `exit_code` is what the command line returns."""

    exit_code = 70


class ConfigError(TeiEncodeError):
    """The configuration or the command line asks for what does not exist."""

    exit_code = 2


class SourceError(TeiEncodeError):
    """A source that cannot be read, or in which there is nothing to encode."""

    exit_code = 3


class OutputError(TeiEncodeError):
    """An output that cannot be written; what stood there before still stands there."""

    exit_code = 4


class PackageError(TeiEncodeError):
    """A deposit that must not be made: its TEI is not valid, or not proved against its source."""

    exit_code = 1


class InvariantError(TeiEncodeError):
    """A law of the product was broken: our own bug. The input is kept and nothing is written."""

    exit_code = 70
