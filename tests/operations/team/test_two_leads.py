"""Two who lead decide what they did apart: one does, both show it, and it can be taken back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.adjudication.cases import CaseKind
from annotator.model.actor import Actor, ActorKind
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Label
from annotator.model.coder import TeamRole
from annotator.model.ids import ActorId, AttributeId, LabelId
from annotator.operations.actors import actors
from annotator.operations.codebook import codebook
from annotator.operations.coding import acts, annotate
from annotator.operations.documents import documents, sets
from annotator.operations.people import people
from annotator.operations.team import conflicts
from annotator.store.project import Project
from tests.operations.adjudicating import decide, differing
from tests.operations.team.apart import GROUP
from tests.operations.team.two_copies import TwoCopies, two_copies
from tests.store.taking.copies import copy_of, tables, take


@pytest.fixture
def two(tmp_path: Path) -> Iterator[TwoCopies]:
    with two_copies(tmp_path) as made:
        yield made


def titles(two: TwoCopies) -> None:
    for project, title in ((two.lea, "Lea’s"), (two.dana, "Dana’s")):
        documents.rename(project, project.documents.all()[0].id, title)


def metadata(two: TwoCopies) -> None:
    for project, place in ((two.lea, "Paris"), (two.dana, "北京")):
        documents.set_metadata(project, project.documents.all()[0].id, {"place": place, "speaker": f"of {place}"})


def names(two: TwoCopies) -> None:
    for project in (two.lea, two.dana):
        people.add_coder(project, "إميل")


def codebooks(two: TwoCopies) -> None:
    for project, name in ((two.lea, "Threat"), (two.dana, "Praise")):
        book = project.codebook
        codebook.save(project, book.with_labels([*book.labels, Label(id=LabelId(name.lower()), name=name)]))


def removed_set(two: TwoCopies) -> None:
    made = sets.make_set(two.lea, "Training", documents=[two.lea.documents.all()[0].id])
    two.meet()
    sets.remove_set(two.lea, made.id)
    sets.rename_set(two.dana, made.id, "Practice")


APART: list[Callable[[TwoCopies], None]] = [titles, metadata, codebooks, removed_set]


@pytest.mark.parametrize("letter", ["A", "B"])
@pytest.mark.parametrize("apart", APART)
def test_a_decision_of_one_holds_in_both_and_is_taken_back(
    two: TwoCopies, apart: Callable[[TwoCopies], None], letter: str
) -> None:
    apart(two)
    two.meet()
    (one,) = conflicts.listed(two.lea)
    assert [each.key for each in conflicts.listed(two.dana)] == [one.key] and one.why_not == ""
    before = tables(two.lea)
    conflicts.decide(two.lea, one.key, letter)
    assert conflicts.listed(two.lea) == []
    decided = tables(two.lea)
    two.lea.undo()
    assert tables(two.lea) == before and [each.key for each in conflicts.listed(two.lea)] == [one.key]
    two.lea.redo()
    assert tables(two.lea) == decided and conflicts.listed(two.lea) == []
    two.meet()
    assert tables(two.dana) == decided and conflicts.listed(two.dana) == []


def test_of_two_of_one_name_one_is_called_otherwise(two: TwoCopies) -> None:
    names(two)
    two.meet()
    (one,) = conflicts.listed(two.dana)
    conflicts.decide(two.dana, one.key, "A")
    two.meet()
    assert [coder.name for coder in two.lea.coders.all()][3:] == ["إميل", "إميل 2"]
    assert tables(two.lea) == tables(two.dana) and conflicts.listed(two.lea) == conflicts.listed(two.dana) == []


def test_or_the_two_are_one_person_with_two_layers(two: TwoCopies) -> None:
    names(two)
    two.meet()
    (one,) = conflicts.listed(two.dana)
    assert one.choices[1].words == "these two are one person"
    conflicts.decide(two.dana, one.key, "B")
    (layer,) = conflicts.listed(two.dana)
    assert layer.table == "layers"
    two.dana.undo()
    assert [each.key for each in conflicts.listed(two.dana)] == [one.key]
    two.dana.redo()
    conflicts.decide(two.dana, layer.key, "A")
    two.meet()
    assert [coder.name for coder in two.lea.coders.all()].count("إميل") == 1 and conflicts.listed(two.lea) == []
    assert tables(two.lea) == tables(two.dana)


@pytest.mark.parametrize("letter", ["A", "B"])
def test_of_two_decisions_on_a_case_one_is_taken_and_the_other_goes(tmp_path: Path, letter: str) -> None:
    table = differing(tmp_path)
    dana = table.coders["Dana"].id
    people.set_roles(table.project, dana, [TeamRole.ADJUDICATOR, TeamRole.LEAD])
    with copy_of(table.project, tmp_path / "other.annot") as other:
        other.person = table.coders["Ana"].id
        decide(table, CaseKind.MISSING, "take", "Ana")
        decide(replace(table, project=other), CaseKind.MISSING, "none")
        both = TwoCopies(table.project, other)
        both.meet()
        (one,) = conflicts.listed(table.project)
        wanted = one.choice(letter)
        conflicts.decide(table.project, one.key, letter)
        (decision,) = table.project.decisions.of_document(table.documents[0])
        assert bool(decision.gold) == ("none" not in wanted.words.lower()), wanted
        assert conflicts.listed(table.project) == [] and len(table.gold()) == len(decision.gold)
        table.project.undo()
        assert [each.key for each in conflicts.listed(table.project)] == [one.key]
        table.project.redo()
        both.meet()
        assert tables(other) == tables(table.project) and conflicts.listed(other) == []
        assert table.project.check() == []


def opened(project: Project) -> int:
    return len(conflicts.listed(project))


def test_codings_that_come_into_a_removed_document_are_listed_until_somebody_has_seen_them(two: TwoCopies) -> None:
    document = two.lea.documents.all()[0].id
    documents.remove(two.lea, [document])
    dana = two.dana.coders.all()[1]
    annotate.add_span(two.dana, document, two.dana.layers.of_coder(dana.id)[0].id, [(0, 6)], "appeal")
    take(two.lea, two.dana)
    (one,) = conflicts.listed(two.lea)
    assert one.why == "1 coding came after Lea had removed it."
    conflicts.decide(two.lea, one.key, "A")
    assert opened(two.lea) == 0 and two.lea.spans.count() == 0
    two.lea.undo()
    assert opened(two.lea) == 1
    conflicts.decide(two.lea, one.key, "B")
    assert opened(two.lea) == 0 and two.lea.spans.count() == 1


def test_what_is_said_of_a_party_stays_though_another_copy_merges_who_it_is(tmp_path: Path) -> None:
    with two_copies(tmp_path) as both:
        kind = Attribute(id=AttributeId("kind"), name="Kind", kind=AttributeKind.CHOICE, values=("state", "group"))
        book = both.lea.codebook
        roles = tuple(role.model_copy(update={"attributes": (kind,)}) for role in book.labels[0].roles)
        codebook.save(
            both.lea, book.with_labels([book.labels[0].model_copy(update={"roles": roles}), *book.labels[1:]])
        )
        other = actors.add(both.lea, Actor(id=ActorId("other"), name="The Group", kind=ActorKind.GROUP))
        layer = both.lea.layers.of_coder(both.lea.coders.all()[0].id)[0]
        act = annotate.add_span(both.lea, both.lea.documents.all()[0].id, layer.id, [(0, 6)], book.labels[0].id)
        link = acts.fill_slot(both.lea, act.id, roles[0].id, acts.SlotFiller(actor=other.id))
        both.meet()
        acts.set_slot_value(both.lea, act.id, link.id, "kind", "group")
        actors.merge(both.dana, GROUP, [other.id])
        both.meet()
        for project in (both.lea, both.dana):
            (found,) = project.links.of_spans([act.id])
            assert (found.actor, dict(found.attributes)) == (GROUP, {"kind": "group"})
            assert conflicts.listed(project) == [] and project.check() == []
