"""Words that a number in running text belongs to."""

from __future__ import annotations

from functools import cache

from tei_encode.resources import load_resource


@cache
def before_number() -> frozenset[str]:
    """Words that a number follows: `page`, `volume`, `Kapitel` …; case-folded, without their stops."""
    return frozenset(load_resource("language/numbers.toml")["words"]["before"].split())


@cache
def units() -> frozenset[str]:
    """Words that follow a number: units, months, conjunctions; case-folded."""
    return frozenset(load_resource("language/numbers.toml")["words"]["after"].split())


@cache
def of_issues() -> frozenset[str]:
    """Words whose number counts volumes and issues; case-folded, without their stops."""
    return frozenset(load_resource("language/numbers.toml")["words"]["issue"].split())
