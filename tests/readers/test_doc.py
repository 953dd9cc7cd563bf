"""Old Word files: which program reads them, and what is said where it fails. The programs are played here."""

import os
import sys
from pathlib import Path

import pytest

from annotator.model.errors import BadFile
from annotator.readers import doc
from annotator.readers.registry import read_bytes
from tests.readers.samples import docx, p

DATA = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="programs are played by scripts")


def installed(folder: Path, patch: pytest.MonkeyPatch, **programs: str) -> None:
    """Let these programs be all that there are; each the Python that it runs."""
    for name, code in programs.items():
        (folder / name).write_text(f"#!{sys.executable}\n{code}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    patch.setenv("PATH", str(folder))


def test_libreoffice_makes_it_docx_in_a_profile_without_macros(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(docx(p("Dear Minister")))
    code = (
        "import sys, glob, shutil, os\n"
        "assert sys.argv[-1] == 'text.doc' and 'UserInstallation=file:' in sys.argv[1]\n"
        "assert 'DisableMacrosExecution' in open(glob.glob('profile/user/*.xcu')[0]).read()\n"
        f"shutil.copy({str(made)!r}, 'text.docx')"
    )
    installed(tmp_path, monkeypatch, soffice=code, antiword="raise SystemExit(1)")
    (draft,) = read_bytes("a.doc", DATA)
    assert (draft.title, draft.text) == ("a", "Dear Minister")
    assert draft.notices == ("Made readable by LibreOffice: an old Word file.",)


def test_antiword_gives_the_text_where_there_is_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, monkeypatch, antiword="print('Dear Minister')")
    (draft,) = read_bytes("a.doc", DATA)
    assert draft.text.strip() == "Dear Minister"
    assert "antiword" in draft.notices[0]


@pytest.mark.parametrize(
    ("programs", "words"),
    [
        ({}, "it is an old Word file; install LibreOffice or antiword, or save it as .docx"),
        ({"soffice": "pass"}, "LibreOffice cannot read it"),
        ({"soffice": "raise SystemExit(3)"}, "soffice cannot read it"),
        ({"antiword": "import time; time.sleep(60)"}, "takes more than 0 s"),
    ],
)
def test_what_fails_is_a_sentence(
    programs: dict[str, str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "antiword" in programs:
        monkeypatch.setattr(doc, "LONGEST_S", 0.3)
    installed(tmp_path, monkeypatch, **programs)
    with pytest.raises(BadFile, match=words):
        read_bytes("a.doc", DATA)
