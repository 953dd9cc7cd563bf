"""Paths as others take them: Windows, where one may be longer than 259 characters, and SQLite as an address.

What looks at a path here looks at it as text alone, so that tests ask about Windows on any system.
"""

import errno
import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePath, PureWindowsPath
from urllib.parse import quote

LONGEST = 259
"""What a path may have on Windows without a prefix: MAX_PATH, 260, with the NUL at its end."""
LONGEST_NAME, LONGEST_PATH = 255, 4096
"""Bytes of a name and of a path with the NUL at its end (NAME_MAX, PATH_MAX of limits.h), nearly everywhere."""
ROOM = 180
"""So many characters there may come below a folder of ours: two names of the longest, or a hidden one beside them."""
_PAUSES_S = (0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.4)
"""Between tries: a second in all, and mostly none."""
_PREFIX, _SHARE = "\\\\?\\", "\\\\?\\UNC\\"


def long_path(folder: Path, is_windows: bool = sys.platform == "win32") -> Path:
    """Return a folder by a path below which there is room for our names on Windows; elsewhere, and if short, as it is.

    The prefix `\\\\?\\` takes the bound away on every Windows, whatever is set there and in the program's manifest
    (Microsoft, “Maximum Path Length Limitation”).
    """
    if not is_windows or len(str(folder.absolute())) + ROOM <= LONGEST:
        return folder
    whole = PureWindowsPath(folder.absolute())
    return Path(extended(whole)) if whole.is_absolute() else folder


def extended(path: PureWindowsPath) -> str:
    r"""Return an absolute path with the prefix `\\?\`, of a share with `\\?\UNC\`; one that has it stays."""
    text = str(path)
    if text.startswith(("\\\\?\\", "\\\\.\\")) or not path.is_absolute():
        return text
    return f"{_SHARE}{text[2:]}" if text.startswith("\\\\") else f"{_PREFIX}{text}"


def put_file(made: Path, place: Path) -> None:
    """Put a file in the place of another, or where there is none; raises `OSError`."""
    _patiently(lambda: made.replace(place))


def rename_file(made: Path, place: Path) -> None:
    """Give a file a name that, on Windows, nothing must have; raises `OSError`."""
    _patiently(lambda: made.rename(place))


def _patiently(move: Callable[[], object]) -> None:
    """Move a file, on Windows again for a second: what looks for viruses opens each new one for a moment.

    Meanwhile it can be neither renamed nor replaced there.
    """
    for pause_s in _PAUSES_S if sys.platform == "win32" else ():
        try:
            move()
        except FileExistsError:
            raise
        except PermissionError:
            time.sleep(pause_s)
        else:
            return
    move()


def installed(program: str) -> str | None:
    """Return where a program is installed, by its name or path; None where it is not.

    One in the folder at hand is none: Windows looks there first, and it may have come with the texts.
    """
    found = shutil.which(program)
    return found if found is not None and Path(found).is_absolute() else None


def ends_in(path: PurePath, *suffixes: str) -> bool:
    """Whether a file is of one of these types, by the ending of its name; its case makes no difference anywhere."""
    return path.suffix.casefold() in suffixes


def is_share(path: PurePath) -> bool:
    r"""Whether a path of Windows leads to another computer: `\\server\share\…`, with a prefix or without."""
    text = str(path)
    return text.startswith(_SHARE) or (text.startswith("\\\\") and not text.startswith(("\\\\?\\", "\\\\.\\")))


def as_it_lies(path: Path) -> Path:
    """Return a path as it lies on the disk, where that writes letters with marks otherwise than it was typed.

    A Mac takes such names apart (é as e and ´, NFD), keyboards write them whole (NFC), and Linux holds the two for two.
    One that is there stays, and one to which several names would fit.
    """
    if str(path).isascii():
        return path
    with suppress(OSError, ValueError):
        if path.exists():
            return path
        folder = as_it_lies(path.parent) if path.parent != path else path
        wanted = unicodedata.normalize("NFC", path.name)
        same = [each for each in folder.iterdir() if unicodedata.normalize("NFC", each.name) == wanted]
        return same[0] if len(same) == 1 else folder / path.name
    return path


def system_says(error: OSError) -> str:
    """Return why the system refused something, in its words but where these leave out what is wrong.

    Of a path that is too long it is said which part is, and how long it may be.
    """
    if error.errno != errno.ENAMETOOLONG:
        return error.strerror or str(error)
    named = str(error.filename or "")
    name = max((len(os.fsencode(part)) for part in PurePath(named).parts), default=0)
    if name > LONGEST_NAME:
        return f"the name is too long: {name} bytes, where {LONGEST_NAME} are the most"
    if len(os.fsencode(named)) >= LONGEST_PATH:
        return f"the path is too long: {len(os.fsencode(named)):,} bytes, where {LONGEST_PATH - 1:,} are the most"
    return "the name is too long"


def uri_of(path: PurePath, parameters: str = "") -> str:
    """Return an absolute path as an address that SQLite opens (sqlite.org, Uniform Resource Identifiers).

    `Path.as_uri` gives a share of a network an authority, which SQLite refuses; without one all paths are told alike.
    `parameters`: e.g. "mode=ro".
    """
    name = quote(os.fsencode(path))
    return f"file:{'//' if name.startswith('/') else ''}{name}{'?' if parameters else ''}{parameters}"
