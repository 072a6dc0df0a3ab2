"""Validation: well-formedness, the XSD, and the named rules that XSD cannot say. It reports and never repairs."""

from tei_encode.validation.checking import check, validate
from tei_encode.validation.problems import Problem

__all__ = ["Problem", "check", "validate"]
