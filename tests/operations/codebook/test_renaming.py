"""Kept searches ask for labels, attributes and actors by their names of now, and find what they found."""

from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Label
from annotator.model.ids import ActorId, AttributeId, LabelId
from annotator.operations.actors import actors
from annotator.operations.codebook import codebook, labels
from annotator.operations.passages import kept
from annotator.operations.passages.finding import PassageSearch
from annotator.store.project import Project
from tests.operations.desks import attribute, make_table

BEFORE = 'label:appeal -near:Warning/5 coded:yes overlaps=WARNING topic:war "label:warning"'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_table(tmp_path).project


def test_a_label_is_asked_for_by_its_new_name_and_undone_by_the_old(project: Project) -> None:
    one = kept.keep(project, "One", BEFORE.replace("coded:yes ", ""))
    labels.rename(project, LabelId("warning"), "Threat of all")
    found = project.kept_searches.get(one.id).search
    assert found == 'label:appeal -near:"Threat of all/5" overlaps="Threat of all" topic:war "label:warning"'
    PassageSearch(project, found)
    project.undo()
    assert project.kept_searches.get(one.id) == one


def test_names_that_change_places_are_both_followed(project: Project) -> None:
    one = kept.keep(project, "One", "label:Appeal sentence:Warning")
    book = project.codebook
    swapped = {"appeal": "Warning", "warning": "Appeal"}
    other = [label.model_copy(update={"name": swapped.get(label.id, label.name)}) for label in book.labels]
    codebook.save(project, book.model_copy(update={"labels": tuple(other)}))
    assert project.kept_searches.get(one.id).search == "label:Warning sentence:Appeal"


def test_a_merged_label_is_asked_for_as_the_one_that_it_became(project: Project) -> None:
    one = kept.keep(project, "One", "label:warning peace")
    labels.merge(project, LabelId("appeal"), [LabelId("warning")])
    assert project.kept_searches.get(one.id).search == "label:Appeal peace"
    PassageSearch(project, project.kept_searches.get(one.id).search)


def call_attribute(project: Project, label: str, id: str, name: str) -> None:
    """Save a codebook in which an attribute of a label is called so; it is added where there is none."""
    book = project.codebook

    def changed(one: Label) -> Label:
        others = {each.id: each for each in one.attributes}
        named = others.get(AttributeId(id), attribute(id, AttributeKind.TEXT)).model_copy(update={"name": name})
        return one.model_copy(update={"attributes": tuple((others | {named.id: named}).values())})

    some = tuple(changed(one) if one.id == label else one for one in book.labels)
    codebook.save(project, book.model_copy(update={"labels": some}))


def test_an_attribute_is_asked_for_by_its_new_name_where_no_other_is_still_called_so(project: Project) -> None:
    for label in ("appeal", "warning"):
        call_attribute(project, label, f"{label}-1", "Mood")
    one = kept.keep(project, "One", "mood:sad label:appeal mood")

    def search() -> str:
        return project.kept_searches.get(one.id).search

    call_attribute(project, "appeal", "appeal-1", "Tone")
    assert search() == "mood:sad label:appeal mood", "of warnings it is called so still"
    call_attribute(project, "warning", "warning-1", "The tone")
    assert search() == '"The tone":sad label:appeal mood'
    call_attribute(project, "warning", "warning-1", "label")
    assert search() == "warning-1:sad label:appeal mood", "“label:” asks for labels"


def test_an_actor_is_asked_for_by_its_new_name(project: Project) -> None:
    actor = actors.add(project, Actor(id=ActorId("a"), name="Ruritania", kind=ActorKind.STATE))
    one = kept.keep(project, "One", "to:ruritania by:Else ruritania")
    actors.change(project, actor.model_copy(update={"name": "New Ruritania"}))
    assert project.kept_searches.get(one.id).search == 'to:"New Ruritania" by:Else ruritania'
