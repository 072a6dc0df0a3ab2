"""Inputs to break the converter: generated articles and fragments of them, and mutations of both, from a seed."""

from __future__ import annotations

import random
import unicodedata

from tests.generator.generate import generate

_WORDS = [
    "the",
    "archive",
    "keeps",
    "letters",
    "of",
    "merchants",
    "and",
    "their",
    "clerks",
    "who",
    "wrote",
    "home",
    "about",
    "prices",
    "weather",
    "and",
    "the",
    "court",
    "while",
    "editors",
    "later",
    "cut",
    "what",
    "seemed",
    "tedious",
    "Bericht",
    "über",
    "die",
    "Reise",
    "nach",
    "Süden",
    "l’histoire",
    "des",
    "livres",
    "et",
    "des",
    "lecteurs",
    "à",
    "Genève",
    "niñez",
    "Größe",
    "façade",
    "œuvre",
    "Straße",
    "État",
    "perché",
    "città",
    "così",
]
_NAMES = ("Ada Verhoeven", "J. M. Okafor", "Lucía de la Peña", "H. van der Meulen", "Ольга Иванова", "N. P. Ørsted")
_LABELS = (
    "¹",
    "²",
    "³",
    "^{4}",
    "^a",
    "*",
    "#",
    "[#]",
    "5",
    "6.",
    "[7]",
    "(8)",
    "†",
    "$^{9}$",
    "<sup>10</sup>",
    "[^11]",
    "[^12]:",
)
_ODD = (
    "\x00", "\x08", "\x0b", "\x0c", "\x1c", "\x1f", "\x85", "\xa0", "\xad", "\u0301", "\u200b", "\u200f", "\u2028",
    "\u3000", "\ufeff", "\ufffe", "\uffff", "\U0001f600", "\u0338", "é", "é", "Ω", "שלום", "中文", "ﬁ",
)  # fmt: skip
_MARKUP = (
    "*it*", "**b**", "***x***", "_u_", "*", "**", "_", "`", "\\*", "\\$5", "# ", "## Head", "| a | b |", "|---|---|",
    "<!-- c -->", "<!--", "![alt](http://x.org/a.png)", "![](a b)", "[^1]", "[^1]:", "^{", "$^{", "<sup>", "</sup>",
    "<p>", "&amp;", "&", "<", ">", "]]>", "\"", "“", "”", "«", "»", "„", "‘", "’", "…", "-", "—", "¬", "* * *", "\t",
)  # fmt: skip


def sentence(rng: random.Random) -> str:
    words = [rng.choice(_WORDS) for _ in range(rng.randint(3, 18))]
    text = " ".join(words).capitalize()
    if rng.random() < 0.25:
        text += rng.choice(_LABELS)
    return text + rng.choice([".", ".", ".", "?", "", ",", ";", '."', ".”", ".3", ".¹²", ".*"])


def line(rng: random.Random, number: int) -> str:
    kind = rng.randint(0, 19)
    if kind < 7:
        return " ".join(sentence(rng) for _ in range(rng.randint(1, 9)))
    if kind < 10:
        return f"{rng.choice(_LABELS)}{rng.choice(['', ' ', '. '])}{sentence(rng)}"
    makers = (
        lambda: f"{170 + number} ANNALS OF NOTHING",
        lambda: str(rng.randint(1, 400)),
        lambda: rng.choice(_NAMES),
        lambda: rng.choice(
            ["References", "Notes", "Abstract", "Keywords: a; b", "Introduction", "Anmerkungen", "Résumé"]
        ),
        lambda: rng.choice(["ł", "÷.", "*", "΄,", "\\$", "_ .", "* * *", "J"]),
        lambda: f"{rng.choice(_NAMES)}, {sentence(rng)} (Paris: Seuil {rng.randint(1800, 2020)}).",
        lambda: f"• {sentence(rng)}",
        lambda: f"Figure {rng.randint(1, 9)}. {sentence(rng)}",
        lambda: rng.choice(_MARKUP) + " " + sentence(rng) + rng.choice(_MARKUP),
        lambda: "\t".join(rng.choice(_WORDS) for _ in range(3)),
    )
    return makers[kind - 10]()


def article(rng: random.Random) -> str:
    gap = rng.choice(["\n\n", "\n\n", "\n", "\n\n\n", "\n\f", "\r\n\r\n"])
    lines = [line(rng, n) for n in range(rng.randint(1, 40))]
    text = gap.join(lines)
    if rng.random() < 0.3:
        width = rng.randint(30, 80)
        import textwrap

        text = "\n\n".join(textwrap.fill(part, width, break_on_hyphens=rng.random() < 0.5) for part in lines)
    return text


def mutate(rng: random.Random, text: str) -> str:
    for _ in range(rng.choice([0, 1, 1, 2, 4])):
        kind = rng.randint(0, 9)
        at = rng.randint(0, len(text))
        if kind == 0:
            text = text[:at]
        elif kind == 1:
            text = text[at:]
        elif kind == 2:
            parts = text.split("\n")
            rng.shuffle(parts)
            text = "\n".join(parts)
        elif kind == 3:
            text = text[:at] + rng.choice(_ODD) * rng.randint(1, 3) + text[at:]
        elif kind == 4:
            text = text[:at] + rng.choice(_MARKUP) + text[at:]
        elif kind == 5:
            end = rng.randint(at, min(len(text), at + 200))
            text = text[:at] + text[at:end] * 2 + text[end:]
        elif kind == 6:
            text = unicodedata.normalize(rng.choice(["NFD", "NFC", "NFKD"]), text)
        elif kind == 7:
            text = text.replace("\n", rng.choice(["\r\n", "\r", "\n\n", "\n ", "\f", "\u2028"]))
        elif kind == 8:
            text = "".join(rng.choice(_ODD + _MARKUP) if rng.random() < 0.02 else c for c in text)
        else:
            text = "".join(rng.choice(["", c, c, c + c]) if rng.random() < 0.05 else c for c in text)
    return text


def monotone(rng: random.Random) -> str:
    """Only one thing, over and over."""
    unit = rng.choice(
        [*_LABELS, *_ODD, *_MARKUP, "1 ", "12", "a\n", "A\n\n", "5\n", "¹ x\n", "\n12 HEAD\n", "x-\n", "ibid.\n\n"]
    )
    return unit * rng.randint(1, 200)


def cut(rng: random.Random, text: str) -> str:
    """A part of an article, so that every end is met: of the cover sheet, of a note, of a table."""
    at = rng.randint(0, len(text)) if rng.random() < 0.5 else 0
    return text[at : at + rng.randint(200, 6000)]


def source(seed: int) -> bytes:
    """The input of a seed, as bytes."""
    rng = random.Random(seed)
    kind = rng.random()
    if kind < 0.06:
        return bytes(rng.randrange(256) for _ in range(rng.randint(0, 400)))
    if kind < 0.15:
        text = monotone(rng)
    elif kind < 0.4:
        text = mutate(rng, cut(rng, generate(seed, size=0.05).text))
    else:
        text = mutate(rng, article(rng))
    coding = rng.random()
    if coding < 0.88:
        return text.encode("utf-8", "surrogatepass")
    if coding < 0.92:
        return text.encode("utf-16", "surrogatepass")
    if coding < 0.96:
        return text.encode("cp1252", "replace")
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(rng.randint(1, 4)):
        if data:
            data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)
