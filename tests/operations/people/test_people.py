"""Coders and their layers."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import CoderId
from annotator.model.verbs.verb import Told
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import annotate
from annotator.operations.people import people
from annotator.operations.project import history
from tests.operations.desks import Table, make_table


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def test_a_coder_gets_a_pseudonym_and_a_layer_of_their_name(table: Table) -> None:
    coder, layer = people.add_coder(table.project, "  Zoë   Ötker ")
    assert (coder.name, coder.pseudonym, layer.name, layer.coder) == ("Zoë Ötker", "coder-3", "Zoë Ötker", coder.id)
    assert table.project.coders.all()[-1] == coder


@pytest.mark.parametrize(
    "name", ["", "  \n", "\u200b", "\u202e \ufeff", "ana", "ANA", "A\u200bna\u202e", "Gold", "all\u200f"]
)
def test_a_name_that_is_empty_taken_or_means_something_else_is_refused(table: Table, name: str) -> None:
    with pytest.raises(NotAllowed):
        people.add_coder(table.project, name)
    with pytest.raises(NotAllowed):
        people.rename_coder(table.project, table.coders["Ben"].id, name)
    assert [coder.name for coder in table.project.coders.all()] == ["Ana", "Ben"]


def test_a_coder_may_be_renamed_also_in_case_alone(table: Table) -> None:
    people.rename_coder(table.project, table.coders["Ana"].id, "ANA")
    assert table.project.coders.get(table.coders["Ana"].id).name == "ANA"
    with pytest.raises(NotFound):
        people.rename_coder(table.project, CoderId("gone"), "Zoë")


@given(st.text(st.sampled_from("Ana Bé2()"), min_size=1).filter(lambda name: name.split()))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_layers_that_are_called_after_a_coder_follow_the_name_and_others_stay(table: Table, name: str) -> None:
    project, ana = table.project, table.coders["Ana"].id
    before = project.journal.latest()
    for each in ("Ana (again)", "Anatole", "second pass"):
        people.add_layer(project, ana, each)
    names = [layer.name for layer in project.layers.of_coder(ana)]
    try:
        people.rename_coder(project, ana, name)
    except NotAllowed:
        assert [layer.name for layer in project.layers.of_coder(ana)] == names
    else:
        tidy = " ".join(name.split())
        after = [layer.name for layer in project.layers.of_coder(ana)]
        for wanted, found in zip([tidy, f"{tidy} (again)", "Anatole", "second pass"], after, strict=True):
            assert found == wanted or found.startswith(f"{wanted} "), "with a number where another layer has the name"
        every = [layer.name.casefold() for layer in project.layers.all()]
        assert len(every) == len(set(every)) and project.coders.get(ana).name == tidy
        project.undo()
        assert [layer.name for layer in project.layers.of_coder(ana)] == names
    while project.journal.next_undo() is not None and len(project.layers.of_coder(ana)) > 1:
        project.undo()
    assert project.journal.latest() >= before


def test_a_second_pass_is_another_layer_with_a_name_of_its_own(table: Table) -> None:
    ana = table.coders["Ana"].id
    names = [people.add_layer(table.project, ana, name).name for name in ("ana", "second  pass", "Second pass")]
    assert names == ["ana 2", "second pass", "Second pass 2"]
    with pytest.raises(NotAllowed, match="needs a name"):
        people.add_layer(table.project, ana, " ")
    with pytest.raises(NotFound):
        people.add_layer(table.project, CoderId("gone"), "x")


def test_the_layer_for_a_name_is_the_coders_first_or_a_new_coders(table: Table) -> None:
    people.add_layer(table.project, table.coders["Ana"].id, "second pass")
    assert people.layer_for(table.project, "ANA") == table.layers["Ana"]
    assert people.layer_for(table.project, "Zoë").name == "Zoë"


def test_a_coder_without_a_layer_gets_one(table: Table) -> None:
    with table.project.transact(Told(sentence="Take the layer away")):
        table.project.layers.delete([table.layers["Ana"].id])
    assert people.layer_for(table.project, "Ana").coder == table.coders["Ana"].id


def test_layers_are_named_by_layer_or_coder_each_once(table: Table) -> None:
    second = people.add_layer(table.project, table.coders["Ana"].id, "second pass")
    people.rename_coder(table.project, table.coders["Ben"].id, "Benjamin")
    found = people.layers_named(table.project, ["SECOND PASS", "benjamin", " ana", "Ana"])
    assert [layer.id for layer in found] == [second.id, table.layers["Ben"].id, table.layers["Ana"].id]
    with pytest.raises(NotFound, match="no coder “Zoë” in this project; its coders are: Ana, Benjamin, second pass"):
        people.layers_named(table.project, ["Zoë"])


def test_without_names_the_layers_are_those_in_which_something_was_begun(table: Table) -> None:
    assert people.layers_named(table.project, None) == []
    table.code("Ben", "appeal", "urged China")
    annotate.mark_done(table.project, table.sit("Ana").id, table.documents[1])
    assert people.layers_named(table.project, None) == [table.layers["Ana"], table.layers["Ben"]]


def test_a_coder_of_an_older_project_is_found_without_what_nobody_sees_of_the_name(table: Table) -> None:
    coder, layer = people.add_coder(table.project, "Zoë")
    with table.project.transact(Told(sentence="As an older version had it")):
        table.project.coders.update(coder.id, {"name": "Zo\u200bë\u202c"})
        table.project.layers.update(layer.id, {"name": "Zo\u200bë\u202c"})
    for name in ("Zoë", "zoë\u200f", "Zo\u200bë\u202c"):
        assert people.coder_for(table.project, name).id == people.layer_for(table.project, name).coder == coder.id
        assert [one.id for one in people.layers_named(table.project, [name])] == [layer.id]
    with pytest.raises(NotAllowed, match="already"):
        people.add_coder(table.project, "Zoë")


def test_a_coder_is_found_by_name_or_added(table: Table) -> None:
    assert people.coder_for(table.project, " ana ") == table.coders["Ana"]
    zoe = people.coder_for(table.project, "Zoë")
    assert people.coder_for(table.project, "zoë") == zoe == table.project.coders.get(zoe.id)
    with pytest.raises(NotAllowed, match="needs a name"):
        people.coder_for(table.project, " ")


def test_somebody_acts_for_a_while_also_where_it_fails(table: Table) -> None:
    ana, ben = table.coders["Ana"].id, table.coders["Ben"].id
    table.project.person = ana
    with pytest.raises(NotFound), people.acting_as(table.project, ben):
        assert table.project.person == ben
        raise NotFound("Nothing is here.")
    assert table.project.person == ana
    with people.acting_as(table.project, None):
        assert table.project.person is None
    assert table.project.person == ana


def test_gold_comes_first_where_it_may_be_named_and_is_nobodys_layer_elsewhere(table: Table) -> None:
    with pytest.raises(NotFound, match="no gold in this project yet"):
        people.layers_named(table.project, ["Gold", "Ana"], with_gold=True)
    for name in ("Ana", "Ben"):
        table.code(name, "actor", "France")
    adjudicate.settle(table.project, "unanimous", people.layers_named(table.project, None))
    gold = table.project.layers.gold()
    assert people.layers_named(table.project, ["Ana", " GOLD", "gold"], with_gold=True) == [gold, table.layers["Ana"]]
    assert gold not in people.layers_named(table.project, None, with_gold=True)
    with pytest.raises(NotFound, match="no coder “Gold”"):
        people.layers_named(table.project, ["Gold", "Ana"])


def test_that_somebody_asked_to_see_what_others_coded_is_said_in_the_history(table: Table) -> None:
    people.see_others(table.project, "Adjudicate")
    assert history.lines(table.project)[0].what == "Ask in Adjudicate to see what others coded"
