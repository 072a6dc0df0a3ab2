"""What a person at the terminal does: a template from explain, edited, replayed by convert; the summary and the report."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tei_encode import Config, encode
from tei_encode.cli import main
from tei_encode.decisions import read_decisions
from tei_encode.reporting import report
from tei_encode.spoken import spoken
from tei_encode.summary import DOUBTFUL, doubtful_places, summary
from tei_encode.templating import template
from tests.conftest import ROOT
from tests.generator import generate

EXAMPLE = ROOT / "examples" / "review-article" / "article.txt"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(EXAMPLE.read_bytes())
    return path


def test_template_is_edited_and_replayed(article: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["explain", str(article), "--decisions-template"]) == 0
    text = capfdbinary.readouterr().out.decode()
    marker = read_decisions(text.encode()).entries[0]
    assert marker.kind == "marker"
    assert all(entry.value is None for entry in read_decisions(text.encode()).entries)
    chosen = article.with_name("chosen.toml")
    chosen.write_text(text.replace('# by = "your name"', 'by = "Bess Corkill"').replace("# value =", "value ="))
    target = article.with_suffix(".xml")
    assert main(["convert", str(article), "-o", str(target), "--decisions", str(chosen)]) == 0
    told = capfdbinary.readouterr().err.decode()
    assert "H005" not in told and "H001" not in told
    assert re.search(r"H006 info: (\d+) of \1 decisions hold", told)
    xml = target.read_text()
    assert '<name type="person" xml:id="person1">Bess Corkill</name>' in xml or "Bess Corkill</name>" in xml
    assert main(["verify", str(target), str(article)]) == 0
    assert main(["validate", str(target)]) == 0
    capfdbinary.readouterr()
    assert main(["explain", str(article), "--decisions", str(chosen)]) == 0
    after = capfdbinary.readouterr().out.decode()
    assert f"[{marker.id}]" in after
    assert "1.00 marker of note" in next(line for line in after.splitlines() if line.endswith(f"[{marker.id}]"))


def test_templates_fit_and_say_what_was_taken() -> None:
    """Every entry with its value as it stands fits, and nearly every one holds; a list of one item is a paragraph."""
    held = every = 0
    for seed in range(8):
        data = generate(seed, size=0.2, noise=3).text.encode("utf-8", "surrogateescape")
        words = template("article.txt", encode(data)).replace("# value =", "value =")
        decisions = read_decisions(words.encode())
        after = encode(data, decisions=decisions)
        assert not [finding.message for finding in after.findings if finding.code in ("H001", "H003", "H004")]
        held += int(next(one.message for one in after.findings if one.code == "H006").split()[0])
        every += len(decisions.entries)
    assert every >= 10
    assert held >= 0.8 * every


def test_a_folder_of_decisions_for_several_sources(article: Path, capfd: pytest.CaptureFixture[str]) -> None:
    other = article.with_name("other.txt")
    other.write_text("The Toll\n\nNobody paid it, and the ferryman had stopped asking before the old king died.\n")
    folder = article.with_name("decisions")
    folder.mkdir()
    (folder / "other.toml").write_text('[[decision]]\nkind = "zone"\nat = [0, 8]\nvalue = "title"\n')
    out = article.with_name("out")
    assert main(["convert", str(article), str(other), "-o", str(out), "--decisions", str(folder)]) == 0
    told = capfd.readouterr().err
    assert told.count("H006") == 1
    assert main(["convert", str(article), str(other), "-o", str(out), "--decisions", str(folder / "other.toml")]) == 2
    assert "several sources need a folder" in capfd.readouterr().err


def test_a_broken_file_is_told_before_anything_is_written(article: Path, capfd: pytest.CaptureFixture[str]) -> None:
    wrong = article.with_name("wrong.toml")
    wrong.write_text("[[decision]]\nkind = 1\n")
    target = article.with_suffix(".xml")
    assert main(["convert", str(article), "-o", str(target), "--decisions", str(wrong)]) == 2
    assert "kind is 1" in capfd.readouterr().err
    assert not target.exists()


# ---- the summary
def test_summary_counts_places_and_leftovers() -> None:
    source = (
        "The Ferrymen of Orme\n\nJudith Arkwright\n\nThe tolls were let by auction every seventh year.¹ No ferryman ever "
        "bid for them.² The butchers did.³\n\n¹ Orme Town Books, iii, 44.\n\n³ Sold in 1830.\n"
    )
    document = encode(source.encode()).document
    found = dict(summary(document).found)
    assert found["footnotes"] == 3
    assert found["note references"] == 3
    left = dict(summary(document).left_over)
    (place,) = left["markers without note"]
    assert source[place.decision.start : place.decision.end] == "²"


def test_report_has_summary_ids_and_places_that_agree() -> None:
    encoding = encode(EXAMPLE.read_bytes(), name="article.txt", why=True)
    (document,) = json.loads(report([("article.txt", encoding)], Config()))["documents"]
    ids = [decision["id"] for decision in document["decisions"]]
    assert len(set(ids)) == len(ids)
    doubtful = [place["id"] for places in document["summary"]["doubtful"].values() for place in places]
    assert sorted(doubtful) == sorted(one["id"] for one in document["decisions"] if one["probability"] < DOUBTFUL)
    assert document["doubtful"] == len(doubtful)
    assert all(one["evidence"] for one in document["decisions"] if one["stage"] == "zone")


def test_explain_tells_the_doubtful_first(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(EXAMPLE)]) == 0
    out = capfd.readouterr().out
    assert out.startswith("Summary\n  found: ")
    listed = out[out.index("Doubtful places") : out.index("Pages and columns")].splitlines()[1:-1]
    chances = [float(re.search(r":\d+: (\d\.\d\d) ", line)[1]) for line in listed]  # type: ignore[index]
    assert chances == sorted(chances)
    assert len(chances) == len(doubtful_places(encode(EXAMPLE.read_bytes()).decisions))


def test_nearly_every_attribute_of_the_models_has_words() -> None:
    from tei_encode.recognition.labelling import _lattice

    for name in ("lines", "blocks"):
        known = list(_lattice(name).states)
        worded = [one for one in known if one not in spoken("zone", one).split(": ")]
        assert len(worded) >= 0.95 * len(known)
