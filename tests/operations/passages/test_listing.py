"""A list of passages has all that is found, each under what it says, and nobody by name who is not to be named."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.errors import BadSearch
from annotator.operations.passages import names as names_of
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.passages.grouping import fields, grouping
from annotator.operations.passages.lines import LineOrder
from annotator.operations.passages.listing import ListAsked, listed
from annotator.operations.people.seeing import Sight
from tests.examples import examples
from tests.operations.desks import Table, make_table
from tests.operations.random_projects import fillings
from tests.projects import make_desk


@pytest.fixture(autouse=True)
def seeing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks sees what all coded."""
    monkeypatch.setattr(names_of, "sight", lambda project, person: Sight.SHOWN)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    made = make_table(tmp_path)
    made.code("Ana", "appeal", "urged China")
    made.code("Ben", "warning", "warned")
    made.code("Ben", "appeal", "welcomed")
    return made


@settings(max_examples=examples(10, usual=3), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_grouped_by_whatever_each_passage_stands_under_all_that_it_says(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with data.draw(fillings())(tmp_path_factory.mktemp("listed") / "a.annot") as project:
        lines = list(PassageSearch(project, "coder:all").lines())
        for field in fields(project):
            found = listed(project, "coder:all", ListAsked(group=field.key))
            assert found.found == found.listed == len(lines)
            assert {shown.line for _, shown in found.lines()} == set(lines)
            assert all(section.number == len(section.lines) > 0 for section in found.sections)
            assert sum(section.number for section in found.sections) == sum(
                len(set(groups)) for groups in grouping(project, field.key).groups(lines)
            )


def test_more_than_are_listed_are_counted_under_their_heading(table: Table) -> None:
    found = listed(table.project, "coder:all", ListAsked(LineOrder.WORDS, group="label", most=2))
    assert (found.found, found.listed, found.by) == (3, 2, "Label")
    assert [
        (one.group.name, one.number, [line.words for line in one.lines]) for one in found.sections if one.group
    ] == [
        ("Appeal", 2, ["urged China"]),
        ("Warning", 1, ["warned"]),
    ]


def test_what_leaves_names_no_coder(table: Table) -> None:
    by_name = listed(table.project, "coder:Ben", ListAsked(group="coder"))
    assert by_name.sentence == "2 passages coded by Ben" and by_name.search == "coder:Ben"
    assert [one.group.name for one in by_name.sections if one.group] == ["Ben"]
    hidden = listed(table.project, "coder:Ben", ListAsked(group="coder", with_names=False))
    assert hidden.sentence == "2 passages coded by coder-2" and hidden.search == "coder:coder-2"
    assert [one.group.name for one in hidden.sections if one.group] == ["coder-2"]
    assert {line.coder for _, line in hidden.lines()} == {"coder-2"}
    assert all("Ben" not in (one.before + one.words) for _, one in hidden.lines())


def test_an_unknown_field_is_refused(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    with pytest.raises(BadSearch, match="Nothing is called “nonsense”"):
        listed(desk.project, "", ListAsked(group="nonsense"))
