"""Files as the world has them, imported as a user would: each comes in right, or is named with the reason."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from annotator.model.document import canonical
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import sources_in
from annotator.operations.exchange.import_report import ImportReport
from annotator.store.project import Project
from tests.operations.desks import new_project
from tests.shared_data import shared


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return new_project(tmp_path / "p.annot")


def texts_by_source(project: Project) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for info in project.documents.all():
        found.setdefault(info.source, []).append(project.documents.get(info.id).text)
    return found


def taken(project: Project, paths: list[Path]) -> ImportReport:
    """Import files; whatever they are, the project is sound and each of them is accounted for, in one sentence."""
    before = {path: path.read_bytes() for path in paths}
    report = importing.import_sources(project, sources_in(paths))
    assert {path: path.read_bytes() for path in paths} == before
    assert project.check() == []
    assert all("\n" not in sentence and sentence.endswith(".") for sentence in report.failed)
    assert len(report.documents) + len(report.repeated) + len(report.failed) >= len(paths)
    return report


@pytest.mark.parametrize("kind", ["encoding", "eol", "json"])
def test_bad_files_are_taken_or_refused_as_their_list_says(tmp_path: Path, kind: str) -> None:
    manifest = json.loads(shared("fixtures/evil/MANIFEST.json").read_text("utf-8"))
    cases = {case["file"]: case for case in manifest["files"]}
    for path in sorted(shared(f"fixtures/evil/{kind}").iterdir()):
        case: dict[str, Any] = cases[f"{kind}/{path.name}"]
        project = new_project(tmp_path / f"{path.name}.annot")
        report = taken(project, [path])
        if case["answer"] == "refuse":
            assert report.failed, path.name
        if report.failed:
            assert report.failed[0].startswith(f"{path.name}: ") and project.documents.count() == 0
            continue
        (found,) = texts_by_source(project).values()
        if "text" in case:
            assert found == [canonical(case["text"])], path.name
        assert all(found[0][slice(*span["cp"])] == span["quote"] for span in case.get("spans", ())), path.name
        if isinstance(case.get("records"), int):
            assert len(found) == case["records"], path.name
        # A byte order mark settles UTF-16; spans of records are for those who read spans.
        if case["answer"] == "warn" and path.name not in ("utf16.json", "bad_spans.jsonl"):
            assert report.notices and report.notices[0].startswith(f"{path.name}: "), path.name
        assert not any(canary in "".join(found) for canary in manifest["canaries"])


def test_bad_files_do_not_keep_each_other_out(project: Project) -> None:
    paths = [path for kind in ("encoding", "eol", "json") for path in sorted(shared(f"fixtures/evil/{kind}").iterdir())]
    report = taken(project, paths)
    assert len(report.failed) < len(paths) / 3
    project.undo()
    assert project.documents.count() == 0


def test_all_plain_texts_of_the_corpora_come_in_to_the_letter(project: Project) -> None:
    paths = [*sorted(shared("corpora/ungdc").glob("*.txt")), *sorted(shared("corpora/un-charter").glob("*.txt"))]
    report = taken(project, paths)
    assert report.failed == []
    texts = texts_by_source(project)
    same = {title for title, _ in report.repeated}
    for path in paths:
        if path.stem not in same:
            assert texts[path.name] == [canonical(path.read_bytes().decode("utf-8-sig"))]


def test_all_pages_and_readouts_of_the_corpora_come_in_without_markup(project: Project) -> None:
    paths = [*sorted(shared("corpora/whitehouse").glob("*.md")), *sorted(shared("corpora/udhr").glob("*.html"))]
    report = taken(project, paths)
    assert report.failed == []
    for source, (text,) in texts_by_source(project).items():
        assert len(text) > 150, source
        assert "</" not in text and "\n---\n" not in text and "�" not in text, source


def test_a_text_in_another_encoding_is_seen_to_be_the_same_text(project: Project, tmp_path: Path) -> None:
    with zipfile.ZipFile(shared("corpora/encodings") / "data_files_encodedtexts.zip") as archive:
        archive.extractall(tmp_path / "encodings")
    report = taken(project, sorted((tmp_path / "encodings").rglob("*.txt")))
    assert report.failed == []
    assert len(report.documents) + len(report.repeated) == 36
    assert all(title.split("_")[:2] == known.split("_")[:2] for title, known in report.repeated)
    # Of each language one text is left, but for the English ones, of which the collection has several.
    files = [info.source for info in project.documents.all()]
    left = sorted({name.split("_")[1] for name in files if "English" not in name})
    assert sorted(name.split("_")[1] for name in files if "English" not in name) == left
    assert {"Arabic", "Chinese", "Greek", "Japanese", "Korean", "Russian", "Thai"} <= set(left)
