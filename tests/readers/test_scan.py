"""Scans are recognised where tesseract is installed and marked as unproofed; elsewhere it is said what to install."""

import os
from pathlib import Path

import pytest

from annotator.model.errors import BadFile
from annotator.readers import scan
from annotator.readers.registry import read_bytes
from annotator.readers.source import SourceFile
from tests.readers.playing import TESSERACT, installed
from tests.shared_data import shared

pytestmark = pytest.mark.skipif(os.name != "posix", reason="programs are played by scripts")
PICTURE = b"\x89PNG\r\n\x1a\n" + b"a picture"


def test_a_scanned_pdf_becomes_a_marked_text_with_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, monkeypatch, tesseract=TESSERACT)
    data = (shared("made") / "scan.pdf").read_bytes()
    (draft,) = scan.read_pdf(SourceFile("scan.pdf", data, language="fra"))
    page = "A page -l fra --dpi 300 --psm 3 tsv"
    count = len(draft.pages) + 1
    assert draft.text == "\n\n".join([page] * count)
    assert draft.pages == tuple(range(len(page) + 2, count * (len(page) + 2) - 2, len(page) + 2))
    assert draft.metadata == {
        "recognition": "tesseract (fra), unproofed",
        "recognition_confidence": ", ".join(["91"] * count),
    }
    assert draft.notices == ("Recognised by tesseract (fra), unproofed: mean confidence 91 %.",)
    assert draft.original == data


def test_doubtful_pages_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, monkeypatch, tesseract=TESSERACT.replace("91", "42"))
    (draft,) = read_bytes("a.png", PICTURE, format="scan")
    assert draft.notices[-1] == "Pages of which the recognition is least sure: 1 (42 %)."


def test_a_picture_is_recognised_only_where_that_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, monkeypatch, tesseract=TESSERACT)
    (draft,) = read_bytes("a.png", PICTURE, format="scan")
    assert draft.text.startswith("a picture")
    with pytest.raises(BadFile, match=r"it is a picture; .*--format scan"):
        read_bytes("a.png", PICTURE)
    with pytest.raises(BadFile, match="neither a PDF file nor a picture"):
        read_bytes("a.txt", b"Words", format="scan")


def test_without_the_program_the_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, monkeypatch)
    with pytest.raises(BadFile, match=r"it is a picture; install tesseract .* text recognition \(OCR\)"):
        read_bytes("a.png", PICTURE, format="scan")
    with pytest.raises(BadFile, match=r"its pages are pictures without text \(a scan\); install tesseract"):
        scan.read_pdf(SourceFile("scan.pdf", (shared("made") / "scan.pdf").read_bytes()))


def test_a_picture_without_words_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = TESSERACT.replace("for number, word in enumerate([*words, *sys.argv[3:]], 1)", "for number, word in []")
    installed(tmp_path, monkeypatch, tesseract=silent)
    with pytest.raises(BadFile, match="no text was recognised on its pages"):
        read_bytes("a.png", PICTURE, format="scan")
