"""What `export --layer all` writes, imported into a new project, is the same project; and the same bytes each time."""

import json
import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.removal import RemovedKind
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.documents import documents
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.import_report import ImportReport
from annotator.operations.recycle_bin import removing
from annotator.store.project import Project
from annotator.store.rows.rows import to_json
from tests.examples import examples
from tests.operations.random_projects import content_of, fillings

Filling = Callable[[Path], Project]


def written(project: Project, folder: Path, layer: str = "all") -> dict[str, bytes]:
    """Export a project into a new folder; return what stands there, with the gold layer called “gold”.

    It has an id of its own in each project. Sums of the files, which hang on it, are left out.
    """
    folder.mkdir()
    exporting.export(project, folder / "data.jsonl", "jsonl", layer, names=True)
    gold = project.layers.gold()
    files = {path.name: path.read_bytes() for path in folder.rglob("[!.]*") if path.is_file()}
    card = json.loads(files["data.card.json"])
    files["data.card.json"] = json.dumps(card | {"files": [one["name"] for one in card["files"]]}).encode()
    return {name: data.replace(gold.id.encode(), b"gold") if gold else data for name, data in files.items()}


def taken_in(project: Project, folder: Path) -> ImportReport:
    """Import what `written` wrote; nothing of it may fail."""
    report = importing.import_sources(project, [ImportSource(folder / "data.jsonl")])
    assert report.failed == []
    return report


@settings(max_examples=examples(30, usual=6), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(fillings())
def test_an_export_of_all_imported_into_a_new_project_is_the_same_project(fill: Filling) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with fill(folder / "first.annot") as first:
            files = written(first, folder / "once")
            assert written(first, folder / "twice") == files
            content = content_of(first)
        with Project.create(folder / "second.annot", default_codebook()) as second:
            report = taken_in(second, folder / "once")
            assert (report.repeated, report.notices) == ([], [])
            assert content_of(second) == content
            assert second.check() == []
            assert written(second, folder / "thrice") == files
            second.undo()
            assert (second.documents.count(), second.codebook, second.name) == (0, default_codebook(), "second")
            second.redo()
            assert content_of(second) == content


def test_the_random_projects_have_rows_in_every_table_and_different_values_in_every_column(tmp_path: Path) -> None:
    values: dict[tuple[str, str], set[Any]] = defaultdict(set)

    @settings(max_examples=40, phases=[Phase.generate], derandomize=True, suppress_health_check=list(HealthCheck))
    @given(fillings())
    def look(fill: Filling) -> None:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.annot"
        with fill(path) as project:
            run = project._connection.execute
            for table, rows in content_of(project).items():
                for (column,) in run("SELECT name FROM pragma_table_info(?)", [table]).fetchall():
                    values[table, column].update(row[column] for row in rows)

    look()
    assert [place for place, found in values.items() if len(found) < 2] == []


@settings(max_examples=examples(20, usual=4), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(fillings(), st.booleans())
def test_importing_it_again_changes_nothing(fill: Filling, into_itself: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with fill(folder / "first.annot") as first:
            written(first, folder / "once")
            if into_itself:
                content, steps = content_of(first), first.journal.count()
                assert taken_in(first, folder / "once").documents == []
                assert (content_of(first), first.journal.count()) == (content, steps)
                return
        with Project.create(folder / "second.annot", default_codebook()) as second:
            documents.add_drafts(second, [DocumentDraft("Another", "another text")])
            taken_in(second, folder / "once")
            content, steps = content_of(second), second.journal.count()
            assert taken_in(second, folder / "once").spans == 0
            assert (content_of(second), second.journal.count()) == (content, steps)
            assert second.check() == []


@settings(max_examples=examples(20, usual=4), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(fillings(), st.lists(st.integers(0, 10_000), min_size=1, max_size=4))
def test_what_lies_in_the_recycle_bin_is_in_no_export_and_the_rest_is_the_same_project(
    fill: Filling, picks: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with fill(folder / "first.annot") as first:
            there = removable(first)
            for kind, target in {there[pick % len(there)] for pick in picks}:
                remove(first, kind, target)
            preview, files = exporting.export_look(first, "jsonl", "all"), written(first, folder / "once")
            assert any("recycle bin" in said for said in preview.losses)
            gone = [one.target for one in first.removals.all() if one.kind is RemovedKind.DOCUMENT]
            layers = {one.target for one in first.removals.all() if one.kind is RemovedKind.LAYER}
            content = content_of(first)
        assert not any(id.encode() in data for id in gone for data in files.values())
        used = {row["text_sha256"] for row in content["documents"]}
        content["texts"] = [row for row in content["texts"] if row["sha256"] in used]
        kept = {row["source_file"] for row in content["documents"]}
        content["source_files"] = [row for row in content["source_files"] if row["sha256"] in kept]
        titles = {row["id"] for row in content["documents"]}
        for row in content["document_sets"]:
            if row["documents"] is not None:
                row["documents"] = to_json([id for id in json.loads(row["documents"]) if id in titles])
        people = {row["id"] for row in content["coders"]}
        read = [row for row in content["remarks"] if row["author"] in people]
        content["remarks"] = [
            row | {"recipient": row["recipient"] if row["recipient"] in people else None} for row in read
        ]
        with Project.create(folder / "second.annot", default_codebook()) as second:
            taken_in(second, folder / "once")
            found = content_of(second)
            # A decision goes on naming whose spans it weighed: a layer in the bin has a stand-in for that.
            for table in ("layers", "coders"):
                found[table] = [row for row in found[table] if row["id"] not in layers or row["name"] != row["id"]]
            assert found == content
            assert second.check() == []


def removable(project: Project) -> list[tuple[RemovedKind, str]]:
    """Return what can be removed, but for labels: a random span may name the number that the next version gets."""
    return [
        *((RemovedKind.DOCUMENT, one.id) for one in project.documents.all()),
        *((RemovedKind.LAYER, one.id) for one in project.layers.all() if not removing.why_not_layer(project, one.id)),
        *((RemovedKind.CODER, one.id) for one in project.coders.all() if not removing.why_not_coder(project, one.id)),
    ]


def remove(project: Project, kind: RemovedKind, target: Any) -> None:
    """Remove it, if it is still to be."""
    verb: Any = {
        RemovedKind.DOCUMENT: lambda *arguments, **named: documents.remove(project, [target], **named),
        RemovedKind.LAYER: removing.remove_layer,
        RemovedKind.CODER: removing.remove_coder,
    }[kind]
    with suppress(NotAllowed, NotFound):
        verb(project, target, with_codings=True)
