"""Which texts and source files the parts of a document need beside them, in whichever copy they are read.

A document has one text for good: read anew, it is another document. Its source file may be replaced. What of it is
shown, or lies in the recycle bin, says the table; of what was undone or erased its parts alone do.
"""

import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotator.store.chain.strands import stored_runs
from annotator.sync.delivery import LineRun

DOCUMENT = "document/"
"""How the channel of a document begins; its id follows."""
_NAMED = re.compile(rb'"(text_sha256|source_file)":"([0-9a-f]{64})"')
_LONGEST = 100
"""No name of a hash is longer, so that one which is cut in two is found in the next piece."""
_PIECE = 1 << 20


class ChannelContent(NamedTuple):
    """A document's text and source file, by their SHA-256; either is empty where there is none."""

    channel: str
    text: str
    source_file: str


class NamedContents(NamedTuple):
    """What lines name, by its SHA-256, in their order."""

    texts: tuple[str, ...]
    source_files: tuple[str, ...]


def contents_of(connection: sqlite3.Connection, channels: Iterable[str]) -> list[ChannelContent]:
    """Return what belongs to channels of documents; other channels need nothing, and are left out."""
    wanted = sorted({one for one in channels if one.startswith(DOCUMENT)})
    ids = json.dumps([one.removeprefix(DOCUMENT) for one in wanted])
    rows = connection.execute(
        "SELECT id, text_sha256, coalesce(source_file, '') FROM documents"
        " WHERE id IN (SELECT value FROM json_each(?1)) UNION ALL"
        " SELECT row, json_extract(content, '$.text_sha256'), coalesce(json_extract(content, '$.source_file'), '')"
        " FROM hidden WHERE table_name = 'documents' AND row IN (SELECT value FROM json_each(?1))",
        [ids],
    )
    found = [ChannelContent(f"{DOCUMENT}{id}", text, file) for id, text, file in rows]
    gone = set(wanted) - {one.channel for one in found}
    return sorted([*found, *(_of_parts(connection, gone) if gone else ())])


def _of_parts(connection: sqlite3.Connection, channels: Iterable[str]) -> Iterator[ChannelContent]:
    """Yield what parts of documents name that are there no more, as far as it is still here."""
    query = "SELECT id, channel FROM strands WHERE channel IN (SELECT value FROM json_each(?)) ORDER BY id"
    has = "SELECT 1 FROM {} WHERE sha256 = ?"
    for number, channel in connection.execute(query, [json.dumps(sorted(channels))]).fetchall():
        runs = (LineRun(*run[:3], run.is_packed) for run in stored_runs(connection, number))
        texts, files = named_in(runs)
        for text in texts:
            if connection.execute(has.format("texts"), [text]).fetchone():
                yield ChannelContent(channel, text, "")
        for file in files:
            if connection.execute(has.format("source_files"), [file]).fetchone():
                yield ChannelContent(channel, "", file)


def named_in(runs: Iterable[LineRun]) -> NamedContents:
    """Return which texts and source files lines name; a line of any length is not held whole."""
    found: dict[bytes, dict[str, None]] = {b"text_sha256": {}, b"source_file": {}}
    for run in runs:
        before = b""
        for piece in _pieces(run):
            for kind, sha256 in _NAMED.findall(before + piece):
                found[kind][sha256.decode()] = None
            before = (before + piece)[-_LONGEST:]
    return NamedContents(tuple(found[b"text_sha256"]), tuple(found[b"source_file"]))


def _pieces(run: LineRun) -> Iterator[bytes]:
    if not run.is_packed:
        yield run.body
        return
    packing, rest = zlib.decompressobj(), run.body
    while rest:
        yield packing.decompress(rest, _PIECE)
        rest = packing.unconsumed_tail
