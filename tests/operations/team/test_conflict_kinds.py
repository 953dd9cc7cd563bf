"""The kinds of conflicts beyond a field: names, codebooks, decisions, what was removed and is in use."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.codebook import Label
from annotator.model.codebook_version import CodebookVersion
from annotator.model.errors import NotAllowed
from annotator.model.ids import CodebookVersionId, LabelId
from annotator.model.span import Span
from annotator.model.verbs.verb import Told
from annotator.operations.coding import acts, annotate
from annotator.operations.people import people
from annotator.operations.recycle_bin import putting_back
from annotator.operations.team import conflict_kinds, conflicts
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.store.taking.taking import Taking
from annotator.sync.delivery import Conflict, ConflictKind, Said
from annotator.sync.paths import as_json
from tests.operations.team.apart import GROUP, two_leads

TIME = "2026-11-28T10:00:00Z"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with two_leads(tmp_path / "apart.annot") as opened:
        yield opened


def let_be_open(monkeypatch: pytest.MonkeyPatch, *some: Conflict) -> None:
    """Let these conflicts be open in whatever project."""
    monkeypatch.setattr(Taking, "conflicts", lambda self: list(some))


def with_label(project: Project, name: str, number: int) -> CodebookVersion:
    """Save a version of the codebook, made from the first one, with one more label."""
    first = project.codebooks.all()[0]
    book = first.codebook.with_labels([*first.codebook.labels, Label(id=LabelId(name.lower()), name=name)])
    made = CodebookVersion(CodebookVersionId(f"version-{name}"), number, book, "", project.person, TIME, (first.id,))
    with project.transact(Told(sentence="Saved")):
        project.codebooks.add([made])
    return made


def two_codebooks(project: Project, monkeypatch: pytest.MonkeyPatch) -> tuple[CodebookVersion, CodebookVersion]:
    one, other = with_label(project, "Threat", 2), with_label(project, "Praise", 3)
    lea, dana, _ = project.coders.all()
    said = (Said("2", one.id, lea.id, TIME, False), Said("2", other.id, dana.id, TIME, True))
    let_be_open(monkeypatch, Conflict(ConflictKind.CODEBOOK, Table.CODEBOOK_VERSIONS, one.id, "number", said))
    return one, other


def test_of_two_codebooks_either_holds_or_both_together(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = two_codebooks(project, monkeypatch)
    (conflict,) = conflicts.listed(project)
    assert [choice.stands for choice in conflict.choices] == [False, True, False]
    assert "Threat" in conflict.choices[0].words and conflict.choices[2].words.startswith("both: ")
    conflicts.decide(project, conflict.key, "C")
    version = project.codebooks.current()
    assert {"threat", "praise"} <= {label.id for label in version.codebook.labels}
    assert version.parents == (one.id, other.id) and version.number == 4
    assert project.undo() is not None


def test_a_codebook_without_a_label_in_use_is_not_chosen(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    one, _ = two_codebooks(project, monkeypatch)
    lea = project.coders.all()[0]
    layer = project.layers.of_coder(lea.id)[0]
    annotate.add_span(project, project.documents.all()[0].id, layer.id, [(0, 6)], "praise")
    (conflict,) = conflicts.listed(project)
    with pytest.raises(NotAllowed, match="no label “praise”, which 1 coding has; take both together"):
        conflicts.decide(project, conflict.key, "A")
    assert one.id in {version.id for version in project.codebooks.all()} and len(project.codebooks.all()) == 3


def test_an_actor_who_was_removed_and_is_in_use_is_said_to_stay(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    dana = project.coders.all()[1]
    said = (Said("false", GROUP, dana.id, TIME, False),)
    let_be_open(monkeypatch, Conflict(ConflictKind.KEPT, Table.ACTORS, GROUP, "exists", said))
    (conflict,) = conflicts.listed(project)
    assert conflict.why == "Dana removed it while others used it." and conflict.choices[0].stands
    conflicts.decide(project, conflict.key, "A")
    assert project.actors.get(GROUP).name == "Contact Group"


def test_a_name_that_two_have_gets_a_number_that_is_free(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = project.coders.all()[2]
    said = (Said(json.dumps("Ana"), ana.id, "", TIME, True),)
    let_be_open(monkeypatch, Conflict(ConflictKind.NAME, Table.CODERS, ana.id, "name", said))
    (conflict,) = conflicts.listed(project)
    assert conflict.what == "Two called “Ana”"
    conflicts.decide(project, conflict.key, "A")
    assert project.coders.get(ana.id).name == "Ana 2" == project.layers.of_coder(ana.id)[0].name


def test_what_is_gone_is_no_conflict(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    said = (Said("false", "x", "", TIME, False), Said("true", "x", "", TIME, True))
    let_be_open(
        monkeypatch,
        *(Conflict(kind, Table.ACTORS, "x", "name", said) for kind in (ConflictKind.FIELD, ConflictKind.KEPT)),
        Conflict(ConflictKind.FIELD, Table.ACTORS, "x", "exists", said),
        Conflict(ConflictKind.DECISION, Table.DECISIONS, "x", "rule", said),
        Conflict(ConflictKind.CODEBOOK, Table.CODEBOOK_VERSIONS, "x", "number", said),
        Conflict(ConflictKind.NAME, Table.CODERS, "x", "name", said),
    )
    assert conflicts.listed(project) == []


KEYS = st.dictionaries(st.sampled_from("abc"), st.one_of(st.text(max_size=3), st.integers(0, 9)), max_size=3)


@given(KEYS, st.sampled_from("abc"), st.one_of(st.none(), st.text(max_size=3)))
def test_a_value_of_a_key_changes_that_key_alone(before: dict[str, object], key: str, value: str | None) -> None:
    said = "null" if value is None else as_json(as_json(value))
    columns = conflict_kinds.values_of({"metadata": as_json(before)}, ("metadata",), f"metadata/{key}", said)
    after = json.loads(columns["metadata"])
    assert after.get(key) == value
    assert {one: each for one, each in after.items() if one != key} == {
        one: each for one, each in before.items() if one != key
    }


@given(st.lists(st.sampled_from("abc"), unique=True), st.sampled_from("abc"), st.booleans())
def test_an_element_of_a_list_is_in_it_or_not(before: list[str], element: str, there: bool) -> None:
    path = f"aliases/{as_json(element)}"
    columns = conflict_kinds.values_of({"aliases": as_json(before)}, ("aliases",), path, as_json(there or None))
    assert (element in json.loads(columns["aliases"])) == there


def test_columns_that_make_sense_together_alone_are_one_value() -> None:
    columns = conflict_kinds.columns_of(Table.SPANS, "document")
    assert {"document", "start", "stop", "extents", "quote"} <= set(columns)
    values = conflict_kinds.values_of({}, columns, "document", as_json(list(range(len(columns)))))
    assert list(values) == list(columns)


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
