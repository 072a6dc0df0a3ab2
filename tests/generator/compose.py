"""An article from a language and a journal's habits: what it says, before any page of it is set."""

from __future__ import annotations

from random import Random

from tests.generator.habits import Habits
from tests.generator.language import LANGUAGES, Language
from tests.generator.truth import CITED_PAGES, Article, Note, Unit, Word

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
_SYMBOLS = ("*", "†", "‡", "§", "**", "††", "‡‡")
_DOI = "https://doi.org/10.{0}/{1}.{2}"


def words(text: str) -> list[Word]:
    """The words of a string, as white space parts them; a line end in it is one in print."""
    lines = [[Word(part) for part in line.split(" ") if part] for line in text.split("\n")]
    for line in lines[:-1]:
        if line:
            line[-1].ends_line = True
    return [word for line in lines for word in line]


def compose(language: Language, habits: Habits, rng: Random, size: float) -> Article:
    """One article; `size` 1.0 is ten pages or so."""
    return _Composer(language, habits, rng, size).article()


# How often a sentence leads to a displayed block of a kind.
_LED = {"quote": 0.85, "letter": 0.85, "verse": 0.7, "list": 0.75, "table": 0.5, "formula": 0.7}


class _Composer:
    def __init__(self, language: Language, habits: Habits, rng: Random, size: float) -> None:
        self.language, self.habits, self.rng, self.size = language, habits, rng, size
        self.groups = 0
        self.heads: list[str] = []
        # What the author's notes are like: references, references again, remarks, addresses.
        self.again_share = rng.choice((0.0, 0.1, 0.2, 0.35))
        self.address_share = rng.choice((0.0, 0.0, 0.02, 0.1, 0.5))
        self.comment_share = rng.choice((0.05, 0.15, 0.4))
        # How long paragraphs are, and how often something else stands between them.
        self.paragraph = rng.choice(
            (
                (1, 2, 3, 4, 5, 6, 8, 11, 15),
                (1, 2, 3, 4, 5, 6, 8, 11, 15),
                (4, 5, 6, 8, 11, 15),
                (1, 1, 2, 2, 3, 4),
                (1, 1, 1, 2, 2),
            )
        )
        self.insert_rate = rng.choice((0.0, 0.08, 0.24, 0.24, 0.35))
        # How many heads are longer than a few words.
        self.long_heads = rng.choice((0.0, 0.1, 0.3, 0.6))
        # What the entries of the bibliography are like.
        self.many_authors = rng.choice((0.0, 0.1, 0.4, 0.8))
        self.addressed = rng.choice((0.0, 0.05, 0.3, 0.7))
        self.repeated = rng.choice(("———", "———", "---", "— — —", "—", "–––", "______", "-----"))
        self.repeated_stop = rng.choice((". ", ". ", ", ", ": ", " "))
        self.author_mark = rng.choice((" / ", "; ", ", ", " – ", " and ", ", "))

    def article(self) -> Article:
        rng, language = self.rng, self.language
        title = self._title(language.pick("titles", "article"))
        subtitle = language.pick("titles", "subtitle") if rng.random() < 0.4 else ""
        if subtitle and rng.random() < 0.15:  # set with the title, as library records have it
            title, subtitle = f"{title.rstrip('.')}{rng.choice((': ', '. ', ' – '))}{self._title(subtitle)}", ""
        count = rng.choice((1, 1, 1, 1, 2, 2, 3, 5))
        authors = [language.person() for _ in range(count)]
        made = Article(
            language.code, title, subtitle, authors, language.pick("world", "journal"), str(rng.randint(1, 120)),
            str(rng.randint(max(1880, language.era[0]), language.era[1])), rng.choice((1, 3, rng.randint(2, 90), rng.randint(90, 800))),
            review=self.habits.reviewed > 0,
        )  # fmt: skip
        self.made = made
        self._front()
        self._body()
        self._back()
        self._call_notes()
        self._citation()
        self._cover()
        if self.habits.advert:
            made.advert = self._advert()
        return made

    def _advert(self) -> list[str]:
        """Lines of an advertisement: set one below the other, in columns, or run together as recognition reads them."""
        rng, language = self.rng, self.language
        lines = [language.pick("back", "advert") for _ in range(rng.choice((2, 3, 4, 5, 7, 10, 14)))]
        if rng.random() < 0.4:
            lines.insert(0, self.language.pick("world", "journal").upper())
        form = rng.random()
        if form < 0.35:
            size = rng.randint(2, 6)
            lines = [" ".join(lines[at : at + size]) for at in range(0, len(lines), size)]
        if form < 0.2 or form > 0.85:
            lines = [f"{one}\t{language.pick('back', 'advert')}" if rng.random() < 0.5 else one for one in lines]
        return lines

    def _title(self, text: str) -> str:
        return text.upper() if self.habits.title_case == "upper" else text

    def _group(self) -> int:
        self.groups += 1
        return self.groups

    # ---- front
    def _front(self) -> None:
        habits, rng, made = self.habits, self.rng, self.made
        front = made.front
        front.extend(Unit("masthead", words(text)) for text in self._masthead())
        if habits.history == "top":
            front.append(Unit("history", words(self.language.pick("front", "history"))))
            front.extend(
                Unit("history", words(self.language.pick("front", rng.choice(("doi", "licence", "copyright")))))
                for _ in range(rng.randint(0, 2))
            )
        title = [Unit("title", words(made.title))]
        if made.subtitle:
            title.append(Unit("subtitle", words(made.subtitle)))
        people = [] if habits.signed else self._people()
        reviewed = self._reviewed()
        if habits.front_order == "author-title":
            front += [*people, *title, *reviewed]
        elif habits.front_order == "of-title-author":
            front += [*reviewed, *title, *people]
        elif habits.front_order == "author-title-of":
            front += [*people, *reviewed, *title]
        elif habits.front_order == "review-title" and reviewed:
            front += [*title, *reviewed, *people]
        else:
            front += [*title, *people, *reviewed]
        if habits.history == "front":
            front.append(Unit("history", words(self.language.pick("front", "history"))))
        if habits.dedication:
            front.append(Unit("dedication", words(self.language.pick("front", "dedication"))))
        self._abstracts()
        if habits.contents:
            self.contents_at = len(front)
        for _ in range(habits.epigraph):
            group = self._group()
            front.append(Unit("epigraph", words(self.language.pick("quotation", "epigraph")), group))
            if rng.random() < 0.7:
                dash = rng.choice(("", "— ", "– ", ""))
                front.append(Unit("epigraph", words(dash + self.language.pick("quotation", "source")), group))

    def _masthead(self) -> list[str]:
        """What stands above the article: kind of contribution, volume and number, the journal's own name."""
        rng, made = self.rng, self.made
        lines = [self.language.pick("front", "masthead") for _ in range(self.habits.masthead)]
        if lines and rng.random() < 0.45:
            name = made.journal.upper() if rng.random() < 0.5 else made.journal
            lines[0] = name + rng.choice(("", "", "", f" {made.volume} ({made.year})", f", {made.year}"))
        return lines

    def _people(self) -> list[Unit]:
        """Who wrote it and where they work, as the journal sets names and institutions."""
        habits, rng, made = self.habits, self.rng, self.made
        names = [self._name(name) for name in made.authors]
        found: list[Unit] = []
        if habits.authors_line == "raised" and len(names) > 1:
            return self._raised_people(names)
        if habits.authors_line == "beside":
            return self._people_beside(names)
        if habits.authors_line in ("one-a-line", "inverted") or len(names) == 1:
            for name in names:
                text = self._inverted(name) if habits.authors_line == "inverted" else name
                if len(names) == 1 and text == name and rng.random() < 0.25:
                    pattern = rng.choice(self.language.pack["front"]["byline"])
                    text = self.language.fill(pattern.replace("{person}", name))
                found.append(Unit("byline", words(text)))
                if habits.affiliation == "under":
                    found.append(Unit("affiliation", words(self._affiliation())))
                if habits.email and rng.random() < 0.7:
                    found.append(Unit("email", words(self._email(name))))
        else:
            found.append(Unit("byline", words(self._joined(names, habits.authors_line == "commas"))))
        if habits.affiliation == "after-all":
            found += [Unit("affiliation", words(self._affiliation())) for _ in range(rng.randint(1, 2))]
        return found

    def _joined(self, names: list[str], commas: bool) -> str:
        last = {"en": "and", "fr": "et", "de": "und", "es": "y", "it": "e", "pt": "e", "nl": "en"}[self.made.language]
        return ", ".join(names) if commas or len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"

    def _inverted(self, name: str) -> str:
        """`Surname, Forename`, where the surname is one that the language knows."""
        surnames = sorted(self.language.pack["people"]["surname"], key=len, reverse=True)
        known = next((one for one in surnames if name.casefold().endswith(" " + one.casefold())), "")
        return f"{name[-len(known) :]}, {name[: -len(known) - 1]}" if known else name

    def _raised_people(self, names: list[str]) -> list[Unit]:
        """Names with a raised sign each, and below them the institutions that begin with these signs."""
        rng = self.rng
        count = rng.randint(1, len(names))
        signs = rng.choice(("¹²³⁴⁵", "12345", "abcde", ("(1)", "(2)", "(3)", "(4)", "(5)")))
        of = [min(at, count - 1) if rng.random() < 0.8 else rng.randrange(count) for at in range(len(names))]
        text = self._joined([f"{name}{signs[at]}" for name, at in zip(names, of)], rng.random() < 0.5)
        found = [Unit("byline", words(text))]
        space = rng.choice((" ", " ", ""))
        found += [Unit("affiliation", words(f"{sign}{space}{self._affiliation()}")) for sign in signs[:count]]
        if self.habits.email:
            found.append(Unit("email", words(self._email(names[0]))))
        return found

    def _people_beside(self, names: list[str]) -> list[Unit]:
        """Names with their institutions behind them, a line for each or all in one."""
        rng, found = self.rng, []
        if rng.random() < 0.5 and len(names) < 3:
            named = [f"{name} ({self._affiliation()})" for name in names]
            return [Unit("byline", words(self._joined(named, rng.random() < 0.5)))]
        form = rng.choice(("{0} ({1})", "{0} ({1})", "{0}, {1}", "{0} – {1}"))
        for name in names:
            found.append(Unit("byline", words(form.format(name, self._affiliation()))))
            if self.habits.email and rng.random() < 0.7:
                found.append(Unit("email", words(self._email(name))))
        return found

    def _affiliation(self) -> str:
        return self.language.pick(*self.rng.choice((*[("front", "affiliation")] * 4, ("world", "university"))))

    def _name(self, name: str) -> str:
        match self.habits.author_case:
            case "upper":
                return name.upper()
            case "surname-upper":
                head, _, tail = name.rpartition(" ")
                return f"{head} {tail.upper()}"
        return name

    def _email(self, name: str) -> str:
        plain = "".join(c for c in name.casefold() if c.isascii() and c.isalpha())[:14] or "author"
        address = f"{plain}@{self.rng.choice(('uni-orme', 'saltroad', 'lampkeepers', 'tolls'))}.{self.rng.choice(('edu', 'de', 'fr', 'org', 'es', 'it'))}"
        return self.rng.choice(("", "", "", "E-mail: ", "Email: ", "Contact: ")) + address

    def _reviewed(self) -> list[Unit]:
        group = self._group()
        found = []
        for at in range(self.habits.reviewed):
            text = self.language.pick("front", "reviewed")
            if at and self.rng.random() < 0.2:
                text = self.rng.choice(("-----, ", "———, ", "— . ")) + text.partition(", ")[2]
            found.append(Unit("reviewed", words(text), group))
        return found

    def _abstracts(self) -> None:
        habits, rng, front = self.habits, self.rng, self.made.front
        codes = [
            self.language.code,
            *rng.sample([c for c in LANGUAGES if c != self.language.code], min(2, len(LANGUAGES) - 1)),
        ]
        if habits.abstracts > 1 and self.language.code != "en" and len(codes) > 1:
            codes[1] = "en"
        for code in codes[: habits.abstracts]:
            other = Language(code, rng) if code != self.language.code else self.language
            group = self._group()
            head = other.pick("front", "abstract_head").rstrip(" :.—–-")
            text = other.prose(rng.randint(2, 7))
            if habits.abstract_head == "line" or (habits.abstract_head == "none" and habits.keywords == "none"):
                front.append(Unit("abstract_head", words(head + rng.choice(("", "", ":", ".")))))
            elif habits.abstract_head == "run-in":
                text = f"{head}{rng.choice((': ', '. ', '.— ', ' – ', ' '))}{text}"
            front.append(Unit("abstract", words(text), group, role=code))
            if rng.random() < 0.12:
                front.append(Unit("abstract", words(other.prose(rng.randint(1, 4))), group, role=code))
            if habits.keywords != "none":
                self._keywords(other)

    def _keywords(self, language: Language) -> None:
        rng, front = self.rng, self.made.front
        chosen = rng.sample(language.pack["titles"]["keyword"], rng.randint(3, 8))
        terms = self.habits.keyword_mark.join(language.fill(term) for term in chosen)
        head = language.pick("front", "keywords_head").rstrip(" :.—–-")
        if self.habits.keywords == "line":
            front.append(Unit("keywords", words(head), role="head"))
            front.append(Unit("keywords", words(terms)))
        else:
            front.append(
                Unit("keywords", words(f"{head}{rng.choice((': ', ': ', '. ', ' — '))}{terms}{rng.choice(('', '.'))}"))
            )

    # ---- body
    def _body(self) -> None:
        habits, rng = self.habits, self.rng
        sections = 0 if habits.heads == "none" else max(1, round(rng.randint(2, 7) * min(1.0, 2 * self.size)))
        opening = rng.choice((0, 0, 0, 1, 2, 3)) if sections else max(2, round(14 * self.size))
        self._paragraphs(opening, first=True)
        if not sections and rng.random() < 0.5:
            for _ in range(rng.randint(1, 3)):
                self.made.body.append(Unit("break", words(habits.break_sign)))
                self._paragraphs(rng.randint(2, 6))
        counters = [0, 0, 0]
        for _ in range(sections):
            self._head(counters, 1)
            bare = rng.random() < 0.2
            if not bare:
                self._paragraphs(max(1, round(rng.randint(1, 5) * self.size)), first=not self.made.body)
            if bare or rng.random() < 0.25:
                counters[1] = counters[2] = 0
                for _ in range(rng.randint(2, 3)):
                    self._head(counters, 2)
                    self._paragraphs(max(1, round(rng.randint(1, 3) * self.size)))
        if habits.contents and self.heads:
            at = getattr(self, "contents_at", len(self.made.front))
            self.made.front[at:at] = self._contents()

    def _contents(self) -> list[Unit]:
        rng = self.rng
        group = self._group()
        found = [Unit("contents", words(self.language.pick("front", "contents_head")), group)]
        if rng.random() < 0.4:
            return [Unit("contents", words(f"{found[0].words[0].text}: {'; '.join(self.heads[:9])}."), group)]
        page = self.made.first_page
        for head in self.heads[:12]:
            page += rng.randint(0, 3)
            found.append(Unit("contents", words(f"{head} {'.' * rng.randint(4, 30)} {page}"), group))
        return found

    def _head(self, counters: list[int], level: int) -> None:
        habits = self.habits
        counters[level - 1] += 1
        text = self._head_text()
        if habits.head_case == "upper" and level == 1:
            text = text.upper()
        n, m = counters[0], counters[1]
        match habits.heads, level:
            case "arabic", 1:
                text = f"{n}. {text}"
            case "arabic", 2:
                text = f"{'abcdefgh'[(m - 1) % 8]}) {text}" if n % 2 else text
            case "arabic-bare", 1:
                text = f"{n} {text}"
            case "decimal", 1:
                text = f"{n}. {text}"
            case "decimal", 2:
                text = f"{n}.{m} {text}" if n % 2 else f"{n}.{m}. {text}"
            case "roman", 1:
                text = f"{_ROMAN[n - 1]}. {text}"
            case "roman", 2:
                text = f"{m}. {text}"
            case "capital", 1:
                text = f"{'ABCDEFGH'[(n - 1) % 8]}. {text}"
            case "capital", 2:
                text = f"{_ROMAN[m - 1]}. {text}"
            case "section-sign", 1:
                text = f"§ {n}. {text}"
        if habits.heads == "roman" and level == 1 and self.made.journal and hash_of(self.made.title) % 5 == 0:
            text = _ROMAN[n - 1]
        self.heads.append(text)
        self.made.body.append(Unit("head", words(text), level=level))

    def _head_text(self) -> str:
        """What a head says: a few words, two phrases, as much as a title."""
        pick, form = self.language.pick, self.rng.random()
        if form > self.long_heads:
            return pick("titles", "chapter")
        if form > 0.5 * self.long_heads:
            return pick("titles", "article")
        text = pick("titles", "chapter").rstrip(".")
        return f"{text}{self.rng.choice((': ', ': ', ', ', ' – '))}{pick('titles', self.rng.choice(('chapter', 'subtitle')))}"

    def _paragraphs(self, count: int, first: bool = False) -> None:
        rng, body = self.rng, self.made.body
        for at in range(count):
            text = self._mentioning(self.language.prose(rng.choice(self.paragraph)))
            if rng.random() < 0.02:
                text = self.language.short()
            unit = Unit("body", words(text))
            body.append(unit)
            if first and not at:
                self._opening(unit)
            if rng.random() < self.insert_rate:
                self._insert()

    def _mentioning(self, text: str) -> str:
        """Prose that mentions figures, tables, sections and years as such prose does."""
        rng = self.rng
        if rng.random() > 0.12:
            return text
        word = rng.choice(self.language.pack["blocks"]["caption_word"])
        figure = f"{word} {rng.randint(1, 9)}"
        form = rng.random()
        if form < 0.5:
            return f"{text[:-1]} ({figure}){text[-1]}"
        lead = self.language.pick("prose", "vp")
        return f"{figure} {lead}. {text}" if form < 0.75 else f"{text} {figure} {lead}."

    def _opening(self, unit: Unit) -> None:
        if self.habits.opening == "capitals":
            for word in unit.words[: self.rng.randint(2, 5)]:
                word.text = word.text.upper()

    def _insert(self) -> None:
        """A block of another kind between two paragraphs, or within one."""
        rng, language, body = self.rng, self.language, self.made.body
        kind = rng.choice(
            (
                "quote",
                "quote",
                "quote",
                "verse",
                "list",
                "list",
                "figure",
                "figure",
                "table",
                "table",
                "speech",
                "formula",
                "dialogue",
                "letter",
            )
        )
        group = self._group()
        if kind in _LED and rng.random() < _LED[kind]:
            body[-1].words += words(language.pick("blocks", "lead"))
        at_dash = rng.random() < 0.4
        if kind == "quote":
            text = " ".join(language.pick("quotation", "passage") for _ in range(rng.choice((1, 1, 2, 3))))
            if self.habits.quote_marks:
                text = language.quoted(text)
            if rng.random() < 0.3:
                text += f" ({language.fill('{surname} {year}, {n}')})"
            body.append(Unit("quote", words(text), group))
            self._go_on(0.4)
        elif kind == "verse":
            for _ in range(rng.choice((1, 1, 2))):
                for _ in range(rng.randint(2, 8)):
                    body.append(Unit("verse", words(language.pick("quotation", "verse")), group))
                group = self._group()
            self._go_on(0.3)
        elif kind == "list":
            self._list(group)
        elif kind == "dialogue":
            for _ in range(rng.randint(1, 5)):
                text = language.short() if rng.random() < 0.6 else language.sentence()
                body.append(
                    Unit("body", words(f"{rng.choice(('— ', '– '))}{text}" if at_dash else language.quoted(text)))
                )
        elif kind == "letter":
            told = [
                f"{language.pick('world', 'place')}, {rng.randint(1, 28)} {language.pick('titles', 'keyword')} {language.year()}."
            ]
            told += [language.pick("quotation", "passage") for _ in range(rng.choice((1, 1, 2)))]
            if rng.random() < 0.5:
                told.append(language.fill("{person}") + rng.choice((".", "")))
            for text in told[rng.choice((0, 0, 1)) :]:
                body.append(Unit("quote", words(text), group))
        elif kind == "speech":
            for _ in range(rng.randint(3, 7)):
                body.append(Unit("speech", words(language.pick("quotation", "speech")), group))
        elif kind == "formula":
            body.append(Unit("formula", words(language.pick("blocks", "formula"))))
            self._go_on(0.5)
        elif kind == "figure":
            body.append(Unit("caption", words(self._caption(False)), group))
        else:
            self._table(group)

    def _go_on(self, chance: float) -> None:
        """The paragraph goes on after a displayed block: in lower case, in the middle of a sentence."""
        if self.rng.random() < chance:
            text = self.language.prose(self.rng.randint(1, 4))
            self.made.body.append(Unit("body", words(text[:1].lower() + text[1:]), goes_on=True))

    def _list(self, group: int) -> None:
        rng = self.rng
        numbered = rng.random() < 0.5
        close = rng.choice((".", ";", ""))
        long = rng.random() < 0.35
        for at in range(rng.randint(2, 7)):
            text = self.language.pick("blocks", "item").rstrip(".;") + close
            if long and rng.random() < 0.8:
                text = self.language.prose(rng.randint(1, 5))
            label = _numeral(self.habits.list_number, at) if numbered else self.habits.bullet
            self.made.body.append(Unit("item", words(f"{label} {text}"), group))

    def _caption(self, table: bool) -> str:
        rng, pack = self.rng, self.language.pack["blocks"]
        tabular = [word for word in pack["caption_word"] if word.casefold()[:2] in ("ta", "cu", "qu")]
        word = rng.choice(tabular if table and tabular else pack["caption_word"])
        return f"{word} {rng.choice((rng.randint(1, 12), rng.choice(_ROMAN[:6])))}{self.habits.caption_mark}{self._caption_text()}"

    def _caption_text(self) -> str:
        """What a caption says: a phrase, or some sentences, or both."""
        text = self.language.pick("blocks", "caption")
        form = self.rng.random()
        if form < 0.2:
            return f"{text.rstrip('.')}. {self.language.prose(self.rng.randint(1, 4))}"
        if form < 0.3:
            return self.language.prose(self.rng.randint(1, 3))
        return f"{text} ({self.language.address()})" if form < 0.35 else text

    def _table(self, group: int) -> None:
        rng, body = self.rng, self.made.body
        caption = Unit("caption", words(self._caption(True)), group, role="table")
        if self.habits.caption_place == "above":
            body.append(caption)
        columns = rng.randint(2, 5)
        year = self.language.year() if rng.random() < 0.35 else 0
        step, headless = rng.choice((1, 1, 5, 10)), rng.random() < 0.3
        for row in range(rng.randint(3, 8)):
            cells = [
                self.language.pick("blocks", "cell") if row == 0 or at == 0 else str(rng.randint(1, 9999))
                for at in range(columns)
            ]
            if year and row:
                cells[0] = str(year + row * step)
            if not row and headless:
                continue
            body.append(Unit("table", [Word(cell) for cell in cells], group))
        if self.habits.caption_place == "below":
            body.append(caption)

    # ---- back
    def _back(self) -> None:
        habits, rng, language, back = self.habits, self.rng, self.language, self.made.back
        if habits.signed:
            found = language.pick("back", "signed")
            back.append(Unit("signed", words(self.language.fill(found))))
            self.made.authors = self.made.authors[:1]
            back[-1].words = words(
                rng.choice(("{0}", "{0}", "{0}, {1}", "{1}, {0}")).format(
                    self._name(self.made.authors[0]), language.pick("world", "place")
                )
            )
        parts = ["bibliography"] if habits.bibliography != "none" else []
        if habits.acknowledgements != "none":
            parts.insert(0 if habits.acknowledgements == "before-notes" else len(parts), "acknowledgements")
        if habits.appendix:
            parts.append("appendix")
        for part in parts:
            getattr(self, "_" + part)()
        if habits.history == "back":
            back.append(Unit("history", words(language.pick("front", "history"))))

    def _back_head(self, kind: str) -> None:
        text = self.language.pick("back", f"{kind}_head")
        self.made.back.append(
            Unit("head", words(text.upper() if self.habits.head_case == "upper" else text), level=1, role=kind)
        )

    def _bibliography(self) -> None:
        rng = self.rng
        self._back_head("bibliography")
        entries = sorted((self._entry() for _ in range(rng.randint(4, 30))), key=str.casefold)
        for at, entry in enumerate(entries, 1):
            if self.habits.bibliography == "numbered":
                entry = f"{rng.choice(('[{0}]', '{0}.')) if at == 1 else self._entry_label} {entry}".replace(
                    "{0}", str(at)
                )
            elif self.habits.bibliography == "dashes" and at > 1 and rng.random() < 0.25:
                entry = self._again(entry)
            self.made.back.append(Unit("bibliography", words(entry)))

    def _entry(self) -> str:
        """An entry of the bibliography; some have many authors, an address, a remark."""
        rng, language = self.rng, self.language
        text = language.pick("bibliography", "entry")
        if rng.random() < self.many_authors:
            people = [f"{language.fill('{surname}, {forename}')}" for _ in range(rng.choice((2, 2, 3, 3, 4, 6, 9, 16)))]
            year = rng.choice((f" ({language.year()}): ", f". {language.year()}. ", f" ({language.year()}). ", ": "))
            title = rng.choice(
                (
                    language.quoted(language.pick("titles", "article")),
                    language.pick("titles", "article"),
                    language.book(),
                )
            )
            where = rng.choice(
                (
                    f", in: {language.pick('world', 'journal')} {rng.randint(1, 90)}, {language.pages()}.",
                    f". {language.pick('world', 'place')}: {language.pick('world', 'publisher')}.",
                    ".",
                )
            )
            text = self.author_mark.join(people) + year + title + where
        if rng.random() < self.addressed:
            text += (
                " "
                + rng.choice(("", "", "URL: ", "DOI: ", "<"))
                + language.address()
                + rng.choice(("", ".", " .", f" (accessed {language.year()})"))
            )
        return text

    def _again(self, entry: str) -> str:
        """An entry whose author is that of the one before: dashes stand for the names."""
        name, stop, rest = min(
            entry.partition(". "), entry.partition(" ("), entry.partition(": "), key=lambda p: len(p[0])
        )
        return self.repeated + (stop + rest if stop == " (" else self.repeated_stop + (rest or name))

    @property
    def _entry_label(self) -> str:
        return "[{0}]" if self.habits.label == "brackets" else "{0}."

    def _acknowledgements(self) -> None:
        self._back_head("acknowledgements")
        text = " ".join(self.language.pick("back", "acknowledgement") for _ in range(self.rng.randint(1, 4)))
        self.made.back.append(Unit("body", words(text)))

    def _appendix(self) -> None:
        self._back_head("appendix")
        for _ in range(self.rng.randint(1, 4)):
            self.made.back.append(Unit("body", words(self.language.prose(self.rng.randint(2, 6)))))

    # ---- notes
    def _call_notes(self) -> None:
        habits, rng, made = self.habits, self.rng, self.made
        units = [unit for unit in made.body if unit.kind in ("body", "quote", "item")]
        if habits.author_note != "none" and not habits.signed:
            bearer = next((u for u in made.front if u.kind == rng.choice(("title", "byline"))), None)
            if bearer is not None:
                bearer.words[-1].notes = (len(made.notes),)
                sign = {"star": "*", "dagger": "†", "number": "1"}[habits.author_note]
                made.notes.append(Note(sign, [self._author_unit()], "front" if sign != "1" else "author"))
        if habits.notes == "none":
            return
        start = rng.randint(2, 60) if habits.numbering == "later" else 1
        number = start - 1 + sum(note.series == "author" for note in made.notes)
        for unit in units:
            if unit.kind == "body" and unit is units[0] and habits.numbering == "section":
                number = 0
            for at, word in enumerate(unit.words):
                stop = word.text[-1] in '.?!”»")' and at > 2
                pause = word.text[-1] in ",;:"
                chance = habits.note_density * (0.55 if stop else 0.12 if pause else 0.006)
                if rng.random() < chance and len(made.notes) < 130:
                    series = "editor" if habits.editor_notes and rng.random() < 0.12 else "author"
                    number += series == "author"
                    word.notes = (len(made.notes),)
                    made.notes.append(Note(str(number), self._note_units(), series))
            if habits.numbering == "section" and unit.kind == "body" and self._head_follows(unit):
                number = 0

    def _address_note(self) -> str:
        """A note that is an address and little more."""
        rng, language = self.rng, self.language
        address = language.address()
        form = rng.random()
        if form < 0.5:
            return address + rng.choice(("", ".", " .", "/", "/."))
        if form < 0.7:
            return f"{address} ({rng.choice(('accessed', 'last access:', 'consulté le', 'letzter Zugriff:', 'zuletzt abgerufen am', 'visto il', 'acesso em', ''))} {rng.randint(1, 28)}.{rng.randint(1, 12)}.{rng.randint(2004, 2025)})."
        if form < 0.85:
            return f"{language.pick('notes', 'signal')} {address}."
        return f"{language.pick('titles', 'article')}, {address}" + rng.choice(("", ".", ", 12/2019."))

    def _head_follows(self, unit: Unit) -> bool:
        at = next(i for i, other in enumerate(self.made.body) if other is unit)
        following = self.made.body[at + 1 : at + 2]
        return bool(following) and following[0].kind == "head" and following[0].level == 1

    def _author_unit(self) -> Unit:
        """The note on the author or the title: who the author is, thanks, where the paper was read."""
        rng, language = self.rng, self.language
        parts = [language.pick("front", "affiliation")] if rng.random() < 0.7 else []
        if rng.random() < 0.3:
            parts.append(self._email(self.made.authors[0]))
        parts += [language.pick("back", "acknowledgement") for _ in range(rng.randint(0, 4))]
        parts = parts or [language.pick("notes", "comment")]
        return Unit("note", words(" ".join(part if part[-1] in ".!?" else part + "." for part in parts)))

    def _comment_unit(self) -> Unit:
        return Unit(
            "note", words(" ".join(self.language.pick("notes", "comment") for _ in range(self.rng.randint(1, 3))))
        )

    def _note_units(self) -> list[Unit]:
        rng = self.rng
        units = [Unit("note", words(self._note_text()))]
        if rng.random() < 0.03:
            units.append(self._comment_unit())
        return units

    def _note_text(self) -> str:
        rng, language = self.rng, self.language
        form = rng.random()
        if form < self.again_share:
            return language.pick("notes", "again")
        if form < self.again_share + self.address_share:
            return self._address_note()
        if rng.random() < self.comment_share:
            return " ".join(language.pick("notes", "comment") for _ in range(rng.choice((1, 1, 2, 3, 4, 7))))
        if rng.random() < 0.03:
            return language.prose(rng.randint(1, 8))
        text = (
            language.pick("notes", "reference")
            if rng.random() < 0.65
            else f"{language.pick('notes', 'signal')} {language.pick('notes', 'reference')}"
        )
        while rng.random() < 0.25:
            text = f"{text.rstrip('.')}; {language.pick('notes', 'reference')}"
        if rng.random() < 0.22:
            text += " " + " ".join(language.pick("notes", "comment") for _ in range(rng.randint(1, 3)))
        if rng.random() < 0.02:
            text += f" {language.pick('notes', 'editor')}"
        return text if text[-1] in ".?!”»])" or rng.random() < 0.1 else text + "."

    # ---- what frames it
    def _citation(self) -> None:
        rng, language, made = self.rng, self.language, self.made
        cited = self._cited()
        match self.habits.citation:
            case "first-foot":
                made.citation = language.fill(cited)
            case "copyright":
                made.citation = language.pick("front", rng.choice(("copyright", "licence")))
            case "doi":
                made.citation = language.pick("front", "doi")

    def _cited(self) -> str:
        """How the article is cited, its pages still open: how many there are is known when they are set."""
        rng, made = self.rng, self.made
        pattern = rng.choice(self.language.pack["front"]["citation"])
        told = (
            ("{person}", made.authors[0]),
            ("{title}", made.title),
            ("{journal}", made.journal),
            ("{year}", made.year),
            ("{n}", made.volume),
            ("{pages}", CITED_PAGES),
        )
        for slot, value in told:
            pattern = pattern.replace(slot, value)
        return pattern

    def _cover(self) -> None:
        rng, language, made = self.rng, self.language, self.made
        if self.habits.cover == "none":
            return
        full = language.fill(self._cited())
        address = (
            f"https://{rng.choice(('repository', 'archive', 'id.platform'))}.example.org/{rng.randint(100, 99999)}"
        )
        top = [made.journal, made.title, *made.authors]
        if self.habits.cover == "labels":
            lines = [
                *top,
                f"{rng.choice(('Volume', 'Vol.'))} {made.volume}, {made.year}",
                f"URI: {address}",
                "See table of contents",
                "Publisher(s)",
                language.pick("world", "publisher"),
                "ISSN",
                f"{rng.randint(1000, 9999)}-{rng.randint(1000, 9999)} (print)",
                "Explore this journal",
                "Cite this article",
                full,
                f"All rights reserved © {made.journal}, {made.year}",
                "This document is protected by copyright law. Use of the services is subject to terms and conditions, which can be viewed online.",
            ]
        else:
            lines = [
                made.title,
                f"Author(s): {', '.join(made.authors)}",
                f"Source: {full}",
                f"Published by: {language.pick('world', 'publisher')}",
                f"Stable URL: {address}",
                f"Accessed: {rng.randint(1, 28)}-{rng.randint(1, 12):02}-20{rng.randint(10, 24)} {rng.randint(0, 23):02}:{rng.randint(0, 59):02} UTC",
                "Your use of this archive indicates your acceptance of the Terms & Conditions of Use, available at "
                + address,
            ]
        made.cover = [line for line in lines if rng.random() < 0.95 or line in top]


def _numeral(form: str, at: int) -> str:
    """The label of an item, after the pattern of the first one."""
    if "a" in form:
        return form.replace("a", "abcdefghijkl"[at])
    if "i" in form:
        return form.replace("i", ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")[at])
    return form.replace("1", str(at + 1))


def hash_of(text: str) -> int:
    """A number that depends on nothing but the text."""
    from zlib import crc32

    return crc32(text.encode())
