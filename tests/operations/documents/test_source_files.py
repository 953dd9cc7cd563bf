"""Which source files an import keeps, and that they travel with the project."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.operations.documents import source_files
from annotator.operations.documents.source_files import Keeping, keep_source, source_of
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource, sources_in
from annotator.store.project import Project
from tests.projects import default_codebook
from tests.readers.samples import pdf

ONE, TWO = pdf(["France urged China to talk."]), pdf(["Another page.", "And a second one."])


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.annot", default_codebook()) as made:
        yield made


@pytest.fixture
def files(tmp_path: Path) -> list[ImportSource]:
    (tmp_path / "one.pdf").write_bytes(ONE)
    (tmp_path / "plain.txt").write_text("A plain text.")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("inner/two.pdf", TWO)
    return [ImportSource(tmp_path / name) for name in ("one.pdf", "plain.txt", "all.zip")]


def kept(project: Project) -> dict[str, bytes]:
    found = [source_of(project, one.id) for one in project.documents.all()]
    return {file.name: body for file, body in filter(None, found)}


@pytest.mark.parametrize(
    ("keeping", "names"),
    [
        (Keeping.PAGED, {"one.pdf", "two.pdf"}),
        (Keeping.ALL, {"one.pdf", "two.pdf", "plain.txt"}),
        (Keeping.NONE, set()),
    ],
)
def test_an_import_keeps_what_has_pages_or_all_or_none(
    project: Project, files: list[ImportSource], keeping: Keeping, names: set[str]
) -> None:
    report = importing.import_sources(project, files, keeping=keeping)
    assert (len(report.documents), report.failed) == (3, [])
    found = kept(project)
    assert found.keys() == names
    assert {found.get("one.pdf"), found.get("two.pdf")} <= {ONE, TWO, None}
    assert project.check() == []
    project.undo()
    assert project.documents.all() == []


def test_a_document_that_is_there_without_its_file_gets_it_when_the_file_is_imported_again(
    project: Project, files: list[ImportSource]
) -> None:
    importing.import_sources(project, files, keeping=Keeping.NONE)
    report = importing.import_sources(project, files)
    assert report.documents == [] and kept(project) == {"one.pdf": ONE, "two.pdf": TWO}
    steps = project.journal.count()
    importing.import_sources(project, files)
    assert kept(project) == {"one.pdf": ONE, "two.pdf": TWO} and project.journal.count() - steps <= 1


@pytest.mark.parametrize(("name", "limit"), [("LARGEST", len(ONE) + 1), ("MOST", len(ONE) + 1)])
def test_what_is_too_large_is_not_kept_unless_asked_for_and_that_is_said(
    project: Project, files: list[ImportSource], monkeypatch: pytest.MonkeyPatch, name: str, limit: int
) -> None:
    assert len(TWO) > len(ONE)
    monkeypatch.setattr(source_files, name, limit)
    report = importing.import_sources(project, files)
    assert kept(project) == {"one.pdf": ONE}
    (said,) = [notice for notice in report.notices if "not kept for the size" in notice]
    assert "two.pdf" in said and "one.pdf" not in said
    importing.import_sources(project, files, keeping=Keeping.ALL)
    assert kept(project)["two.pdf"] == TWO


def test_what_is_kept_travels_with_an_export_of_everything(
    project: Project, files: list[ImportSource], tmp_path: Path
) -> None:
    importing.import_sources(project, files)
    exporting.export(project, tmp_path / "out" / "all.jsonl", layer="all", names=True)
    with Project.create(tmp_path / "again.annot", default_codebook()) as again:
        found = sources_in([tmp_path / "out"])
        assert [one.path.name for one in found] == ["all.jsonl"], "the source files beside are none to import"
        importing.import_sources(again, found)
        assert kept(again) == kept(project) != {}
        assert again.check() == []
    with Project.create(tmp_path / "later.annot", default_codebook()) as later:
        importing.import_sources(later, files, keeping=Keeping.NONE)
        importing.import_sources(later, found)
        assert kept(later) == kept(project), "a document that is there without its file gets it"


def test_a_look_into_a_file_holds_none_of_its_bytes(files: list[ImportSource]) -> None:
    assert [draft.original for one in files for draft in importing.preview(one).drafts] == [None] * 3


def test_a_file_that_the_user_still_has_is_kept_in_a_step(project: Project, files: list[ImportSource]) -> None:
    importing.import_sources(project, files[:1], keeping=Keeping.NONE)
    (info,) = project.documents.all()
    assert source_of(project, info.id) is None
    assert keep_source(project, info.id, "mine.pdf", ONE).name == "mine.pdf"
    assert kept(project) == {"mine.pdf": ONE}
    project.undo()
    assert kept(project) == {}
