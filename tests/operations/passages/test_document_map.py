"""Where passages stand along their texts, against each passage looked at by itself."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.operations.passages import names as names_of
from annotator.operations.passages.document_map import PIECES, mapped
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.people.seeing import Sight
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.random_projects import fillings
from tests.projects import make_desk


@pytest.fixture(autouse=True)
def seeing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks sees what all coded."""
    monkeypatch.setattr(names_of, "sight", lambda project, person: Sight.SHOWN)


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), most=st.integers(1, 3))
def test_each_passage_is_in_one_mark_of_its_label_that_reaches_over_it(
    data: st.DataObject, most: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path: Path = tmp_path_factory.mktemp("mapped") / "a.annot"
    with data.draw(fillings())(path) as project:
        found = mapped(project, "coder:all", most)
        lines = list(PassageSearch(project, "coder:all").lines())
        there = {line.document for line in lines}
        shown = frozenset(one.document for one in found.documents)
        for search in ("coder:all", "coder:all -doubt:yes", "a"):
            every = PassageSearch(project, search).lines()
            only = list(PassageSearch(project, search).lines(only=shown))
            assert only == [line for line in every if line.document in shown]
        assert found.passages == len(lines) and len(found.documents) + found.left == len(there)
        assert len(found.documents) == min(most, len(there))
        for one in found.documents:
            own = [line for line in lines if line.document == one.document]
            assert one.number == len(own) == sum(mark.number for mark in one.marks)
            length = project.documents.info(one.document).length or 1  # of an empty text
            for line in own:
                share = line.start * PIECES / length, line.stop * PIECES / length
                assert (
                    any(
                        mark.label == line.label and mark.start <= share[0] < mark.start + 1 and share[1] <= mark.stop
                        for mark in one.marks
                        if line.start < line.stop
                    )
                    or line.start == line.stop
                )
            assert all(0 <= mark.start < mark.stop <= PIECES for mark in one.marks)
        left = [sum(line.document == id for line in lines) for id in there - {one.document for one in found.documents}]
        assert max(left, default=0) <= min((one.number for one in found.documents), default=0)


def test_words_have_marks_without_a_label_and_a_coding_leads_to_its_place(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China", "appeal")
    project: Project = desk.project
    (one,) = mapped(project, "china").documents
    assert one.number == 2 and {mark.label for mark in one.marks} == {None}
    ((mark,),) = [one.marks for one in mapped(project, "label:appeal").documents]
    assert (mark.first, mark.place, mark.label) == (span.id, span.start, "appeal")
    assert mapped(project, "label:warning").documents == []
