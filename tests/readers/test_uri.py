"""What is a URI, and what a reference to one, for every reader of `xs:anyURI`."""

from __future__ import annotations

import pytest

from tei_encode.model.uri import is_uri, is_uri_reference


@pytest.mark.parametrize(
    "text",
    ["https://x.org", "http://x.org:80/a?b=c#d", "https://x.org/a:b", "mailto:a@x.org", "urn:isbn:1", "file:///a/b", "https://x.org/%20"],
)  # fmt: skip
def test_uri(text: str) -> None:
    assert is_uri(text) and is_uri_reference(text)


@pytest.mark.parametrize(
    "text",
    ["", "a/b", "https://", "https:///a", "http://?a", "https://x:/a", "https://x://y", "https://x:8x/a", "https://x.org/a#b#c",
     "https://x.org/%zz", "https://x.org/a b", "https://x.org/é", "https://x.org/{a}", "https://x.org/\x00"],
)  # fmt: skip
def test_no_uri(text: str) -> None:
    assert not is_uri(text)


@pytest.mark.parametrize("text", ["a.png", "../a/b.png", "é/ü?x=1#y", "//x.org/a.png", "http://x.org:80/a"])
def test_reference(text: str) -> None:
    assert is_uri_reference(text)


@pytest.mark.parametrize(
    "text", [":", "_ttp://x.org/a", "a%zz", "//[", "a#b#c", "http:", "http://", "//a:", "http://a:8x/b"]
)
def test_no_reference(text: str) -> None:
    assert not is_uri_reference(text)
