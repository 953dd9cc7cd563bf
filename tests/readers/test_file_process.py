"""Files read in a process of their own come out as they would here."""

import pickle
from collections.abc import Iterator

import pytest

from annotator.readers.file_process import FileProcess, FileWanted, answer_for
from annotator.readers.language import with_languages
from annotator.readers.mapped import read_mapped
from annotator.readers.source import SourceFile
from tests.readers import samples


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
    answer = answer_for(b"p", pickle.dumps([FileWanted(SourceFile("a.pdf", data))]))
    assert data[:500] not in answer
