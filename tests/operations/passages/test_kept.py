"""Searches are kept under names, everybody's and one's own; what they call by a name follows that."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.model.document_field import FieldKind
from annotator.model.errors import BadSearch, NotAllowed, NotFound, UserError
from annotator.model.ids import SearchId
from annotator.model.searching.terms import SEARCH_KEYS
from annotator.operations.documents import fields, sets
from annotator.operations.passages import kept
from annotator.operations.passages.conditions import KEYS
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.people import people, roles
from annotator.operations.project import history
from annotator.store.project import Project
from tests.operations.desks import make_table
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A project that Ana leads and Ben codes in; Ana is at the desk."""
    desk = make_desk(tmp_path)
    ben, _ = people.add_coder(desk.project, "Ben")
    roles.obey(desk.project)
    desk.project.person = desk.ana.id
    people.set_roles(desk.project, desk.ana.id, [TeamRole.LEAD])
    people.set_roles(desk.project, ben.id, [TeamRole.CODER])
    people.see_others(desk.project, "Passages")
    return desk


def ben(project: Project) -> None:
    """Let Ben sit down."""
    project.person = people.person_named(project, "Ben").id


def names(project: Project) -> list[str]:
    return [one.name for one in kept.kept(project)]


def test_what_a_lead_keeps_is_everybodys_and_what_a_coder_keeps_is_theirs(desk: Desk) -> None:
    project = desk.project
    led = kept.keep(project, "Appeals", "label:appeal")
    ben(project)
    own = kept.keep(project, "Wars", "war*")
    assert (led.coder, own.coder) == (None, project.person)
    assert names(project) == ["Appeals", "Wars"]
    for verb in (kept.remove, lambda project, id: kept.rename(project, id, "X"), lambda p, id: kept.change(p, id, "x")):
        with pytest.raises(NotAllowed, match="for everybody"):
            verb(project, led.id)
    kept.rename(project, own.id, "War")
    project.person = desk.ana.id
    assert names(project) == ["Appeals"]
    assert kept.keep(project, "War", "war").coder is None, "a coder's own name is nobody else's business"
    with pytest.raises(NotFound, match="somebody else’s"):
        kept.change(project, own.id, "peace")
    lines = [line.what for line in history.lines(project)]
    ben(project)
    assert names(project) == ["Appeals", "War", "War"] and lines[0] == "Keep the search War"
    assert project.check() == []


@pytest.mark.parametrize(
    ("name", "search", "error", "sentence"),
    [
        ("X", "a OR", BadSearch, "OR with nothing behind it"),
        ("X", " \n ", BadSearch, "is empty"),
        ("X", "label:nothing", BadSearch, "no label “nothing”"),
        ("X", "coder:Bea", BadSearch, "Nobody is called “Bea”"),
        ("X", "set:Gone", BadSearch, "no set of documents called “Gone”"),
        ("X", "nofield:x", BadSearch, "nofield"),
        (" ", "peace", NotAllowed, "name"),
        ("APPEALS", "peace", NotAllowed, "called “APPEALS” already"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is(
    desk: Desk, name: str, search: str, error: type[UserError], sentence: str
) -> None:
    project = desk.project
    there = kept.keep(project, "Appeals", "label:appeal")
    steps = len(project.history())
    with pytest.raises(error, match=sentence) as told:
        kept.keep(project, name, search)
    assert "\n" not in str(told.value)
    assert project.kept_searches.all() == [there] and len(project.history()) == steps


def test_a_search_of_several_lines_is_kept_as_one_and_asks_the_same(desk: Desk) -> None:
    assert kept.keep(desk.project, "Two", " label:appeal\npeace ").search == "label:appeal peace"


def test_each_verb_is_a_step_that_is_taken_back_and_what_changes_nothing_is_none(desk: Desk) -> None:
    project = desk.project
    one = kept.keep(project, "One", "one")
    two = kept.keep(project, "Two", "two")
    verbs: list[Callable[[], object]] = [
        lambda: kept.change(project, one.id, "label:appeal"),
        lambda: kept.rename(project, one.id, "1"),
        lambda: kept.order(project, [two.id]),
        lambda: kept.remove(project, two.id),
    ]
    for verb in verbs:
        before = project.kept_searches.all()
        verb()
        after = project.kept_searches.all()
        assert after != before
        project.undo()
        assert project.kept_searches.all() == before
        project.redo()
        assert project.kept_searches.all() == after
    kept.order(project, [one.id])
    steps = len(project.history())
    kept.change(project, one.id, "label:appeal")
    kept.rename(project, one.id, "1")
    kept.order(project, [one.id, SearchId("gone")])
    assert len(project.history()) == steps and names(project) == ["1"]
    assert kept.kept_named(project, " 1 ").search == "label:appeal"
    with pytest.raises(NotFound, match="the kept searches are: “1”"):
        kept.kept_named(project, "Two")


def test_sets_and_people_are_asked_for_by_their_new_names(desk: Desk) -> None:
    project = desk.project
    some = sets.make_set(project, "Round 1", "")
    one = kept.keep(project, "One", 'set:"round 1" "Ben: set:x" coder:ben Ben:done peace')
    sets.rename_set(project, some.id, "R")
    people.rename_coder(project, people.person_named(project, "Ben").id, "Bea Ruiz")
    found = project.kept_searches.get(one.id).search
    assert found == 'set:R coder:"Bea Ruiz" "Bea Ruiz":done "Ben: set:x" peace'
    PassageSearch(project, found).documents()
    project.undo()
    assert project.kept_searches.get(one.id).search == 'set:R coder:ben Ben:done "Ben: set:x" peace'


def test_a_field_is_asked_for_by_its_new_name_but_no_attribute_and_no_key(tmp_path: Path) -> None:
    project = make_table(tmp_path).project
    fields.define_field(project, "kind", FieldKind.TEXT)
    one = kept.keep(project, "One", "kind:readout label:appeal peace")
    other = kept.keep(project, "Other", "kind:readout")
    found = {line.document for line in PassageSearch(project, other.search).lines()}
    fields.rename_field(project, "kind", "label")
    renamed = project.kept_searches.get(one.id).search
    assert renamed == "field.label:readout label:appeal peace"
    again = PassageSearch(project, project.kept_searches.get(other.id).search)
    assert {line.document for line in again.lines()} == found
    fields.rename_field(project, "label", "sort")
    assert project.kept_searches.get(one.id).search == "sort:readout label:appeal peace"


def test_the_keys_that_are_no_fields_are_those_that_are_answered() -> None:
    assert {*KEYS, "in", "coded"} == SEARCH_KEYS
