"""What Windows shows of a program under Properties, Details: a resource in the form that PyInstaller reads.

The form is a Python expression (PyInstaller’s manual, “Capturing Windows Version Data”); the numbers and names in it
are those of VERSIONINFO (Windows API).
"""

import re
from pathlib import Path

from tools.bundling.names import COMMAND, DEVELOPERS, WINDOW
from tools.bundling.places import version

PROGRAMS = {
    COMMAND: "Annotator, for the prompt and for scripts",
    WINDOW: "Annotator",
}
"""The two programs of one folder, and what Windows calls each: the task bar shows the second.

They are those of a Mac, too. A program on Windows has a console or none. One without cannot print, one with it opens a
black window on a double click; and names that differ in case alone would be one file.
"""


def numbers(said: str) -> tuple[int, int, int, int]:
    """Return the four numbers that Windows compares: “0.4.1rc2” is 0, 4, 1, 0; raises `ValueError` for no version."""
    found = re.match(r"(\d+)\.(\d+)(?:\.(\d+))?", said)
    if found is None:
        raise ValueError(f"{said} is no version such as 0.4.0")
    major, minor, patch = (int(part or 0) for part in found.groups())
    return major, minor, patch, 0


def text(program: str, said: str) -> str:
    """Return the resource of a program of `PROGRAMS` in a version, as PyInstaller reads it."""
    four = numbers(said)
    strings = {
        "CompanyName": DEVELOPERS,
        "FileDescription": PROGRAMS[program],
        "FileVersion": said,
        "InternalName": program,
        "LegalCopyright": f"{DEVELOPERS}, MIT licence",
        "OriginalFilename": f"{program}.exe",
        "ProductName": "Annotator",
        "ProductVersion": said,
    }
    table = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    # 0x409 is English, 1200 is Unicode; 0x40004 is Windows NT, 0x1 a program.
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3F, flags=0x0, OS=0x40004, "
        "fileType=0x1, subtype=0x0, date=(0, 0)), kids=["
        f"StringFileInfo([StringTable('040904B0', [{table}])]), "
        "VarFileInfo([VarStruct('Translation', [0x409, 1200])])])\n"
    )


def write(folder: Path, program: str) -> Path:
    """Write the resource of a program of this version into a folder, and return where."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{program}.version.txt"
    path.write_text(text(program, version()), encoding="utf-8")
    return path
