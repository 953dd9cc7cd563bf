"""What a dataset says of agreement: the main figures as the study has them, in a file that does not grow with spans."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.json_text import json_text
from annotator.formats.jsonl.records import ProgramRecord
from annotator.formats.jsonl.study_records import (
    ComparedTextsRecord,
    DesignRecord,
    FigureRecord,
    IntervalRecord,
    StudyRecord,
)
from annotator.formats.jsonl.study_summary import MOST_IN_PAIRS, summary_of
from annotator.model.compared_texts import ComparedTexts
from annotator.operations.agreement import reliability
from annotator.operations.sample import SampleReport
from annotator.store.project import Project

ASPECTS = ("all", "found", "label", "act", "attribute")
DESIGN = DesignRecord(
    unit="characters", unmarked="counted", labels=[], documents=["d"], coefficients=[], level=0.95, seed=1,
    gamma_samples=0,
)  # fmt: skip


def figure(aspect: str, label: str | None, part: str, coders: list[str], value: float | None) -> FigureRecord:
    interval = IntervalRecord(low=0.1, high=0.9, level=0.95, df=3.5) if value is not None else None
    return FigureRecord(
        aspect=aspect, label=label, part=part, coders=coders, coefficient="alpha-nominal", title="Alpha", value=value,
        undefined="" if value is not None else "Nobody coded.", n=3.0, documents=2, prevalence={"a": 0.5},
        interval=interval, convention="As is usual.",
    )  # fmt: skip


@st.composite
def studies(draw: st.DrawFn) -> dict[str, Any]:
    coders = [f"coder-{number}" for number in range(1, draw(st.integers(2, 12)) + 1)]
    labels = draw(st.lists(st.sampled_from(["appeal", "warning", "actor"]), unique=True))
    who = [coders] + ([[a, b] for a in coders for b in coders if a < b] if len(coders) > 2 else [])
    figures = [
        figure(aspect, label, part, some, draw(st.none() | st.floats(0, 1)))
        for aspect in ASPECTS
        for label in (None, *labels)
        for part in ("", "force")
        for some in who[:20]
    ]
    record = StudyRecord(
        program=ProgramRecord(name="annotator", version="0", schema_version=1), project="P", codebook_version=1,
        design=DESIGN, coders=coders, people=len(coders), documents=1, compared=1, characters=1, spans={},
        figures=figures, by_document=[], texts=ComparedTextsRecord.of(ComparedTexts(), {}),
    )  # fmt: skip
    return record.model_dump(mode="json")


@given(studies())
def test_what_is_told_is_a_study_whose_figures_are_those_of_the_whole(whole: dict[str, Any]) -> None:
    told = StudyRecord.model_validate(summary_of(whole))
    everyone, is_told = whole["coders"], {}
    for one in told.figures:
        is_told[one.aspect, one.label, one.part, tuple(one.coders)] = one
    for one in whole["figures"]:
        found = is_told.get((one["aspect"], one["label"], one["part"], tuple(one["coders"])))
        is_everything = one["aspect"] == "all" and not one["part"]
        is_wanted = (one["coders"] == everyone and (one["label"] is None or is_everything)) or (
            len(everyone) <= MOST_IN_PAIRS and one["label"] is None and is_everything
        )
        assert (found is not None) is is_wanted
        if found is not None:
            assert (found.value, found.n, found.undefined) == (one["value"], one["n"], one["undefined"])
            assert (found.interval and found.interval.low) == (one["interval"] and one["interval"]["low"])
    assert any(one.convention for one in told.figures) and told.design.documents == []


@pytest.mark.parametrize("agreement", [None, {"figures": [], "coders": []}])
def test_what_holds_no_figures_is_no_trouble(agreement: Any) -> None:
    assert summary_of(agreement) == agreement


def test_of_the_sample_it_is_short(sample_made: SampleReport) -> None:
    with Project.open(sample_made.path) as project:
        whole = reliability.agreement_of(project)
    text = json_text(summary_of(whole), indent=2)
    assert len(text.encode()) < 50_000 < len(json_text(whole, indent=2))
    assert {one["coders"][0] for one in json.loads(text)["figures"]} == {"coder-1", "coder-2"}
