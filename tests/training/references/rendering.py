"""One function a kind of work: the order in which a style says what it has to say."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.training.references.habits import AND, EDITED_BY, HERE, INTERVIEW, LETTER, REVIEWED
from tests.training.references.records import Work, words
from tests.training.references.styles import Piece, Style
from tests.training.references.writing import Rendering


def render(rng: Random, habits: Style, work: Work, cited: str = "", in_note: bool = False) -> list[Piece]:
    """A work in a style, as labelled pieces; `cited` is the page that a note is about."""
    made = Rendering(rng, habits, work, cited)
    if habits.number and not cited and not in_note:
        made.mark(habits.number, str(rng.randint(1, 199)), "nu")
    _KINDS[work.kind](made)
    if work.size and not cited:
        made.then(rng.choice([", ", ". ", ". ", "; "]))
        made.put(
            f"{work.size} {rng.choice({'de': ['S.', 'Seiten'], 'nl': ['p.', 'blz.'], 'en': ['pp.', 'p.', 'pages']}.get(work.language, ['p.', 'pp.', 'p']))}",
            "vs",
        )
    made.put_cited()
    made.identifiers()
    if rng.random() < 0.02:
        made.then(". ")
        if rng.random() < 0.3:
            made.put(
                rng.choice(["Reprinted in", "Repr. in", "wieder in:", "repris dans", "Published as", "ora in"])
                + words(made.language).fill(rng, " {N} {n} {N}, {place}, {y1}"),
                "x",
            )
        else:
            made.put(
                rng.choice(
                    [
                        "(in Russian)",
                        "[in Hungarian]",
                        "Reprinted 1988.",
                        "Print.",
                        "Web.",
                        "with a preface",
                        "Kindle edition",
                        "and the literature cited there",
                    ]
                ),
                "x",
            )
    if not cited and not in_note:
        made.then(habits.end)
    return [piece for piece in made.pieces if piece[0]]


def _lead(made: Rendering) -> bool:
    """Author and, in author-date styles, the year; whether the year has been said."""
    style = made.style
    named = made.authors()
    if not named:
        return False
    if style.family in ("author-date", "short"):
        pattern = style.year
        made.put(
            ""
            if pattern[0] in ","
            else made.rng.choice([" ", " ", ", "])
            if pattern[0] in "(["
            else made.rng.choice([". ", ", ", " ", ", "])
        )
        made.year(pattern)
        return True
    made.then(style.after_author)
    return False


def _book(made: Rendering) -> None:
    style, work = made.style, made.work
    said = _lead(made)
    if not made.pieces and style.family == "author-date" and made.rng.random() < 0.5:
        made.main_title(" ")
        made.year("({}). ")
        said = True
        made.imprint(False)
        return
    made.main_title("")
    if made.rng.random() < 0.015:
        made.put(" ")
        made.put(
            made.rng.choice(["[in Russian]", "[in Polish]", "(in Russian)", "[russ.]", "[en russe]", "[in Hungarian]"]),
            "x",
        )
    if work.editors and work.authors:
        made.then(made.rng.choice([", ", ". ", style.separator, " "]))
        if made.rng.random() < 0.7:
            made.edited_by(work.editors, EDITED_BY[made.language], "e")
        else:
            made.people(work.editors, "e", inverted=False)
            made.editor_word(len(work.editors) > 1)
    made.extras(made.rng.choice([", ", ". ", style.separator]))
    if said:
        if work.places or work.publisher:
            made.then(made.rng.choice([". ", ". ", ", ", style.separator]))
            made.imprint(False)
    else:
        made.then(" " if style.imprint.startswith("(") else style.separator)
        made.imprint(True)


def _old(made: Rendering) -> None:
    if not made.work.authors and made.rng.random() < 0.5:
        made.main_title("")
    elif made.rng.random() < 0.12:
        made.main_title("")
        made.then(", ")
        made.put(
            {"en": "by", "de": "von", "fr": "par", "es": "por", "it": "di", "pt": "por", "nl": "door"}[made.language],
            "x",
        )
        made.put(" ")
        made.people(made.work.authors, "a", inverted=False)
    else:
        _book(made)
        return
    made.extras(", ")
    made.then(made.rng.choice([", ", ". ", " - "]))
    made.imprint(True)


def _article(made: Rendering) -> None:
    style = made.style
    family = style.family
    if family == "short":
        made.authors()
        made.put(made.rng.choice([", ", " ", ", "]))
        year_first = made.rng.random() < 0.5
        if year_first:
            made.year(made.rng.choice(["{}, ", "{} ", "({}) ", "({}), "]))
        journal = made.work.journal if made.rng.random() < 0.3 else words(made.language).make(made.rng, "abbreviations")
        made.put(journal, "tj")
        made.put(made.rng.choice([", ", " ", ", "]))
        made.put(made.work.volume or made.work.issue, "vo" if made.work.volume else "is")
        if made.work.pages[0]:
            made.put(made.rng.choice([", ", ", ", ": "]))
            made.put(made.work.pages[0], "pg")
        if not year_first:
            made.year(made.rng.choice([" ({})", ", {}", " {}"]))
        return
    if family == "law":
        made.authors()
        made.then(", ")
        made.part_title(made.rng.choice([" ", ", ", " "]))
        made.year(made.rng.choice(["({}) ", "({}) ", "[{}] "]))
        made.put(made.work.volume, "vo")
        if made.work.issue and made.rng.random() < 0.3:
            made.put("(")
            made.put(made.work.issue, "is")
            made.put(")")
        made.put(" " if made.work.volume else "")
        made.put(made.work.journal, "tj")
        made.put_pages(made.rng.choice([" {}", " {}", ", {}"]))
        return
    if family == "vancouver":
        made.authors()
        made.then(made.rng.choice([". ", ". ", ": ", ", "]))
        made.part_title(". ")
        made.put(made.work.journal, "tj")
        made.put(made.rng.choice([". ", " ", ". ", ", "]))
        made.date()
        if made.work.volume or made.work.issue:
            made.put(made.rng.choice(["; ", ";", ": ", " ;", ", "]))
            made.volume_issue()
        made.put_pages(made.rng.choice([":{}", ": {}", ", {}", ":{}"]))
        return
    said = _lead(made)
    made.part_title(made.rng.choice([". ", ", ", style.separator]))
    if style.title_in.strip(", "):
        made.put(style.title_in.strip(), "in")
        made.put(" ")
    made.journal_title()
    _volume_year_pages(made, said)
    if made.rng.random() < 0.03 and made.work.volume.isdigit() and not said:
        # The second part of an article, in the next volume.
        made.put(made.rng.choice([" ", "; "]))
        made.put(made.rng.choice(AND[made.language]).strip(" ,;/") or "and", "x")
        made.put(" ")
        made.work.volume = str(int(made.work.volume) + 1)
        _volume_year_pages(made, said)


def _volume_year_pages(made: Rendering, said: bool) -> None:
    style, work = made.style, made.work
    comma = (
        made.rng.choice([", ", " ", ", ", ". "])
        if not style.volume.startswith("{v}")
        else made.rng.choice([" ", ", ", " "])
    )
    place = style.article_year
    if said or place == "last":
        if work.volume or work.issue:
            made.put(comma)
            made.volume_issue()
        made.put_pages()
        if not said:
            made.put(made.rng.choice([", ", ". ", ", ", " ("]))
            opened = made.pieces[-1][0] == " ("
            made.date()
            made.put(")" if opened else "")
        return
    if place.startswith("volume"):
        if work.volume or work.issue:
            made.put(comma)
            made.volume_issue()
        before, _, after = place.removeprefix("volume").replace("(({y}))", "({y})").partition("{y}")
        made.put(before)
        made.date()
        made.put(after)
    else:
        before, _, after = place.removesuffix(" volume").partition("{y}")
        made.put(" " + before)
        made.date()
        made.put(after)
        if work.volume or work.issue:
            made.put(made.rng.choice([", ", " "]))
            made.volume_issue()
    made.put_pages()


def _chapter(made: Rendering) -> None:
    style, work, rng = made.style, made.work, made.rng
    said = _lead(made)
    proceedings = work.kind == "conference"
    made.part_title(
        rng.choice([". ", ", ", style.separator, " "]) if style.quotes[0] else rng.choice([". ", ", ", style.separator])
    )
    if rng.random() < 0.72 or not proceedings:
        lead = style.container
        made.put(lead.strip(), "in")
        made.put(lead[len(lead.rstrip()) :] if lead[-1] == " " else "")
    if work.editors and style.editors_first:
        made.people(work.editors, "e", inverted=None if rng.random() < 0.4 else False)
        if rng.random() < 0.93:
            made.editor_word(len(work.editors) > 1)
        made.put(rng.choice([", ", ", ", ": ", " ", ". "]))
    made.title("tm", work.container, work.container_subtitle, False, True)
    if work.editors and not style.editors_first:
        inside = rng.random() < 0.15
        made.then(" (" if inside else rng.choice([", ", ". ", " ", ", "]))
        if inside or rng.random() < 0.9:
            made.edited_by(work.editors, EDITED_BY[made.language], "e")
            made.put(")" if inside else "")
        else:
            made.people(work.editors, "e", inverted=False)
            made.editor_word(len(work.editors) > 1)
    if proceedings and work.volume:
        made.put(", ")
        made.put(rng.choice(["vol.", "Vol.", "volume"]), "vo")
        made.put(" ")
        made.put(work.volume, "vo")
    early = rng.random() < 0.4
    if early and work.pages[0]:
        made.put_pages(rng.choice([" ({p} {})", ", {p} {}", ", {}", ", {p} {}", ". {}"]))
    made.extras(rng.choice([", ", ". "]))
    if not said or work.places or work.publisher:
        start = "(" if style.imprint.startswith("(") and not said else ""
        made.then(" " if start else rng.choice([". ", ", ", style.separator]))
        made.imprint(not said)
    if not early:
        made.put_pages(rng.choice([", {p} {}", ", {}", ": {}", ", {p} {}", ". {p} {}", ", {p}{}", " {}", ". {}."]))


def _thesis(made: Rendering) -> None:
    style, work, rng = made.style, made.work, made.rng
    said = _lead(made)
    quoted = rng.random() < 0.2
    made.title("tm", work.title, work.subtitle, quoted, not quoted, style.separator)
    opened = rng.random() < 0.3
    if opened:
        made.put("(")
    made.put(work.genre, "ge")
    made.put(rng.choice([", ", ", ", " ", ": "]))
    made.put(work.school, "pu")
    if work.places:
        made.put(", ")
        made.put(work.places[0], "pl")
    if not said:
        made.put(rng.choice([", ", " ", ", "]))
        made.year()
    if opened:
        made.put(")")


def _report(made: Rendering) -> None:
    style, work, rng = made.style, made.work, made.rng
    said = _lead(made)
    if work.journal:
        made.part_title(rng.choice([". ", ", "]))
        made.put(work.journal, "tj")
        made.put(rng.choice([" ", " No. ", " no. ", ", "]))
        if made.pieces[-1][0].strip(" ,"):
            made.pieces[-1:] = [(" ", ""), (made.pieces[-1][0].strip(), "is"), (" ", "")]
        made.put(work.issue, "is")
    else:
        made.main_title("")
    if work.genre:
        opened = rng.random() < 0.3
        made.then(" (" if opened else style.separator)
        made.put(work.genre, "ge")
        made.put(rng.choice([" ", " no. ", " No. ", " ", ", "]))
        if made.pieces[-1][0].strip(" ,"):
            word = made.pieces.pop()[0].strip()
            made.put(" ")
            made.put(word, "is")
            made.put(" ")
        made.put(work.issue, "is")
        made.put(")" if opened else "")
    made.then(rng.choice([". ", ", ", style.separator]))
    made.imprint(not said)


def _newspaper(made: Rendering) -> None:
    style, work, rng = made.style, made.work, made.rng
    said = bool(work.authors) and style.family == "author-date" and rng.random() < 0.6
    if said:
        made.authors()
        made.put(rng.choice([" (", " ", ". "]))
        opened = made.pieces[-1][0] == " ("
        made.date() if opened and rng.random() < 0.6 else made.year()
        made.put(")" if opened else "")
        made.put(rng.choice([". ", ", ", ": "]))
    elif work.authors or work.organisation:
        made.authors()
        made.then(style.after_author)
    if rng.random() < 0.9:
        made.part_title(rng.choice([". ", ", "]))
    if rng.random() < 0.15:
        made.put(rng.choice(["in", "In:", "in:"]), "in")
        made.put(" ")
    made.title("tj", work.journal, "", False, True)
    if not said or rng.random() < 0.4:
        opened = rng.random() < 0.2
        made.put(" (" if opened else rng.choice([", ", ", ", " "]))
        made.date()
        made.put(")" if opened else "")
    made.put_pages(rng.choice([", {p} {}", ", {}", ": {}", ", sec. A, {p} {}"]).replace("sec. A, ", ""))


def _web(made: Rendering) -> None:
    style, work, rng = made.style, made.work, made.rng
    said = _lead(made)
    quoted = rng.random() < 0.5
    made.title(
        "ta" if work.container else "tm",
        work.title,
        work.subtitle,
        quoted and bool(work.container),
        not quoted,
        style.separator,
    )
    if work.container:
        made.title("tm", work.container, "", False, True)
    if not said:
        made.then(rng.choice([", ", ". ", " ("]))
        opened = made.pieces[-1][0].endswith("(")
        made.date()
        made.put(")" if opened else "")


def _archive(made: Rendering) -> None:
    work, rng = made.work, made.rng
    if work.authors:
        made.people(work.authors, "a", inverted=False)
        made.put(" " if rng.random() < 0.7 else ", ")
        made.put(rng.choice(LETTER[made.language]), "x")
        made.put(" ")
        other = words(made.language).fill(rng, "{person}")
        made.put(other, "x")
        made.put(", ")
    elif work.title and rng.random() < 0.6:
        made.part_title(", ")
    if work.year and rng.random() < 0.7:
        made.date()
        made.put(", ")
    parts = [("re", work.repository), *((("fo" if unit == "folio" else "sh"), text) for unit, text in work.shelfmark)]
    if rng.random() < 0.15:
        parts.append(parts.pop(0))
    for index, (label, text) in enumerate(parts):
        if index:
            made.put(rng.choice([", ", ", ", ", ", "; ", " ", ": "]))
        made.put(text, label)


def _case(made: Rendering) -> None:
    work, rng = made.work, made.rng
    if work.title:
        made.title("ta", work.title, "", False, rng.random() < 0.5)
        made.put(rng.choice([" ", ", "]))
        made.year(rng.choice(["[{}] ", "({}) "]))
        made.put(work.volume, "vo")
        made.put(" ")
        made.put(work.reporter, "tj")
        made.put(" ")
        made.put(work.pages[0], "pg")
        return
    made.put(work.court, "ao")
    if rng.random() < 0.5:
        made.put(", ")
        made.put(
            rng.choice(
                {"de": ["Urteil vom", "Urt. v.", "Beschl. v."], "fr": ["arrêt du", ""], "nl": [""]}.get(
                    work.language, [""]
                )
            ),
            "x",
        )
        made.put(" ")
        made.work.month, made.work.day = str(rng.randint(1, 12)), str(rng.randint(1, 28))
        made.date()
    made.put(", ")
    made.put(work.reporter, "tj")
    made.put(" ")
    if rng.random() < 0.5:
        made.year("{}, ")
    else:
        made.put(work.volume, "vo")
        made.put(", ")
    made.put(work.pages[0], "pg")


def _film(made: Rendering) -> None:
    work, rng = made.work, made.rng
    if rng.random() < 0.3:
        made.title("tm", work.title, "", False, True)
        made.put(rng.choice([" ", ", ", " ("]))
        opened = made.pieces[-1][0] == " ("
        made.year()
        made.put(")" if opened else "")
        made.put(", ")
        made.put(
            rng.choice(["motion picture", "television program", "dvd", "video recording", "film", "documentary", "CD"]),
            "ge",
        )
        if work.publisher:
            made.put(", ")
            made.put(work.publisher, "pu")
        if work.places:
            made.put(", ")
            made.put(work.places[0], "pl")
        return
    if rng.random() < 0.5:
        made.title("tm", work.title, "", False, True)
        made.put(rng.choice([", ", " ", ". "]))
        made.put(rng.choice(["dir.", "directed by", "(dir.", "Dir."]), "ro")
        made.put(" ")
        made.people(work.authors, "e", inverted=False)
        if made.pieces and any(text == "(dir." for text, _ in made.pieces):
            made.put(")")
        made.then(rng.choice([", ", ". ", " ("]))
    else:
        made.people(work.authors, "e")
        made.put(" (")
        made.put(rng.choice(["dir.", "director", "Director", "réal.", "Regie"]), "ro")
        made.put("), ")
        made.title("tm", work.title, "", False, True)
        made.put(rng.choice([", ", " [", ". ", " ("]))
        opened = made.pieces[-1][0].strip()
        made.put(work.genre, "ge")
        made.put({"[": "]", "(": ")"}.get(opened, ""))
        made.put(rng.choice([", ", ". ", " "]))
    opened = made.pieces[-1][0].endswith("(")
    if work.places and work.publisher:
        made.put(work.places[0], "pl")
        made.put(": ")
    if work.publisher:
        made.put(work.publisher, "pu")
        made.put(", ")
    made.year()
    made.put(")" if opened else "")


def _interview(made: Rendering) -> None:
    work, rng = made.work, made.rng
    if rng.random() < 0.6:
        made.put(rng.choice(INTERVIEW[made.language]), "ge")
        made.put(" ")
        made.people(work.authors, "a", inverted=False)
    else:
        made.people(work.authors, "a")
        made.put(", ")
        made.put(work.genre, "ge")
    if work.places:
        made.put(", ")
        made.put(work.places[0], "pl")
    made.put(", ")
    made.date()


def review(made: Rendering) -> None:
    """A review of a work, in a journal."""
    made.authors()
    made.then(", ")
    made.put(made.rng.choice([REVIEWED[made.language], "review of", "Review of"]), "ge")
    made.put(" ")
    made.title("ta", made.work.title, made.work.subtitle, False, True)
    made.put(", ")
    made.title("tj", made.work.journal, "", False, True)
    _volume_year_pages(made, False)


_KINDS: dict[str, Callable[[Rendering], None]] = {
    "article": _article,
    "book": _book,
    "chapter": _chapter,
    "edited": _book,
    "thesis": _thesis,
    "report": _report,
    "conference": _chapter,
    "newspaper": _newspaper,
    "web": _web,
    "archive": _archive,
    "case": _case,
    "film": _film,
    "interview": _interview,
    "old": _old,
}
__all__ = ["HERE", "render", "review"]
