"""What was removed by one and changed by another goes with what hangs on it, or cannot go."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.errors import NotAllowed
from annotator.model.span import Span
from annotator.operations.coding import acts, annotate
from annotator.operations.people import people
from annotator.operations.recycle_bin import putting_back
from annotator.operations.team import conflict_ways, conflicts
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.delivery import Conflict, ConflictKind, Said
from tests.operations.team.apart import GROUP, let_be_open, two_leads

TIME = "2026-11-28T10:00:00Z"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with two_leads(tmp_path / "apart.annot") as opened:
        yield opened


def removed_beside_a_change(project: Project, monkeypatch: pytest.MonkeyPatch, table: Table, row: str) -> str:
    """Let Dana have removed what Lea changed; return the key of the conflict."""
    lea, dana, _ = project.coders.all()
    said = (Said("true", row, lea.id, TIME, True), Said("false", row, dana.id, TIME, False))
    let_be_open(monkeypatch, Conflict(ConflictKind.FIELD, table, row, "exists", said))
    (conflict,) = conflicts.listed(project)
    assert [choice.words for choice in conflict.choices] == ["it stays", "it goes"]
    return conflict.key


def coded(project: Project) -> tuple[Span, Span]:
    """Return an act of Lea's with a party in its slot, whom it is said to be."""
    document = project.documents.all()[0]
    layer = next(one for one in project.layers.all() if one.coder == project.person)
    act = annotate.add_span(project, document.id, layer.id, [(0, 12)], "appeal")
    party = annotate.add_span(project, document.id, layer.id, [(0, 3)], "actor", GROUP)
    acts.fill_slot(project, act.id, "speaker", acts.SlotFiller(span=party.id))
    return act, party


@pytest.mark.parametrize("which", [0, 1])
def test_a_coding_that_goes_goes_with_the_slots_in_which_it_stands(
    project: Project, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    span = coded(project)[which]
    conflicts.decide(project, removed_beside_a_change(project, monkeypatch, Table.SPANS, span.id), "B")
    assert not project.spans.which_exist([span.id]) and not project.links.of_spans([span.id])
    assert project.check() == []


@pytest.mark.parametrize("table", [Table.DOCUMENTS, Table.LAYERS, Table.CODERS])
def test_what_others_hang_on_goes_into_the_recycle_bin(
    project: Project, monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    *_, ana = project.coders.all()
    lea, project.person = project.person, ana.id
    people.add_layer(project, ana.id, "Ana again")
    act, _ = coded(project)
    project.person = lea
    row = {Table.DOCUMENTS: act.document, Table.LAYERS: act.layer, Table.CODERS: ana.id}[table]
    conflicts.decide(project, removed_beside_a_change(project, monkeypatch, table, row), "B")
    (removal,) = project.removals.all()
    assert (str(removal.kind), removal.target) == (str(table), row)
    assert not project.spans.which_exist([act.id]) and project.check() == []
    putting_back.put_back(project, [removal.id])
    assert project.spans.which_exist([act.id])


def test_an_actor_in_use_cannot_go(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    coded(project)
    key = removed_beside_a_change(project, monkeypatch, Table.ACTORS, GROUP)
    with pytest.raises(NotAllowed, match="so it cannot go"):
        conflicts.decide(project, key, "B")
    assert project.actors.get(GROUP) and project.check() == []


def test_a_number_behind_a_name_is_the_first_that_nothing_else_has(project: Project) -> None:
    for taken in ("Ana 2", "Ana 3", "Ana 5", "Anabel 4"):
        people.add_coder(project, taken)
    assert conflict_ways.free_name(project, Table.CODERS, "name", "Ana") == "Ana 4"
    assert conflict_ways.free_name(project, Table.CODERS, "name", "Nobody") == "Nobody 2"
