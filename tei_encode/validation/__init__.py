"""Validation: well-formedness, the XSD, and the named rules that XSD cannot say. It reports and never repairs."""

from tei_encode.validation.problems import Problem
from tei_encode.validation.validate import check, validate

__all__ = ["Problem", "check", "validate"]
