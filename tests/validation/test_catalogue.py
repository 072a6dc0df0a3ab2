"""The catalogue: pinned, read by other tools, never led astray; and the one command that fetches."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from lxml import etree

from tei_encode.cli import main
from tei_encode.commands.schemas import fetched
from tei_encode.errors import ConfigError
from tei_encode.validation.catalogue import Catalogue, references

RNG = "http://relaxng.org/ns/structure/1.0"
SMALL = f'<element name="r" xmlns="{RNG}"><empty/></element>\n'
ADDRESS = "https://example.org/schemas/small.rng"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEI_ENCODE_CATALOGUE", str(tmp_path / "catalogue"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.rng").write_text(SMALL, encoding="utf-8")
    (tmp_path / "a.xml").write_text("<r/>", encoding="utf-8")
    return tmp_path / "catalogue"


def test_a_file_is_added_used_listed_and_removed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schemas", "list"]) == 0
    assert main(["schemas", "add", "small.rng", "--as", ADDRESS]) == 0
    assert "SHA-256 " in capsys.readouterr().out
    Path("small.rng").unlink()
    for name in ("small", "small.rng", ADDRESS):
        assert main(["validate", "--schema", name, "a.xml"]) == 0
    assert f"{ADDRESS} (tei-encode)" in capsys.readouterr().err
    assert main(["schemas", "list"]) == 0
    name, size, digest, address = capsys.readouterr().out.strip().split("\t")
    assert (name, size, address, len(digest)) == ("small", f"{len(SMALL)} bytes", ADDRESS, 64)
    assert main(["schemas", "remove", "small"]) == 0
    assert main(["validate", "--schema", "small", "a.xml"]) == 2
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["catalog.xml"]


def test_it_is_an_xml_catalogue(folder: Path) -> None:
    assert main(["schemas", "add", "small.rng", "--as", ADDRESS]) == 0
    root = etree.parse(str(folder / "catalog.xml")).getroot()
    assert root.tag == "{urn:oasis:names:tc:entity:xmlns:xml:catalog}catalog"
    if shutil.which("xmlcatalog"):
        command = ["xmlcatalog", str(folder / "catalog.xml"), ADDRESS]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.strip().endswith("/small.rng")


def test_a_schema_comes_with_what_it_includes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("parts").mkdir()
    Path("main.rng").write_text(
        f'<grammar xmlns="{RNG}"><include href="parts/a.rng"/><start><ref name="a"/></start></grammar>',
        encoding="utf-8",
    )
    Path("parts/a.rng").write_text(
        f'<grammar xmlns="{RNG}"><define name="a"><externalRef href="b.rng"/></define></grammar>', encoding="utf-8"
    )
    Path("parts/b.rng").write_text(SMALL, encoding="utf-8")
    assert main(["schemas", "add", "main.rng", "--as", "https://example.org/x/main.rng"]) == 0
    assert "with 2 files that it includes" in capsys.readouterr().out
    addresses = list(Catalogue().entries)
    assert addresses == [f"https://example.org/x/{name}" for name in ("main.rng", "parts/a.rng", "parts/b.rng")]
    for path in ("main.rng", "parts/a.rng", "parts/b.rng"):
        Path(path).unlink()
    assert main(["validate", "--schema", "main", "a.xml"]) == 0


def test_what_a_schema_includes_from_elsewhere_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for href in ("../out.rng", "/etc/hostname", "https://elsewhere.example/x.rng"):
        Path("main.rng").write_text(
            f'<grammar xmlns="{RNG}"><include href="{href}"/><start><empty/></start></grammar>', encoding="utf-8"
        )
        assert main(["schemas", "add", "main.rng", "--as", "https://example.org/x/main.rng"]) == 2
        assert "not beside" in capsys.readouterr().err
    assert not folder.exists()


def test_a_changed_file_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schemas", "add", "small.rng", "--as", ADDRESS]) == 0
    (file,) = folder.rglob("small.rng")
    file.write_text(SMALL.replace("empty", "text"), encoding="utf-8")
    assert main(["validate", "--schema", ADDRESS, "a.xml"]) == 2
    assert "its SHA-256 differs" in capsys.readouterr().err
    assert main(["schemas", "list"]) == 2
    assert "unusable" in capsys.readouterr().out


def test_another_sha256_than_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schemas", "add", "small.rng", "--sha256", "0" * 64]) == 2
    assert "nothing was added" in capsys.readouterr().err
    assert not folder.exists()


def test_two_schemas_of_one_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for version in ("1", "2"):
        assert main(["schemas", "add", "small.rng", "--as", f"https://example.org/{version}/small.rng"]) == 0
    assert main(["validate", "--schema", "small", "a.xml"]) == 2
    assert "several schemas" in capsys.readouterr().err
    assert main(["schemas", "remove", "https://example.org/1/small.rng"]) == 0
    assert main(["validate", "--schema", "small", "a.xml"]) == 0  # the other entry still has the file


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('<uri name="x" uri="../../etc/hostname" pin:sha256="{d}"/>', "within the folder"),
        ('<uri name="x" uri="/etc/hostname" pin:sha256="{d}"/>', "within the folder"),
        ('<uri name="x" uri="file:///etc/hostname" pin:sha256="{d}"/>', "within the folder"),
        ('<uri name="x" uri="small.rng"/>', "not pinned"),
        ("<uri", "not well-formed"),
    ],
)
def test_a_catalogue_that_was_tampered_with(
    folder: Path, row: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.mkdir()
    name = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
    text = f'<catalog xmlns="{name}" xmlns:pin="urn:tei-encode:catalogue">{row.format(d="0" * 64)}</catalog>'
    (folder / "catalog.xml").write_text(text, encoding="utf-8")
    assert main(["validate", "--schema", "x", "a.xml"]) == 2
    assert said in capsys.readouterr().err


def test_what_schemas_refer_to() -> None:
    xsd = (
        '<s xmlns:x="http://www.w3.org/2001/XMLSchema"><x:import namespace="u" schemaLocation="a.xsd"/><x:include/>'
        '<x:include schemaLocation="https://example.org/b.xsd"/><include href="c"/></s>'
    )
    assert references(xsd.encode(), "https://e.org/d/m.xsd") == ["https://e.org/d/a.xsd", "https://example.org/b.xsd"]
    sch = '<s xmlns="http://purl.oclc.org/dsdl/schematron"><include href="a.sch#p"/></s>'
    assert references(sch.encode(), "m.sch") == ["a.sch"]


# --- the network


@pytest.mark.parametrize("address", ["http://example.org/a.rng", "ftp://example.org/a.rng", "file:///etc/hostname"])
def test_https_alone_is_fetched(address: str) -> None:
    with pytest.raises(ConfigError, match="https alone"):
        fetched(address)


class Answers(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away.rng":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/small.rng")
            self.end_headers()
        elif self.path == "/near.rng":
            self.send_response(302)
            self.send_header("Location", "/small.rng")
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An https server of this machine, whose certificate this process trusts."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    httpd = HTTPServer(("localhost", 0), partial(Answers, directory=str(tmp_path)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"https://localhost:{httpd.server_port}"
    httpd.shutdown()
    thread.join()


def test_a_schema_is_fetched_pinned_and_used_without_network(
    server: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("main.rng").write_text(
        f'<grammar xmlns="{RNG}"><start><externalRef href="small.rng"/></start></grammar>', encoding="utf-8"
    )
    assert main(["schemas", "add", f"{server}/main.rng"]) == 0
    assert list(Catalogue().entries) == [f"{server}/main.rng", f"{server}/small.rng"]
    assert main(["schemas", "add", f"{server}/near.rng"]) == 0
    capsys.readouterr()
    assert main(["schemas", "add", f"{server}/away.rng"]) == 2
    assert "https alone" in capsys.readouterr().err
    assert main(["schemas", "add", f"{server}/none.rng"]) == 2
    assert "cannot be fetched" in capsys.readouterr().err


def test_what_is_too_large(server: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei_encode.commands.schemas.LARGEST", 10)
    with pytest.raises(ConfigError, match="larger than"):
        fetched(f"{server}/small.rng")


def test_nothing_else_can_use_the_network() -> None:
    root = Path(__file__).resolve().parents[2] / "tei_encode"
    using = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in ("urllib.request", "http.client", "import socket"))
    ]
    assert using == ["commands/schemas.py"]
