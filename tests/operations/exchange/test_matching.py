"""Projects of different origin brought together: what is said of labels and people is done, and authors stay."""

import json
from pathlib import Path

import pytest

from annotator.model.codebook import Scope
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import LabelId
from annotator.operations.exchange import foreseeing, importing, matching
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.origins import Matched
from tests.operations.desks import BOOK, Table, make_table
from tests.operations.exchange.test_version_import import from_elsewhere


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def other_source(folder: Path) -> ImportSource:
    party = next(one for one in BOOK.labels if one.id == "actor").model_copy(
        update={"id": LabelId("party"), "name": "Party"}
    )
    return from_elsewhere(folder, BOOK.with_labels([party, BOOK.labels[1]]), "party", "warning")


def test_their_labels_become_ours_as_said_and_the_codings_are_their_coders(table: Table, tmp_path: Path) -> None:
    source = other_source(tmp_path)
    said = matching.matched(table.project, [source], ["party=actor"], [])
    report = importing.import_sources(table.project, [source], matched=said)
    assert [span.label for span in table.spans()] == ["actor", "warning"]
    assert {label.id for label in table.project.codebook.labels} == {label.id for label in BOOK.labels}
    owner = table.project.layers.get(table.spans()[0].layer).coder
    assert [one.name for one in table.project.coders.all() if one.id == owner] == report.coders
    assert table.project.documents.count() == 2, "one text is one document"
    assert table.project.check() == []


def test_a_label_of_the_same_id_can_be_a_new_one(table: Table, tmp_path: Path) -> None:
    source = other_source(tmp_path)
    said = matching.matched(table.project, [source], ["warning="], [])
    importing.import_sources(table.project, [source], matched=said)
    assert [span.label for span in table.spans()] == ["party", "warning-2"]
    assert table.project.codebook.get("warning-2") is not None


def test_somebody_of_theirs_can_be_somebody_here_or_somebody_new_of_the_same_name(table: Table, tmp_path: Path) -> None:
    source = other_source(tmp_path)
    (name,) = {one.name for one in table.project.coders.all()} & {"Ben"}
    bens = matching.matched(table.project, [source], [], [f"coder-1={name}"])
    with_ben = importing.import_sources(table.project, [source], matched=bens)
    owners = {table.project.layers.get(span.layer).coder for span in table.spans()}
    assert (owners, with_ben.coders) == ({table.coders["Ben"].id}, [])
    table.project.undo()
    table.project.person = None
    nobody = matching.matched(table.project, [source], [], ["coder-1="])
    assert importing.import_sources(table.project, [source], matched=nobody).coders == ["coder-1"]


@pytest.mark.parametrize(
    ("labels", "people", "problem"),
    [
        (["party"], [], "is not THEIRS=OURS"),
        (["nothing=actor"], [], "no label “nothing”"),
        ([], ["Nobody=Ben"], "nobody called “Nobody”"),
    ],
)
def test_what_there_is_not_is_named(
    table: Table, tmp_path: Path, labels: list[str], people: list[str], problem: str
) -> None:
    with pytest.raises(NotAllowed, match=problem):
        matching.matched(table.project, [other_source(tmp_path)], labels, people)


def test_a_label_that_is_not_here_and_one_of_whole_texts_are_refused(table: Table, tmp_path: Path) -> None:
    source = other_source(tmp_path)
    with pytest.raises(NotFound, match="no label “nowhere”"):
        matching.matched(table.project, [source], ["party=nowhere"], [])
    report = importing.import_sources(table.project, [source], matched=Matched({"party": LabelId("genre")}))
    assert "one is of passages, the other of whole documents" in report.failed[0]
    assert table.spans() == []


def task(text: str, label: str, scope: str) -> dict[str, object]:
    """A task of Label Studio with one coding of the person 7."""
    of_span = {"type": "labels", "value": {"start": 0, "end": 4, "labels": [label]}}
    result = of_span if scope == "span" else {"type": "choices", "value": {"choices": [label]}}
    return {
        "data": {"text": text},
        "annotations": [{"id": 1, "completed_by": 7, "result": [{"id": "r", "to_name": "text", **result}]}],
    }


def test_what_is_new_with_the_first_file_is_the_same_in_those_after_it(table: Table, tmp_path: Path) -> None:
    sources = []
    for name, scope in (("a", "span"), ("b", "span"), ("c", "document")):
        (tmp_path / f"{name}.json").write_text(json.dumps([task(f"They met {name}.", "Party", scope)]))
        sources.append(ImportSource(tmp_path / f"{name}.json"))
    labels_before, people_before = table.project.codebook.labels, table.project.coders.all()
    report = foreseeing.look_ahead(table.project, sources)
    assert report is not None
    labels = {match.theirs.id for origin in report.origins for match in origin.open_labels()}
    people = {match.theirs.id for origin in report.origins for match in origin.open_people()}
    said = Matched(dict.fromkeys(labels), dict.fromkeys(people))
    assert importing.import_sources(table.project, sources, matched=said).failed == []
    new = table.project.codebook.labels[len(labels_before) :]
    assert [(one.name, one.scope) for one in new] == [("Party", Scope.SPAN), ("Party", Scope.DOCUMENT)]
    assert len(table.project.coders.all()) == len(people_before) + 1
    assert table.project.check() == []


def test_nobody_is_asked_about_whose_codings_were_said_to_be_somebodys(table: Table, tmp_path: Path) -> None:
    (tmp_path / "coded.csv").write_text("text,label\nParis called.,call\n", encoding="utf-8")
    source = ImportSource(tmp_path / "coded.csv", format="csv", coder="Ana")
    report = foreseeing.look_ahead(table.project, [source])
    assert report is not None
    assert [match.theirs.name for origin in report.origins for match in origin.open_labels()] == ["call"]
    assert [match for origin in report.origins for match in origin.open_people()] == []
