"""One reference being written in a style: names, titles, numbers and imprints, piece by piece."""

from __future__ import annotations

from random import Random

from tests.training.references.habits import (
    ACCESSED,
    AT,
    BY_TRANSLATOR,
    EDITION,
    EDITORS,
    FORTHCOMING,
    ISSUE,
    MONTHS,
    PAGE,
    SEASONS,
    UNDATED,
    VOLUME,
    VOLUMES,
)
from tests.training.references.people import Person
from tests.training.references.records import Work
from tests.training.references.styles import Piece, Style


class Rendering:
    """One reference being written."""

    def __init__(self, rng: Random, habits: Style, work: Work, cited: str = "") -> None:
        self.rng, self.style, self.work, self.cited = rng, habits, work, cited
        self.pieces: list[Piece] = []
        self.language = habits.language

    # ---- pieces
    def put(self, text: str, label: str = "") -> None:
        if text:
            self.pieces.append((text, label))

    def then(self, separator: str | None = None) -> None:
        """A separator, unless the text ends with one that does."""
        separator = self.style.separator if separator is None else separator
        if not self.pieces:
            return
        last = self.pieces[-1][0].rstrip()[-1:]
        stopped = separator[:1] in (".", ",") and last in tuple(".,?!:;")
        if stopped and (separator[0] == "." or last != "."):
            separator = separator[1:]
        self.put(separator)

    def mark(self, pattern: str, value: str, label: str) -> None:
        """A pattern with a labelled value in its braces; what else it says is for punctuation."""
        before, _, after = pattern.partition("{}")
        self.put(before)
        self.put(value, label)
        self.put(after)

    # ---- names
    def person(self, person: Person, role: str, inverted: bool) -> None:
        forename = _forenames(person.forename, self.style.forenames)
        surname = person.surname.upper() if self.style.capitals else person.surname
        link = person.link
        if link and not inverted:
            surname = f"{link}{'' if link.endswith(chr(39)) else ' '}{surname}"
        elif link and self.rng.random() < 0.5:
            surname = f"{link}{'' if link.endswith(chr(39)) else ' '}{surname}"
            link = ""
        if not inverted:
            self.put(forename, role + "f")
            self.put(" ")
            self.put(surname, role + "s")
        else:
            inner = self.style.inner
            self.put(surname, role + "s")
            self.put(inner)
            self.put(forename, role + "f")
            if inner == " (":
                self.put(")")
            if link:
                self.put(" " + link, role + "s")
        if person.suffix:
            self.put(", ")
            self.put(person.suffix, role + "f")

    def people(self, people: list[Person], role: str, inverted: bool | None = None) -> None:
        shown = people
        cut = len(people) > max(self.style.others, 1) and len(people) > 1 and self.style.others < 20
        if cut:
            shown = people[: 1 if self.rng.random() < 0.6 else max(1, self.style.others)]
        order = self.style.order
        for index, person in enumerate(shown):
            if index:
                last = index == len(shown) - 1 and not cut
                joiner = self.style.last if last else self.style.delimiter
                self._joiner(joiner, role)
            turned = (order == "inverted" or (order == "first" and not index)) if inverted is None else inverted
            self.person(person, role, turned)
        if cut:
            word = self.rng.choice(
                ["et al.", "et al", "et al."] if self.language != "de" else ["u.a.", "et al.", "u. a."]
            )
            self.put(self.rng.choice([" ", ", "]))
            self.put(word, role + "c")

    def _joiner(self, joiner: str, role: str) -> None:
        word = joiner.strip(" ,;")
        if not word or word in "/-.":
            self.put(joiner)
            return
        before, after = joiner.split(word)
        self.put(before)
        self.put(word, role + "c")
        self.put(after)

    def authors(self) -> bool:
        work = self.work
        if work.authors:
            self.people(work.authors, "a")
        elif work.organisation:
            self.put(
                work.organisation.upper() if self.style.capitals and self.rng.random() < 0.3 else work.organisation,
                "ao",
            )
        elif work.editors and work.kind == "edited":
            self.people(work.editors, "e")
            self.editor_word(len(work.editors) > 1)
        else:
            return False
        return True

    def editor_word(self, several: bool) -> None:
        word = self.rng.choice(EDITORS[self.language][several])
        if self.rng.random() < 0.75:
            self.put(self.rng.choice([" (", " (", ", ("]) if self.rng.random() < 0.9 else " [")
            self.put(word, "ro")
            self.put(")")
        else:
            self.put(self.rng.choice([", ", " "]))
            self.put(word, "ro")

    def edited_by(self, people: list[Person], words: tuple[str, ...], role: str) -> None:
        self.put(self.rng.choice(words), "ro")
        self.put(" ")
        self.people(people, role, inverted=False)

    # ---- titles
    def title(self, label: str, title: str, subtitle: str, quoted: bool, italic: bool, closing: str = "") -> None:
        """A title with its quotation marks or italics; `closing` may go within the marks."""
        left, right = self.style.quotes if quoted else ("", "")
        delimiter = self.style.italic if italic else ""
        text = title
        if subtitle:
            text += (
                ""
                if title[-1:] in "?!" and self.style.subtitle[0] in ":."
                else self.style.subtitle[0]
                if self.style.subtitle[0] != " "
                else ""
            )
            text += self.style.subtitle[1:] if self.style.subtitle[0] != " " else self.style.subtitle
        self.put(left + delimiter)
        self.put(text + subtitle, label)
        if right and closing and self.style.inside and closing[0] in ".,":
            self.put(
                delimiter + ("" if text[-1:] in "?!" and not subtitle else closing[0]) + right + (closing[1:] or "")
            )
        else:
            self.put(delimiter + right)
            if closing:
                self.then(closing)

    def main_title(self, closing: str = "") -> None:
        self.title(
            "tm", self.work.title, self.work.subtitle, self.style.quote_books, not self.style.quote_books, closing
        )

    def journal_title(self) -> None:
        quoted = self.style.quote_journals
        self.title("tj", self.work.journal, "", quoted, not quoted)

    def part_title(self, closing: str) -> None:
        quoted = not self.style.quote_journals
        self.title("ta", self.work.title, self.work.subtitle, quoted, not quoted, closing)

    # ---- numbers
    def year_text(self) -> str:
        work = self.work
        if not work.year:
            return self.rng.choice(UNDATED[self.language])
        if self.rng.random() < 0.008:
            return self.rng.choice(FORTHCOMING[self.language])
        if self.rng.random() < 0.01:
            return self.rng.choice(UNDATED[self.language])
        year = work.year
        if self.style.family == "author-date" and self.rng.random() < 0.06:
            year += self.rng.choice("abc")
        if self.rng.random() < 0.02:
            return self.rng.choice(["{} [?]", "[{}]", "ca. {}", "c. {}", "[{}?]", "c{}", "{}?"]).format(year)
        return f"{year}{self.rng.choice('/–-')}{(int(work.year) + 1) % 100:02d}" if self.rng.random() < 0.015 else year

    def year(self, pattern: str = "{}") -> None:
        original = self.work.original_year
        before, _, after = pattern.partition("{}")
        self.put(before)
        if original and self.rng.random() < 0.5:
            self.mark(self.rng.choice(["[{}] ", "{}/", "({}) "]), original, "do")
        text = self.year_text()
        if self.work.month.isdigit() and text == self.work.year and self.rng.random() < 0.5:
            month = MONTHS[self.language][int(self.work.month) - 1]
            text = self.rng.choice([f"{text}, {month}", f"{month} {text}", f"{month}, {text}"])
        self.put(text, "da")
        if original and self.rng.random() < 0.3:
            self.mark(self.rng.choice([" [{}]", " [orig. {}]"]).replace("orig. ", ""), original, "do")
        self.put(after)

    def date(self) -> None:
        """Day, month and year as the language has them."""
        work, rng = self.work, self.rng
        if not work.month:
            self.put(self.year_text(), "da")
            return
        if not work.month.isdigit():
            self.put(rng.choice(SEASONS[self.language]) + " " + work.year, "da")
            return
        month = MONTHS[self.language][int(work.month) - 1]
        if rng.random() < 0.25 and len(month) > 4:
            month = month[:3] + rng.choice([".", ""])
        if self.language == "en":
            options = (
                [f"{month} {work.day}, {work.year}", f"{work.day} {month} {work.year}"]
                if work.day
                else [f"{month} {work.year}", f"{work.year}, {month}"]
            )
            if work.day and rng.random() < 0.2:
                options = [f"{work.year}, {month} {work.day}"]
        elif self.language == "de":
            options = (
                [f"{work.day}. {month} {work.year}", f"{work.day}.{work.month}.{work.year}"]
                if work.day
                else [f"{month} {work.year}"]
            )
        else:
            of = {"es": " de ", "pt": " de "}.get(self.language, " ")
            options = (
                [f"{work.day} {month} {work.year}", f"{work.day}{of}{month}{of}{work.year}"]
                if work.day
                else [f"{month} {work.year}", f"{month}{of}{work.year}"]
            )
        self.put(rng.choice(options), "da")

    def volume_issue(self) -> None:
        work, rng = self.work, self.rng
        pattern = self.style.volume
        if not work.volume and not work.issue:
            return
        if not work.issue:
            pattern = (
                rng.choice(["{vol} {v}", "{v}", "{v}", "{v}", "{v}. {vol}", "{vol}{v}"])
                if "{vol}" in pattern or "{V}" in pattern
                else "{v}"
            )
            if rng.random() < 0.5:
                pattern = pattern.replace("{v}. {vol}", "{v}")
        elif not work.volume:
            pattern = rng.choice(["{no} {i}", "{no} {i}", "{i}", "({i})", "{NO} {i}"])
        words = {"vol": rng.choice(VOLUME[self.language]), "no": rng.choice(ISSUE[self.language])}
        words["V"], words["NO"] = words["vol"].capitalize(), words["no"].capitalize()
        at = 0
        while at < len(pattern):
            if pattern[at] == "{":
                end = pattern.index("}", at)
                name = pattern[at + 1 : end]
                if name == "v":
                    self.put(work.volume, "vo")
                elif name == "i":
                    self.put(work.issue, "is")
                else:
                    self.put(words[name], "vo" if name.lower() in ("vol", "v") else "is")
                at = end + 1
            else:
                stop = pattern.find("{", at)
                stop = len(pattern) if stop < 0 else stop
                self.put(pattern[at:stop])
                at = stop

    def page_text(self) -> str:
        first, last = self.work.pages
        if not last:
            return first
        dash = self.rng.choice(["-", "-", "–", "–", "—", "--", " - ", "–"])
        return f"{first}{dash}{last}"

    def put_pages(self, pattern: str = "") -> None:
        if not self.work.pages[0]:
            return
        pattern = pattern or self.style.pages
        one = not self.work.pages[1]
        words = PAGE[self.language][1 if one and self.language in ("en", "it", "nl", "es") else 0]
        before, _, after = pattern.partition("{}")
        if "{p}" in before or "{P}" in before:
            word = self.rng.choice(words)
            start, _, rest = before.replace("{P}", "{p}").partition("{p}")
            self.put(start)
            self.put(word.capitalize() if "{P}" in before else word, "pg")
            self.put(rest)
        else:
            self.put(before)
        text = self.page_text()
        if self.rng.random() < 0.05 and one:
            text += self.rng.choice([" f.", " ff.", "ff.", "f.", " sq.", "+", " et seq."])
        self.put(text, "pg")
        self.put(after)

    def put_cited(self) -> None:
        """The page that the note is about, behind everything else."""
        if not self.cited:
            return
        rng = self.rng
        words = [w for group in PAGE[self.language] for w in group]
        style = rng.random()
        closed = self.pieces[-1][0].rstrip()[-1:] == ")"
        if self.style.family == "law" and rng.random() < 0.8:
            self.put(" ")
            style = rng.choice([0.5, 0.5, 0.1, 0.9]) if self.work.pages[0] else rng.choice([0.9, 0.9, 0.5, 0.1])
        else:
            self.put(
                rng.choice([" ", " ", ", "])
                if closed and rng.random() < 0.4
                else rng.choice([", ", ", ", ", ", " ", ": ", "; "])
            )
        if style < 0.45:
            self.put(rng.choice(words), "ci")
            self.put(rng.choice([" ", " ", ""]))
        elif style < 0.55:
            self.put(rng.choice(AT[self.language]), "ci")
            self.put(" ")
        self.put(self.cited, "ci")
        if rng.random() < 0.06:
            self.put(rng.choice([", ", " and ", " und ", " und S. ", "; ", " et "]))
            self.put(str(rng.randint(1, 400)), "ci")

    # ---- parts of a book
    def extras(self, separator: str) -> None:
        """Edition, volumes, translators, series, in an order of the moment."""
        rng = self.rng
        parts = [self._edition, self._volumes, self._translators, self._series]
        if rng.random() < 0.3:
            rng.shuffle(parts)
        for part in parts:
            part(separator)

    def _edition(self, separator: str) -> None:
        if self.work.edition:
            pattern = self.rng.choice(EDITION[self.language])
            number = self.work.edition
            ordinal = (
                {1: "1st", 2: "2nd", 3: "3rd"}.get(number, f"{number}th") if self.language == "en" else str(number)
            )
            inside = self.rng.random() < 0.25
            self.then(" (" if inside else separator)
            self.put(pattern.format(n=number, o=ordinal), "ed")
            self.put(")" if inside else "")

    def _volumes(self, separator: str) -> None:
        if self.work.volumes:
            self.then(separator)
            self.put(self.rng.choice(VOLUMES[self.language]).format(self.work.volumes), "vs")
        elif self.work.volume and self.work.kind != "conference":
            self.then(separator)
            if self.rng.random() < 0.7:
                word = self.rng.choice(VOLUME[self.language])
                self.put(word.capitalize() if self.rng.random() < 0.3 else word, "vo")
                self.put(" ")
            self.put(self.work.volume, "vo")

    def _translators(self, separator: str) -> None:
        if self.work.translators and self.work.kind in ("book", "edited", "chapter"):
            self.then(separator)
            inside = self.rng.random() < 0.15
            self.put("(" if inside else "")
            self.edited_by(self.work.translators, BY_TRANSLATOR[self.language], "t")
            self.put(")" if inside else "")

    def _series(self, separator: str) -> None:
        work = self.work
        if not work.series:
            return
        inside = self.rng.random() < 0.35
        self.then(" (" if inside else separator)
        if self.rng.random() < 0.1:
            self.put("(" if not inside else "")
        self.put(work.series, "se")
        if work.series_number:
            self.put(self.rng.choice([" ", ", ", ", ", ", no. ", "; ", " Nr. ", ", vol. ", ", Bd. ", " "]))
            if self.pieces[-1][0].strip(" ,;"):
                word = self.pieces.pop()[0]
                lead = word[: len(word) - len(word.lstrip(" ,;"))]
                self.put(lead)
                self.put(word.strip(" ,;"), "sn")
                self.put(" ")
            self.put(work.series_number, "sn")
        self.put(")" if inside else "")

    def imprint(self, with_year: bool) -> None:
        """Place, publisher and year in the pattern of the style; what is not known falls out of it."""
        work, rng = self.work, self.rng
        pattern = self.style.imprint
        if "{pl}" in pattern and not work.places:
            pattern = "{pu}, {y}" if work.publisher else "{y}"
        if "{pu}" in pattern and not work.publisher:
            pattern = rng.choice(["{pl}, {y}", "{pl} {y}"]) if work.places else "{y}"
        if not with_year:
            pattern = rng.choice(
                [
                    p
                    for p in (
                        "{pl}: {pu}",
                        "{pu}, {pl}",
                        "{pl}, {pu}",
                        "{pl}",
                        "{pu}",
                        "({pl}: {pu})",
                        "{pl} ({pu})",
                        "{pu}: {pl}",
                    )
                    if ("{pl}" not in p or work.places) and ("{pu}" not in p or work.publisher)
                ]
                or [""]
            )
            if not pattern:
                return
        if work.kind == "old" and rng.random() < 0.5 and with_year and work.places:
            pattern = rng.choice(["{pl} {y}", "{pl}, {y}", "{pl}. {y}"])
        at = 0
        while at < len(pattern):
            if pattern[at] == "{":
                end = pattern.index("}", at)
                getattr(self, "_put_" + pattern[at + 1 : end])()
                at = end + 1
            else:
                stop = pattern.find("{", at)
                stop = len(pattern) if stop < 0 else stop
                self.put(pattern[at:stop])
                at = stop

    def _put_pl(self) -> None:
        for index, place in enumerate(self.work.places):
            if index:
                self.put(self.rng.choice([", ", "; ", "/", " and ", " – "]))
            self.put(place, "pl")

    def _put_pu(self) -> None:
        self.put(self.work.publisher, "pu")

    def _put_y(self) -> None:
        if self.work.month.isdigit() and self.rng.random() < 0.5:
            self.date()
        else:
            self.year()

    # ---- identifiers
    def identifiers(self) -> None:
        work, rng = self.work, self.rng
        if work.isbn:
            self.then(rng.choice([". ", ", "]))
            self.put(rng.choice(["ISBN ", "ISBN: ", "ISBN "]) + work.isbn, "id")
        if work.doi:
            self.then(rng.choice([". ", ", ", " "]))
            if rng.random() < 0.08:
                self.put(
                    rng.choice(["arXiv:", "arXiv preprint arXiv:", "arXiv "])
                    + f"{rng.randint(1, 20):02d}{rng.randint(1, 12):02d}.{rng.randint(1000, 99999)}",
                    "id",
                )
                return
            self.put(
                rng.choice(["doi:", "https://doi.org/", "DOI: ", "doi: ", "http://dx.doi.org/", ""]) + work.doi, "id"
            )
        if work.url:
            self.then(rng.choice([". ", ", ", " "]))
            words = ACCESSED[self.language]
            accessed = rng.choice(words["date"])
            before = rng.random() < 0.3 and work.accessed
            if before:
                self._accessed(accessed)
                self.put(rng.choice([", ", " ", ": "]))
            lead = rng.choice(words["from"]) if rng.random() < 0.5 else ""
            if lead:
                self.put(lead, "x")
                self.put(" ")
            wrapped = rng.random() < 0.15
            self.mark("<{}>" if wrapped else "{}", work.url, "ur")
            if work.accessed and not before:
                self.put(rng.choice([" (", ", ", " [", ". ", " "]))
                opened = self.pieces[-1][0].strip()
                self._accessed(accessed)
                self.put({"(": ")", "[": "]"}.get(opened, ""))

    def _accessed(self, words: str) -> None:
        rng = self.rng
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1998, 2024)
        name = MONTHS[self.language][month - 1]
        text = rng.choice(
            [
                f"{day} {name} {year}",
                f"{day}.{month}.{year}",
                f"{name} {day}, {year}",
                f"{day:02d}/{month:02d}/{year}",
                f"{year}-{month:02d}-{day:02d}",
            ]
        )
        if words:
            self.put(words, "x")
            self.put(" ")
        self.put(text, "dx")


def _forenames(text: str, form: str) -> str:
    if form == "full":
        return text
    parts = [p for p in text.replace("-", " -").split(" ") if p]
    letters = [(p[0] + p[1:2].upper() if p[0] == "-" else p[0].upper()) for p in parts]
    if form == "JA":
        return "".join(letter.strip("-") for letter in letters)
    if form == "J A":
        return " ".join(letter.strip("-") for letter in letters)
    joined = (". " if form == "J. A." else ".").join(letters) + "."
    return joined.replace(". -", ".-")
