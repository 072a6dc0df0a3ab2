"""The text that an OCR engine leaves of set pages, and what each range of it is."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from tests.generator.damage import Damage
from tests.generator.habits import Habits
from tests.generator.language import Language
from tests.generator.truth import Article, Marker, Page, Segment, Truth
from tests.generator.typeset import Column, Printed, Setting, Sheet

_ALONE = frozenset(("header", "page_number", "stamp", "citation", "margin", "line_number", "noise", "advert", "cover"))


class Scanner:
    """Writes the text, line by line, and remembers what it wrote."""

    def __init__(
        self, article: Article, setting: Setting, habits: Habits, layout: dict[str, Any], damage: Damage, rng: Random
    ) -> None:
        self.article, self.setting, self.habits, self.layout = article, setting, habits, layout
        self.damage, self.rng = damage, rng
        self.language = Language(article.language, rng)
        self.parts: list[str] = []
        self.at = 0
        self.truth = Truth(article, setting.units, note_units=setting.note_units)
        self.page = 0
        self.open_hyphen = -1  # offset of the hyphen of a divided word that has not gone on
        self.begun: set[int] = set()
        self.margin = " " * layout["margin"]
        self.lines_written = 0
        self.stamp = self.language.pick("furniture", "stamp") if habits.stamp else ""
        self.running = self._running_heads()
        self.trailing = " " if rng.random() < 0.15 else ""

    def scan(self) -> tuple[str, Truth]:
        """The whole text."""
        for line in self.article.cover:
            self._alone("cover", line, gap=1)
        if self.article.cover:
            self._write("\n" * self.rng.randint(1, 3))
            if self.layout["feeds"]:
                self._write("\f")
        for number, sheet in enumerate(self.setting.sheets):
            self.page = number
            self._sheet(sheet, number)
        for at, line in enumerate(self.article.advert):
            self._alone("advert", line, gap=1 if at == 0 or self.layout["blocks"] else 0)
        return "".join(self.parts).rstrip("\n") + "\n", self.truth

    # ---- writing
    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.at += len(text)

    def _break(self, gap: int) -> None:
        """End the line before, and leave `gap` empty lines."""
        if self.at:
            self._write(self.trailing + "\n" * (1 + gap))

    def _alone(self, kind: str, text: str, gap: int, indent: int = 0) -> None:
        """A line of its own that belongs to no block."""
        text = " ".join(text.split(" ")).strip() if kind != "advert" else text.strip()
        if not text:
            return
        self._break(gap)
        self._write(self.margin + " " * indent)
        self.truth.segments.append(Segment(self.at, self.at + len(text), kind, -1, True, self.page))
        self._write(text)

    # ---- pages
    def _sheet(self, sheet: Sheet, number: int) -> None:
        turn = len(self.truth.segments)
        if number and self.layout["feeds"]:
            self._write("\n\f")
        readable = self._head(sheet, number)
        columns = sheet.columns
        after_page = len(columns) > 1 and self.habits.column_notes in ("after-page", "right-first")
        for at, column in enumerate(columns):
            if at:
                self.pending_column = True
            self._lines(column.text)
            if not after_page:
                self._notes(column)
        if after_page:
            for column in columns if self.habits.column_notes == "after-page" else reversed(columns):
                self._notes(column)
        readable |= self._foot(sheet, number)
        for segment in self.truth.segments[turn:]:
            self.truth.pages.append(Page(segment.start, sheet.number, readable))
            break

    def _running_heads(self) -> tuple[str, str]:
        """The running heads of left and right pages, without numbers."""
        article, rng = self.article, self.rng
        title = article.title if len(article.title) < 46 else article.title[: rng.randint(24, 46)].rsplit(" ", 1)[0]
        surname = article.authors[0].split()[-1]
        author = rng.choice((article.authors[0], surname))
        volume = rng.choice(
            (
                f"Vol. {article.volume}",
                f"{article.volume} ({article.year})",
                f"[{article.volume}:{rng.randint(1, 4)} {article.year}]",
            )
        )
        match self.habits.running:
            case "journal-title":
                pair = article.journal, title
            case "author-title":
                pair = author, title
            case "journal":
                pair = (f"{article.journal}, {volume}",) * 2
            case "title":
                pair = title, title
            case "citation":
                pair = (f"{author}: {title}, {article.journal} {volume}",) * 2
            case "two-lines":
                pair = f"{article.journal}\n{volume}", f"{author}\n{title}"
            case "three-lines":
                pair = (f"{article.journal}\n{volume}\n{self.language.address()}",) * 2
            case "author":
                pair = author, article.journal
            case _:
                pair = "", ""
        if self.habits.running_case == "upper":
            return pair[0].upper(), pair[1].upper()
        if self.habits.running_case == "small-caps-lost":
            return pair[0].lower(), pair[1].lower()
        return pair

    def _head(self, sheet: Sheet, number: int) -> bool:
        """Running head and number at the top; whether the number can be read there."""
        habits = self.habits
        text = self.running[number % 2]
        self.dropped = self.rng.random() > habits.heads_kept
        if self.dropped:
            self.at_foot = None
            return False
        printed = habits.number != "none" and (number > 0 or habits.first_head or habits.number.startswith("foot"))
        figure = self._figure(sheet.number) if printed else ""
        shown = number > 0 or habits.first_head
        if habits.running_place == "bottom" and habits.number == "in-head":
            self.at_foot = (text, figure, shown)
            return False
        self.at_foot = None
        if not shown:
            return False
        gap = 1 if not self.layout["blocks"] or self.rng.random() < 0.85 else 0
        alone = figure if habits.number in ("head-alone", "brackets") else ""
        if habits.number == "brackets" and alone:
            alone = f"[{alone}]"
        if habits.running_place == "bottom":
            text_here = ""
        else:
            text_here = text
        if habits.number == "in-head":
            self._in_head(text_here, figure, number, gap)
        else:
            lines = [(_running_kind(part), self.damage.line(part)) for part in text_here.split("\n") if part]
            if alone:
                place = {"number-first": 0, "number-last": len(lines)}.get(habits.head_order, min(1, len(lines)))
                lines.insert(place, ("page_number", alone))
            spread = self.layout["line_gap"] or self.rng.random() < 0.2
            for kind, part in lines:
                self._alone(kind, part, gap)
                gap = 1 if spread else 0
        if habits.number in ("head-alone", "brackets", "in-head"):
            return figure == str(sheet.number)
        return False

    def _in_head(self, text: str, figure: str, number: int, gap: int) -> None:
        habits = self.habits
        lines = text.split("\n") if text else [""]
        left = habits.number_side == "left" or (habits.number_side == "outer" and number % 2 == 0)
        separator = (
            habits.separator if not self.layout["blocks"] else (habits.separator.strip(" ") and habits.separator) or " "
        )
        told = self.damage.line(lines[0])
        if figure:
            told = f"{figure}{separator}{told}" if left else f"{told}{separator}{figure}"
        kind = "header" if lines[0] else "page_number"
        self._alone(kind, told.strip(), gap)
        for part in lines[1:]:
            self._alone(_running_kind(part), self.damage.line(part), 0)

    def _figure(self, number: int) -> str:
        return self.damage.number(str(number))

    def _foot(self, sheet: Sheet, number: int) -> bool:
        habits, readable = self.habits, False
        gap = 1 if not self.layout["blocks"] else self.rng.choice((1, 1, 0))
        if number == 0 and self.article.citation:
            self._alone("citation", self.article.citation, 1)
        elif habits.foot_line and self.article.citation:
            self._alone("citation", self.article.citation, gap)
        if self.dropped:
            return False
        if self.at_foot is not None:
            text, figure, shown = self.at_foot
            if shown or figure:
                self._in_head(text, figure, number, gap)
                readable = figure == str(sheet.number)
        elif habits.running_place == "bottom" and number:
            for part in filter(None, self.running[number % 2].split("\n")):
                self._alone(_running_kind(part), self.damage.line(part), gap)
        if habits.number in ("foot-alone", "foot-dashes"):
            figure = self._figure(sheet.number)
            if figure:
                shown = f"— {figure} —" if habits.number == "foot-dashes" else figure
                if habits.number == "foot-dashes" and self.article.volume[-1] in "13579":
                    shown = f"- {figure} -"
                self._alone("page_number", shown, gap)
                readable = figure == str(sheet.number)
        if self.stamp:
            self._alone("stamp", self.stamp, gap)
        return readable

    # ---- blocks and lines
    def _lines(self, lines: Sequence[Printed]) -> None:
        if self.layout["blocks"]:
            at = 0
            while at < len(lines):
                end = at + 1
                while end < len(lines) and lines[end].unit == lines[at].unit:
                    end += 1
                self._block(lines[at:end])
                at = end
        else:
            for line in lines:
                self._one_line(line)

    def _notes(self, column: Column) -> None:
        lines = [line for line in column.notes]
        if not lines:
            return
        if self.damage.note_lost:
            lost = {
                line.note for line in lines if line.first and line.label and self.rng.random() < self.damage.note_lost
            }
            lost -= {
                line.note
                for line in lines
                if not line.first and line.unit not in {other.unit for other in lines if other.first}
            }
            self.truth.lost_notes |= lost
            lines = [line for line in lines if line.note not in lost]
            if not lines:
                return
        if self.habits.note_rule != "none":
            self._alone("noise", ("_" if self.habits.note_rule == "underscores" else "-") * self.rng.randint(8, 30), 1)
        lines[0].gap = max(lines[0].gap, self.habits.note_cluster_gap)
        self.cluster = True
        self._lines(lines)
        self.cluster = False

    cluster = False
    pending_column = False

    def _gap(self, line: Printed) -> int:
        in_notes = line.kind == "note" and self.habits.notes == "page"
        spacing = self.layout["note_line_gap"] if in_notes else self.layout["line_gap"]
        if line.kind in ("abstract", "keywords", "contents", "history") and self.habits.abstract_set == "tight":
            spacing = 0
        return max(line.gap, spacing) if not (line.first and line.gap > 1) else line.gap + spacing

    def _speck(self) -> None:
        if self.rng.random() < self.damage.speck_rate * (1.0 if self.layout["blocks"] else 0.12):
            for _ in range(self.rng.choice((1, 1, 1, 2, 3))):
                self._alone("noise", self.damage.speck(), 1 if self.layout["blocks"] else self.rng.choice((0, 1)))

    def _one_line(self, line: Printed) -> None:
        self._speck()
        habits = self.habits
        if habits.marginalia and line.kind == "body" and self.rng.random() < 0.02:
            self._alone("margin", self.language.pick("blocks", "marginal"), self.rng.choice((0, 1)))
        if line.kind == "table":
            self._table_row([line])
            return
        self._break(self._gap(line))
        if self.pending_column:
            self.pending_column = False
            self.truth.columns.append(self.at)
        number = ""
        if habits.line_numbers and line.kind in ("body", "verse"):
            self.lines_written += 1
            if self.lines_written % 5 == 0:
                number = str(self.lines_written)
        self._write(self.margin + " " * line.indent)
        if number and self.rng.random() < 0.5:
            self._write(number + "  ")
            number = ""
        self._pieces([line])
        if number:
            self._write("   " + number)

    def _block(self, lines: Sequence[Printed]) -> None:
        """All lines of one block in one region as one line of the file."""
        self._speck()
        first = lines[0]
        if first.kind == "table":
            self._table_row(lines)
            return
        gap = 0 if self.layout["gap"] == 0 else 1
        if first.kind == "note" and not first.gap and self.rng.random() < (0.8 if self.habits.note_gap == 0 else 0.1):
            gap = 0
        if first.kind in ("item", "verse", "contents") and self.rng.random() < 0.4:
            gap = 0
        # Recognition sets two notes, or a note and what follows it, in one line.
        merged = (
            first.kind == "note"
            and first.first
            and first.label
            and self.rng.random() < self.damage.merged
            and self.cluster
        )
        if merged and self.at and self.truth.segments and self.truth.segments[-1].kind == "note":
            self._write(" ")
        else:
            self._break(gap)
        if self.pending_column:
            self.pending_column = False
            self.truth.columns.append(self.at)
        if len(lines) > 1 and self.rng.random() < self.habits.split_blocks:  # recognition took it for two
            at = self.rng.randrange(1, len(lines))
            self._pieces(lines[:at])
            self._break(gap)
            lines = lines[at:]
        self._pieces(lines)

    def _table_row(self, lines: Sequence[Printed]) -> None:
        for line in lines:
            self._break(
                self._gap(line)
                if not self.layout["blocks"]
                else int(line.unit not in self.begun and not self._after_row())
            )
            cells = [self.damage.word(word.text) for word in line.words]
            match self.habits.table:
                case "tabs":
                    text = "\t".join(cells)
                case "spaces":
                    text = "".join(f"{cell:<16}  " for cell in cells).rstrip()
                case "pipes":
                    text = "| " + " | ".join(cells) + " |"
                case _:
                    text = "    ".join(cells)
            self._write(self.margin)
            self._segment(line, self.at, self.at + len(text))
            self._write(text)

    def _after_row(self) -> bool:
        return bool(self.truth.segments) and self.truth.segments[-1].kind == "table"

    def _segment(self, line: Printed, start: int, end: int) -> None:
        first = line.unit not in self.begun
        self.begun.add(line.unit)
        self.truth.segments.append(Segment(start, end, line.kind, line.unit, first, self.page))

    def _pieces(self, lines: Sequence[Printed]) -> None:
        """The words of some lines of one block, one space between two."""
        start = self.at
        first = lines[0]
        if first.goes_on_divided and self.open_hyphen >= 0:
            self.truth.divided.append((self.open_hyphen, self.at))
            self.open_hyphen = -1
        closing = self._marked(lines) if self.layout["markdown"] else ""
        if first.label and self._label(first):
            start = self.at
        if first.first and first.kind == "body" and self.habits.opening == "drop-cap" and self._opens(first):
            first.words[0].text = f"{first.words[0].text[:1]} {first.words[0].text[1:].upper()}"
        for number, line in enumerate(lines):
            for at, word in enumerate(line.words):
                hyphenated = line.divided and at == len(line.words) - 1
                text = word.text if hyphenated else self.damage.word(word.text)
                if hyphenated and number < len(lines) - 1 and self.rng.random() < 0.9:
                    self._word(text[:-1], word.notes)  # the engine joins the word again
                    continue
                self._word(text, word.notes)
                if hyphenated:
                    if number < len(lines) - 1:
                        self.truth.divided.append((self.at - 1, self.at + 1))
                    else:
                        self.open_hyphen = self.at - 1
                        break
                if not (number == len(lines) - 1 and at == len(line.words) - 1):
                    self._write(" ")
        self._write(closing)
        self._segment(first, start, self.at)

    def _marked(self, lines: Sequence[Printed]) -> str:
        """Write what a Markdown engine sets before a block, mark some of its words; what it sets behind the block."""
        rng, first = self.rng, lines[0]
        unit = self.truth.units[first.unit]
        if first.kind == "head" or (first.kind in ("title", "byline") and rng.random() < 0.5):
            sign = self.habits.marked_heads if first.kind != "byline" else rng.choice(("**", "*"))
            if sign == "#":
                self._write("#" * (1 + unit.level) + " ")
                return ""
            self._write(sign)
            return sign
        if (
            first.kind in ("body", "note", "bibliography", "item", "caption")
            and rng.random() < self.habits.marked_words
        ):
            line = rng.choice(lines)
            if line.words and not line.divided and not line.goes_on_divided:
                at = 0 if rng.random() < 0.3 else rng.randrange(len(line.words))
                end = min(len(line.words), at + rng.randint(1, 4)) - 1
                sign = rng.choice(("*", "*", "_", "**"))
                if all(
                    not word.notes and word.text[0].isalpha() and word.text[-1].isalpha()
                    for word in line.words[at : end + 1]
                ):
                    line.words[at].text = sign + line.words[at].text
                    line.words[end].text += sign
        return ""

    def _opens(self, line: Printed) -> bool:
        bodies = [at for at, unit in enumerate(self.truth.units) if unit.kind == "body"]
        return bool(bodies) and bodies[0] == line.unit and len(line.words[0].text) > 1

    def _word(self, text: str, notes: Sequence[int]) -> None:
        """A word, and the markers of the notes that it calls, before or behind its stop."""
        if not notes:
            self._write(text)
            return
        tail = ""
        if self.rng.random() < self._before_stop and text[-1] in ".,;:":
            text, tail = text[:-1], text[-1]
        self._write(text)
        for note in notes:
            self._marker(note)
        self._write(tail)

    @property
    def _before_stop(self) -> float:
        return (
            {"fr": 0.7, "en": 0.03, "de": 0.1}.get(self.article.language, 0.25)
            if self.article.volume[-1] in "02468"
            else 0.02
        )

    def _marker(self, note: int) -> None:
        number = self.article.notes[note].number
        printed, damaged = self.damage.marker(number)
        if not printed:
            self.truth.markers.append(Marker(self.at, self.at, note, False))
            return
        lead = ""
        if number.isdecimal() and not (damaged and not printed.isdecimal()):
            printed, lead = self._styled(printed)
        self._write(lead)
        start = self.at
        self._write(printed)
        self.truth.markers.append(Marker(start, self.at, note, True))

    def _styled(self, number: str) -> tuple[str, str]:
        """A marker as the engine writes it, and the space before it."""
        match self.habits.marker:
            case "superscript":
                return self.damage.raised(number), ""
            case "glued":
                return number, ""
            case "spaced" | "spaced-right":
                return number, " " if self.rng.random() < 0.9 else ""
            case "brackets":
                return f"[{number}]", self.rng.choice(("", " "))
            case "parens":
                return f"({number})", self.rng.choice(("", " "))
            case "caret":
                return f"^{{{number}}}", ""
            case "math":
                return f"$^{{{number}}}$", ""
            case "html":
                return f"<sup>{number}</sup>", ""
        return f"[^{number}]", ""

    def _label(self, line: Printed) -> bool:
        """Write the label of a note; whether it stands on a line of its own."""
        number, damaged = self.damage.label(line.label)
        if not number or self.rng.random() < self.habits.labels_lost:
            return False
        text = number
        if number.isdecimal() or not damaged:
            text = self._label_form(number)
        start = self.at
        self._write(text)
        self.truth.labels[line.note] = (start, self.at)
        if self.habits.label == "alone" and not self.layout["blocks"]:
            self._segment(line, start, self.at)
            self._write("\n" + self.margin)
            return True
        if text[-1] not in "⁰¹²³⁴⁵⁶⁷⁸⁹" or self.habits.label == "superscript-space":
            self._write(" ")
        return False

    def _label_form(self, number: str) -> str:
        if not number[-1].isalnum():
            return number
        match self.habits.label:
            case "stop":
                return f"{number}."
            case "superscript" | "superscript-space":
                return self.damage.raised(number)
            case "brackets":
                return f"[{number}]"
            case "parens" | "parens-both":
                return f"({number})"
            case "caret":
                return f"^{{{number}}}"
            case "half-paren":
                return f"{number})"
        if self.habits.marker == "markdown":
            return f"[^{number}]:"
        return number


def _running_kind(part: str) -> str:
    """What a line of a running head is: an identifier alone cites the article."""
    return "citation" if "://doi.org/" in part.lower() else "header"
