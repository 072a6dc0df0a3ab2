"""References as data: names, identifiers and the fields of single references."""
