"""Earlier versions of documents in our JSONL: written with all that is left in them, and read back just so."""

import json
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.formats.format import ReadOptions
from annotator.formats.jsonl.reading import read
from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.model.ids import LinkId, RoleId, new_id
from annotator.model.span import Link
from annotator.model.verbs.verb import Told
from annotator.operations.documents import documents, rereading
from annotator.operations.documents.earlier_versions import earlier_versions
from annotator.operations.documents.source_files import keep_source
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource
from tests.examples import examples
from tests.operations.desks import Table, make_table, new_project

OLD = "The President urged China to act.\n12\nThe talks were welcomed by all sides of the table."
NEW = OLD.replace("\n12\n", " ")


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a project in which an act moved, its party and another span did not."""
    made = make_table(tmp_path)
    made.project.person = None
    made.documents += [one.id for one in documents.add_drafts(made.project, [DocumentDraft("Speech", OLD)])[0]]
    act = made.code("Ana", "appeal", "urged China", document=2)
    party = made.code("Ana", "actor", "12", document=2)
    made.code("Ben", "warning", "act.\n12", document=2)
    with made.project.transact(Told(sentence="Fill")):
        made.project.links.add([Link(LinkId(new_id()), act.id, RoleId("speaker"), party.id)])
    made.project.person = None
    planned = rereading.plan(made.project, made.documents[2], DocumentDraft("x", NEW))
    rereading.read_anew(made.project, [planned])
    return made


def test_an_export_of_everything_gives_earlier_versions_back_as_they_were(table: Table, tmp_path: Path) -> None:
    exporting.export(table.project, tmp_path / "all.jsonl", layer="all", names=True)
    other = new_project(tmp_path / "other.annot")
    outcome = importing.import_sources(other, [ImportSource(tmp_path / "all.jsonl")])
    assert outcome is not None and other.check() == []
    mine, theirs = earlier_versions(table.project), earlier_versions(other)
    assert mine == theirs and len(mine[0].left) == 2
    run = "SELECT table_name, row, held_by, content FROM hidden ORDER BY 1, 2"
    assert other._connection.execute(run).fetchall() == table.project._connection.execute(run).fetchall()
    again = importing.import_sources(other, [ImportSource(tmp_path / "all.jsonl")])
    assert again is not None and earlier_versions(other) == theirs and other.check() == []
    exporting.export(other, tmp_path / "again.jsonl", layer="all", names=True)
    assert (tmp_path / "again.earlier.jsonl").read_bytes() == (tmp_path / "all.earlier.jsonl").read_bytes()


@settings(max_examples=examples(6))
@given(st.lists(st.sampled_from([OLD, NEW, "Something else entirely."]), min_size=2, max_size=5))
@example([NEW, OLD, NEW, "Something else entirely.", OLD])
def test_readings_that_go_back_to_a_text_of_before_come_in_as_often_as_they_were_made(texts: list[str]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        made = make_table(folder)
        current = documents.add_drafts(made.project, [DocumentDraft("Speech", OLD)])[0][0].id
        made.documents.append(current)
        keep_source(made.project, current, "speech.txt", OLD.encode())
        made.code("Ben", "warning", "act.\n12", document=2)
        made.project.person = None
        for text in texts:
            with suppress(rereading.SameReading):
                planned = rereading.plan(made.project, current, DocumentDraft("x", text))
                current = rereading.read_anew(made.project, [planned])[0].after.id
        exporting.export(made.project, folder / "all.jsonl", layer="all", names=True)
        other = new_project(folder / "other.annot")
        outcome = importing.import_sources(other, [ImportSource(folder / "all.jsonl")])
        assert outcome is not None and other.check() == []
        assert not any("left out" in notice for notice in outcome.notices)
        assert earlier_versions(other) == earlier_versions(made.project)
        importing.import_sources(other, [ImportSource(folder / "all.jsonl")])
        exporting.export(other, folder / "again.jsonl", layer="all", names=True)
        for end in (".jsonl", ".earlier.jsonl"):
            paths = [folder / f"{stem}{end}" for stem in ("all", "again")]
            assert paths[0].exists() == paths[1].exists()
            assert not paths[0].exists() or paths[0].read_bytes() == paths[1].read_bytes()
        other.close()
        made.project.close()


def test_other_exports_have_none_and_other_formats_say_so(table: Table, tmp_path: Path) -> None:
    exporting.export(table.project, tmp_path / "ana.jsonl", layer="Ana")
    assert not (tmp_path / "ana.earlier.jsonl").exists()
    written = exporting.export(table.project, tmp_path / "all.csv", format="csv", layer="all", names=True)
    assert any("1 earlier version of a document is left out" in notice for notice in written.notices)
    assert any("stood before its document was read anew" in notice for notice in written.notices)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"replaced_by": "nobody"}, "line 1, there is no document with the id “nobody”"),
        ({"coder": "C9"}, "“C9” is none of the coders"),
        ({"time": 3}, "line 1"),
    ],
)
def test_what_does_not_fit_is_said_with_its_line(
    table: Table, tmp_path: Path, change: dict[str, object], sentence: str
) -> None:
    exporting.export(table.project, tmp_path / "all.jsonl", layer="all", names=True)
    path = tmp_path / "all.earlier.jsonl"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change), "utf-8")
    with pytest.raises(BadFile) as error:
        read(tmp_path / "all.jsonl", ReadOptions())
    assert str(error.value).startswith("all.earlier.jsonl: ") and sentence in str(error.value)
