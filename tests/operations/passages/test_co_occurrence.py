"""What stands beside what: each cell is the number of lines of its search, over random projects."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.errors import BadSearch
from annotator.operations.passages import names as names_of
from annotator.operations.passages.beside import PLACES
from annotator.operations.passages.co_occurrence import Nearness, co_occurrences, nearness
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.people.seeing import Sight
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.random_projects import fillings
from tests.projects import make_desk

HOW = st.sampled_from([*PLACES]).map(Nearness) | st.integers(0, 6).map(lambda words: Nearness("near", words))
SEARCHES = st.sampled_from(["coder:all", "", "coder:all -label:actor", "coder:gold", "coder:all urged", "doubt:yes"])


@pytest.fixture(autouse=True)
def seeing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks sees what all coded."""
    monkeypatch.setattr(names_of, "sight", lambda project, person: Sight.SHOWN)


def number(project: Project, *terms: str) -> int:
    return sum(1 for _ in PassageSearch(project, " ".join(terms), of_codings=True).lines())


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), how=HOW, search=SEARCHES)
def test_each_cell_is_the_number_of_lines_of_its_search(
    data: st.DataObject, how: Nearness, search: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with data.draw(fillings())(tmp_path_factory.mktemp("beside") / "a.annot") as project:
        table = co_occurrences(project, search, how)
        assert table.total == number(project, search)
        for label in project.codebook.labels:
            row = next((one for one in table.rows if one.search == f"label={label.id}"), None)
            assert number(project, search, f"label={label.id}") == (table.row_totals[row] if row else 0)
            for other in project.codebook.labels:
                asked = str(how.term(other))
                column = next((one for one in table.columns if one.search == asked), None)
                found = table.value(row, column) if row and column else 0
                assert found == number(project, search, f"label={label.id}", asked), asked
        for column, value in table.column_totals.items():
            assert value == number(project, search, column.search)


def test_a_passage_counts_once_however_many_stand_beside_it_and_is_not_beside_itself(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    for words, label in (("urged China", "appeal"), ("China", "warning"), ("urged", "warning"), ("help", "warning")):
        desk.code(words, label)
    table = co_occurrences(desk.project, "", Nearness("overlaps"))
    found = {(row.name, column.name): value for (row, column), value in table.cells.items() if column}
    assert found == {("Appeal", "Warning"): 1, ("Warning", "Appeal"): 2}
    assert (table.total, sorted(table.row_totals.values())) == (4, [1, 3])


def test_how_near_is_read_from_a_word() -> None:
    assert nearness("overlaps") == Nearness("overlaps") and nearness(" near/3 ") == Nearness("near", 3)
    assert nearness("near") == Nearness("near", 10)
    for words in ("beside", "near/x", "near/", "sentence/2", ""):
        with pytest.raises(BadSearch, match="it may be “overlaps”"):
            nearness(words)
