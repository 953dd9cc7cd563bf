"""What acts there are in a project, and the passages behind a count."""

import csv
from pathlib import Path

import pytest

from annotator.acts.series import Filter
from annotator.model.actor import Actor, ActorKind
from annotator.model.errors import Cancelled, WouldReplace
from annotator.model.ids import ActorId, LabelId
from annotator.model.verbs.verb import Told
from annotator.operations import explore
from annotator.operations.adjudication import policy_plans
from annotator.operations.codebook import labels
from annotator.operations.coding import acts, annotate
from annotator.operations.exchange import exporting
from tests.acts.counting import matrix_of, timeline_of
from tests.operations.desks import Table, make_table
from tests.projects import make_desk


@pytest.fixture
def table(tmp_path: Path) -> Table:
    table = make_table(tmp_path)
    with table.project.transact(Told(sentence="Register")):
        table.project.actors.add(
            Actor(id=ActorId(id), name=name, kind=ActorKind.STATE) for id, name in (("fra", "France"), ("chn", "China"))
        )
        table.project.documents.change(table.documents[0], metadata={"date": "2023-04-06"})
    return table


def test_each_act_is_counted_with_its_parties_its_date_and_its_layer(table: Table) -> None:
    for name in ("Ana", "Ben"):
        act = table.code(name, "appeal", "urged China")
        annotate.set_attribute(table.project, act.id, "force", "urges")
        acts.fill_slot(table.project, act.id, "speaker", acts.SlotFiller(actor=ActorId("fra")))
        acts.fill_slot(table.project, act.id, "addressee", acts.SlotFiller(actor=ActorId("chn")))
    warning = table.code("Ben", "warning", "warned")
    layers = {name: layer.id for name, layer in table.layers.items()}
    found = explore.events(table.project, layers.values())
    assert [(one.source, one.force, one.target, one.date) for one in found] == [
        *[("France", "urges", "China", "2023-04-06")] * 2,
        ("—", "Warning", "—", "2023-04-06"),
    ]
    assert [one.layer for one in explore.events(table.project, [layers["Ana"]])] == [layers["Ana"]]
    bens = Filter(layers=frozenset({layers["Ben"]}))
    assert matrix_of([one for one in found if bens.keeps(one)]).count("France", "China") == 1
    assert timeline_of(found, ["appeal", "warning"]).count("2023", "appeal") == 2
    passages = explore.passages(table.project, [warning.id, found[0].act])
    assert [(one.document.title, one.date, one.span.quote, one.sentence) for one in passages] == [
        ("Readout", "2023-04-06", "urged China", "France → urges → China"),
        ("Readout", "2023-04-06", "warned", "Warning"),
    ]


def test_a_passage_that_is_gone_is_left_out(table: Table) -> None:
    act = table.code("Ana", "appeal", "urged China")
    annotate.remove_spans(table.project, [act.id])
    assert explore.passages(table.project, [act.id]) == []


def test_counting_tells_how_far_it_is_and_can_be_stopped(table: Table) -> None:
    told: list[int] = []

    def stop(done: int, _total: int, _what: str) -> None:
        told.append(done)
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        explore.events(table.project, [], progress=stop)
    assert told == [0, 1]


def test_after_labels_were_merged_the_table_has_the_force_that_explore_counts(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project = desk.project
    act = desk.code("urged China", "warning")
    annotate.set_attribute(project, act.id, "force", "warns")
    project.person = None
    labels.merge(project, LabelId("appeal"), [LabelId("warning")])
    exporting.export(project, tmp_path / "x.csv", "dyads", "all", names=True)
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    (event,) = explore.events(project, [desk.layer.id])
    assert event.force == row["force"] == "warns"
    assert (row["force_rank"], row["force_levels"]) == ("2", "3")
    project.person = desk.ana.id
    annotate.set_attribute(project, act.id, "force", "urges")
    (event,) = explore.events(project, [desk.layer.id])
    (passage,) = explore.passages(project, [event.act])
    assert event.force == "urges" and "urges" in passage.sentence


def test_what_is_no_act_is_counted_too_and_its_passage_says_its_label(table: Table) -> None:
    actor = table.code("Ana", "actor", "China")
    (found,) = explore.events(table.project, [table.layers["Ana"].id])
    assert (found.act, found.label, found.force, found.source, found.target) == (actor.id, "actor", "Actor", "—", "—")
    (passage,) = explore.passages(table.project, [actor.id])
    assert (passage.sentence, passage.span.quote) == ("Actor", "China")


def test_an_office_and_who_holds_it_count_for_their_state_where_that_is_asked(table: Table) -> None:
    with table.project.transact(Told(sentence="Register")):
        table.project.actors.add(
            [
                Actor(id=ActorId("pfr"), name="President of France", kind=ActorKind.OFFICE, parent=ActorId("fra")),
                Actor(id=ActorId("mfr"), name="Minister of France", kind=ActorKind.OFFICE, parent=ActorId("fra")),
                Actor(id=ActorId("eu"), name="European Union", kind=ActorKind.ORGANISATION),
            ]
        )
    act = table.code("Ana", "appeal", "urged China")
    acts.fill_slot(table.project, act.id, "speaker", acts.SlotFiller(actor=ActorId("pfr")))
    acts.fill_slot(table.project, act.id, "addressee", acts.SlotFiller(actor=ActorId("eu")))
    layers = [table.layers["Ana"].id]
    (as_coded,) = explore.events(table.project, layers)
    (by_state,) = explore.events(table.project, layers, by_state=True)
    assert (as_coded.source, as_coded.target) == ("President of France", "European Union")
    assert (by_state.source, by_state.target) == ("France", "European Union")
    for speaker, quote in (("fra", "warned"), ("mfr", "China")):
        said = table.code("Ana", "appeal", quote)
        acts.fill_slot(table.project, said.id, "speaker", acts.SlotFiller(actor=ActorId(speaker)))
    apart = matrix_of(explore.events(table.project, layers))
    together = matrix_of(explore.events(table.project, layers, by_state=True))
    assert set(apart.sources) == {"France", "President of France", "Minister of France"}
    assert together.sources == ("France",) and together.made("France") == 3


def test_the_dyads_of_the_acts_that_are_counted_are_written_and_no_others(table: Table, tmp_path: Path) -> None:
    found = []
    for name, quote, target in (("Ana", "urged China", "chn"), ("Ana", "warned", "fra"), ("Ben", "urged China", "chn")):
        act = table.code(name, "appeal", quote)
        acts.fill_slot(table.project, act.id, "speaker", acts.SlotFiller(actor=ActorId("fra")))
        acts.fill_slot(table.project, act.id, "addressee", acts.SlotFiller(actor=ActorId(target)))
        found.append(act)
    anas = [table.layers["Ana"].id]
    file = tmp_path / "dyads.csv"
    explore.write_dyads(table.project, file, anas, [found[0].id])
    with file.open(encoding="utf-8-sig", newline="") as rows:
        written = list(csv.DictReader(rows))
    assert [(row["quote"], row["source_name"], row["target_name"]) for row in written] == [
        ("urged China", "France", "China")
    ]
    layers, acts_found = [layer.id for layer in table.layers.values()], [one.id for one in found]
    with pytest.raises(WouldReplace):
        explore.write_dyads(table.project, file, layers, acts_found)
    explore.write_dyads(table.project, file, layers, acts_found, replaces=True)
    with file.open(encoding="utf-8-sig", newline="") as rows:
        assert sorted(row["coder"] for row in csv.DictReader(rows)) == ["coder-1", "coder-1", "coder-2"]


def test_with_gold_its_decisions_stand_beside_its_dyads(table: Table, tmp_path: Path) -> None:
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    policy_plans.settle_as(table.project, "Dana", "unanimous", list(table.layers.values()))
    layer, file = table.project.layers.gold(), tmp_path / "gold.csv"
    assert layer is not None
    explore.write_dyads(table.project, file, [layer.id], [span.id for span in table.gold()])
    with file.open(encoding="utf-8-sig", newline="") as rows:
        written = [(row["act_id"], row["decision_rule"]) for row in csv.DictReader(rows)]
    assert written == [(span.id, "unanimous") for span in table.gold()] and written
