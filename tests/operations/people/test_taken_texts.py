"""Who counts in which texts: what is coded in a text that is not done changes no number, whoever it is of."""

import random
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.agreement.study.study import Design, Study
from annotator.model.coder import Layer
from annotator.model.compared_texts import ComparedTexts
from annotator.model.ids import LayerId
from annotator.operations.adjudication import likely_errors
from annotator.operations.adjudication.policy_plans import settle
from annotator.operations.adjudication.posterior import estimate
from annotator.operations.agreement.measure import agree
from annotator.operations.agreement.planning import planned
from annotator.operations.agreement.recoding import sample
from annotator.operations.coding import annotate
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people.merging import merge
from annotator.operations.people.people import layers_named
from annotator.operations.people.taken_texts import taken_texts
from annotator.operations.team import assigning
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.desks import Table, make_table
from tests.projects import OPENED
from tests.store.taking.copies import copy_of, take

NAMES = ("Ana", "Ben", "Cem", "Dana")
UNTOUCHED, BEGUN, DONE = range(3)
_PLACES = (("appeal", 0, 18), ("warning", 20, 30), ("actor", 0, 6), ("actor", 13, 18))
QUICK = Design(coefficients=("percent", "alpha-nominal", "f1-strict"), gamma_samples=0, bias=True)

Values = dict[tuple[object, ...], object]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Ana, Ben and Cem have done both texts, Dana none."""
    table = make_table(tmp_path, *NAMES)
    for name in NAMES[:3]:
        table.code(name, "appeal", "France urged China")
        for document in table.documents:
            annotate.mark_done(table.project, table.sit(name).id, document)
    table.code("Cem", "actor", "All sides")
    return table


def play(table: Table, states: Sequence[Sequence[int]], coded: Sequence[set[tuple[str, int, int]]]) -> None:
    """Let everybody code and be as far as `states` says, document by document."""
    for at, (document, name) in enumerate(product(range(2), NAMES)):
        state = states[document][NAMES.index(name)]
        layer, id = table.sit(name), table.documents[document]
        places = [] if state == UNTOUCHED else sorted(coded[at])
        for label, start, stop in places or _PLACES[: state == BEGUN]:
            annotate.add_span(table.project, id, layer.id, [(start, stop)], label)
        if state == DONE:
            annotate.mark_done(table.project, layer.id, id)


def code_more(table: Table, states: Sequence[Sequence[int]]) -> None:
    """Code something in each text that its coder has not done."""
    for document, name in product(range(2), NAMES):
        if states[document][NAMES.index(name)] != DONE:
            annotate.add_span(table.project, table.documents[document], table.sit(name).id, [(7, 12)], "warning")


def values(study: Study) -> Values:
    """Return the numbers that have a value, and who gives which label more often, by whose they are."""
    found: Values = {
        (one.aspect, one.coefficient, tuple(study.coders[at] for at in one.coders), one.label, one.part): (
            one.result.value,
            one.result.n,
        )
        for one in study.figures
        if one.result.value is not None
    }
    for one in study.bias:
        if one.margins.units:
            found["bias", one.aspect, one.part, *(study.coders[at] for at in one.coders)] = str(one.margins)
    return found


def all_numbers(project: Project, design: Design = QUICK) -> tuple[object, ...]:
    """Return the numbers of agreement, bias, planner and likely errors, which rest on the model of coders."""
    layers = layers_named(project, None)
    if len(layers) < 2:
        return ()
    study = agree(project, layers, design)
    plans = [(one.figure.aspect, one.figure.label, one.plan, one.next_documents) for one in planned(study)]
    errors = [(one.span.id, one.suspicion) for one in likely_errors.find(project, layers, 0.0)]
    by_document = [(one.value, [study.coders[at] for at in one.coders]) for one in study.by_document]
    return values(study), study.compared, by_document, plans, errors


@settings(
    max_examples=examples(20, usual=1),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.integers(0, 2**32))
def test_what_is_coded_in_texts_that_are_not_done_changes_no_number(seed: int) -> None:
    draw = random.Random(seed + 3)  # of the first there are texts that two have done
    most = draw.choice((BEGUN, DONE, DONE, DONE))
    states = [[draw.randint(UNTOUCHED, most) for _ in NAMES] for _ in range(2)]
    coded = [set(draw.sample(_PLACES, draw.randrange(4))) for _ in range(2 * len(NAMES))]
    is_anything_done = any(state == DONE for row in states for state in row)
    begun = [sum(row[at] == BEGUN for row in states) for at in range(len(NAMES))]
    done = [any(row[at] == DONE for row in states) for at in range(len(NAMES))]
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        table = make_table(Path(folder), *NAMES)
        stack.enter_context(table.project)
        OPENED.remove(table.project)
        project, layers = table.project, list(table.layers.values())
        play(table, states, coded)
        said = taken_texts(project, layers).said.called({layer.id: layer.name for layer in layers})
        if not is_anything_done:
            assert (said.left_out, said.is_nobody_done) == ({}, any(begun))
            assert said.untold == tuple(name for name, count in zip(NAMES, begun, strict=True) if count)
            default, too = (agree(project, layers, replace(QUICK, begun_too=begun_too)) for begun_too in (False, True))
            assert values(default) == values(too) and default.compared == too.compared
            return
        assert said.left_out == {name: count for name, count in zip(NAMES, begun, strict=True) if count}
        assert said.untold == () and not said.is_nobody_done
        study = agree(project, layers, QUICK)
        assert study.compared == sum(sum(state == DONE for state in row) > 1 for row in states)
        if sum(done) > 1:
            counting = [name for name, has, some in zip(NAMES, done, begun, strict=True) if has or not some]
            assert [project.layers.get(layer).name for layer in study.coders] == counting
        before = all_numbers(project)
        code_more(table, states)
        if len(layers_named(project, None)) > 1 and before:
            assert all_numbers(project) == before
        # All is begun or done by now: with “begun too” the numbers are those of all that is done once it is marked so.
        too = agree(project, layers, replace(QUICK, begun_too=True))
        assert too.texts == ComparedTexts(begun_too=True)
        for document, name in product(table.documents, NAMES):
            annotate.mark_done(project, table.sit(name).id, document)
        marked = agree(project, layers, QUICK)
        assert values(marked) == values(too) and marked.compared == too.compared == 2
        assert marked.texts == ComparedTexts()


def test_one_act_of_a_fourth_coder_leaves_the_numbers_of_three_as_they_were(table: Table) -> None:
    before = all_numbers(table.project)
    table.code("Dana", "appeal", "France urged China")
    assert all_numbers(table.project) == before
    study = agree(table.project, layers_named(table.project, None), QUICK)
    assert len(study.coders) == 3 and study.texts.left_out == {table.layers["Dana"].id: 1}
    annotate.mark_done(table.project, table.sit("Dana").id, table.documents[0])
    after = agree(table.project, layers_named(table.project, None), QUICK)
    assert len(after.coders) == 4 and values(after) != values(study)


def test_what_is_begun_is_no_vote_in_the_model_of_coders_unless_begun_too(table: Table) -> None:
    layers = list(table.layers.values())
    before = estimate(table.project, layers[:3])
    table.code("Dana", "appeal", "France urged China")
    after = estimate(table.project, layers)
    assert after.names == NAMES[:3] and after.truths == before.truths
    too = estimate(table.project, layers, begun_too=True)
    assert too.names == NAMES and too.truths != after.truths
    assert too.texts.begun_too and after.texts.left_out == {table.layers["Dana"].id: 1}


def test_who_has_done_nothing_is_a_column_only_where_no_two_others_are_left(table: Table) -> None:
    table.code("Dana", "appeal", "France urged China")
    named = [table.layers[name] for name in ("Dana", "Ana")]
    study = agree(table.project, named, QUICK)
    assert study.coders == tuple(layer.id for layer in named) and study.compared == 0
    assert study.texts.left_out == {table.layers["Dana"].id: 1}


def test_left_out_is_counted_in_the_documents_that_are_looked_at(table: Table) -> None:
    table.code("Dana", "actor", "France")
    layers = list(table.layers.values())
    assert taken_texts(table.project, layers, documents=table.documents[1:]).said.left_out == {}
    assert taken_texts(table.project, layers, documents=table.documents[:1]).said.left_out != {}


def test_imported_codings_of_which_none_is_called_done_are_taken_as_they_are_and_that_is_said(
    table: Table, tmp_path: Path
) -> None:
    eve = imported(table, tmp_path)
    study = agree(table.project, layers_named(table.project, None), QUICK)
    assert eve.id in study.coders and study.texts.untold == (eve.id,) and study.texts.left_out == {}
    assert [len(one.coders) for one in study.by_document] == [4, 3]


@pytest.mark.parametrize("way", ["codes", "is given a text", "is somebody who codes"])
def test_whoever_works_here_besides_counts_where_they_are_done(table: Table, tmp_path: Path, way: str) -> None:
    eve, project = imported(table, tmp_path), table.project
    assert eve.coder is not None
    if way == "is given a text":
        assigning.assign(project, [eve.coder], [table.documents[0]])
    elif way == "codes":
        project.person = eve.coder
        annotate.add_span(project, table.documents[1], eve.id, [(0, 3)], "actor")
    else:
        table.code("Dana", "actor", "France")
        project.person = table.coders["Ana"].id
        merge(project, eve.coder, table.coders["Dana"].id)
    study = agree(project, [*list(table.layers.values())[:3], eve], QUICK)
    assert eve.id not in study.coders and eve.id in study.texts.left_out and study.texts.untold == ()
    annotate.mark_done(project, _sit(project, eve), table.documents[0])
    assert eve.id in agree(project, layers_named(project, None), QUICK).coders


def test_a_copy_that_took_in_what_somebody_coded_elsewhere_says_the_same(table: Table, tmp_path: Path) -> None:
    eve = imported(table, tmp_path)
    other = copy_of(table.project, tmp_path / "other.annot")
    with other:
        other.person = table.coders["Dana"].id
        annotate.add_span(other, table.documents[0], table.layers["Dana"].id, [(0, 6)], "actor")
        take(table.project, other)
        found = [taken_texts(one, layers_named(one, None)) for one in (table.project, other)]
    assert found[0] == found[1] and found[0].said.untold == (eve.id,)
    assert found[0].said.left_out == {table.layers["Dana"].id: 1}


def test_a_re_code_sample_counts_where_it_is_done(table: Table) -> None:
    project, ana = table.project, table.sit("Ana")
    again = sample(project, ana.id, 1, 1)
    (document,) = (one.document for one in project.assignments.of_layer(again.id))
    annotate.add_span(project, document, again.id, [(0, 6)], "actor")
    assert agree(project, [ana, again], QUICK).compared == 0
    annotate.mark_done(project, again.id, document)
    assert agree(project, [ana, again], QUICK).compared == 1


@pytest.mark.parametrize("policy", ["majority", "majority-extent", "unanimous", "posterior"])
def test_what_two_have_only_begun_outvotes_nobody(tmp_path: Path, policy: str) -> None:
    table = make_table(tmp_path, *NAMES[:3])
    table.code("Ana", "appeal", "France urged China")
    annotate.mark_done(table.project, table.sit("Ana").id, table.documents[0])
    for name in ("Ben", "Cem"):
        table.code(name, "actor", "All sides")
    layers = list(table.layers.values())
    report = settle(table.project, policy, layers)
    assert report.unfinished == 1 and "appeal" not in {span.label for span in table.gold()}
    assert report.settled == ({"majority": 1} if policy.startswith("majority") else {}), (
        "that Ana has nothing is a vote"
    )
    for name in ("Ben", "Cem"):
        annotate.mark_done(table.project, table.sit(name).id, table.documents[0])
    report = settle(table.project, policy, layers)
    assert report.unfinished == 0
    assert policy != "majority" or report.settled == {"majority": 1}


def imported(table: Table, folder: Path) -> Layer:
    """Return the layer of Eve, who came with codings of the first document, by a format that tells no progress."""
    (folder / "eve").mkdir()
    (folder / "eve" / "one.txt").write_text(table.project.documents.get(table.documents[0]).text, encoding="utf-8")
    (folder / "eve" / "one.ann").write_text("T1\tappeal 0 18\tFrance urged China\n", encoding="utf-8")
    table.project.person = None
    importing.import_sources(table.project, [ImportSource(folder / "eve", format="brat", coder="Eve")])
    return layers_named(table.project, ["Eve"])[0]


def _sit(project: Project, layer: Layer) -> LayerId:
    project.person = layer.coder
    return layer.id
