"""What leaves a project: coders by pseudonym in every format, no key of packets; who is who stays behind."""

import base64
import csv
import io
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from annotator.formats.registry import format_named
from annotator.formats.writing import writer_of
from annotator.model.coder import Coder, TeamRole
from annotator.model.errors import NotAllowed
from annotator.model.ids import CoderId, LayerId
from annotator.model.verbs.project import AddCoder
from annotator.operations.coding import annotate
from annotator.operations.documents import memos
from annotator.operations.exchange import exporting
from annotator.operations.exchange.finding import sources_in
from annotator.operations.people import people, pseudonym_key
from annotator.operations.team import copy_keys
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.random_projects import fillings
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
    """Return names and bytes of all files below a folder, with what is packed in them."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return b"".join(str(path.relative_to(folder)).encode() + unpacked(path.read_bytes()) for path in files)


def unpacked(data: bytes) -> bytes:
    """Return bytes with what is packed in them: archives within archives, compressed streams, columns of Parquet."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return data + b"".join(name.encode() + unpacked(archive.read(name)) for name in archive.namelist())
    if data.startswith(b"PAR1"):
        batches = pytest.importorskip("arro3.io").read_parquet(io.BytesIO(data)).read_all().to_batches()
        cells = [str(cell.as_py()) for batch in batches for column in batch.columns for cell in column]
        return data + "\n".join(cells).encode()
    with suppress(zlib.error):
        return data + zlib.decompress(data)
    return data


@pytest.mark.parametrize("format", exporting.format_names())
def test_no_name_and_no_secret_leaves_in_any_format(leaving: Leaving, tmp_path: Path, format: str) -> None:
    project = leaving.project
    secrets = [copy_keys.key_of(project, one) for one in project.coders.all()]
    for place, layer in (("every", "all"), ("one", NAME)):
        exporting.export(project, tmp_path / "out" / place / "x", format, layer)
    told = everything_in(tmp_path / "out")
    assert b"Zenobia" not in told and b"Quill" not in told
    for secret in secrets:
        forms = secret, secret.hex().encode(), base64.b64encode(secret)
        assert len(secret) >= 16 and not any(form in told for form in forms)
    assert len(told) > 100


@given(fillings())
@settings(max_examples=examples(4), suppress_health_check=list(HealthCheck), phases=[Phase.generate], deadline=None)
def test_whatever_a_project_holds_nobody_is_named_in_what_leaves(fill: Callable[[Path], Project]) -> None:
    with tempfile.TemporaryDirectory() as name, fill(Path(name) / "random.annot") as project:
        for number, coder in enumerate(project.coders.all()):
            people.rename_coder(project, coder.id, f"Zenobia Quill {number} <zq{number}@quill.test>")
            people.add_layer(project, coder.id, f"zq{number}@quill.test, Zenobia again")
        chosen = ["all", *(["gold"] if project.layers.gold() else []), project.coders.all()[0].name]
        for format in exporting.format_names():
            kind = format_named(format)
            soft = {"soft_labels": True} if "soft_labels" in writer_of(kind).options.model_fields else {}
            own = writer_of(kind).options(**soft)
            for number, layer in enumerate(chosen):
                out = Path(name) / "out" / format / str(number) / f"x{(kind.extensions or ('',))[0]}"
                with suppress(NotAllowed):  # what a format cannot hold at all
                    exporting.export(project, out, format, layer, own=own)
        told = everything_in(Path(name) / "out")
        assert len(told) > 10_000
        for word in (b"Zenobia", b"Quill", b"zq0", b"quill.test"):
            assert word not in told, told[max(0, told.find(word) - 80) :][:200]


def test_names_leave_where_they_are_asked_for(leaving: Leaving, tmp_path: Path) -> None:
    exporting.export(leaving.project, tmp_path / "out" / "all.jsonl", "jsonl", "all", names=True)
    assert NAME.encode() in everything_in(tmp_path / "out")


def test_a_folder_with_names_is_said_to_be_none_to_publish(leaving: Leaving, tmp_path: Path) -> None:
    said = exporting.export(leaving.project, tmp_path / "out", "dataset", "all", names=True).notices
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
    exporting.export(project, tmp_path / "out" / "all.jsonl", "jsonl", "all")
    assert b"Quentin" not in everything_in(tmp_path / "out")


def test_the_key_stays_beside_the_project_and_is_never_imported(leaving: Leaving, tmp_path: Path) -> None:
    project = leaving.project
    written = exporting.export(project, tmp_path / "out", "dataset", "all")
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
    exporting.export(project, tmp_path / "out", "dataset", project.coders.get(project.person).name)
    assert not pseudonym_key.key_path(project).exists()


def test_a_text_that_names_a_coder_is_told_of(leaving: Leaving, tmp_path: Path) -> None:
    project = leaving.project
    lead = project.person
    memos.write(project, f"As {NAME} says")
    assert lead is not None
    said = exporting.export_look(project, "jsonl", "all").losses
    assert any("names a coder" in sentence and "a memo of" in sentence for sentence in said)
    assert not any("names a coder" in one for one in exporting.export_look(project, "jsonl", "all", names=True).losses)
    exporting.export(project, tmp_path / "strict.jsonl", "jsonl", "all", strict=True)  # nothing of it is lost
