"""What leaves a project: coders by pseudonym in every format, no key of packets; who is who stays behind."""

import base64
import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.model.coder import Coder, TeamRole
from annotator.model.ids import CoderId, LayerId
from annotator.model.verbs.project import AddCoder
from annotator.operations.coding import annotate
from annotator.operations.documents import memos
from annotator.operations.exchange import exchange
from annotator.operations.exchange.finding import sources_in
from annotator.operations.people import people, pseudonym_key
from annotator.operations.team import copy_keys
from annotator.store.project import Project
from tests.operations.small_team import Team, make_team

NAME = "Zenobia Quill"


@dataclass
class Leaving:
    project: Project
    team: Team


@pytest.fixture
def leaving(tmp_path: Path) -> Iterator[Leaving]:
    team = make_team(tmp_path)
    project = team.project
    project.person = team.of(TeamRole.LEAD)
    coder, layer = people.add_coder(project, NAME)
    people.add_layer(project, coder.id, f"{NAME} again")
    document = project.documents.all()[0].id
    project.person = coder.id
    annotate.add_span(project, document, layer.id, [(0, 4)], project.codebook.labels[0].id)
    memos.write(project, "An afterthought")
    project.person = team.of(TeamRole.LEAD)
    yield Leaving(project, team)
    project.close()


def everything_in(folder: Path) -> bytes:
    """Return names and bytes of all files below a folder, of archives what is in them too."""
    found = b""
    for path in sorted(folder.rglob("*")):
        found += str(path.relative_to(folder)).encode()
        if path.is_file():
            data = path.read_bytes()
            found += data
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    found += b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    return found


@pytest.mark.parametrize("format", exchange.format_names())
def test_no_name_and_no_secret_leaves_in_any_format(leaving: Leaving, tmp_path: Path, format: str) -> None:
    project = leaving.project
    secrets = [copy_keys.key_of(project, one) for one in project.coders.all()]
    for place, layer in (("every", "all"), ("one", NAME)):
        exchange.export(project, tmp_path / "out" / place / "x", format, layer)
    told = everything_in(tmp_path / "out")
    assert b"Zenobia" not in told and b"Quill" not in told
    for secret in secrets:
        forms = secret, secret.hex().encode(), base64.b64encode(secret)
        assert len(secret) >= 16 and not any(form in told for form in forms)
    assert len(told) > 100


def test_names_leave_where_they_are_asked_for(leaving: Leaving, tmp_path: Path) -> None:
    exchange.export(leaving.project, tmp_path / "out" / "all.jsonl", "jsonl", "all", names=True)
    assert NAME.encode() in everything_in(tmp_path / "out")


def test_a_folder_with_names_is_said_to_be_none_to_publish(leaving: Leaving, tmp_path: Path) -> None:
    said = exchange.export(leaving.project, tmp_path / "out", "dataset", "all", names=True).notices
    assert any("not to be published" in one for one in said)
    assert not pseudonym_key.key_path(leaving.project).exists()


def test_nothing_is_written_in_the_clear_beside_an_encrypted_project_or_into_what_leaves(
    leaving: Leaving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = leaving.project
    assert "the project alone knows" in pseudonym_key.keep_key(project, project.path.parent)
    monkeypatch.setattr(Project, "is_encrypted", True)
    assert "the project alone knows" in pseudonym_key.keep_key(project, tmp_path / "out")
    assert not pseudonym_key.key_path(project).exists()


def test_a_pseudonym_that_is_a_name_is_none(leaving: Leaving, tmp_path: Path) -> None:
    project = leaving.project
    with project.transact(AddCoder(coder=CoderId("q"), layer=LayerId("l"))):
        project.coders.add([Coder(id=CoderId("q"), name="Quentin Ash", pseudonym="Quentin Ash")])
    exchange.export(project, tmp_path / "out" / "all.jsonl", "jsonl", "all")
    assert b"Quentin" not in everything_in(tmp_path / "out")


def test_the_key_stays_beside_the_project_and_is_never_imported(leaving: Leaving, tmp_path: Path) -> None:
    project = leaving.project
    written = exchange.export(project, tmp_path / "out", "dataset", "all")
    path = pseudonym_key.key_path(project)
    assert path.parent == project.path.parent and any(path.name in notice for notice in written.notices)
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    (mine,) = (row for row in rows if row["name"] == NAME)
    assert mine["layers"] == f"{NAME} | {NAME} again"
    told = everything_in(tmp_path / "out")
    assert all(row["pseudonym"].encode() in told for row in rows) and path not in (tmp_path / "out").rglob("*")
    assert path not in [one.path for one in sources_in([project.path.parent])]


def test_a_coder_gets_no_key(leaving: Leaving, tmp_path: Path) -> None:
    project = leaving.project
    project.person = leaving.team.of(TeamRole.CODER)
    exchange.export(project, tmp_path / "out", "dataset", project.coders.get(project.person).name)
    assert not pseudonym_key.key_path(project).exists()


def test_a_text_that_names_a_coder_is_told_of(leaving: Leaving, tmp_path: Path) -> None:
    project = leaving.project
    lead = project.person
    memos.write(project, f"As {NAME} says")
    assert lead is not None
    said = exchange.export_look(project, "jsonl", "all").losses
    assert any("names a coder" in sentence and "a memo of" in sentence for sentence in said)
    assert not any("names a coder" in one for one in exchange.export_look(project, "jsonl", "all", names=True).losses)
    exchange.export(project, tmp_path / "strict.jsonl", "jsonl", "all", strict=True)  # nothing of it is lost
