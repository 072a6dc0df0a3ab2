"""The notes of an invented article: references full and short, back references, signals and commentary, with the truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tests.training.references.habits import AND, PAGE, VOLUME
from tests.training.references.records import Work, words, work
from tests.training.references.rendering import render
from tests.training.references.styles import Piece, Style, style
from tests.training.references.writing import Rendering

IBIDEM = {
    "en": ("Ibid.", "Ibid.", "ibid.", "Ibid", "Ibidem", "Id."),
    "de": ("Ebd.", "Ebd.", "Ebenda", "ebd.", "Ebda.", "Ibid.", "A.a.O."),
    "fr": ("Ibid.", "Ibid.", "Ibidem", "ibid.", "Id."),
    "es": ("Ibíd.", "Ibidem", "Ibid.", "ibidem", "Ídem"),
    "it": ("Ibidem", "Ivi", "Ibid.", "ibid.", "ivi"),
    "pt": ("Ibid.", "Ibidem", "ibidem", "Idem"),
    "nl": ("Ibid.", "Ibidem", "Aldaar", "ibid."),
}
OPUS = {
    "en": ("op. cit.", "op. cit.", "loc. cit.", "art. cit.", "op.cit."),
    "de": ("a.a.O.", "a. a. O.", "op. cit.", "aaO."),
    "fr": ("op. cit.", "art. cit.", "op. cit.", "ouvr. cité", "loc. cit."),
    "es": ("op. cit.", "ob. cit.", "art. cit.", "op. cit."),
    "it": ("op. cit.", "cit.", "art. cit.", "cit."),
    "pt": ("op. cit.", "ob. cit.", "art. cit."),
    "nl": ("op. cit.", "a.w.", "o.c.", "art. cit."),
}
SUPRA = {
    "en": (
        "supra note {}",
        "above, n. {}",
        "supra, n. {}",
        "(n. {})",
        "n. {} above",
        "op. cit., n. {}",
        "(note {} above)",
    ),
    "de": ("(Anm. {})", "a.a.O. (Anm. {})", "wie Anm. {}", "(Fn. {})", "(wie Anm. {})", "s. o. Anm. {}"),
    "fr": ("supra, note {}", "cité supra n. {}", "(n. {})", "cité note {}"),
    "es": ("supra, nota {}", "(nota {})", "cit. en nota {}"),
    "it": ("cit. supra, nota {}", "cit. a nota {}", "(nota {})"),
    "pt": ("supra, nota {}", "(nota {})", "cit. na nota {}"),
    "nl": ("(noot {})", "zie noot {}", "a.w. (noot {})"),
}
IDEM = {"en": ("Idem", "idem", "———", "Id."), "de": ("Ders.", "ders.", "Dies.", "—"), "fr": ("Id.", "Idem", "Id.", "—"), "es": ("Id.", "Ídem", "———"), "it": ("Id.", "ID.", "Idem", "———"), "pt": ("Idem", "Id.", "———"), "nl": ("Idem", "Dez.", "———")}  # fmt: skip
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "le",
        "la",
        "les",
        "l'",
        "un",
        "une",
        "il",
        "lo",
        "gli",
        "i",
        "uno",
        "una",
        "el",
        "los",
        "las",
        "o",
        "os",
        "as",
        "um",
        "uma",
        "de",
        "het",
        "een",
        "of",
        "and",
        "und",
        "et",
        "y",
        "e",
        "en",
        "in",
    ]
)


# What a reference usually begins with; these labels have a form for the first word of one.
_BEGINNING = frozenset(("as", "af", "ao", "es", "ef", "ta", "tm", "tj", "br"))


_NEVER_SHORT = frozenset(("archive", "interview", "web", "case", "film", "newspaper"))


@dataclass
class Cited:
    """One reference within a note: where it stands, which work it cites, and how."""

    start: int
    end: int
    work: int  # index of the work within the article; -1 where the note itself does not say
    form: str  # full, ibid, short, opus, supra, name, date


@dataclass
class Note:
    """One note: labelled pieces, and the references within its text."""

    pieces: list[Piece]
    cited: list[Cited]

    @property
    def text(self) -> str:
        return "".join(part for part, _ in self.pieces)


@dataclass
class _Article:
    """What has been cited so far."""

    rng: Random
    habits: Style
    language: str
    works: list[Work] = field(default_factory=list)
    first_cited: dict[int, int] = field(default_factory=dict)  # work → number of the note
    last: int | None = None  # the one work of the note before; None where it has none or several
    last_number: int = 0


def article(rng: Random, language: str, size: int) -> tuple[list[Work], list[Note]]:
    """The works and notes of one invented article."""
    family = rng.choice(("notes", "notes", "notes", "end", "law", "author-date"))
    own = _Article(rng, style(rng, language, family), language)
    notes = [_note(own, number) for number in range(1, size + 1)]
    return own.works, notes


def _note(own: _Article, number: int) -> Note:
    rng = own.rng
    note = Note([], [])
    count = rng.choices((0, 1, 2, 3, 4), (8, 56, 22, 9, 5))[0]
    if not count:
        _put(note, _commentary(own) + ".", "xx")
        own.last = None
        return note
    if rng.random() < 0.16:
        _put(note, _commentary(own) + rng.choice([". ", ": ", "; "]), "xx")
    if rng.random() < 0.4:
        _signal(own, note, begins=True)
    cited: list[int] = []
    for index in range(count):
        if index:
            _between(own, note)
        cited.append(_reference(own, note, number, cited))
    roll = rng.random()
    if roll < 0.04 and own.works:
        _embedded(own, note, cited)
    elif roll < 0.14:
        _put(note, rng.choice([". ", "; ", ", "]), "")
        _put(note, _commentary(own), "xx")
        if rng.random() < 0.3:
            _put(note, rng.choice([", ", "; "]), "")
            _put(note, _commentary(own).lower(), "xx")
    elif roll < 0.15:
        _put(note, " (", "")
        _put(note, _commentary(own).lower(), "xx")
        _put(note, ")", "")
    if not note.pieces[-1][0].endswith("."):
        _put(note, rng.choice([".", ".", ".", ""]), "")
    own.last = cited[0] if len(set(cited)) == 1 and cited[0] >= 0 else None
    own.last_number = number
    return note


def _embedded(own: _Article, note: Note, cited: list[int]) -> None:
    """A sentence with a short reference in brackets within it."""
    rng = own.rng
    index = rng.randrange(len(own.works))
    work = own.works[index]
    if not work.title:
        return
    _put(note, rng.choice([". ", "; "]), "")
    _put(note, _commentary(own), "xx")
    _put(note, " (", "")
    begin = len(note.text)
    at = len(note.pieces)
    named = bool(work.authors) and rng.random() < 0.5
    if named:
        made = Rendering(rng, own.habits, work)
        short_author(made)
        note.pieces.extend(made.pieces)
        _put(note, ", ", "")
    if not named or rng.random() < 0.6:
        _short_title(own, note, work)
        _put(note, ", ", "")
    if note.pieces[-1][0] == ", ":
        note.pieces.pop()
    _cited(own, note)
    _begin(note, at)
    note.cited.append(Cited(begin, len(note.text), index if named else -1, "title"))
    cited.append(index if named else -1)
    _put(note, ")", "")
    _put(note, rng.choice([", ", " ", "; "]), "")
    _put(note, _commentary(own).lower(), "xx")


def _begin(note: Note, at: int) -> None:
    """Mark the first word of the reference whose pieces begin at `at`."""
    for place in range(at, len(note.pieces)):
        text, label = note.pieces[place]
        if label in _BEGINNING:
            note.pieces[place] = (text, "^" + label)
        if label and label != "nu":
            return


def _put(note: Note, text: str, label: str) -> None:
    if text:
        note.pieces.append((text, label))


def _commentary(own: _Article) -> str:
    return words(own.language).make(own.rng, "commentary")


def _signal(own: _Article, note: Note, begins: bool) -> None:
    text = words(own.language).make(own.rng, "signals")
    if begins:
        text = text[:1].upper() + text[1:]
    _put(note, text, "sg")
    _put(note, own.rng.choice([" ", " ", " ", ": "]) if own.rng.random() < 0.15 else " ", "")


def _between(own: _Article, note: Note) -> None:
    rng = own.rng
    roll = rng.random()
    if roll < 0.46:
        _put(note, "; ", "")
        if rng.random() < 0.4:
            _signal(own, note, begins=False)
    elif roll < 0.68:
        _put(note, ". " if not note.pieces[-1][0].endswith(".") else " ", "")
        if rng.random() < 0.7:
            _signal(own, note, begins=True)
    elif roll < 0.78:
        _put(note, rng.choice([". ", "; "]), "")
        _put(note, _commentary(own) + rng.choice([". ", ": ", "; "]), "xx")
        if rng.random() < 0.5:
            _signal(own, note, begins=True)
    elif roll < 0.84:
        _put(note, rng.choice(AND[own.language]).replace(";", " and").replace("/", " and ").replace("&", "and"), "sg")
    elif roll < 0.97:
        _put(note, ", ", "")
        if rng.random() < 0.4:
            _put(note, rng.choice(AND[own.language]).strip(" ,;/&") or "and", "sg")
            _put(note, " ", "")
    else:
        _put(note, ", ", "")
        _signal(own, note, begins=False)


def _pages(rng: Random) -> str:
    first = rng.randint(1, 480)
    roll = rng.random()
    if roll < 0.55:
        return str(first)
    if roll < 0.9:
        return f"{first}{rng.choice('-–')}{first + rng.randint(1, 20)}"
    return f"{first} {rng.choice(['f.', 'ff.', 'n. 3', 'sq.'])}"


def _reference(own: _Article, note: Note, number: int, before: list[int]) -> int:
    """Add one reference; the index of the work it cites."""
    rng = own.rng
    begin = len(note.text)
    at = len(note.pieces)
    if not before and own.last is not None and rng.random() < 0.45:
        index, form = own.last, "ibid"
        _ibidem(own, note)
    elif before and before[-1] >= 0 and own.works[before[-1]].authors and rng.random() < 0.08:
        index, form = _new(own, note, number, same_author=own.works[before[-1]])
    elif own.works and rng.random() < 0.42:
        index = rng.randrange(len(own.works))
        form = _short(own, note, index)
        if not form:
            index, form = _new(own, note, number)
    else:
        index, form = _new(own, note, number)
    _begin(note, at)
    text = note.text
    start = begin + len(text[begin:]) - len(text[begin:].lstrip(" "))
    note.cited.append(Cited(start, trimmed(note.pieces, text, start), index, form))
    return index


def trimmed(pieces: list[Piece], text: str, start: int) -> int:
    """Where the last reference ends: without the punctuation that closes it, with what belongs to its last element."""
    least = len(text)
    for part, label in reversed(pieces):
        if label and label != "x":
            break
        least -= len(part)
    end = len(text)
    while end > max(start, least) and text[end - 1] in " .,;:*_":
        if text[end - 1] in "*_" and text.count(text[end - 1], start, end) % 2 == 0:
            break
        end -= 1
    return end


def _new(own: _Article, note: Note, number: int, same_author: Work | None = None) -> tuple[int, str]:
    rng = own.rng
    kind = rng.choice(("book", "article", "")) if same_author is None else rng.choice(("book", "article"))
    made = work(rng, own.language if rng.random() < 0.85 else rng.choice(("en", "de", "fr")), kind)
    made.isbn = ""
    if same_author is not None:
        made.authors, made.organisation = list(same_author.authors), ""
    cited = (
        _pages(rng) if rng.random() < 0.45 and made.kind not in ("archive", "interview", "web", "case", "film") else ""
    )
    pieces = render(rng, own.habits, made, cited, in_note=True)
    if not cited and made.kind in ("book", "old", "edited") and rng.random() < 0.05:
        # `vols. i-iv`, behind the imprint
        volumes = rng.choice(["i-iv", "1-3", "II", "2", "I–III", "iii"])
        pieces += [(", ", ""), (f"{rng.choice(VOLUME[own.language])} {volumes}", "ci")]
    if made.year not in "".join(text for text, label in pieces if label in ("da", "do")):
        made.year = ""
    if same_author is None and made.authors and rng.random() < 0.08:
        pieces = _told(rng, own.language, pieces)
    while pieces and not pieces[-1][1] and not pieces[-1][0].strip(" ,:;"):
        pieces.pop()
    if same_author is not None:
        pieces = repeated_author(rng, own.language, pieces)
    note.pieces.extend(pieces)
    own.works.append(made)
    index = len(own.works) - 1
    own.first_cited[index] = number
    return index, "full"


_MARKS = "“„«\"‘'*_`"
_TOLD = {
    "en": (
        "in his",
        "in her",
        "in",
        "in the article",
        "in a paper called",
        "has argued in",
        "'s",
        "in his book",
        "and her",
    ),
    "de": ("in seinem Aufsatz", "in", "in ihrem Buch", "hat in", "in seiner Studie"),
    "fr": ("dans son article", "dans", "dans son livre", "a montré dans"),
    "es": ("en su artículo", "en", "en su libro"),
    "it": ("nel suo", "in", "nel suo saggio"),
    "pt": ("no seu artigo", "em", "no seu livro"),
    "nl": ("in zijn", "in", "in haar artikel"),
}


def _told(rng: Random, language: str, pieces: list[Piece]) -> list[Piece]:
    """A reference told in a sentence: the author, then words, then the title."""
    names = [i for i, (_, label) in enumerate(pieces) if label in ("as", "af", "ac")]
    title = next((i for i, (_, label) in enumerate(pieces) if label in ("ta", "tm")), 0)
    if not names or title <= names[0] or any(label == "da" for _, label in pieces[:title]):
        return pieces
    lead = pieces[title - 1][0] if title and not pieces[title - 1][1] else ""
    opened = lead[len(lead.rstrip(_MARKS)) :] if lead else ""
    names = [i for i in names if i < title]
    between = [(" ", ""), (rng.choice(_TOLD[language]), "x"), (rng.choice([" ", " ", ", ", ": "]) + opened, "")]
    return [*pieces[: names[-1] + 1], *between, *pieces[title:]]


def repeated_author(rng: Random, language: str, pieces: list[Piece]) -> list[Piece]:
    """A reference whose author is Idem, or dashes."""
    names = [i for i, (_, label) in enumerate(pieces) if label in ("as", "af", "ac")]
    if not names:
        return pieces
    last = names[0]
    for i in names:
        if i <= last + 2:
            last = i
    return [
        *pieces[: names[0]],
        (rng.choice((*IDEM[language], "———", "-----", "---", "—", "–––", "_____", "––", "———")), "ao"),
        *pieces[last + 1 :],
    ]


def _ibidem(own: _Article, note: Note) -> None:
    rng = own.rng
    _put(note, rng.choice(IBIDEM[own.language]), "br")
    if rng.random() < 0.75:
        _cited(own, note)


def _cited(own: _Article, note: Note, separator: str = "") -> None:
    rng = own.rng
    _put(note, separator or rng.choice([", ", ", ", ", ", " ", ": ", ". "]), "")
    if rng.random() < 0.55:
        _put(note, rng.choice([w for group in PAGE[own.language] for w in group]), "ci")
        _put(note, " ", "")
    _put(note, _pages(rng), "ci")


def _short(own: _Article, note: Note, index: int) -> str:
    """A short form of a work cited before; empty where it has none."""
    rng, cited = own.rng, own.works[index]
    if not cited.authors or not cited.title or cited.kind in _NEVER_SHORT:
        return ""
    made = Rendering(rng, own.habits, cited)
    form = (
        rng.choice(("title", "title", "name", "opus", "opus", "supra", "date"))
        if own.habits.family != "author-date"
        else rng.choice(("date", "date", "date", "title"))
    )
    if form in ("name", "opus") and _ambiguous(own.works, index):
        form = "title"
    short_author(made)
    separator = rng.choice([", ", ", ", ", ", ": ", ". "]) if form != "date" else rng.choice([" ", ", ", " "])
    note.pieces.extend(made.pieces)
    if form == "title":
        _put(note, separator, "")
        _short_title(own, note, cited)
    elif form == "opus":
        _put(note, ", ", "")
        if rng.random() < 0.3:
            _short_title(own, note, cited)
            _put(note, ", ", "")
        _put(note, rng.choice(OPUS[own.language]), "br")
    elif form == "supra":
        _put(note, rng.choice([", ", " "]), "")
        _supra(rng, own.language, note, own.first_cited[index])
    elif form == "date":
        pattern = rng.choice(["{}", "{}", "({})"])
        _put(note, separator + pattern[: pattern.index("{")], "")
        _put(note, cited.year or "n.d.", "da")
        _put(note, pattern[pattern.index("}") + 1 :], "")
    if form == "name" or rng.random() < 0.85:
        _cited(own, note)
    return form


def _ambiguous(works: list[Work], index: int) -> bool:
    """Whether the author's name alone would not say which work is meant."""
    name = works[index].authors[0].surname
    return any(i != index and other.authors and other.authors[0].surname == name for i, other in enumerate(works))


def _supra(rng: Random, language: str, note: Note, number: int) -> None:
    pattern = rng.choice(SUPRA[language])
    before, _, after = pattern.partition("{}")
    lead = len(before) - len(before.lstrip("(,; "))
    _put(note, before[:lead], "")
    _put(note, before[lead:].rstrip(" "), "br")
    _put(note, " ", "")
    _put(note, str(number), "bn")
    if after.strip(")"):
        _put(note, after, "br")
    else:
        _put(note, after, "")


def short_author(made: Rendering) -> None:
    """Surnames alone, as short forms have them; now and then with initials."""
    people = made.work.authors
    rng = made.rng
    shown = people if len(people) <= 3 else people[:1]
    for index, person in enumerate(shown):
        if index:
            last = index == len(shown) - 1
            made._joiner(
                rng.choice([made.style.last if made.style.last.strip() else " and ", "/", " / "]) if last else ", ", "a"
            )
        if rng.random() < 0.08:
            made.put(person.forename[0] + ".", "af")
            made.put(" ")
        made.put(person.surname.upper() if made.style.capitals else person.surname, "as")
    if len(people) > 3:
        made.put(" ")
        made.put("et al.", "ac")


def _short_title(own: _Article, note: Note, cited: Work) -> None:
    text = short_title(own.rng, cited.title)
    part = cited.kind in ("article", "chapter", "conference", "newspaper")
    left, right = own.habits.quotes if part else ("", "")
    italic = own.habits.italic if not part else ""
    _put(note, left + italic, "")
    _put(note, text, "ta" if part else "tm")
    _put(note, italic + right, "")


def short_title(rng: Random, title: str) -> str:
    """The first words of a title that carry it, without an article in front."""
    parts = title.rstrip("?!.").split(" ")
    while len(parts) > 1 and parts[0].casefold() in _SMALL:
        parts = parts[1:]
    size = rng.randint(1, 4)
    kept = parts[:size]
    while len(kept) > 1 and kept[-1].casefold().strip(",") in _SMALL:
        kept.pop()
    return " ".join(kept).rstrip(",:;")


def short_reference(rng: Random, language: str) -> list[Piece]:
    """A short reference alone, as lists of single references have it."""
    own = _Article(rng, style(rng, language, rng.choice(("notes", "law", "author-date"))), language)
    made = work(rng, language, rng.choice(("book", "article", "chapter")))
    own.works, own.first_cited = [made], {0: rng.randint(1, 90)}
    note = Note([], [])
    roll = rng.random()
    if roll < 0.1:
        _ibidem(own, note)
    elif roll < 0.22 and made.authors and made.title:
        # A part of a book cited in short: Author, 'Title' in Other, op. cit., 285.
        rendering = Rendering(rng, own.habits, made)
        rendering.authors()
        rendering.then(", ")
        rendering.part_title(rng.choice([" ", ", "]))
        rendering.put("in", "in")
        rendering.put(" ")
        other = work(rng, language, "edited")
        rendering.work = other
        for index, person in enumerate(other.editors[:2]):
            if index:
                rendering._joiner(rng.choice(AND[language]), "e")
            rendering.put(person.surname, "es")
        note.pieces.extend(rendering.pieces)
        _put(note, ", ", "")
        _put(note, rng.choice(OPUS[language]), "br")
        if rng.random() < 0.5:
            _put(note, ", ", "")
            _supra(rng, language, note, rng.randint(1, 90))
        _cited(own, note)
    elif not _short(own, note, 0):
        _ibidem(own, note)
    return [*note.pieces, (rng.choice([".", ".", "", ","]), "")] if note.pieces else note.pieces
