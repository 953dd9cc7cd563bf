"""Two numbers compared: what a side can say, what lies between them, and what cannot be compared."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.agreement.differences import Method
from annotator.agreement.study.study import Aspect, Design
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import LabelId
from annotator.operations.agreement import measure
from annotator.operations.agreement.comparing import NumberComparison, compare, side_of
from annotator.operations.people.people import layers_named
from annotator.store.project import Project
from tests.operations.agreement.coded import coded_table
from tests.operations.desks import Table, make_table

DESIGN = Design(gamma_samples=0)


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Table:
    made = coded_table(tmp_path_factory.mktemp("coded"))
    made.project.close()
    return made


@pytest.fixture
def table(coded: Table) -> Iterator[Table]:
    with Project.open(coded.project.path) as project:
        yield replace(coded, project=project)


def compared(table: Table, first: str, second: str) -> NumberComparison:
    return compare(table.project, first, second, layers_named(table.project, None), DESIGN)


def test_two_labels_are_compared_over_the_same_documents(table: Table) -> None:
    found = compared(table, "label=warning", "label=Appeal")
    study = measure.agree(table.project, layers_named(table.project, None), DESIGN)
    one, other = (study.find("alpha-nominal", Aspect.ALL, LabelId(label)) for label in ("warning", "appeal"))
    assert one is not None and other is not None
    # Figures are computed together with others, so that their last digits may differ.
    for said, result in ((found.first.figure.result, one.result), (found.second.figure.result, other.result)):
        assert said.value == pytest.approx(result.value) and said.n == result.n
        assert said.interval is not None and result.interval is not None
        assert said.interval[:2] == pytest.approx(result.interval[:2])
    made = found.difference
    assert made is not None and made.low is not None and made.high is not None
    assert made.value == pytest.approx((one.result.value or 0) - (other.result.value or 0))
    assert made.low < made.value < made.high
    assert (made.method, made.shared) == (Method.CORRELATED, 8)


def test_pairs_and_groups_of_coders_are_compared_with_documents_left_out_of_both(table: Table) -> None:
    found = compared(table, "coders=Ana,Ben", "coders = ana, Cem")
    made = found.difference
    assert made is not None and made.value > 0 and made.method is Method.LEFT_OUT
    assert [layer.name for layer in found.second.side.layers] == ["Ana", "Cem"]
    assert len(compared(table, "coders=Ana,Ben", "").second.side.layers) == 3


def test_documents_before_and_after_a_day_are_of_their_own(table: Table) -> None:
    first = [f"document=Letter {at}" for at in range(3)]
    found = compared(table, "; ".join(first), "; ".join(f"document=Letter {at}" for at in range(3, 8)))
    made = found.difference
    assert made is not None and (made.method, made.shared) == (Method.APART, 0)
    assert made.low is None and "at least 5 documents" in made.why
    side = side_of(table.project, "since=2020-01-01", layers_named(table.project, None))
    assert side.documents == tuple(table.documents)
    with pytest.raises(NotFound, match="until=2020"):
        side_of(table.project, "until=2020-01-01", layers_named(table.project, None))


def test_a_part_is_compared_with_the_coefficient_that_fits_it_unless_one_is_named(table: Table) -> None:
    layers = layers_named(table.project, None)
    side = side_of(table.project, "label=appeal; aspect=label; coefficient=ac1", layers)
    assert (side.label, side.aspect, side.coefficient) == ("appeal", Aspect.LABEL, "ac1")
    found = compared(table, "label=appeal; aspect=label; coefficient=ac1", "label=appeal; aspect=label")
    assert found.first.figure.coefficient == "ac1" and found.second.figure.coefficient == "alpha-nominal"
    slot = compared(table, "label=appeal; part=speaker", "label=warning; part=speaker")
    assert slot.first.figure.coefficient == "alpha-masi" and slot.first.figure.aspect is Aspect.SLOT
    assert slot.difference is None, "nobody filled a slot, so that all is one category"


@pytest.mark.parametrize(
    ("said", "error", "words"),
    [
        ("lable=warning", NotAllowed, "“lable=warning” says nothing of what is compared; a side is made of: label=…"),
        ("label=", NotAllowed, "says nothing"),
        ("label=promise", NotFound, "promise"),
        ("coders=Ana,Dora", NotFound, "Dora"),
        ("since=March", NotAllowed, "“March” is not a day; write it as 2024-03-01"),
        ("aspect=tone", NotFound, "tone"),
        ("coefficient=kapa", NotFound, "kapa"),
        ("label=appeal; part=tone", NotFound, "no attribute or slot “tone” of that label; those"),
        ("document=Novel", NotFound, "Novel"),
        ("coders=Ana", NotAllowed, "at least two coders"),
    ],
)
def test_what_cannot_be_understood_is_said_in_a_sentence(
    table: Table, said: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        compared(table, said, "")


def test_of_a_number_that_is_undefined_there_is_no_difference(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    found = compare(table.project, "label=appeal", "label=warning", layers_named(table.project, None), DESIGN)
    assert found.difference is None and found.second.figure.result.value is None
