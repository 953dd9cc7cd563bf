"""A study of agreement as lines of text, from any figures that a study may have."""

import re
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.registry import HEADLINES, SYMBOLS
from annotator.agreement.study.study import ASPECTS, Aspect
from annotator.cli.study_text import lines_of, name_of, several_layers
from annotator.formats.jsonl.records import ProgramRecord
from annotator.formats.jsonl.study_records import (
    ComparedTextsRecord,
    DesignRecord,
    FigureRecord,
    IntervalRecord,
    StudyRecord,
)
from annotator.model.codebook import Label
from annotator.model.compared_texts import ComparedTexts
from annotator.model.ids import LabelId
from annotator.operations.agreement.study_names import StudyNames

NAMES = StudyNames({"appeal": Label(id=LabelId("appeal"), name="Appeal")})
ANA, BEN, CEM = "Ana", "Ben", "Cem"
WHY = ("Only one category.", "Nobody marked anything.")


def figure(value: float | None = 0.5, coefficient: str = "alpha-nominal", **other: Any) -> FigureRecord:
    """Return a number of Ana and Ben on all labels, unless said otherwise."""
    fixed: dict[str, Any] = {"aspect": "all", "label": None, "coders": [ANA, BEN], "n": 10.0, "documents": 3}
    undefined = "" if value is not None else WHY[0]
    return FigureRecord(
        coefficient=coefficient, title="A title", value=value, **{"undefined": undefined, **fixed, **other}
    )


def study(
    *figures: FigureRecord, coders: tuple[str, ...] = (ANA, BEN), compared: int = 3, **design: Any
) -> StudyRecord:
    """Return a study with these figures."""
    chosen: dict[str, Any] = {
        **{"unit": "words", "unmarked": "counted", "labels": [], "documents": [], "coefficients": []},
        **{"level": 0.95, "seed": 7, "gamma_samples": 0},
    }
    return StudyRecord(
        program=ProgramRecord(name="annotator", version="1", schema_version=1),
        project="p", codebook_version=1, design=DesignRecord(**chosen | design), coders=list(coders),
        people=len(set(coders)), documents=4, compared=compared, characters=12_345, spans={},
        figures=list(figures), by_document=[], texts=ComparedTextsRecord.of(ComparedTexts(), {}),
    )  # fmt: skip


SHOWN = sorted(HEADLINES - {"ac1", "u-alpha"})
FIGURES = st.builds(
    figure,
    value=st.none() | st.floats(-1, 1),
    coefficient=st.sampled_from(SHOWN),
    aspect=st.sampled_from([aspect.value for aspect in Aspect if not ASPECTS[aspect].has_parts]),
    label=st.sampled_from([None, "appeal"]),
    undefined=st.sampled_from(WHY),
)


def test_the_monte_carlo_error_stands_under_the_table_of_what_rests_on_samples() -> None:
    lines = lines_of(study(figure(0.5), figure(0.4, "gamma", details={"Monte Carlo error": 0.0123})), NAMES)
    at = next(number for number, line in enumerate(lines) if line.startswith("All labels"))
    assert "Monte Carlo error" in lines[at + 1] and lines[at + 1].endswith("γ 0.012.")


def cells_of(lines: list[str]) -> list[str]:
    return re.findall(r"-?\d\.\d{3}|\[\d+\]", "\n".join(line for line in lines if not line.startswith("[")))


@given(st.lists(FIGURES, max_size=8, unique_by=lambda one: (one.aspect, one.label, one.coefficient)))
def test_every_figure_is_a_cell_and_every_one_without_a_value_has_a_footnote(figures: list[FigureRecord]) -> None:
    lines = lines_of(study(*figures), NAMES)
    cells = cells_of(lines)
    wanted = [f"{one.value:.3f}" for one in figures if one.value is not None]
    assert sorted(cell for cell in cells if not cell.startswith("[")) == sorted(wanted)
    assert len(cells) == len(figures)
    notes = [line for line in lines if re.match(r"\[\d+\] ", line)]
    said = {f"Undefined, because {one.undefined[0].lower()}{one.undefined[1:]}" for one in figures if one.value is None}
    assert sorted(note.split("] ", 1)[1] for note in notes) == sorted(said)
    assert [note.split("]")[0] for note in notes] == [f"[{number}" for number in range(1, len(said) + 1)]
    assert {cell for cell in cells if cell.startswith("[")} == {note.split(" ")[0] for note in notes}


@given(st.lists(FIGURES, min_size=1, max_size=8, unique_by=lambda one: (one.aspect, one.label, one.coefficient)))
def test_the_columns_of_a_table_stand_below_each_other(figures: list[FigureRecord]) -> None:
    lines = lines_of(study(*figures), NAMES)
    for before, line in pairwise(lines):
        if before.endswith(" n") or (line and before.endswith(" 10")):
            assert len(before) == len(line) or line.startswith("[")


def test_an_interval_stands_behind_its_value_or_the_reason_why_there_is_none() -> None:
    def interval(low: float | None, high: float | None, why: str = "") -> IntervalRecord:
        return IntervalRecord(low=low, high=high, level=0.95, why=why)

    with_ends = figure(interval=interval(0.25, 0.75))
    without = figure(coefficient="percent", interval=interval(None, None, "Too few documents."))
    lines = lines_of(study(with_ends, without), NAMES)
    assert any("0.500 [0.25, 0.75]" in line and "0.500 [1]" in line for line in lines)
    assert lines[-1] == "[1] Too few documents."
    said = "In brackets: 95% interval over documents."
    assert any(line.startswith(said) for line in lines)


def test_without_a_document_of_two_coders_there_is_no_table() -> None:
    lines = lines_of(study(figure(), compared=0), NAMES)
    assert len(lines) == 3 and cells_of(lines[1:]) == []
    assert lines[0] == "0 documents of 4 (12,345 characters in all) coded by two or more; coders: Ana, Ben."


def test_pairs_follow_where_there_are_more_than_two_coders() -> None:
    whole = figure(coders=[ANA, BEN, CEM])
    pairs = [figure(0.1, coders=[ANA, BEN]), figure(0.2, coders=[BEN, CEM])]
    lines = lines_of(study(whole, *pairs, coders=(ANA, BEN, CEM)), NAMES)
    titles = [line for line in lines if line.endswith(": all at once")]
    assert titles == ["Ana – Ben: all at once", "Ben – Cem: all at once"]
    assert cells_of(lines) == ["0.500", "0.100", "0.200"]


@pytest.mark.parametrize(("wanted", "shown"), [([], SHOWN), (["ac1"], ["ac1"]), (["u-alpha", "ac1"], ["ac1"])])
def test_what_was_asked_for_is_shown_else_the_headlines(wanted: list[str], shown: list[str]) -> None:
    there = [figure(coefficient=name) for name in dict.fromkeys([*SHOWN, "ac1"])]
    lines = lines_of(study(*there, coefficients=wanted), NAMES)
    (head,) = [line for line in lines if line.endswith(" n")]
    assert sorted(re.split(r"\s{2,}", head.strip())[:-1]) == sorted(SYMBOLS[name] for name in shown)
    missing = [line.split(":")[0] for line in lines if "nothing that was coded" in line]
    assert missing == [name for name in wanted if name not in shown]


def test_choices_that_narrow_the_study_are_said_in_sentences() -> None:
    lines = lines_of(study(figure(), labels=["appeal"], documents=["d-1", "d-2"], unmarked="left out"), NAMES)
    assert "Only 2 documents of the project were looked at." in lines
    assert "Of single labels only Appeal is shown." in lines
    assert lines[1] == "Coders were compared in the texts that they had done."
    assert lines[2] == "Units: words; in “all” and “found” those that nobody marked are left out."


def test_layers_of_one_coder_are_not_taken_for_several_coders() -> None:
    found = study(figure(), coders=(ANA, BEN)).model_copy(update={"people": 1})
    assert several_layers(found) in lines_of(found, NAMES)
    assert several_layers(found).startswith("These are 2 layers of 1 coder:")


def test_a_row_is_called_by_its_label_and_its_part() -> None:
    assert name_of(figure(), NAMES) == "All labels"
    assert name_of(figure(label="appeal"), NAMES) == "Appeal"
    assert name_of(figure(aspect="attribute", label="appeal", part="force"), NAMES) == "Appeal · Force"


def test_figures_along_the_hierarchy_stand_in_tables_of_their_own() -> None:
    parents = [figure(0.7, label="appeal"), figure(0.9), figure(0.3, coders=[ANA])]
    whole = study(figure(0.5, label="appeal")).model_copy(update={"by_parent": parents})
    lines = lines_of(whole, NAMES)
    at = lines.index("All, labels below counted as their parent")
    assert [line.split("  ")[0] for line in lines[at + 2 :]] == ["Appeal, all kinds", "Topmost labels"]
    assert cells_of(lines[at:]) == ["0.700", "0.900"]
    assert not any("labels below" in line for line in lines_of(study(figure()), NAMES))


def test_of_more_than_two_coders_it_is_said_that_n_counts_a_span_once_for_each_pair() -> None:
    said = "F1, boundaries and dyads are pooled over pairs of coders: their n counts a span once for each pair."
    assert said not in lines_of(study(figure()), NAMES)
    assert said in lines_of(study(figure()).model_copy(update={"coders": [ANA, BEN, CEM]}), NAMES)


def test_the_places_of_which_what_is_conditional_is_a_part_stand_beside_n() -> None:
    lines = lines_of(study(figure(aspect="label", details={"places": 60}), figure()), NAMES)
    assert sum(line.endswith(" 10 of 60") for line in lines) == 1 and sum(line.endswith(" 10") for line in lines) == 1


@given(st.integers(0, 40), st.integers(0, 60))
def test_of_the_intervals_that_are_shown_and_of_no_other_it_is_said_how_many_miss(shown: int, hidden: int) -> None:
    interval = IntervalRecord(low=0.1, high=0.9, level=0.95, why="")
    without_parts = [aspect.value for aspect in Aspect if not ASPECTS[aspect].has_parts]
    places = [*product(without_parts, [None, "appeal"], SHOWN)][:shown]
    there = [figure(aspect=aspect, label=label, coefficient=name, interval=interval) for aspect, label, name in places]
    elsewhere = [figure(coefficient="ac1", label="appeal", interval=interval)] * hidden
    lines = lines_of(study(*there, *elsewhere), NAMES)
    assert "\n".join(lines).count("[0.10, 0.90]") == shown == len(places)
    said = [line for line in lines if "such intervals" in line]
    assert [line.startswith(f"Of {shown} such intervals") for line in said] == ([True] if shown >= 20 else [])


def test_labels_that_nobody_used_have_no_number_and_are_named() -> None:
    whole = study(figure(1.0, label="appeal"), figure(0.5)).model_copy(
        update={"spans": {"appeal": {ANA: 0, BEN: 0}, "warning": {ANA: 1, BEN: 0}}}
    )
    lines = lines_of(whole, NAMES)
    assert "No number is shown of labels that none of these coders used: Appeal." in lines
    assert not any(line.startswith("Appeal") for line in lines) and any(line.startswith("All labels") for line in lines)
