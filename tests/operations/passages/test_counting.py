"""What a cell counts is what its search finds; counted anew from the lines, and from SQLite's counts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.errors import BadSearch
from annotator.model.folding import folded
from annotator.model.ids import LabelId
from annotator.model.verbs.verb import Told
from annotator.operations.passages import names as names_of
from annotator.operations.passages.counting import PassageMeasure, counted
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.passages.grouping import fields, grouping
from annotator.operations.people.seeing import Sight
from annotator.store.project import Project
from annotator.store.search.span_query import LabelCounts, SpanQuery, SpanSearch
from tests.examples import examples
from tests.operations.random_projects import fillings
from tests.projects import make_desk


@pytest.fixture(autouse=True)
def seeing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks sees what all coded."""
    monkeypatch.setattr(names_of, "sight", lambda project, person: Sight.SHOWN)


def number(project: Project, search: str) -> int | None:
    """Return how many passages a search finds; None of one that cannot be asked."""
    try:
        return sum(1 for _ in PassageSearch(project, search).lines())
    except BadSearch:
        return None


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_cell_counts_what_its_search_finds(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    path: Path = tmp_path_factory.mktemp("counted") / "a.annot"
    with data.draw(fillings())(path) as project:
        every = [field.key for field in fields(project)]
        row = data.draw(st.sampled_from(every))
        column = data.draw(st.sampled_from(["", *every]))
        table = counted(project, "coder:all", row, column)
        assert table.total == number(project, "coder:all")
        for (group, other), value in table.cells.items():
            if any(one is not None and one.name and not folded(one.name.strip()) for one in (group, other)):
                continue  # a value of invisible characters alone is nothing to a filter
            asked = " ".join(["coder:all", group.search, other.search if other is not None else ""])
            if "coder:" not in asked.removeprefix("coder:all"):
                assert number(project, asked) in (value, None), asked
        for group, value in table.row_totals.items():
            assert value <= table.total and value == sum(1 for groups in _groups(project, row) if group in groups)


def test_a_table_is_of_one_moment_whatever_another_program_writes_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(tmp_path)
    spans = [desk.code(words, "appeal") for words in ("urged China", "China undertook")]
    counts = SpanSearch.counts
    relabelled = [replace(span, label=LabelId("warning")) for span in spans]
    with Project.open(desk.project.path, desk.ana.id) as other:

        def meanwhile(self: SpanSearch, query: SpanQuery) -> Iterator[LabelCounts]:
            for one in counts(self, query):
                yield one
                if other.spans.get(spans[0].id) == spans[0]:  # the appeals are counted, the warnings are not
                    with other.transact(Told(sentence="Relabel")):
                        for span in relabelled:
                            other.spans.put(span)

        monkeypatch.setattr(SpanSearch, "counts", meanwhile)
        found = [
            {row.name: value for row, value in counted(desk.project, "coder:all", "label").row_totals.items()}
            for _ in range(2)
        ]
    assert found == [{"Appeal": 2}, {"Warning": 2}]


def _groups(project: Project, key: str) -> list[tuple[object, ...]]:
    lines = list(PassageSearch(project, "coder:all").lines())
    return [*grouping(project, key).groups(lines)]


@pytest.mark.parametrize("empty", ["", " ", "\u200b"])
def test_a_value_of_nothing_is_none_to_counts_and_searches(tmp_path: Path, empty: str) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China", "appeal")
    key = "deadline"
    with desk.project.transact(Told(sentence="As another program writes it")):
        desk.project.spans.put(replace(span, attributes={key: empty}))
    table = counted(desk.project, "", key)
    assert [(row.name, table.row_totals[row]) for row in table.rows] == [("", 1)]
    assert number(desk.project, table.rows[0].search) == 1 and number(desk.project, f"{key}:*") == 0


def test_words_documents_and_shares_are_counted(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China", "appeal")
    desk.code("China undertook to help", "commitment")
    length = sum(len(one.text) for one in desk.documents)
    for measure, values in (
        (PassageMeasure.PASSAGES, (1, 1, 2)),
        (PassageMeasure.DOCUMENTS, (1, 1, 1)),
        (PassageMeasure.WORDS, (2, 4, 6)),
        (PassageMeasure.SHARE, (11 * 100 / length, 23 * 100 / length, 34 * 100 / length)),
    ):
        table = counted(desk.project, "", "label", measure=measure)
        found = {row.name: table.row_totals[row] for row in table.rows}
        assert (found["Appeal"], found["Commitment"], table.total) == pytest.approx(values)


def test_places_of_words_are_counted_by_documents_and_have_no_label(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    table = counted(desk.project, "china", "document", "label")
    assert table.total == 2 and [one.name for one in table.columns] == [""]


def test_a_cell_of_places_of_words_finds_them_whether_they_are_coded_or_not(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China", "appeal")
    for key in ("label", "coder", "by", "to-state", "force", "document", "year"):
        table = counted(desk.project, "china", key)
        for row in table.rows:
            assert table.row_totals[row] == number(desk.project, f"china {row.search}"), key


def test_what_passages_cannot_be_grouped_by_is_said(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    with pytest.raises(BadSearch, match="by which passages could be grouped"):
        counted(desk.project, "", "colour")
