"""Which addresses may stand in an attribute as they are (RFC 3986): those that every reader of `xs:anyURI` takes.

Readers differ: libxml2 refuses a colon behind a host that no port follows, Java's refuse a host that is left out.
"""

from __future__ import annotations

from tei_encode.model.pattern import late

_HOST = r"//(?:[?#]|$|[^/?#]*:(?!\d{1,5}(?:[/?#]|$)))"  # none, or one with a colon and no port
_CHARACTER = r"(?:[!$&-;=?-Z_a-z~]|%[0-9A-Fa-f]{2})"
_URI = late(rf"(?!(?i:https?):///)(?!\w[\w+.-]*:{_HOST})[A-Za-z][A-Za-z0-9+.-]*:{_CHARACTER}+(?:#{_CHARACTER}*)?")
# With a colon before any slash it begins with a scheme. Letters beyond ASCII are escaped by whoever resolves it.
_REFERENCE = late(
    rf"(?!\w*:?{_HOST})"
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:(?=.)|(?![^/?#]*:))(?:[^%#\[\]]|%[0-9A-Fa-f]{2})*(?:#(?:[^%#\[\]]|%[0-9A-Fa-f]{2})*)?"
)


def is_uri(text: str) -> bool:
    """Whether a text is a URI (section 3), without characters that would have to be escaped."""
    return _URI.fullmatch(text) is not None


def is_uri_reference(text: str) -> bool:
    """Whether a text is a URI reference (section 4.1): a URI, or an address relative to the file."""
    return _REFERENCE.fullmatch(text) is not None
