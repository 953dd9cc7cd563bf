"""What tesseract tells of a page, and what is said where it fails. The program is played here."""

import os
import shutil
from pathlib import Path

import pytest

from annotator.model.errors import BadFile
from annotator.readers.recognition import RecognisedPage, language_for, page_of, recognised
from tests.readers.playing import HEAD, TESSERACT, installed, tsv

pytestmark = pytest.mark.skipif(os.name != "posix", reason="programs are played by scripts")


def test_words_come_as_paragraphs_with_the_mean_of_their_confidence() -> None:
    table = tsv([["The", "Council"], ["met", "in", "Lis-"], ["bon."]], 90) + tsv([["Second"]], 60, block=2, head="")
    assert page_of(table) == RecognisedPage("The Council met in Lisbon.\n\nSecond", (6 * 90 + 60) / 7)


def test_scripts_without_blanks_have_none_and_true_hyphens_stay() -> None:
    assert page_of(tsv([["双方", "举行"], ["会谈"]], 90)).text == "双方举行会谈"
    assert page_of(tsv([["Anglo-"], ["French"]], 90)).text == "Anglo- French"


@pytest.mark.parametrize(
    "table", ["", HEAD, "level\ttext\n5", "\t\t\n\t", "level\tconf\ttext\tblock_num\tpar_num\tline_num\n"]
)
def test_a_page_without_words_is_empty(table: str) -> None:
    assert page_of(table) == RecognisedPage("", 0.0)


def test_the_program_is_given_the_picture_the_language_and_the_resolution(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(tmp_path, monkeypatch, tesseract=TESSERACT)
    page = recognised("a.png", b"the picture", "fra+eng")
    assert page == RecognisedPage("the picture -l fra+eng --dpi 300 --psm 3 tsv", 91.0)


@pytest.mark.parametrize(
    ("wanted", "language"),
    [(None, "eng"), ("fra", "fra"), ("fra+eng", "fra+eng"), ("deu", ""), ("../x", ""), ("-x", "")],
)
def test_the_language_is_one_that_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str | None, language: str
) -> None:
    installed(tmp_path, monkeypatch, tesseract=TESSERACT)
    if language:
        assert language_for("a.pdf", wanted) == language
    else:
        with pytest.raises(BadFile, match=r"tesseract has no language “.*”; install it, or choose of eng, fra"):
            language_for("a.pdf", wanted)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (None, "tesseract is not installed; install tesseract"),
        ("raise SystemExit(1)", "tesseract cannot read it"),
        ("print('List of languages'); print('osd')", "tesseract has no language installed"),
    ],
)
def test_what_fails_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str | None, words: str) -> None:
    installed(tmp_path, monkeypatch, **({} if code is None else {"tesseract": code}))
    with pytest.raises(BadFile, match=words):
        language_for("a.pdf", None)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_the_real_program_says_which_languages_it_has() -> None:
    assert language_for("a.pdf", None)
