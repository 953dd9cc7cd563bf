"""A project as a bundle: only what belongs to the layers that go, and nothing of it changed on the way."""

from pathlib import Path

import pytest

from annotator.model.errors import BadProject
from annotator.model.verbs.verb import Told
from annotator.operations.coding import acts
from annotator.operations.exchange.bundles import bundle_of
from tests.operations.adjudicating import differing, settle


def test_the_whole_has_every_span_link_and_decision_as_they_are(tmp_path: Path) -> None:
    table = differing(tmp_path)
    project = table.project
    settle(table)
    act = next(span for span in table.spans() if span.layer == table.layers["Ana"].id and span.label == "appeal")
    table.sit("Ana")
    acts.fill_slot(project, act.id, "speaker", acts.SlotFiller(value="implicit"))
    with project.snapshot():
        made = bundle_of(project, project.layers.all(), with_decisions=True, whole=True)
        coded = list(made.documents)
    assert [one.document for one in coded] == [project.documents.get(id) for id in table.documents]
    for one, id in zip(coded, table.documents, strict=True):
        assert list(one.spans) == project.spans.of_document(id)
        assert list(one.links) == project.links.of_document(id)
        assert list(one.decisions) == project.decisions.of_document(id)
    assert coded[0].links and coded[0].decisions
    assert list(made.codebook_versions) == list(project.codebooks.all())


def test_of_one_layer_only_its_own_spans_and_assignments_go_and_no_decisions(tmp_path: Path) -> None:
    table = differing(tmp_path)
    settle(table)
    ben = table.layers["Ben"]
    made = bundle_of(table.project, [ben], with_decisions=False)
    for one in made.documents:
        assert {span.layer for span in one.spans} <= {ben.id} and not one.decisions
        assert {assigned.layer for assigned in one.assignments} <= {ben.id}
    assert made.layers == (ben,) and not made.codebook_versions and not made.releases


def test_a_span_that_lost_its_text_stops_it_with_a_sentence(tmp_path: Path) -> None:
    table = differing(tmp_path)
    span = table.spans()[0]
    with table.project.transact(Told(sentence="Tamper")):
        table.project.spans.update(span.id, {"start": span.start + 1})
    with pytest.raises(BadProject, match="does not have the text that it quotes"):
        list(bundle_of(table.project, list(table.layers.values()), with_decisions=False).documents)
