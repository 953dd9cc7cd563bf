"""What a reader did not foresee is a sentence about its file, and the other files come in."""

import sqlite3
from pathlib import Path

import pytest

from annotator.log import log_file
from annotator.model.errors import BadFile, BadProject, Bug, Cancelled, NotFound
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import ImportSource, sources_in
from annotator.operations.exchange.reading import foreseen
from annotator.readers import registry
from annotator.readers.source import SourceFile
from tests.operations.desks import new_project

UNFORESEEN = (
    KeyError("x"),
    RecursionError("deep"),
    Bug("ours"),
    AssertionError(),
    UnicodeDecodeError("x", b"", 0, 1, ""),
)


@pytest.mark.parametrize("error", UNFORESEEN, ids=repr)
def test_an_error_of_the_program_is_said_of_its_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def read(source: SourceFile) -> list[object]:
        if source.name == "b.md":
            raise error
        return list(plain.read(source))

    plain = next(one for one in registry.READERS if one.name == "text")
    broken = tuple(registry.Reader(one.name, one.title, one.extensions, one.sniff, read) for one in registry.READERS)  # type: ignore[arg-type]
    paths = [tmp_path / name for name in ("a.txt", "b.md", "c.txt")]
    for path in paths:
        path.write_text(f"words of {path.name}")
    project = new_project(tmp_path / "in.annot")
    with monkeypatch.context() as patched:
        patched.setattr(registry, "READERS", broken)
        report = importing.import_sources(project, sources_in(paths))
        with pytest.raises(BadFile, match=r"b\.md: this file could not be read \(an error of the program, logged in"):
            importing.preview(ImportSource(tmp_path / "b.md"))
    assert [info.title for info in project.documents.all()] == ["a", "c"]
    (said,) = report.failed
    assert said == (
        f"b.md: this file could not be read (an error of the program, logged in {log_file()}); "
        "please report it, with the file if you may."
    )
    logged = log_file().read_text("utf-8")
    assert "import b.md" in logged and type(error).__name__ in logged


@pytest.mark.parametrize("error", (BadFile("a", "b"), NotFound("c."), Cancelled("d."), BadProject("e.")), ids=repr)
def test_a_sentence_passes_as_it_is(error: Exception) -> None:
    with pytest.raises(type(error)) as raised, foreseen("a.txt"):
        raise error
    assert raised.value is error


def test_memory_that_is_not_there_is_no_error_of_the_program() -> None:
    with pytest.raises(BadFile, match="needs more memory than there is"), foreseen("a.txt"):
        raise MemoryError


def test_a_damaged_project_is_not_said_to_be_the_fault_of_a_file(tmp_path: Path) -> None:
    project = new_project(tmp_path / "in.annot")
    (tmp_path / "a.txt").write_text("words")
    connection = sqlite3.connect(project.path)  # while it is open: without that table it would not be
    connection.execute("DROP TABLE links")
    connection.close()
    with pytest.raises(BadProject, match="The table “links” is missing"), foreseen("a.txt", project):
        raise KeyError("links")
    project.close()
