"""What settling shows of any rows satisfies the schema of a project file, and nothing that exists is lost by it."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.codebook import Codebook
from annotator.store.chain.table_rules import RULES, SETTLING
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.delivery import ConflictKind
from annotator.sync.row_writes import FoldedRow
from annotator.sync.settle import SettledTables, codebook_heads, settle
from tests.examples import examples

IDS = st.sampled_from(["1", "2", "3"])
MAYBE = st.none() | IDS
LISTS = st.lists(IDS, max_size=2, unique=True).map(json.dumps)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("layer", "drawn_from", "document", "other", "act", "author", "gold_of"), IDS),
    **dict.fromkeys(("actor", "parent", "span"), MAYBE),
    **dict.fromkeys(("name", "pseudonym"), st.sampled_from(["Ana", "Ben"])),
    "label": st.sampled_from(["appeal", "warning"]),
    "text_sha256": st.sampled_from(["t1", "t2"]),
    "candidates": st.lists(IDS, max_size=2, unique=True).map(lambda ids: json.dumps([[id] for id in ids])),
    "gold": LISTS,
    "documents": st.none() | LISTS,
    "parents": LISTS,
    "memberships": st.lists(IDS, max_size=2, unique=True).map(lambda ids: json.dumps([{"group": id} for id in ids])),
    "source_file": st.none(),
    **dict.fromkeys(("start", "stop", "done", "given", "position", "number", "settled", "doubt"), st.integers(0, 1)),
    **dict.fromkeys(("places", "just_so", "same", "own", "seed"), st.integers(0, 1)),
}
KINDS = {
    Table.LAYERS: ["coder"],
    Table.REMOVALS: ["documents", "layers", "coders", "labels", "actors"],
    Table.DOCUMENT_FIELDS: ["text"],
}


def column(table: Table, name: str) -> st.SearchStrategy[Any]:
    """Return what a column may have."""
    if name == "kind":
        return st.sampled_from(KINDS.get(table, ["state"]))
    if name == "coder":
        return IDS if table in (Table.LAYERS, Table.REMARKS) else MAYBE
    if name == "gold" and table is Table.PRACTICE_RESULTS:
        return st.integers(0, 1)
    if table is Table.MEMOS and name in ("document", "author"):
        return MAYBE
    default = RULES[table].columns[name].default
    return VALUES.get(name, st.just("x" if default is ... else default))


def row(table: Table, id: str) -> st.SearchStrategy[FoldedRow]:
    """Return rows of a table."""
    values = st.fixed_dictionaries({name: column(table, name) for name in RULES[table].columns})
    return st.builds(
        lambda exists, values, clock: FoldedRow("", exists, _fitting(table, id, values), (), made=(clock, "s")),
        st.sampled_from([True, True, False]),
        values,
        st.integers(1, 3),
    )


def _fitting(table: Table, id: str, values: dict[str, Any]) -> dict[str, Any]:
    if table is Table.REMOVALS:
        target = {"4": "appeal"}.get(id, id)
        content = json.dumps({"merged_into": values["time"]}) if values["time"] != "x" else ""
        return {**values, "target": target, "content": content}
    if table is Table.LINKS and values["span"] is None and values["actor"] is None:
        return {**values, "value": "x"}
    return values


TABLES = st.fixed_dictionaries(
    {
        table: st.fixed_dictionaries({}, optional={id: row(table, id) for id in ("1", "2", "3")})
        for table in Table
        if table is not Table.REMOVALS
    }
)
MARKS = st.lists(
    st.tuples(st.sampled_from(["documents", "layers", "coders", "actors"]), IDS, MAYBE),
    max_size=4,
    unique_by=lambda m: m[:2],
).map(lambda found: dict(_marks(found)))


def _marks(found: list[tuple[str, str, str | None]]) -> Iterator[tuple[str, FoldedRow]]:
    for kind, target, new in found:
        content = "" if new is None or kind in ("documents", "layers") else json.dumps({"merged_into": new})
        values = {"kind": kind, "target": target, "content": content, "coder": None, "time": "t"}
        yield f"{kind}/{target}", FoldedRow("", True, values, (), changed=(1, "s"))


@given(TABLES, MARKS)
@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_is_shown_fits_the_schema_and_nothing_is_lost(
    tables: dict[str, dict[str, FoldedRow]], marks: dict[str, FoldedRow]
) -> None:
    folded = {**tables, str(Table.REMOVALS): marks}
    found = settle(folded, SETTLING)
    load(found)
    for name, rows in folded.items():
        for id, one in rows.items():
            table = str(name)
            shown, hidden = found.shown[table].get(id), found.hidden.get((table, id), (None, None))[1]
            assert (shown is None) != (hidden is None) if one.exists else hidden is None
            assert one.exists or (shown is not None) == ((table, id) in found.kept)
            there = shown or hidden
            if there is not None:
                assert {**there, **found.said.get((table, id), {})} == one.values


def load(found: SettledTables) -> None:
    """Put what is shown into a new project file, whose schema refuses what does not fit."""
    with tempfile.TemporaryDirectory() as folder, closing(Project.create(Path(folder) / "p.annot", Codebook())) as made:
        run = made._connection.execute
        run("BEGIN")
        run("PRAGMA defer_foreign_keys = ON")
        run("UPDATE journal SET step = 1, recording = 0")
        for table in Table:
            run(f"DELETE FROM {table}")
        for sha256 in ("t1", "t2"):
            run("INSERT INTO texts (sha256, length, text) VALUES (?, 1, 'x')", [sha256])
        for name, rows in found.shown.items():
            for id, values in rows.items():
                names, marks = ", ".join(["id", *values]), ", ".join("?" * (len(values) + 1))
                run(f"INSERT INTO {name} ({names}) VALUES ({marks})", [id, *values.values()])
        run("COMMIT")


def a_row(table: Table, **values: Any) -> FoldedRow:
    """Return a row with these columns."""
    given = {name: None if one.default is ... else one.default for name, one in RULES[table].columns.items()}
    return FoldedRow("", True, {**given, **values}, (), made=(values.pop("clock", 1), "s"))


def settled(**tables: dict[str, FoldedRow]) -> SettledTables:
    """Settle some tables."""
    return settle({**{table: {} for table in Table}, **tables}, SETTLING)


def a_team() -> dict[str, dict[str, FoldedRow]]:
    """Return a coder with her layer and a document."""
    return {
        "coders": {"ana": a_row(Table.CODERS, name="Ana", pseudonym="A")},
        "layers": {"L": a_row(Table.LAYERS, name="Ana", kind="coder", coder="ana")},
        "documents": {"d1": a_row(Table.DOCUMENTS, text_sha256="t", title="one", position=1)},
    }


def a_span(**values: Any) -> FoldedRow:
    """Return a span of hers."""
    return a_row(Table.SPANS, **{"layer": "L", "document": "d1", "label": "appeal", "start": 0, "stop": 1, **values})


def test_the_same_text_under_two_ids_is_one_document() -> None:
    team = a_team()
    team["documents"]["d2"] = a_row(Table.DOCUMENTS, text_sha256="t", title="two", position=1)
    found = settled(**team, spans={"s": a_span(document="d2")})
    assert found.hidden["documents", "d2"][0] == "same/d1"
    assert found.shown["spans"]["s"]["document"] == "d1" and found.said["spans", "s"] == {"document": "d2"}


def test_a_merge_of_labels_or_actors_reaches_what_comes_after_it() -> None:
    actors = {id: a_row(Table.ACTORS, name=id, kind="state") for id in "ab"}
    actors["a"] = FoldedRow("", False, actors["a"].values, ())
    marks = dict(_marks([("actors", "a", "b"), ("labels", "appeal", "warning")]))
    found = settled(**a_team(), actors=actors, spans={"s": a_span(actor="a")}, removals=marks)
    assert (found.shown["spans"]["s"]["label"], found.shown["spans"]["s"]["actor"]) == ("warning", "b")
    assert not found.kept and not found.hidden


def test_a_coder_whose_making_was_undone_stays_with_her_work() -> None:
    team = a_team()
    for table in ("coders", "layers"):
        team[table] = {id: FoldedRow("", False, one.values, ()) for id, one in team[table].items()}
    assert settled(**team).shown["coders"] == {}
    found = settled(**team, spans={"s": a_span()})
    assert found.kept == {("coders", "ana"), ("layers", "L")} and "s" in found.shown["spans"]
    assert [one.kind for one in found.listed] == [ConflictKind.KEPT] * 2


def test_of_two_decisions_on_one_case_the_last_is_in_force() -> None:
    gold = {"layers": {"G": a_row(Table.LAYERS, name="gold", kind="gold")}}
    team = {**a_team(), "layers": {**a_team()["layers"], **gold["layers"]}}
    spans = {"s": a_span(), "g1": a_span(layer="G"), "g2": a_span(layer="G", label="warning")}
    candidates = json.dumps([["s", "L"]])
    one = a_row(Table.DECISIONS, document="d1", candidates=candidates, gold='["g1"]', rule="taken", clock=5)
    two = a_row(Table.DECISIONS, document="d1", candidates=candidates, gold='["g2"]', rule="taken", clock=6)
    one, two = (FoldedRow("", True, x.values, (), made=(clock, "s")) for x, clock in ((one, 5), (two, 6)))
    found = settled(**team, spans=spans, decisions={"x1": one, "x2": two})
    assert found.shown["decisions"].keys() == {"x2"} and found.shown["spans"].keys() == {"s", "g2"}
    assert found.hidden["spans", "g1"][0] == "decisions/x2"
    assert [(listed.kind, listed.rows) for listed in found.listed] == [(ConflictKind.DECISION, ("x2", "x1"))]


def test_versions_of_the_codebook_side_by_side_are_heads() -> None:
    old = {id: {"number": number, "parents": "[]"} for number, id in enumerate("ab", 1)}
    beside = {id: {"number": 3, "parents": '["b"]'} for id in "cd"}
    assert codebook_heads(old) == ("b",)
    assert codebook_heads({**old, **beside}) == ("d", "c")
    assert codebook_heads({**old, **beside, "e": {"number": 4, "parents": '["c","d"]'}}) == ("e",)
