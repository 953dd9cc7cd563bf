"""`annotator PATH …`: what a file manager calls when a file is opened by a double click is `annotator open PATH …`."""

import os
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

_OPTIONS = ("-h", "--help", "--version")
_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


def as_open(arguments: Sequence[str], commands: Collection[str]) -> list[str]:
    """Return a command line in which files that stand alone are given to `open`; any other as it is.

    A command of the same name comes before a file: that is `./info`.
    """
    first, *rest = arguments or [""]
    if first == "--" and rest and rest[0] not in commands:
        return ["open", *arguments]
    if first in (*commands, *_OPTIONS) or not _is_path(first):
        return list(arguments)
    return ["open", *(["--"] if first.startswith("-") else []), *arguments]


def _is_path(argument: str) -> bool:
    if os.path.lexists(argument.replace("\0", "")):
        return True
    if argument.startswith("-"):
        return False
    return "." in argument or any(separator in argument for separator in _SEPARATORS)


def path_of(argument: str) -> Path:
    """Return the file that an argument names: some file managers hand over an address (file:///…) in place of a path.

    An address on another computer, or of another kind, stays what it is, and is no file.
    """
    if not re.match("file:/", argument, re.IGNORECASE) or os.path.lexists(argument):
        return Path(argument)
    try:
        parts = urlsplit(argument)
        if parts.netloc not in ("", "localhost"):
            return Path(argument)
        name = os.fsdecode(unquote_to_bytes(parts.path.encode("utf-8", "surrogateescape")))
    except ValueError:
        return Path(argument)
    return Path(name[1:] if re.match("/[a-z]:", name, re.IGNORECASE) and os.name == "nt" else name)
