"""Old Word files (.doc): made .docx by LibreOffice, or text by antiword, where one of them is installed.

The program works on a copy in a folder of its own, with a profile of its own that runs no macros and follows no
links. Nothing of this is needed for any other kind of file.
"""

import os
import subprocess
import tempfile
from pathlib import Path

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.paths import installed, system_says
from annotator.readers import docx, plain
from annotator.readers.source import SourceFile

LONGEST_S = 90.0
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM = "WordDocument".encode("utf-16-le")
_OFFICE = (
    *("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
)
_DAMAGED = "get another copy, or save it as .docx"
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="{_SCRIPTING}"><prop oor:name="{name}" oor:op="fuse"><value>true</value></prop></item>'
        for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks", "DisableActiveContent")
    )
    + "</oor:items>\n"
)
# Where nobody answers: what the program would fetch all the same, it does not get.
_NOWHERE = "http://127.0.0.1:9"


def sniff(data: bytes) -> bool:
    """Whether the file is a Word file of the kind before .docx."""
    return data.startswith(_OLE) and _STREAM in data


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a file; raises `BadFile`, also where no program is installed that reads it."""
    if not sniff(source.data):
        raise BadFile(source.name, "it is no old Word file, or has a password", "save it as .docx")
    program, data = converted(source)
    inner = SourceFile(source.name, data)
    (draft,) = docx.read(inner) if docx.sniff(data) else plain.read(inner)
    notice = f"Made readable by {program}: an old Word file."
    return [source.draft(draft.text, title=draft.title, metadata=draft.metadata, notices=(notice, *draft.notices))]


def converted(source: SourceFile) -> tuple[str, bytes]:
    """Return which program converted a file, and what it made: .docx or text; raises `BadFile`."""
    office = next(filter(None, map(installed, _OFFICE)), None)
    antiword = None if office else installed("antiword")
    if office is None and antiword is None:
        raise BadFile(source.name, "it is an old Word file", "install LibreOffice or antiword, or save it as .docx")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "text.doc").write_bytes(source.data)
        if office is not None:
            return "LibreOffice", _by_office(source.name, office, folder)
        return "antiword", _run(source.name, [str(antiword), "-m", "UTF-8.txt", "-w", "0", "text.doc"], folder)


def _by_office(name: str, office: str, folder: Path) -> bytes:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    settings = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
    _run(name, [office, *settings, "--convert-to", "docx:MS Word 2007 XML", "text.doc"], folder)
    made = folder / "text.docx"
    if not made.exists():
        raise BadFile(name, "LibreOffice cannot read it", _DAMAGED)
    return made.read_bytes()


def _run(name: str, command: list[str], folder: Path) -> bytes:
    """Return what a program writes; raises `BadFile` where it fails or takes too long."""
    environment = {**os.environ, **dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), _NOWHERE)}
    try:
        with subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as process:
            try:
                written, _ = process.communicate(timeout=LONGEST_S)
            except subprocess.TimeoutExpired as error:
                _end(process)
                raise BadFile(name, f"making it readable takes more than {LONGEST_S:.0f} s", _DAMAGED) from error
    except OSError as error:
        raise BadFile(name, f"{Path(command[0]).name} cannot be run ({system_says(error)})", _DAMAGED) from error
    if process.returncode:
        raise BadFile(name, f"{Path(command[0]).name} cannot read it", _DAMAGED)
    return written


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program with those that it has begun: LibreOffice's own command only begins the real one."""
    if os.name == "posix":
        os.killpg(process.pid, 9)
    else:
        process.kill()
