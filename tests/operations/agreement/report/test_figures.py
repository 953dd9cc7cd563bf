"""How a figure is written, and which coefficient stands for a part."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.registry import NAMES
from annotator.agreement.study.study import ASPECTS
from annotator.formats.jsonl.study_records import FigureRecord, IntervalRecord
from annotator.operations.agreement.report import figures
from annotator.operations.agreement.report.figures import ALPHAS, headlines, in_words, intervals_said, key_of, written
from tests.operations.agreement.report.studies import large, report_input


def figure(coefficient: str = "percent", value: float | None = 0.5, **others: object) -> FigureRecord:
    known = {"aspect": "all", "label": None, "coders": ["A", "B"], "title": "", "n": 1, "documents": 1}
    return FigureRecord.model_validate(known | {"coefficient": coefficient, "value": value} | others)


def interval(low: float | None, high: float | None, why: str = "") -> IntervalRecord:
    return IntervalRecord(low=low, high=high, level=0.95, why=why)


def test_a_value_and_its_interval_are_one_piece_with_a_true_minus() -> None:
    shown = written(figure(value=0.8049, interval=interval(-0.031, 1.0)))
    assert shown == "0.80\u00a0[\u22120.03,\u00a01.00]" and len(shown.split(" ")) == 1
    assert written(figure(value=-0.001)) == "0.00" and written(figure(value=None, undefined="Why.")) == "–"
    assert written(figure(interval=interval(None, None, "Too few."))) == "0.50"


def test_small_numbers_are_words() -> None:
    assert [in_words(number) for number in (1, 3, 12, 13, 1500)] == ["one", "three", "twelve", "13", "1,500"]


@given(st.lists(st.tuples(st.sampled_from([*ASPECTS]), st.sampled_from(NAMES)), unique=True))
def test_one_figure_stands_for_each_part_an_alpha_where_there_is_one(there: list[tuple[str, str]]) -> None:
    every = [figure(name, aspect=str(aspect)) for aspect, name in there]
    found = headlines(every)
    assert {*found} == {key_of(one) for one in every}
    for (aspect, _, _), one in found.items():
        names = {name for of, name in there if of == aspect}
        assert one.aspect == aspect and one.coefficient in names
        assert (one.coefficient in ALPHAS) == bool(names & {*ALPHAS})
        assert one.coefficient != "percent" or names == {"percent"}


def test_for_everything_at_once_alpha_is_nominal_and_for_a_part_it_knows_most_of_the_values() -> None:
    both = [figure("alpha-nominal", aspect=aspect) for aspect in ("all", "slot")]
    both += [figure("alpha-masi", aspect=aspect) for aspect in ("all", "slot")]
    assert [one.coefficient for one in headlines(both).values()] == ["alpha-nominal", "alpha-masi"]


def test_the_level_is_said_only_where_a_figure_has_an_interval(tmp_path: Path) -> None:
    made = report_input(large(tmp_path, 2, 0, 2)).record
    bare = [one.model_copy(update={"interval": None}) for one in made.figures]
    some = [*bare, figure(interval=interval(0.1, 0.9))]
    without, within = (made.model_copy(update={"figures": several}) for several in (bare, some))
    assert (figures.level_of(without), figures.level_of(within)) == ("", "95%")
    assert "95% intervals over documents" in intervals_said(within)
    assert intervals_said(without).startswith("No number has an interval: one needs 5 documents")
