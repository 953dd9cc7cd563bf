"""Where a secret is found: as it is and as it is written otherwise, in bytes and in what is compressed among them."""

import base64
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

_COMPRESSED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_MOST = 1 << 22


def forms(secret: str) -> Mapping[str, bytes]:
    """Return how a secret may be written, by what that is called."""
    raw = secret.encode()
    return {
        "as it is": raw,
        "in UTF-16": secret.encode("utf-16-le"),
        "for a URL": quote(secret, safe="").encode(),
        "in JSON": json.dumps(secret)[1:-1].encode(),
        "in SQL": secret.replace("'", "''").encode(),
        "in Python": repr(secret)[1:-1].encode(),
        "in Base64": base64.b64encode(raw).rstrip(b"="),
        "in hexadecimal digits": raw.hex().encode(),
    }


def found(secrets: Iterable[str], content: bytes | str) -> list[str]:
    """Return how secrets stand in a content, or in what of it is compressed by zlib; none of the secrets is said."""
    wanted = [(number, form, written) for number, one in enumerate(secrets) for form, written in forms(one).items()]
    whole = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
    return [
        f"secret {number} stands there {form}"
        for piece in (whole, *inflated(whole))
        for number, form, written in wanted
        if written in piece
    ]


def found_in_files(secrets: Iterable[str], *folders: Path) -> list[str]:
    """Return where secrets stand in the files of folders, and in their names."""
    wanted = list(secrets)
    told = []
    for path in (path for folder in folders for path in (folder, *folder.rglob("*"))):
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        told += [f"{path}: {each}" for each in (*found(wanted, path.name), *found(wanted, content))]
    return told


def inflated(content: bytes) -> Iterator[bytes]:
    """Yield what is compressed by zlib in a content, as far as it is whole."""
    whole = memoryview(content)
    for match in _COMPRESSED.finditer(content):
        try:
            piece = zlib.decompressobj().decompress(whole[match.start() : match.start() + _MOST], _MOST)
        except zlib.error:
            continue
        if piece:
            yield piece
