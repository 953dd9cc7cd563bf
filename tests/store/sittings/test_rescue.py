"""Where a rescue file is written, and what is none."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import BadFile, FileGone, Locked
from annotator.model.program_version import newer
from annotator.operations.documents import documents
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import ImportSource
from annotator.store.connections.connecting import forget, is_encrypted
from annotator.store.project import Project
from annotator.store.sittings import rescue
from tests.like_windows import is_valid_name
from tests.model.test_program_version import VERSIONS
from tests.projects import Desk, make_desk


def test_beside_a_folder_that_is_gone_the_rescue_file_stands_with_the_users_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data" / "annotator"))
    (tmp_path / "work").mkdir()
    desk = make_desk(tmp_path / "work")
    desk.code("urged China")
    desk.code("urged China", "warning")
    (tmp_path / "work").rename(tmp_path / "elsewhere")
    with pytest.raises(FileGone) as told:
        desk.code("undertook", "commitment")
    assert Path(told.value.rescue).parent == tmp_path / "data" / "annotator"
    assert len(rescue.read(Path(told.value.rescue)).steps) == 2


def test_of_a_damaged_rescue_file_what_is_whole_comes_in_and_what_is_not_is_counted(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    copy = tmp_path / "copy.annot"
    desk.project.back_up(copy)
    for label in ("appeal", "warning", "commitment"):
        desk.code("urged China", label)
    desk.project.path.unlink()
    with pytest.raises(FileGone) as told:
        desk.project.look()
    path = Path(told.value.rescue)
    head, *lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([head, lines[0].replace(b"appeal", b"appear"), lines[1][:70] + b"\xff", b"\n", lines[2]]))
    found = rescue.read(path)
    assert len(found.steps) == 1 and found.damaged == 2
    with Project.open(copy) as project:
        report = importing.import_sources(project, [ImportSource(path)])
        assert any("2 steps of it cannot be read" in notice for notice in report.notices) and report.failed == []
        assert [span.label for span in project.spans.of_document(desk.documents[0].id)] == ["commitment"]


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"annotator_rescue": 2}', "text", "HEAD"])
def test_what_is_no_rescue_file_is_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / f"x{rescue.SUFFIX}"
    path.write_text(content.replace("HEAD", '{"annotator_rescue": 1, "project": "p", "missing": 0}'))
    with pytest.raises(BadFile):
        rescue.read(path)
    desk: Desk = make_desk(tmp_path)
    assert len(importing.import_sources(desk.project, [ImportSource(path)]).failed) == 1


def test_of_an_encrypted_project_the_passphrase_opens_it_and_nothing_else(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, passphrase="secret")
    project, path = desk.project, desk.project.path
    desk.code("use its influence")
    steps = project.sitting_steps()
    path.rename(tmp_path / "elsewhere.annot")
    with pytest.raises(FileGone) as caught:
        project.look()
    file = Path(caught.value.rescue)
    assert file.parent == tmp_path and is_encrypted(file) and b"use its influence" not in file.read_bytes()
    found = rescue.read(file)
    assert list(found.steps) == steps and (found.project, found.missing) == (path.name, 0)
    content = bytearray(file.read_bytes())
    content[5000] ^= 1
    file.write_bytes(content)
    with pytest.raises(BadFile, match="not those of a rescue file"):
        rescue.read(file)
    with contextlib.suppress(FileGone):
        project.close()  # an open file keeps its key
    forget(file)
    with pytest.raises(Locked):
        rescue.read(file)


@given(version=VERSIONS, number=st.integers(2, 2**70))
def test_a_rescue_file_of_a_newer_version_names_the_version_to_get(
    tmp_path_factory: pytest.TempPathFactory, version: str, number: int
) -> None:
    path = tmp_path_factory.mktemp("newer") / f"x{rescue.SUFFIX}"
    path.write_text(json.dumps({"annotator_rescue": number, "program": version}) + "\nwhatever lines are then")
    with pytest.raises(BadFile) as refused:
        rescue.read(path)
    named = f"annotator {version} wrote it; get {version} or a newer one to take its steps in" in str(refused.value)
    assert named == bool(newer(version)) and "wrote it" in str(refused.value)


@pytest.mark.parametrize("name", ["x" * 240, "会" * 80, "a:b?", "con"])
def test_a_project_of_any_name_has_a_rescue_file_with_one_that_every_system_takes(tmp_path: Path, name: str) -> None:
    desk = make_desk(tmp_path)
    desk.project.close()
    path = tmp_path / f"{name}.annot"
    (tmp_path / "project.annot").rename(path)
    with Project.open(path) as project:
        steps = project.sitting_steps()
        documents.rename(project, project.documents.all()[0].id, "Another")
        path.rename(tmp_path / "elsewhere")
        with pytest.raises(FileGone) as told:
            project.look()
        project.close()
    file = Path(told.value.rescue)
    assert file.is_file() and is_valid_name(file.name) and len(rescue.read(file).steps) == len(steps) + 1
