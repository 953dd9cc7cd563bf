"""One OpenSSL for Python and for psycopg, each of which brings a whole one, and with it what that needs; on Linux.

Symbols have versions (ELF, “Symbol Versioning”): a library that defines all that another one defines can stand in for
it. psycopg's is the one that stays, since its name is its own and no other could take its place.
"""

import posixpath
from collections.abc import Iterable
from pathlib import PurePath

from tools.bundling.freezing.contents import Entry
from tools.bundling.freezing.elf import defined_versions

_OF_PYTHON = {"libcrypto.so.3": "libcrypto-*.so.3", "libssl.so.3": "libssl-*.so.3"}
"""Libraries as Python asks for them, in the root of the bundle, and the names of those in psycopg's folder."""
_FOLDER = "psycopg_binary.libs"


def shared(binaries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Return the libraries without those for which another stands in, and the links that take their places.

    One that is newer than psycopg's stays; all stay where only one of the two could go, since they know each other.
    """
    binaries = [*binaries]
    links = {place: link for place in _OF_PYTHON if (link := _link(place, binaries)) is not None}
    if len(links) < len(_OF_PYTHON):
        return binaries, []
    return [entry for entry in binaries if entry[0] not in links], [*links.values()]


def _link(place: str, binaries: list[Entry]) -> Entry | None:
    own = next((entry for entry in binaries if entry[0] == place), None)
    other = next((entry for entry in binaries if _is_psycopgs(entry, _OF_PYTHON[place])), None)
    if own is None or other is None or not defined_versions(own[1]) <= defined_versions(other[1]):
        return None
    return place, other[0], "SYMLINK"


def _is_psycopgs(entry: Entry, pattern: str) -> bool:
    folder, name = posixpath.split(PurePath(entry[0]).as_posix())
    return folder == _FOLDER and PurePath(name).match(pattern) and entry[2] == "BINARY"
