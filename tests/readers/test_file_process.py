"""Files read in a process of their own come out as they would here."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.errors import BadFile
from annotator.readers.file_messages import FileWanted, answered_in, asking
from annotator.readers.file_process import FileProcess, answer_for
from annotator.readers.language import with_languages
from annotator.readers.mapped import read_mapped
from annotator.readers.pdf_process import PdfProcess
from annotator.readers.source import SourceFile
from tests.readers import samples
from tests.readers.test_file_messages import Harmful

_ANSWERS_NONSENSE = "import sys; sys.stdin.buffer.read(9); sys.stdout.buffer.write(b'\\0' * 7 + b'\\3abc')"


@pytest.fixture
def process() -> Iterator[FileProcess]:
    process = FileProcess()
    yield process
    process.close()


def test_what_is_read_there_is_what_is_read_here_and_what_is_refused_is_none(process: FileProcess) -> None:
    files = [
        SourceFile("a.txt", "Décision du 12 mai".encode()),
        SourceFile("b.pdf", samples.pdf(["The Ambassador signed."])),
        SourceFile("c.csv", b"title,text\nOne,They met.\nTwo,They met again.\n"),
        SourceFile("d.zip", samples.zipped({"in.pdf": samples.pdf(["Within."]), "in.txt": "Words."})),
        SourceFile("e.txt", b""),
        SourceFile("f.json", b"[" * 100_000),
    ]
    found = process.read([FileWanted(one) for one in files])
    assert found[4:] == [None, None]
    for one, file in zip(found[:4], files, strict=False):
        assert one is not None
        here = read_mapped(file)
        assert list(one.drafts) == with_languages(here.drafts)
        assert (one.fields, one.goes, one.kind) == (here.fields, here.goes, here.kind)
        assert [draft.original for draft in one.drafts] == [draft.original for draft in here.drafts]


def test_the_bytes_of_a_file_are_not_sent_back() -> None:
    data = samples.pdf(["Words."])
    answer = answer_for(b"p", asking([FileWanted(SourceFile("a.pdf", data))]))
    assert data[:500] not in answer


@pytest.mark.parametrize("is_framed", [False, True])
def test_a_process_that_is_fed_something_else_ends_with_one_sentence(tmp_path: Path, is_framed: bool) -> None:
    harmful = pickle.dumps(Harmful(tmp_path / "harm"))
    fed = len(harmful).to_bytes(8, "big") + b"p" + harmful if is_framed else harmful
    command = [sys.executable, "-m", "annotator.readers.file_process"]
    ended = subprocess.run(command, input=fed, capture_output=True, timeout=500, check=False)
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert ended.stderr.decode().splitlines() == [
        "This reads files for annotator alone, and what came is no request of it; start annotator."
    ]
    assert not (tmp_path / "harm").exists()


def test_an_answer_that_is_none_is_a_sentence_about_the_file(process: FileProcess) -> None:
    process._process = PdfProcess([sys.executable, "-c", _ANSWERS_NONSENSE])
    with pytest.raises(BadFile, match=r"^a\.txt: the program that reads the file gives no answer; import it again\.$"):
        process.read([FileWanted(SourceFile("a.txt", b"Words"))])


def test_what_json_cannot_say_is_none_and_read_by_whoever_asked() -> None:
    number = "9" * 5_000  # Python writes no number of so many digits
    files = [SourceFile("a.json", f'[{{"text": "Words.", "n": {number}}}]'.encode()), SourceFile("b.txt", b"Words.")]
    (_, second) = answered_in(answer_for(b"p", asking([FileWanted(one) for one in files])))
    assert second is not None and [one.text for one in second.drafts] == ["Words."]
