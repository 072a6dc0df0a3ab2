"""Dates of references as W3C dates (`#CONADA`, att.datable.w3c): what is not certain stays out."""

from __future__ import annotations

import re
from functools import cache

from tei_encode.model.pattern import late

_YEAR = re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d)(?!\d)")
_RANGE = late(r"(?<!\d)(1[0-9]\d\d|20\d\d)\s?[-–—/]\s?(\d{2}|1[0-9]\d\d|20\d\d)(?!\d)")
_NUMERIC = late(r"(?<!\d)(\d{1,2})([./-])\s?(\d{1,2})\2\s?((?:1[0-9]|20)\d\d)(?!\d)")
_ISO = late(r"(?<!\d)((?:1[0-9]|20)\d\d)-(\d\d)(?:-(\d\d))?(?!\d)")
_DAY = late(r"(?<!\d)([12]?\d|3[01])(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# The first letters that tell the months of seven languages apart.
_MONTHS = (
    "jan ene gen jän",
    "feb fév fev",
    "mar mär mrt maa maart",
    "apr avr abr",
    "may mai maj mag mei",
    "jun juin giu",
    "jul juil lug",
    "aug aoû ago août",
    "sep set",
    "oct okt ott out",
    "nov",
    "dec dez déc dic",
)


@cache
def _months() -> dict[str, int]:
    found = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
    return {**found, "juni": 6, "juli": 7, "juillet": 7, "juin": 6}


def month_number(word: str) -> int:
    """The month that a word of any of the seven languages names, from 1; 0 for any other word."""
    word = word.casefold()
    months = _months()
    return months.get(word, 0) or months.get(word[:4], 0) or months.get(word[:3], 0)


def date_attributes(text: str) -> dict[str, str]:
    """`when`, or `from` and `to`, of a date as printed; empty where no year can be read.

    `12 May 1931`, `12.5.1931`, `May 1931`, `1931`, `1931a`, `1931/32`, `1931-1935`. Of a numeric date whose order
    is not certain (5/6/1931) only the year is taken.
    """
    if len(text) == 4 and _YEAR.match(text):
        return {"when": text}
    iso = _ISO.search(text)
    if iso and _is_day(int(iso[2]), int(iso[3] or 1)):
        return {"when": iso[0]}
    numeric = _NUMERIC.search(text)
    if numeric:
        return {"when": _from_numbers(int(numeric[1]), int(numeric[3]), numeric[4], numeric[2])}
    span = _RANGE.search(text)
    if span:
        last = span[2] if len(span[2]) == 4 else span[1][:2] + span[2]
        if int(last) > int(span[1]):
            return {"from": span[1], "to": last}
    year = _YEAR.search(text)
    if year is None:
        return {}
    return {"when": year[0] + _month_and_day(text[: year.start()] + " " + text[year.end() :])}


def _from_numbers(one: int, two: int, year: str, divider: str) -> str:
    # A stop divides day and month in this order; a slash may mean either, unless one is no month.
    if divider == "." or one > 12:
        day, month = one, two
    elif two > 12:
        day, month = two, one
    else:
        return year
    return f"{year}-{month:02d}-{day:02d}" if _is_day(month, day) else year


def _month_and_day(rest: str) -> str:
    months = [number for word in _WORD.findall(rest) if (number := month_number(word))]
    if len(months) != 1:
        return ""
    days = _DAY.findall(rest)
    if len(days) == 1 and _is_day(months[0], int(days[0])):
        return f"-{months[0]:02d}-{int(days[0]):02d}"
    return f"-{months[0]:02d}" if not days else ""


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _LENGTHS[month - 1]
