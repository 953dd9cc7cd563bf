"""Files read ahead in several processes make the same step as files read one by one."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.model.codebook import Codebook, Label
from annotator.model.errors import BadFile, Cancelled
from annotator.operations.exchange.finding import ImportSource, sources_in
from annotator.operations.exchange.import_report import ImportReport
from annotator.operations.exchange.importing import import_sources
from annotator.operations.exchange.reading_ahead import FEWEST_FILES, ReadingAhead, processes_for
from annotator.readers.file_messages import FileWanted
from annotator.readers.file_process import FileProcess
from annotator.readers.mapped import MappedFile, read_mapped
from annotator.store.project import Project
from tests.readers import samples


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of files of many kinds, good and bad."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(40):
        (folder / f"a{number:02}.txt").write_text(f"The Council met again, no. {number}.")
    files: dict[str, bytes] = {
        "b.html": b"<nav><a href=/>Start</a></nav><main><p>The Ministers met in Lisbon.</main>",
        "c.pdf": samples.pdf(["The Ambassador signed."]),
        "d.csv": b"title,text,date\nOne,They met.,2023-05-12\nTwo,They met again.,2023-05-13\n",
        "e.csv": b"id,a,b\n1,x,y\n2,z,w\n",
        "f.jsonl": b'{"text": "They met.", "label": [[0, 4, "who"]]}\n',
        "g.txt": b"",
        "h.txt": b"The Council met again, no. 7.",
        "i.xml": b"<unknown>words</unknown>",
        "j.txt": b"caf\xe9 " * 9,
        "k.ann": b"T1\tactor 0 3\tThe\n",
        "k.txt": b"The text of the span.",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def projects(tmp_path: Path) -> Iterator[list[Project]]:

    made = [
        Project.create(tmp_path / f"{name}.annot", Codebook(name="x", labels=(Label(id="actor", name="Actor"),)))
        for name in "ab"
    ]
    yield made
    for project in made:
        project.close()


def rows(project: Project) -> list[tuple[Any, ...]]:
    return [(one.title, one.text_sha256, one.metadata, one.source, one.position) for one in project.documents.all()]


def test_the_step_is_the_same_however_many_processes_read(folder: Path, projects: list[Project]) -> None:
    sources = sources_in([folder])
    told: list[list[int]] = [[], []]

    def imported(count: int) -> ImportReport:
        def tell(done: int, total: int, name: str) -> None:
            told[count].append(done)

        return import_sources(projects[count], sources, coder="Ana", progress=tell, processes=count)

    one, other = imported(0), imported(1)
    # Layers have ids of their own in each project.
    assert replace(one, updates=[]) == replace(other, updates=[]) and len(one.updates) == len(other.updates)
    assert len(one.documents) > 40 and len(one.failed) >= 3 and one.spans >= 1
    assert rows(projects[0]) == rows(projects[1])
    assert [sorted(set(each)) for each in told] == [list(range(len(sources) + 1))] * 2
    for project in projects:
        project.journal.undo()
        assert project.documents.all() == []


def test_stop_leaves_the_project_as_it_was_and_ends_the_processes(folder: Path, projects: list[Project]) -> None:
    def stop(done: int, total: int, name: str) -> None:
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_sources(projects[0], sources_in([folder]), progress=stop, processes=1)
    assert projects[0].documents.all() == []
    assert projects[0].journal.next_undo() is None


class _Reading(FileProcess):
    """Reads within this process; a file called “bad” ends it."""

    def read(self, wanted: Sequence[FileWanted]) -> list[MappedFile | None]:
        if any(one.source.name == "bad.txt" for one in wanted):
            raise BadFile(wanted[0].source.name, "reading the file takes too much memory")
        return [read_mapped(one.source) for one in wanted]


def test_a_file_that_ends_its_process_is_refused_and_those_read_with_it_are_not(tmp_path: Path) -> None:
    for name in ("a.txt", "bad.txt", "c.txt"):
        (tmp_path / name).write_text(f"Words of {name}.")
    sources = sources_in([tmp_path])
    with ReadingAhead(sources, 1, _Reading) as ahead:
        found = [ahead.outcome(number, lambda: None) for number in range(3)]
    assert [type(one).__name__ for one in found] == ["MappedFile", "BadFile", "MappedFile"]
    assert str(found[1]).startswith("bad.txt: ")


def test_never_more_than_a_few_files_wait(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number:03}.txt").write_text("Words.")
    read: list[int] = []

    class Counting(_Reading):
        def read(self, wanted: Sequence[FileWanted]) -> list[MappedFile | None]:
            read.append(len(wanted))
            return super().read(wanted)

    sources = sources_in([tmp_path])
    with ReadingAhead(sources, 2, Counting) as ahead:
        for number in range(len(sources)):
            assert isinstance(ahead.outcome(number, lambda: None), MappedFile)
            assert sum(read) <= number + 1 + 5 * 16
    assert sum(read) == len(sources)


@pytest.mark.skipif(not hasattr(os, "getloadavg"), reason="the system does not say how busy it is")
@pytest.mark.parametrize(
    ("count", "busy", "processes"), [(4, 0.2, 4), (8, 0.5, 4), (4, 1.7, 2), (4, 3.4, 0), (2, 9.0, 0)]
)
def test_as_many_processes_read_as_have_a_processor_to_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, busy: float, processes: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: count)
    monkeypatch.setattr(os, "getloadavg", lambda: (busy, 0.0, 0.0))
    for number in range(FEWEST_FILES):
        (tmp_path / f"{number:03}.txt").write_text("Words.")
    assert processes_for(sources_in([tmp_path])) == processes


def test_few_small_files_are_not_worth_a_process(tmp_path: Path) -> None:
    for number in range(FEWEST_FILES - 1):
        (tmp_path / f"{number:03}.txt").write_text("Words.")
    sources = sources_in([tmp_path])
    assert processes_for(sources) == 0
    assert processes_for([*sources, ImportSource(tmp_path / "missing.txt")]) != 1


def test_codings_and_what_cannot_be_looked_at_are_left_to_whoever_asks(folder: Path) -> None:
    names = ("a00.txt", "g.txt", "k.ann", "missing.txt", "")
    sources = [ImportSource(folder / name) for name in names]
    with ReadingAhead(sources, 1, _Reading) as ahead:
        found = [ahead.outcome(number, lambda: None) for number in range(len(names))]
    assert isinstance(found[0], MappedFile)
    assert found[1:] == [None] * 4
