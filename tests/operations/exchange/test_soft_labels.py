"""Votes and chances for gold and for what was rejected, in an export that asked for them."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.dataset.dataset import DatasetOptions
from annotator.formats.jsonl.jsonl import JsonlOptions
from annotator.model.verbs.verb import Told
from annotator.operations.adjudication import adjudicate
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.coding import annotate
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people import people
from annotator.store.project import Project
from tests.operations.adjudication.test_posterior import NAMES, crowd
from tests.operations.desks import Table, make_table
from tests.operations.test_undo_everything import tables

SOFT = JsonlOptions(soft_labels=True)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table at which all cases of a document are decided: some are nothing, two are one span, one is added."""
    table = crowd(tmp_path, 1)
    layers = [table.layers[name] for name in NAMES]
    with table.project.transact(Told(sentence="Decide")):
        found = adjudicate.cases_of(table.project, table.documents[2], layers)
        adjudicate.join(table.project, [found[0].case, found[1].case])
        for number, one in enumerate(found[2:]):
            adjudicate.decide_by(table.project, one.case, "none" if number % 3 == 0 else "union")
        adjudicate.add(table.project, table.documents[2], "warning", [(0, 3)], layers)
    return table


def written(table: Table, folder: Path, own: JsonlOptions | None = SOFT, layer: str = "gold") -> list[dict[str, Any]]:
    folder.mkdir(exist_ok=True)
    exporting.export(table.project, folder / "data.jsonl", "jsonl", layer, own=own)
    return [json.loads(line) for line in (folder / "data.jsonl").read_text("utf-8").splitlines()]


def test_each_gold_span_and_each_candidate_has_votes_and_all_that_were_voted_on_a_posterior(
    table: Table, tmp_path: Path
) -> None:
    record = written(table, tmp_path / "out")[2]
    assert len(record["spans"]) > 20
    rejected = [one for made in record["decisions"] if not made["gold"] for one in made["candidates"]]
    assert rejected
    for span in (*record["spans"], *(one for made in record["decisions"] for one in made["candidates"])):
        assert set(span["votes"]) == {"coder-1", "coder-2", "coder-3"}
        assert set(span["votes"].values()) <= {"warning", None}
        assert any(span["votes"].values()) == ("posterior" in span)


def test_the_more_voted_for_it_the_likelier_it_is(table: Table, tmp_path: Path) -> None:
    record = written(table, tmp_path / "out")[2]
    by_votes: dict[int, list[float]] = {}
    for made in record["decisions"]:
        for one in made["candidates"]:
            count = sum(label is not None for label in one["votes"].values())
            by_votes.setdefault(count, []).append(one["posterior"]["labels"]["warning"])
    assert min(by_votes[3]) > 0.9
    assert max(by_votes[1]) < min(by_votes[3])


def test_they_change_nothing_in_the_project_and_nothing_else_in_the_file(table: Table, tmp_path: Path) -> None:
    before = tables(table.project)
    soft, plain = written(table, tmp_path / "soft"), written(table, tmp_path / "plain", None)
    assert tables(table.project) == before
    for record in soft:
        for span in (*record["spans"], *(one for made in record["decisions"] for one in made["candidates"])):
            span.pop("votes", None), span.pop("posterior", None)
    assert soft == plain


def test_the_same_project_gives_the_same_bytes_and_comes_back_whole(table: Table, tmp_path: Path) -> None:
    first, again = written(table, tmp_path / "a", layer="all"), written(table, tmp_path / "b", layer="all")
    assert first == again
    with Project.create(tmp_path / "other.annot", default_codebook()) as other:
        report = importing.import_sources(other, [ImportSource(tmp_path / "a" / "data.jsonl")])
        assert (report.failed, len(report.notices)) == ([], 1) and "left out" in report.notices[0]
        exporting.export(other, tmp_path / "c.jsonl", "jsonl", "all", names=True, own=SOFT)
        assert (tmp_path / "c.jsonl").read_bytes() == (tmp_path / "a" / "data.jsonl").read_bytes()


def test_two_coders_have_votes_and_no_posterior(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    for name in ("Ana", "Ben"):
        table.code(name, "actor", "France")
    adjudicate.settle(table.project, "unanimous", people.layers_named(table.project, None))
    (span,) = written(table, tmp_path / "out")[0]["spans"]
    assert span["votes"] == {"coder-1": "actor", "coder-2": "actor"} and "posterior" not in span


def test_gold_without_a_decision_has_the_votes_of_the_case_in_which_it_lies(table: Table, tmp_path: Path) -> None:
    written(table, tmp_path / "all", None, "all")
    lines = [json.loads(line) for line in (tmp_path / "all" / "data.jsonl").read_text("utf-8").splitlines()]
    for record in lines:
        record["decisions"] = []
        for span in record["spans"]:
            span.pop("decision", None), span.pop("rule", None)
    (tmp_path / "all" / "data.jsonl").write_text(
        "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in lines), "utf-8"
    )
    with Project.create(tmp_path / "other.annot", default_codebook()) as other:
        importing.import_sources(other, [ImportSource(tmp_path / "all" / "data.jsonl")])
        exporting.export(other, tmp_path / "c.jsonl", "jsonl", "gold", own=SOFT)
    record = [json.loads(line) for line in (tmp_path / "c.jsonl").read_text("utf-8").splitlines()][2]
    voted = [span for span in record["spans"] if any(span["votes"].values())]
    assert len(voted) >= len(record["spans"]) - 1
    assert all("posterior" in span for span in voted)


def test_in_a_dataset_whoever_was_asked_votes_and_the_flat_rows_say_the_same(table: Table, tmp_path: Path) -> None:
    done = table.layers[NAMES[0]]
    table.project.person = done.coder
    annotate.mark_done(table.project, done.id, table.documents[0])
    own = DatasetOptions(soft_labels=True, agreement=False)
    exporting.export(table.project, tmp_path / "out", "dataset", "all", own=own)

    def rows(name: str) -> list[dict[str, Any]]:
        text = (tmp_path / "out" / f"{name}.jsonl").read_text("utf-8")
        return [json.loads(line) for line in text.split("\n")[:-1]]

    asked = {row["document_id"]: set(filter(None, row["coders"].split(" | "))) for row in rows("data/documents")}
    whole = {span["id"]: span for record in rows("complete/annotations") for span in record["spans"]}
    gold = [row for row in rows("data/spans") if row["layer_kind"] == "gold"]
    assert len(gold) > 20
    for row in rows("data/spans"):
        for part in ("votes", "posterior"):
            assert (json.loads(row[part]) if row[part] else None) == whole[row["span_id"]].get(part)
    for row in gold:
        votes = json.loads(row["votes"])
        assert votes.keys() == asked[row["document_id"]] and len(votes) == len(NAMES)
    decided = [made for record in rows("complete/annotations") for made in record["decisions"]]
    for made in decided:
        said = {one["layer"] for one in made["candidates"]}
        for one in made["candidates"]:
            assert one["votes"].keys() == said | set(made["absent"]) and one["votes"][one["layer"]] == one["label"]
