"""`SHA256SUMS` beside what people install: the hash of each file, a line a file, as `sha256sum --check` reads it.

`make bundle` writes it of the packages for Linux; `python -m tools.bundling.checksums FILE…` of whatever was made
elsewhere, as installers and disk images are.
"""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

NAME = "SHA256SUMS"


def write(files: Iterable[Path]) -> Path:
    """Write the list of files of one folder into that folder, by their names, and return it.

    Raises `ValueError` where the files are none, or do not stand in one folder.
    """
    files = sorted(files, key=lambda file: file.name)
    folders = {file.parent for file in files}
    if len(folders) != 1:
        raise ValueError(f"{NAME} is of files that stand in one folder, and these stand in {len(folders)}.")
    (folder,) = folders
    # The star says that the bytes are meant, whatever a system does with the ends of lines.
    text = "".join(f"{_sha256(file)} *{file.name}\n" for file in files)
    made = folder / NAME
    made.write_text(text, encoding="utf-8", newline="\n")
    return made


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


if __name__ == "__main__":
    write(map(Path, sys.argv[1:]))
