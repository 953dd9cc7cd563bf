"""The codebook of a bundle beside ours: labels by their names, and what was merged stays merged."""

from dataclasses import replace
from pathlib import Path

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Codebook
from annotator.model.ids import ActorId, LabelId
from annotator.model.verbs.verb import Told
from annotator.operations.actors import actors as operations_actors
from annotator.operations.codebook import labels
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.bundle_import import import_bundle
from annotator.operations.exchange.finding import ImportSource
from tests.operations.desks import BOOK, Table, attribute
from tests.operations.exchange.zoes_work import actor, bundle, span


def test_labels_come_by_their_names_and_new_ones_are_added(table: Table) -> None:
    theirs = Codebook(labels=(BOOK.labels[2].model_copy(update={"id": LabelId("party"), "key": "9"}),))
    import_bundle(table.project, bundle(span("s", 0, 6, "party"), codebook=theirs))
    assert [one.label for one in table.spans()] == ["actor"]
    assert table.project.codebooks.current().number == 1


def test_values_that_cannot_be_ours_come_in_beside_them(table: Table) -> None:
    force = attribute("force", AttributeKind.ORDINAL, "weak", "strong")
    book = BOOK.with_labels([BOOK.labels[0].model_copy(update={"attributes": (force,)}), *BOOK.labels[1:]])
    coded = replace(span("s", 7, 19, "appeal"), attributes={"force": "strong"})
    taken = import_bundle(table.project, bundle(coded, codebook=book))
    (found,) = table.spans()
    appeal = table.project.codebook.get("appeal")
    assert found.attributes == {"force-2": "strong"} and appeal is not None
    assert [one.values for one in appeal.attributes if one.id == "force-2"] == [("weak", "strong")]
    assert taken.notices("x")[0].startswith("x: “Appeal” has other values for “force” in the project")


def test_an_old_export_does_not_bring_back_what_was_merged(table: Table, tmp_path: Path) -> None:
    project = table.project
    with project.transact(Told(sentence="Register")):
        project.actors.add([actor("holland"), actor("netherlands")])
    table.code("Ana", "warning", "urged")
    exporting.export(project, tmp_path / "old.jsonl", layer="all", names=True)
    labels.merge(project, LabelId("appeal"), [LabelId("warning")])
    operations_actors.merge(project, ActorId("netherlands"), [ActorId("holland")])
    report = importing.import_sources(project, [ImportSource(tmp_path / "old.jsonl")])
    assert report.failed == [] and report.spans == 0
    assert project.codebook.get("warning") is None
    assert [one.id for one in project.actors.all()] == ["netherlands"]
    import_bundle(project, bundle(span("new", 0, 6, "warning")))
    assert project.codebook.get("warning") is None
    assert project.spans.get("new").label == "appeal", "what comes later follows"
