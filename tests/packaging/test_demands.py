"""What a format demands and nobody stated is an error that names the key; where both state, the TEI wins and it is said."""

from __future__ import annotations

import pytest

from tei_encode.config import Config, load_config
from tei_encode.depositing import Submission
from tei_encode.errors import ConfigError, PackageError, SourceError
from tei_encode.model.record import replace
from tei_encode.packaging.description import describe
from tests.packaging.deposits import CONFIG, SOURCE, by_path, ferry, files_of, noted, submission

BARE = Config(identifier="coast-0042")


def message(article: Submission, config: Config, layout: str = "bag") -> str:
    with pytest.raises(ConfigError) as caught:
        files_of(article, config=config, layout=layout)
    return str(caught.value)


@pytest.mark.parametrize(
    ("without", "layout", "key", "asking"),
    [
        ("doi", "bag", "[deposit] doi", "DataCite 4, property 1"),
        ("publisher", "bag", "[encoding] publisher", "DataCite 4, property 4"),
        ("date", "bag", "[encoding] date", "PREMIS 3"),
        ("licence", "bag", "[encoding] licence", "RO-Crate 1.2"),
        ("deposit_date", "bag", "[deposit] date", "RFC 8493"),
        ("deposit_date", "saf", "[deposit] date", "PREMIS 3"),
        ("deposit_date", "mets", "[deposit] date", "PREMIS 3"),
        ("deposit_date", "ocfl", "[deposit] date", "RO-Crate 1.2"),
        ("identifier", "ocfl", "[encoding] identifier", "OCFL 1.1"),
        ("collection", "mets", "[deposit] collection", "OpenEdition"),
    ],
)
def test_missing_statement_names_its_key(without: str, layout: str, key: str, asking: str) -> None:
    stated = replace(CONFIG, **{without: ""})
    if without == "licence":
        stated = replace(stated, licence_text="")
    if without == "identifier":
        stated = replace(stated, doi="", datacite=False)
    said = message(submission(config=stated), stated, layout)
    assert key in said and asking in said
    assert len(said.splitlines()) == 2, "nothing else is missing"


def test_all_that_is_missing_is_said_at_once() -> None:
    said = message(submission(config=BARE), BARE)
    for key in ("[deposit] doi", "[encoding] publisher", "[encoding] date", "[encoding] licence", "[deposit] date"):
        assert key in said


def test_time_is_demanded_where_a_day_is_not_enough() -> None:
    config = replace(CONFIG, deposit_date="2026-11-25")
    assert "2026-11-24T10:00:00Z" in message(submission(config=config), config, "ocfl")
    assert files_of(submission(config=config), config=config)


def test_title_and_creator_can_be_stated_where_the_article_has_none() -> None:
    text = "a line without a title or an author, which goes on for a while and says nothing of itself at all.\n"
    config = replace(CONFIG, doi="10.1234/x")
    article = submission(text, config)
    nameless = Submission(article.tei, article.sources, article.name)
    description, _ = describe(nameless.tei, config)
    if not description.creators:
        assert "[deposit] creator" in message(nameless, config)
    stated = replace(config, deposit_title="Untitled leaf", deposit_creator="Ada Quayle; Bess Corkill")
    record = by_path(files_of(nameless, config=stated))["metadata/datacite.xml"].decode()
    assert "Bess Corkill" in record or description.creators


def test_datacite_can_be_left_out_and_its_demands_with_it() -> None:
    config = replace(CONFIG, doi="", datacite=False)
    files = by_path(files_of(submission(config=config), config=config))
    assert "metadata/datacite.xml" not in files
    assert "metadata/premis.xml" in files


def test_nothing_is_invented() -> None:
    """No date, name or identifier in the metadata that neither header nor configuration states."""
    import re

    files = by_path(files_of(ferry()))
    for path in ("metadata/premis.xml", "metadata/datacite.xml", "metadata/dublin-core.xml", "bag-info.txt"):
        dates = set(re.findall(r"\b\d{4}-\d\d-\d\d\b", files[path].decode()))
        assert dates <= {"2026-11-24", "2026-11-25"}, path


def test_contradiction_is_said_and_the_tei_is_believed() -> None:
    config = replace(CONFIG, publisher="Somebody Else")
    found = noted(ferry(), config=config)
    assert [finding.code for finding in found if "Somebody Else" in finding.message] == ["D002"]
    record = by_path(files_of(ferry(), config=config))["metadata/datacite.xml"]
    assert b"Archive of the Coast" in record and b"Somebody Else" not in record


def test_statements_of_the_configuration_alone_are_said() -> None:
    bare = submission(config=BARE)
    found = noted(bare)
    added = next(finding for finding in found if finding.code == "D003")
    assert "[encoding] publisher" in added.message and "[encoding] licence" in added.message


def test_report_of_another_conversion_is_said() -> None:
    assert not [finding for finding in noted(ferry()) if finding.code == "D001"]
    assert [finding.code for finding in noted(ferry(), config=replace(CONFIG, notes="back"))] == ["D001"]


# ---- what is refused
def test_tei_that_is_not_valid_is_not_packaged() -> None:
    broken = Submission(ferry().tei.replace(b"<body>", b"<body><bogus/>"), ferry().sources, "ferry.xml")
    with pytest.raises(PackageError, match=r"ferry\.xml:\d+: X002 .*Run validate"):
        files_of(broken)


def test_tei_that_is_not_proved_is_not_packaged() -> None:
    forged = Submission(ferry().tei.replace(b"drawing", b"painting"), ferry().sources, "ferry.xml")
    with pytest.raises(PackageError, match="not proved against its source, line"):
        files_of(forged)


@pytest.mark.parametrize("sources", [(), (("ferry.txt", b"another text"),)])
def test_missing_source_is_named_with_its_checksum(sources: tuple[tuple[str, bytes], ...]) -> None:
    with pytest.raises(
        SourceError, match=r"ferry\.txt \(SHA-256 [0-9a-f]{12}…\); name it, or its folder, with --source"
    ):
        files_of(Submission(ferry().tei, sources, "ferry.xml"))


def test_two_articles_of_one_name_are_refused() -> None:
    with pytest.raises(ConfigError, match="would both be called coast-0042"):
        files_of(ferry(), submission(SOURCE + "\nA last line.\n"))


def test_nothing_to_package_is_an_error() -> None:
    with pytest.raises(SourceError, match="no TEI file"):
        files_of()


def test_unknown_layout_is_an_error() -> None:
    with pytest.raises(ConfigError, match="there is no layout 'crate'; there are bag, ocfl, saf, mets"):
        files_of(ferry(), layout="crate")


def test_report_that_is_none_is_an_error() -> None:
    for report in (b"{", b"[]", b'{"documents": 3}', b'{"documents": [{"files": [{}]}]}'):
        with pytest.raises(SourceError, match="report"):
            files_of(Submission(ferry().tei, ferry().sources, "ferry.xml", report))


def test_kept_report_is_packaged_as_it_is() -> None:
    report = by_path(files_of(ferry()))["data/coast-0042-report.json"]
    kept = report.replace(b'"version"', b' "version"')
    files = by_path(files_of(Submission(ferry().tei, ferry().sources, "ferry.xml", kept)))
    assert files["data/coast-0042-report.json"] == kept


# ---- settings
@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("2026-11-25", True), ("2026-11-25T10:00:00Z", True), ("2026-11-25T10:00:00+02:00", True),
        ("2026", False), ("2026-11", False), ("2026-11-25T10:00", False), ("2026-11-25T10:00:00", False),
        ("2026-11-25T25:00:00Z", False), ("2026-11-25 10:00:00Z", False), ("2026-02-30", False), ("today", False),
        ("2026-11-25T10:00:00+25:00", False), ("2026-11-25T", False),
    ],
)  # fmt: skip
def test_date_of_the_deposit_is_a_day_or_a_time(value: str, good: bool, tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "c.toml"
    path.write_text(f'[deposit]\ndate = "{value}"\n', encoding="utf-8")
    if good:
        assert load_config(str(path)).deposit_date == value
    else:
        with pytest.raises(ConfigError, match=r"\[deposit\] date"):
            load_config(str(path))


def test_control_character_in_a_setting_is_refused() -> None:
    with pytest.raises(ConfigError, match="control character"):
        files_of(ferry(), config=replace(CONFIG, depositor="Society\nBagging-Date: 1999-01-01"))
