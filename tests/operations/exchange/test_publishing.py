"""What is open before a dataset is published: found in the folder, whatever was done to it, and told in one screen."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annotator.model.errors import BadFile
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import annotate
from annotator.operations.documents import documents, memos
from annotator.operations.exchange import exporting, publishing
from annotator.operations.exchange.publishing import PublishCheck
from annotator.operations.people import people
from annotator.operations.project.describing import authors_of, describe
from annotator.store.folders import data_folder
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.desks import make_table
from tests.operations.random_projects import fillings

SAID = {
    "title": "Appeals", "summary": "Appeals, coded.", "licence": "CC-BY-4.0", "published": "2026-11-28",
    "publisher": "Zenodo", "url": "https://example.org/appeals",
}  # fmt: skip
DESCRIBED = {"Title": "title", "Summary": "summary", "Licence": "licence", "Date": "published"}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    (tmp_path / "project").mkdir()
    made = make_table(tmp_path / "project").project
    people.rename_coder(made, made.coders.all()[0].id, "Zenobia Quill")
    describe(made, {**SAID, "authors": authors_of(["Quill, Zenobia", "A Press"])})
    yield made
    made.close()


def published(project: Project, folder: Path, names: bool = False) -> Path:
    exporting.export(project, folder, "dataset", "all", names=names)
    return folder


def files_in(*folders: Path) -> set[tuple[Path, int]]:
    """Return all files with their times, but for those that SQLite keeps beside an open project."""
    every = [path for folder in folders for path in folder.rglob("*") if not path.suffix.startswith(".annot")]
    return {(path, path.stat().st_mtime_ns) for path in every}


def open_ones(checks: list[PublishCheck]) -> dict[str, tuple[str, ...]]:
    return {one.name: tuple(problem.words for problem in one.problems) for one in checks if one.is_open}


def test_where_all_is_said_nothing_is_open_and_nothing_was_written(project: Project, tmp_path: Path) -> None:
    before = files_in(tmp_path, data_folder())
    checks = publishing.check_project(project, "all")
    assert open_ones(checks) == {} and publishing.is_ready(checks)
    assert files_in(tmp_path, data_folder()) == before
    assert open_ones(publishing.check_folder(published(project, tmp_path / "out"), project)) == {}
    assert open_ones(publishing.check_folder(tmp_path / "out")) == {}


@given(st.sets(st.sampled_from([*SAID, "authors"])))
@settings(max_examples=examples(12), suppress_health_check=list(HealthCheck), deadline=None)
def test_what_is_not_said_is_open_and_the_rest_is_not(project: Project, without: set[str]) -> None:
    describe(project, {**SAID, "authors": authors_of(["Quill, Zenobia"])})
    describe(project, {name: () if name == "authors" else "" for name in without})
    checks = publishing.check_project(project, "all")
    found = open_ones(checks)
    assert {name for name in DESCRIBED if name in found} == {n for n, field in DESCRIBED.items() if field in without}
    assert ("Names" in found) is ("authors" in without) is ("Citation" in found)
    assert ("DataCite" in found) is bool(without & {"authors", "published", "publisher", "licence"})
    assert ("Croissant" in found) is bool(without & {"licence", "url", "authors", "published"})
    assert ("mlcroissant" in found) is bool(without & {"published", "licence"})
    assert not found.keys() & {"Files", "Hidden files", "Pseudonyms"}
    assert without & set(publishing.fields_open(checks)) == without
    assert [one.is_open for one in checks] == sorted((one.is_open for one in checks), reverse=True)


def test_it_fits_into_one_screen(project: Project, tmp_path: Path) -> None:
    describe(project, dict.fromkeys(SAID, "") | {"authors": ()})
    folder = published(project, tmp_path / "out", names=True)
    for number in range(50):
        (folder / f".hidden-{number}").write_text("Zenobia Quill")
    checks = publishing.check_folder(folder, project)
    said = [words for one in checks for words in (one.said, *open_ones(checks).get(one.name, ()))]
    assert len(checks) < 24 and all(len(words) < 200 and "\n" not in words for words in said)
    assert publishing.outcome_said(checks).startswith(f"{len(open_ones(checks))} of {len(checks)} are open")
    assert [one.name for one in checks][:4] == ["Pseudonyms", "Hidden files", "Licence", "Names"]


@pytest.mark.parametrize(
    "name", [".annotator-export.json", "data/.DS_Store", "Thumbs.db", "__MACOSX/x", "~$codebook.docx"]
)
def test_what_nobody_sees_is_told(project: Project, tmp_path: Path, name: str) -> None:
    folder = published(project, tmp_path / "out")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("{}")
    assert name.split("/")[0] in str(open_ones(publishing.check_folder(folder, project))["Hidden files"])


def test_files_that_are_missing_changed_or_more_are_told(project: Project, tmp_path: Path) -> None:
    folder = published(project, tmp_path / "out")
    (folder / "CITATION.cff").unlink()
    (folder / "data-section.md").write_text("changed")
    (folder / "notes.txt").write_text("mine")
    said = " ".join(open_ones(publishing.check_folder(folder, project))["Files"])
    for name, what in (("CITATION.cff", "missing"), ("data-section.md", "changed"), ("notes.txt", "not in")):
        assert f"{name}: {what}" in said


def test_a_name_in_any_file_is_told_and_those_of_authors_where_authors_stand_are_not(
    project: Project, tmp_path: Path
) -> None:
    folder = published(project, tmp_path / "out")
    assert "Pseudonyms" not in open_ones(publishing.check_folder(folder, project))
    clean = tmp_path / "clean"
    shutil.copytree(folder, clean)
    names = [path.relative_to(clean).as_posix() for path in clean.rglob("*") if path.is_file()]
    of_authors = {"README.md", "CITATION.cff", "croissant.json", "datacite.json", "ro-crate-metadata.json"}
    for name in names:
        if name in of_authors or name.startswith("codebook.") or name == "data-section.md":
            continue
        data = (clean / name).read_bytes()
        note = b'{"note": "as Zenobia Quill says"}\n'
        (folder / name).write_bytes(note if name.endswith(".json") else data + note)
        (problem,) = open_ones(publishing.check_folder(folder, project))["Pseudonyms"]
        assert name in problem and "Zenobia Quill" in problem
        (folder / name).write_bytes(data)


NAMED = [
    "zenobia quill",
    "ZENOBIA_QUILL.txt",
    "Quill, Zenobia",
    "quill-zenobia",
    "Zenobia\u00a0Quill’s",
    "x.Zenobia  Quill",
]
NOT_NAMED = ["Zenobia", "Quill", "Zenobia Quills", "Zenobia B. Quill", "XZenobia Quill"]


@pytest.mark.parametrize("written", [*NAMED, *NOT_NAMED])
def test_a_name_is_known_however_it_is_written_and_no_other(project: Project, tmp_path: Path, written: str) -> None:
    documents.rename(project, project.documents.all()[0].id, written)
    found = open_ones(publishing.check_project(project, "all")).get("Pseudonyms", ())
    assert bool(found) is (written in NAMED)
    assert all("as title; change the title of the document" in one or "source" in one for one in found[1:2])


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ötker", "O\u0308tker"),
        ("王伟", "王 伟先生"),
        ("نور الهاشمي", "قال نور الهاشمي"),
        ("Siobhán O’Neill", "SIOBHÁN O’NEILL"),
    ],
)
def test_names_in_any_script_and_form_are_known(project: Project, tmp_path: Path, name: str, written: str) -> None:
    people.rename_coder(project, project.coders.all()[1].id, name)
    folder = published(project, tmp_path / "out")
    for file in ("codebook.html", "load.R", "codebook.json"):
        before = (folder / file).read_bytes()
        (folder / file).write_text(
            json.dumps({"note": written}) if file.endswith("json") else f"<p>{written}</p>", "utf-8"
        )
        assert f"{file} names" in str(open_ones(publishing.check_folder(folder, project))["Pseudonyms"])
        (folder / file).write_bytes(before)


def test_with_names_it_is_told_with_the_project_and_without(project: Project, tmp_path: Path) -> None:
    folder = published(project, tmp_path / "out", names=True)
    assert "annotations.project.json names" in str(open_ones(publishing.check_folder(folder, project))["Pseudonyms"])
    assert "--with-names" in str(open_ones(publishing.check_folder(folder))["Pseudonyms"])


def test_what_somebody_noted_down_is_looked_through(project: Project) -> None:
    people.rename_coder(project, project.coders.all()[1].id, "Ötker")
    project.person = project.coders.all()[0].id
    memos.write(project, "Ötker did not agree")
    (problem,) = open_ones(publishing.check_project(project, "all"))["Pseudonyms"]
    assert problem == "complete/annotations.memos.jsonl names “Ötker” in line 1, as text; change the memo"


def test_what_is_no_published_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no folder of a published dataset"):
        publishing.check_folder(tmp_path)


@given(fillings())
@settings(max_examples=examples(2), suppress_health_check=list(HealthCheck), phases=[Phase.generate], deadline=None)
def test_of_any_project_the_folder_has_what_it_lists_nothing_hidden_and_no_name(
    fill: Callable[[Path], Project],
) -> None:
    with tempfile.TemporaryDirectory() as name, fill(Path(name) / "random.annot") as project:
        for number, coder in enumerate(project.coders.all()):
            people.rename_coder(project, coder.id, f"Zenobia Quill {number}")
        folder = published(project, Path(name) / "out")
        found = open_ones(publishing.check_folder(folder, project))
        assert not found.keys() & {"Files", "Hidden files", "Pseudonyms"}, found
        lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
        sums = {line[66:]: line[:64] for line in lines}
        there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        assert sums.keys() == there.keys() - {"SHA256SUMS"}
        assert all(hashlib.sha256(there[name].read_bytes()).hexdigest() == sums[name] for name in sums)
        agreement = there.get("agreement.json")
        assert agreement is None or agreement.stat().st_size < 50_000


def test_cases_that_nobody_decided_are_told_where_gold_is_published(project: Project) -> None:
    document, layers = project.documents.all()[0].id, project.layers.all()
    for layer, stop in zip(layers, (6, 12), strict=True):
        project.person = layer.coder
        annotate.add_span(project, document, layer.id, [(0, stop)], "appeal")
        annotate.add_span(project, document, layer.id, [(20, 30)], "actor")
    project.person = layers[0].coder
    adjudicate.settle(project, "unanimous", layers)
    assert "1 case is not decided" in str(open_ones(publishing.check_project(project))["Gold"])
    assert "Gold" not in {one.name for one in publishing.check_project(project, "all")}
    adjudicate.settle(project, adjudicate.plan_of(project, "preferred", layers[0].name), layers)
    assert "Gold" not in open_ones(publishing.check_project(project))
