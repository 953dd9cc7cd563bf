"""The process that reads PDF files may hang, break or end: each is a sentence, and the next file is read."""

import sys
from pathlib import Path

import pytest

from annotator.model.errors import BadFile
from annotator.readers.pdf_process import PdfProcess
from tests.readers.samples import pdf


def test_one_process_reads_file_after_file_and_one_that_ended_is_followed_by_another() -> None:
    process = PdfProcess()
    for text in ("one", "two"):
        assert process.ask("a.pdf", pdf([text]))["text"] == text
    first = process._process
    assert first is not None and first.poll() is None
    first.kill()
    assert process.ask("a.pdf", pdf(["three"]))["text"] == "three" and process._process is not first
    process.close()
    process.close()


@pytest.mark.parametrize(
    ("code", "longest_s", "said"),
    [
        ("import time; time.sleep(3600)", 1, "takes more than 1 s to be read"),
        ("import os; os.abort()", 60, "takes too much memory, or breaks the program"),
        ("import sys; sys.stdin.buffer.read(9); sys.stdout.buffer.write(b'1234')", 60, "or breaks the program"),
    ],
)
def test_what_hangs_or_breaks_is_a_sentence(code: str, longest_s: float, said: str) -> None:
    process = PdfProcess((sys.executable, "-c", code))
    with pytest.raises(BadFile, match=said):
        process.ask("a.pdf", b"%PDF-", longest_s=longest_s)
    assert process._process is None


@pytest.mark.parametrize("command", ["nothing of this name", str(Path(__file__).parent), __file__])
def test_what_cannot_be_started_is_a_sentence(command: str) -> None:
    with pytest.raises(BadFile, match=r"a\.pdf: the program that reads the PDF file cannot be started \(.+\); close"):
        PdfProcess((command,)).ask("a.pdf", b"%PDF-")


def test_after_an_update_none_is_begun_and_one_that_runs_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    process = PdfProcess()
    assert process.ask("a.pdf", pdf(["one"]))["text"] == "one"
    monkeypatch.setattr("annotator.readers.pdf_process.was_replaced", lambda: True)
    assert process.ask("a.pdf", pdf(["two"]))["text"] == "two"
    process.close()
    with pytest.raises(BadFile, match=r"a\.pdf: the program was updated while it was open; close it and open it again"):
        process.ask("a.pdf", pdf(["three"]))
