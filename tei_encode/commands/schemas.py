"""`tei-encode schemas`: the local catalogue. Only `schemas add URL` uses the network: https, bounded, pinned."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from urllib.parse import urlsplit

from tei_encode.commands.files import make_folder, write_output
from tei_encode.commands.terminal import counted, say, tell
from tei_encode.errors import ConfigError
from tei_encode.validation.catalogue import Catalogue
from tei_encode.validation.sources import LARGEST, local_path, read_bounded

_SECONDS = 60  # that a server may be silent


def arguments(parser: ArgumentParser) -> None:
    """Declare the actions and their options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION", prog="tei-encode schemas")
    add = actions.add_parser("add", help="add a schema, with all that it includes")
    add.add_argument("source", metavar="URL|FILE", help="an https address, which is fetched, or a file")
    add.add_argument("--as", dest="address", metavar="ADDRESS", help="the address that a file stands for")
    add.add_argument("--sha256", default="", metavar="HEX", help="refuse a schema with another SHA-256")
    remove = actions.add_parser("remove", help="take a schema out")
    remove.add_argument("name", metavar="NAME|ADDRESS")
    listing = actions.add_parser("list", help="every schema, with its SHA-256")
    for action in (add, remove, listing):
        action.add_argument("--catalogue", metavar="DIR", help="default: TEI_ENCODE_CATALOGUE, else a user's folder")


def run(options: Namespace) -> int:
    """Do one action."""
    catalogue = Catalogue(options.catalogue)
    actions: dict[str, Callable[[Namespace, Catalogue], int]] = {"add": _add, "remove": _remove, "list": _list}
    return actions[options.action](options, catalogue)


def _add(options: Namespace, catalogue: Catalogue) -> int:
    source: str = options.source
    path = local_path(source)
    if path is None:
        if options.address:
            raise ConfigError("--as is for files; an address stands for itself")
        address = source
        written = catalogue.add(address, fetched, options.sha256)
    else:
        address = options.address or os.path.basename(path)
        written = catalogue.add(address, _from_folder(path, address), options.sha256)
    for target, data in written:
        make_folder(os.path.dirname(target))
        write_output(target, data)
    entry = catalogue.entries[address]
    others = len(written) - 2
    included = f", with {counted(others, 'file')} that it includes" if others else ""
    say(f"{entry.name}: {address}{included}\nSHA-256 {entry.sha256}")
    return 0


def _from_folder(path: str, address: str) -> Callable[[str], bytes]:
    """Reads a file, and what it includes from beside it; `address` is what the file stands for."""
    folder = os.path.dirname(os.path.abspath(path))
    base = address.rpartition("/")[0]

    def get(wanted: str) -> bytes:
        if wanted == address:
            return read_bounded(path)
        below = wanted.removeprefix(base + "/") if base else wanted
        if urlsplit(below).scheme or below.startswith("/") or ".." in below.split("/"):
            raise ConfigError(f"{wanted} is not beside {path}; add it by its own address, or put it beside")
        return read_bounded(os.path.join(folder, *below.split("/")))

    return get


def _remove(options: Namespace, catalogue: Catalogue) -> int:
    entry, file, (target, data) = catalogue.remove(options.name)
    write_output(target, data)
    if file:
        try:
            os.unlink(file)
            os.rmdir(os.path.dirname(file))
        except OSError:
            pass  # it was gone before, or its folder holds more
    say(f"{entry.address} is no longer in the catalogue")
    return 0


def _list(options: Namespace, catalogue: Catalogue) -> int:
    worst = 0
    for entry in catalogue.entries.values():
        try:
            state = counted(len(catalogue.read(entry.address)), "byte")
        except ConfigError as error:
            tell(f"tei-encode: {error}")
            state, worst = "unusable", ConfigError.exit_code
        say(f"{entry.name}\t{state}\t{entry.sha256}\t{entry.address}")
    tell(f"{counted(len(catalogue.entries), 'schema')} in {catalogue.folder}")
    return worst


def fetched(address: str) -> bytes:
    """What an https address gives.

    Raises:
        ConfigError: it is no https address, leads to one that is not, cannot be had, or gives too much.
    """
    from http.client import HTTPException
    from urllib.request import HTTPRedirectHandler, build_opener

    class Secure(HTTPRedirectHandler):
        def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
            _require_https(newurl)
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    _require_https(address)
    try:
        with build_opener(Secure).open(address, timeout=_SECONDS) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except (OSError, HTTPException, ValueError) as error:
        raise ConfigError(f"{address} cannot be fetched: {error}") from error
    if len(data) > LARGEST:
        raise ConfigError(f"{address}: the schema is larger than {LARGEST >> 20} MiB")
    return data


def _require_https(address: str) -> None:
    if urlsplit(address).scheme != "https":
        words = "schemas are fetched by https alone; download it yourself and add the file with --as"
        raise ConfigError(f"{address}: {words}")
