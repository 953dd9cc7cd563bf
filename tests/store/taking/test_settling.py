"""The tables follow the rows that were touched to the same end to which all of them are settled at once."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.verbs.verb import Told
from annotator.store.chain.table_rules import RULES, SETTLING
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.store.taking.cells import Cells
from annotator.sync.row_writes import FoldedRow
from annotator.sync.settle import settle
from tests.examples import examples
from tests.operations.desks import BOOK

Values = dict[str, Any]
Rows = dict[str, dict[str, Values]]
TIME = "2026-11-28T10:00:00Z"


def ids(kind: str, count: int) -> st.SearchStrategy[str]:
    return st.sampled_from([f"{kind}{number}" for number in range(1, count + 1)])


CODERS, LAYERS, DOCUMENTS, SPANS, ACTORS = ids("c", 3), ids("l", 4), ids("d", 4), ids("s", 6), ids("a", 4)
LABELS, NAMES, TEXTS = st.sampled_from(["appeal", "actor", "old"]), ids("Name", 2), ids("t", 3)
MAYBE_CODER, MAYBE_ACTOR = st.none() | CODERS, st.none() | ACTORS


def listed(one: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[str]:
    return st.lists(one, max_size=most).map(lambda some: json.dumps(some, separators=(",", ":")))


def row(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[Values]:
    return st.fixed_dictionaries(columns)


CONTENT: Mapping[Table, tuple[st.SearchStrategy[str], st.SearchStrategy[Values]]] = {
    Table.CODERS: (CODERS, row(name=NAMES, pseudonym=NAMES)),
    Table.LAYERS: (LAYERS, row(name=NAMES, kind=st.sampled_from(["coder", "gold"]), coder=MAYBE_CODER)),
    Table.DOCUMENTS: (DOCUMENTS, row(title=NAMES, text_sha256=TEXTS, position=st.just(1))),
    Table.ACTORS: (
        ACTORS,
        row(
            name=NAMES,
            kind=st.just("state"),
            parent=MAYBE_ACTOR,
            memberships=listed(st.fixed_dictionaries({"group": ACTORS, "since": st.just("1993")})),
        ),
    ),
    Table.SPANS: (
        SPANS,
        row(
            layer=LAYERS,
            document=DOCUMENTS,
            label=LABELS,
            start=st.just(0),
            stop=st.just(1),
            quote=st.just("x"),
            actor=MAYBE_ACTOR,
        ),
    ),
    Table.LINKS: (
        ids("k", 4),
        row(act=SPANS, role=st.just("speaker"), span=st.none() | SPANS, actor=MAYBE_ACTOR, value=st.just("nobody")),
    ),
    Table.DECISIONS: (
        ids("e", 4),
        row(
            document=DOCUMENTS,
            rule=st.sampled_from(["one", "two"]),
            candidates=listed(st.tuples(SPANS)),
            gold=listed(SPANS),
            coder=MAYBE_CODER,
            time=st.just(TIME),
        ),
    ),
    Table.RELEASES: (ids("r", 2), row(document=DOCUMENTS, coder=MAYBE_CODER, time=st.just(TIME))),
    Table.ASSIGNMENTS: (
        ids("g", 3),
        row(layer=LAYERS, document=DOCUMENTS, done=st.integers(0, 1), due=st.sampled_from([None, "2026-12-24"])),
    ),
    Table.MEMOS: (
        ids("m", 2),
        row(document=st.none() | DOCUMENTS, author=MAYBE_CODER, time=st.just(TIME), changed=st.just(TIME)),
    ),
    Table.DISTINCT_PAIRS: (ids("p", 2), row(document=DOCUMENTS, other=DOCUMENTS)),
    Table.UNITS: (ids("u", 2), row(document=DOCUMENTS, extents=st.sampled_from(["[]", "[[0,1]]"]))),
    Table.DOCUMENT_SETS: (
        ids("w", 2),
        row(name=NAMES, position=st.just(1), documents=st.none() | listed(DOCUMENTS)),
    ),
}


@st.composite
def removals(draw: st.DrawFn) -> tuple[Table, str, Values]:
    kind = draw(st.sampled_from(["labels", "actors", "coders", "documents", "layers"]))
    things = {"labels": LABELS, "actors": ACTORS, "coders": CODERS, "documents": DOCUMENTS, "layers": LAYERS}[kind]
    target, into = draw(things), draw(things)
    can_be_merged = kind in ("labels", "actors", "coders")
    content = json.dumps({"merged_into": into}) if can_be_merged and (kind == "actors" or draw(st.booleans())) else ""
    values = {"kind": kind, "target": target, "content": content, "time": TIME}
    return Table.REMOVALS, f"{kind}/{target}", values


@st.composite
def rows(draw: st.DrawFn) -> tuple[Table, str, Values]:
    table = draw(st.sampled_from(list(CONTENT)))
    known, content = CONTENT[table]
    return table, draw(known), draw(content)


GOES = st.integers(0, 4).map(lambda one: one == 0)
WRITES = st.lists(st.tuples(rows() | rows() | rows() | removals(), GOES), max_size=40)


def looked_at(project: Project) -> tuple[Any, ...]:
    """Return what is shown, hidden and said otherwise; by which of several things a row is held does not matter."""
    run = project._connection.execute
    shown: Rows = {}
    for table, rule in RULES.items():
        found = run(f"SELECT id, {', '.join(rule.columns)} FROM {table}").fetchall()
        shown[table] = {id: dict(zip(rule.columns, values, strict=True)) for id, *values in found}
    hidden = {
        (table, id): {name: value for name, value in json.loads(content).items() if name != "id"}
        for table, id, content in run("SELECT table_name, row, content FROM hidden")
    }
    said = {(table, id): json.loads(text) for table, id, text in run("SELECT * FROM settled")}
    return shown, hidden, said, set(run("SELECT * FROM kept"))


def as_said(project: Project) -> dict[str, dict[str, FoldedRow]]:
    """Return all rows as they were said."""
    cells = Cells(project._connection)
    return {
        table: {id: FoldedRow("", not cell.is_kept, cell.values, ()) for id, cell in cells.all(table).items()}
        for table in RULES
    }


def wanted(tables: Mapping[str, Mapping[str, FoldedRow]]) -> tuple[Any, ...]:
    """Return the same, of all rows settled at once."""
    found = settle(tables, SETTLING)
    hidden = {key: values for key, (_, values) in found.hidden.items()}
    return {table: found.shown.get(table, {}) for table in RULES}, hidden, found.said, found.kept


@given(WRITES, st.integers(1, 12))
@settings(max_examples=examples(10), deadline=None)
def test_rows_that_were_touched_are_followed_to_where_all_of_them_are_settled(
    tmp_path_factory: Any, writes: list[tuple[tuple[Table, str, Values], bool]], at_once: int
) -> None:
    path = Path(tmp_path_factory.mktemp("settling")) / "p.annot"
    with Project.create(path, BOOK) as project:
        run = project._connection.execute
        with project.transact(Told(sentence="Texts")):
            run("INSERT INTO texts (sha256, length, text) VALUES ('t1', 1, 'x'), ('t2', 1, 'y'), ('t3', 1, 'z')")
            run("UPDATE settings SET value = value")
        cells = Cells(project._connection)
        for start in range(0, len(writes), at_once):
            touched: dict[str, set[str]] = {}
            with project.transact(Told(sentence="Taken in")):
                run("UPDATE settings SET value = value")
                with cells.unrecorded():
                    for (table, id, values), goes in writes[start : start + at_once]:
                        whole = {**dict.fromkeys(RULES[table].columns), **RULES[table].defaults(), **values}
                        cells.put(table, id, None if goes else whole)
                        touched.setdefault(table, set()).add(id)
                project.settling.follow(touched)
                assert looked_at(project) == wanted(as_said(project))
        assert project._connection.execute("PRAGMA foreign_key_check").fetchall() == []
