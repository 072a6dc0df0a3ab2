"""What recognition does to characters, words and markers, by level: 0 nothing, 1 a good scan, 2 a poor one, 3 a bad one."""

from __future__ import annotations

from random import Random

_CONFUSED = (
    ("rn", "m"), ("m", "rn"), ("h", "b"), ("c", "e"), ("e", "c"), ("l", "1"), ("i", "l"), ("u", "n"), ("n", "u"), ("li", "h"), ("cl", "d"),
    ("d", "cl"), ("I", "l"), ("O", "0"), ("S", "5"), ("f", "t"), ("vv", "w"), ("a", "o"), ("s", "a"), ("t", "r"), ("é", "e"), ("ü", "u"),
    ("ß", "B"), ("ö", "o"), ("fi", "fì"), ("g", "q"), ("ii", "n"), ("tt", "tl"), ("-", "–"), ("’", "'"), ("“", '"'), ("”", '"'),
)  # fmt: skip
_DIGITS = {
    "0": "O689", "1": "7lI4", "2": "7z", "3": "85", "4": "91A", "5": "36S8", "6": "508", "7": "12", "8": "360B", "9": "40g",
}  # fmt: skip
_SPECKS = (
    "ł", "÷.", "΄,", "*", "•", "^", "$", "\\$", "—.", ".", ",", "i", "J", "~ '", "~", "|", "l", "■", "'", "¬", "· .", ", ,", "r", "_ ", ":",
    "«", ".;", "\\", "<", "•.", "!", "' '", "`", ". .", "ı", "/", "t-", "Ł", "▪", "°", "{", "-", "‘", "v", "»", "j",
    "} |", "] .", "( )", "~~", "| |", "= .", "+",
)  # fmt: skip
_LOST_FORMS = (
    "'",
    '"',
    "'",
    '"',
    "’",
    "°",
    "”",
    "*",
    "*",
    "#",
    "^a",
    "^b",
    "[#]",
    "'",
    '"',
    "°",
    "^{*}",
    "^",
    "’",
    "″",
    "!",
    "?",
    "ł",
    "”",
    "⁰",
    "⁹",
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Damage:
    """The damage of one document: some engines err here, others there."""

    def __init__(self, level: int, rng: Random) -> None:
        self.level, self.rng = level, rng
        scale = (0.0, 1.0, 2.2, 4.5)[level]
        self.word_rate = scale * rng.uniform(0.001, 0.012)
        self.space_rate = scale * rng.uniform(0.0, 0.0025)
        self.stop_rate = scale * rng.uniform(0.0, 0.0025)
        self.speck_rate = scale * rng.uniform(0.0, 0.035)
        self.marker_misread = min(0.5, scale * rng.uniform(0.0, 0.09))
        self.marker_lost = min(0.3, scale * rng.uniform(0.0, 0.035))
        self.label_misread = min(0.5, scale * rng.uniform(0.0, 0.07))
        self.label_lost = min(0.25, scale * rng.uniform(0.0, 0.025))
        self.note_lost = scale * rng.uniform(0.0, 0.008)
        self.number_misread = scale * rng.uniform(0.0, 0.03)
        self.head_garbled = scale * rng.uniform(0.0, 0.05)
        self.merged = scale * rng.uniform(0.0, 0.02)
        self.confused = rng.sample(_CONFUSED, 14)

    def word(self, text: str) -> str:
        """A word as recognised."""
        rng = self.rng
        if rng.random() < self.word_rate * min(2.0, len(text) / 5):
            text = self._garbled(text)
        if rng.random() < self.stop_rate:
            if text[-1] == ",":
                text = text[:-1] + "."
            elif text[-1] == "." and len(text) > 3:
                text = text[:-1] + rng.choice((",", ""))
        if rng.random() < self.space_rate and len(text) > 5:
            at = rng.randint(1, len(text) - 1)
            text = f"{text[:at]} {text[at:]}"
        return text

    def _garbled(self, text: str) -> str:
        hits = [(a, b) for a, b in self.confused if a in text]
        if not hits:
            return text
        a, b = self.rng.choice(hits)
        places = [at for at in range(len(text)) if text.startswith(a, at)]
        at = self.rng.choice(places)
        return text[:at] + b + text[at + len(a) :]

    def line(self, text: str) -> str:
        """A short line that matters, such as a running head."""
        if text and self.rng.random() < self.head_garbled * 4:
            return self._garbled(self._garbled(text))
        return text

    def number(self, text: str) -> str:
        """A page number; where it is misread, digits are confused, or it is lost."""
        if self.rng.random() >= self.number_misread:
            return text
        if self.rng.random() < 0.4:
            return ""
        at = self.rng.randrange(len(text))
        return text[:at] + self.rng.choice(_DIGITS[text[at]]) + text[at + 1 :]

    def marker(self, number: str) -> tuple[str, bool]:
        """(what is left of the number of a marker, whether its characters are damaged); empty where it is lost."""
        rng = self.rng
        if rng.random() < self.marker_lost:
            return "", True
        if rng.random() < self.marker_misread:
            return self._misread(number), True
        return number, False

    def label(self, number: str) -> tuple[str, bool]:
        rng = self.rng
        if rng.random() < self.label_lost:
            return "", True
        if rng.random() < self.label_misread:
            return self._misread(number), True
        return number, False

    def _misread(self, number: str) -> str:
        rng = self.rng
        if not number.isdecimal() or rng.random() < 0.35:
            return rng.choice(_LOST_FORMS)
        at = rng.randrange(len(number))
        options = [c for c in _DIGITS[number[at]] if c.isdecimal()]
        if len(number) > 1 and rng.random() < 0.2:
            return number[:at] + number[at + 1 :]
        return number[:at] + rng.choice(options or ["1"]) + number[at + 1 :]

    def speck(self) -> str:
        return self.rng.choice(_SPECKS)

    @staticmethod
    def raised(text: str) -> str:
        """Digits as superscripts."""
        return text.translate(_RAISED)
