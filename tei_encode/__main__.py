"""`python -m tei_encode`."""

from tei_encode.cli import process

process()
