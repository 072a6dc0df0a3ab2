"""The file of decisions: a person's word on what was inferred, replayed on every run (README, Decisions).

Each entry names a range of the source and the text that stood there when the person looked, so that a source that has
changed since is noticed. Text that moved as a whole is found again where it stands once; all else is told and left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tei_encode.errors import ConfigError
from tei_encode.findings import Finding
from tei_encode.model.record import record
from tei_encode.model.ruling import Decided, Ruling

UNNAMED = "not named"
_LEAST_FOUND = 12  # code points, with those before, by which text that moved is known again
_KEYS = ("id", "kind", "at", "text", "before", "value", "note", "note-text", "by", "why")
_TOP = ("by", "sha256", "source", "decision")


@record(frozen=True)
class Entry:
    """One entry of the file; `value` is None where nobody has decided yet."""

    id: str
    kind: str
    start: int
    end: int
    text: str  # of the range; its beginning where it ends with "…"
    before: str  # what stands directly before the range, as far as it was kept
    value: str | None
    by: str
    note: int = -1
    note_text: str = ""


@record(frozen=True)
class Decisions:
    """A file of decisions as it was read."""

    name: str | None  # without folder
    sha256: str
    entries: tuple[Entry, ...]

    @property
    def people(self) -> dict[str, str]:
        """Name → xml:id of everyone whose word was taken, in the order of entries."""
        names = dict.fromkeys(entry.by or UNNAMED for entry in self.entries if entry.value is not None)
        return {name: f"person{number}" for number, name in enumerate(names, 1)}


def load_decisions(path: str) -> Decisions:
    """The decisions in a file.

    Raises:
        ConfigError: the file cannot be read, or is not of the form that README describes.
    """
    import os

    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    return read_decisions(data, os.path.basename(path), path)


def read_decisions(data: bytes, name: str | None = None, label: str = "") -> Decisions:
    """The decisions in the bytes of a file; `label` is what messages call it.

    Raises:
        ConfigError: they are not of the form that README describes.
    """
    import sys
    from hashlib import sha256

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    label = label or name or "decisions"
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{label}: not valid TOML: {error}") from error
    _known(table, _TOP, label)
    rows = table.get("decision", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(f"{label}: decision is no list of tables; every entry begins with [[decision]]")
    by = _string(table, "by", label)
    entries = tuple(_entry(row, f"{label}: decision {number}", by) for number, row in enumerate(rows, 1))
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise ConfigError(f"{label}: two decisions have the id {entry.id!r}; give one of them another")
        seen.add(entry.id)
    return Decisions(name, sha256(data).hexdigest(), entries)


def _entry(row: Mapping[str, Any], label: str, by: str) -> Entry:
    _known(row, _KEYS, label)
    kind = _string(row, "kind", label)
    at = row.get("at")
    whole = isinstance(at, list) and len(at) == 2 and all(type(one) is int for one in at)
    if not kind or not whole or at is None or not 0 <= at[0] < at[1]:
        words = 'kind = "…" and at = [start, end], code points of the source'
        raise ConfigError(f"{label} ({row.get('id', 'without id')}): it needs {words}")
    value, note = row.get("value"), row.get("note", -1)
    if not (value is None or isinstance(value, str) or type(value) is int):
        raise ConfigError(f"{label}: value is {value!r}; it takes a string or a whole number")
    if type(note) is not int or note < -1:
        raise ConfigError(f"{label}: note is {note!r}; it takes the code point at which the note begins")
    return Entry(
        _string(row, "id", label) or f"{kind}-{at[0]}",
        kind,
        at[0],
        at[1],
        _string(row, "text", label),
        _string(row, "before", label),
        None if value is None else str(value),
        _string(row, "by", label) or by,
        note,
        _string(row, "note-text", label),
    )


def _string(row: Mapping[str, Any], key: str, label: str) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise ConfigError(f"{label}: {key} is {value!r}; it takes a string")
    return value


def _known(row: Mapping[str, Any], keys: Sequence[str], label: str) -> None:
    for key in row:
        if key not in keys:
            from difflib import get_close_matches

            near = get_close_matches(key, keys, 1, 0.4)
            hint = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(keys)}"
            raise ConfigError(f"{label}: unknown key {key!r}{hint}")


# ---- fitting to a source
def fit(decisions: Decisions, text: str) -> tuple[tuple[Ruling, ...], tuple[Finding, ...]]:
    """The decisions on the source as it is now, and a finding for each that moved or no longer fits."""
    people = decisions.people
    rulings: list[Ruling] = []
    findings: list[Finding] = []
    for entry in decisions.entries:
        if entry.value is None:
            continue
        start = entry.start if _stands(text, entry.start, entry) else _found(text, entry)
        if start < 0:
            there = " ".join(text[entry.start : entry.end].split())[:40] or "nothing"
            words = f"{there!r} stands there instead of {entry.text!r}; it takes no part"
            end = min(entry.end, len(text))
            findings.append(Finding("H001", f"decision {entry.id}: {words}", min(entry.start, end), end))
            continue
        end, shift = start + entry.end - entry.start, start - entry.start
        note = _note(text, entry, shift)
        if entry.note >= 0 and note < 0:
            words = f"the note {entry.note_text!r} is no longer there; it takes no part"
            findings.append(Finding("H001", f"decision {entry.id}: {words}", start, end))
            continue
        if shift:
            words = (
                f"its text now stands {abs(shift)} code points {'later' if shift > 0 else 'earlier'}; it is taken there"
            )
            findings.append(Finding("H002", f"decision {entry.id}: {words}", start, end))
        who = people[entry.by or UNNAMED]
        rulings.append(Ruling(entry.id, entry.kind, start, end, entry.value, who, note))
    return tuple(rulings), tuple(findings)


def _stands(text: str, start: int, entry: Entry) -> bool:
    """Whether the text of an entry stands at an offset."""
    if start < 0 or start + entry.end - entry.start > len(text):
        return False
    there = text[start : start + entry.end - entry.start]
    before = text[max(0, start - len(entry.before)) : start]
    return _same(there, entry.text) and before == entry.before


def _same(there: str, wanted: str) -> bool:
    return not wanted or there == wanted or (wanted.endswith("…") and there.startswith(wanted[:-1]))


def _found(text: str, entry: Entry) -> int:
    """Where the text of an entry stands now, -1 where it stands nowhere or more than once."""
    wanted = entry.before + entry.text.removesuffix("…")
    if not entry.text or len(wanted) < _LEAST_FOUND:
        return -1
    at = text.find(wanted)
    if at < 0 or text.find(wanted, at + 1) >= 0:
        return -1
    start = at + len(entry.before)
    return start if _stands(text, start, entry) else -1


def _note(text: str, entry: Entry, shift: int) -> int:
    """Where the note that an entry names begins now; -1 where it names none, or that is not to be found."""
    if entry.note < 0:
        return -1
    wanted = entry.note_text.removesuffix("…")
    near = entry.note + shift
    for start in (near, entry.note):
        if 0 <= start < len(text) and text.startswith(wanted, start):
            return start
    if len(wanted) < _LEAST_FOUND or text.count(wanted) != 1:
        return -1
    return text.find(wanted)


def decided(decisions: Decisions, held: Sequence[Ruling]) -> tuple[Decided | None, Finding]:
    """What the header says of the decisions that hold, and the finding that counts them."""
    given = [entry for entry in decisions.entries if entry.value is not None]
    still = len(decisions.entries) - len(given)
    waiting = f", {still} not yet decided" if still else ""
    counted = Finding("H006", f"{len(held)} of {len(given)} decisions hold{waiting}")
    if not held:
        return None, counted
    taken = {ruling.who for ruling in held}
    people = tuple((identifier, name) for name, identifier in decisions.people.items() if identifier in taken)
    return Decided(decisions.name, decisions.sha256, people, tuple(held)), counted
