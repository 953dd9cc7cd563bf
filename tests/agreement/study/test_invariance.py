"""What may not change a number: what labels are called, their order, who coded nothing; documents apart add up."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.units import UnitKind
from annotator.agreement.spans.span_scores import CORRECT, MISSED, SPURIOUS
from annotator.agreement.study.study import Aspect, Design, Study
from annotator.model.ids import LabelId, LayerId
from tests.agreement.studies import LABELS, study
from tests.agreement.study.test_run_study import Said, numbers
from tests.agreement.texts import CODERS, texts
from tests.examples import examples

WHOLE = Design(gamma_samples=0, bias=False)
"""All coefficients."""
CALLED = {"x": LabelId("z"), "y": LabelId("x"), "z": LabelId("y")}
MANY = st.lists(texts(), min_size=1, max_size=4)
NOBODY = LayerId("Nobody")


def renamed(text: CodedText) -> CodedText:
    spans = {coder: [replace(span, label=CALLED[span.label]) for span in found] for coder, found in text.spans.items()}
    return replace(text, spans=spans)


def nobody_coded(found: Study) -> set[Said]:
    """Return the figures that have no value since none of their coders coded what they hang on."""
    return {
        (one.aspect, one.coefficient, one.label, one.part, frozenset(found.coders[at] for at in one.coders))
        for one in found.figures
        if one.result.undefined.startswith(("None of these coders", "What these coders"))
    }


def assert_same(one: Study, other: Study, called: dict[str, str] | None = None) -> None:
    """Assert that two studies have the same numbers, but for what categories are called."""
    names = called or {}
    expected = {
        (aspect, coefficient, names.get(str(label), label), part, coders): found
        for (aspect, coefficient, label, part, coders), found in numbers(one).items()
    }
    found = numbers(other)
    assert found.keys() == expected.keys()
    for said, values in expected.items():
        near = {key: value for key, value in values.items() if not key.startswith("share of ")}
        mine = {key: value for key, value in found[said].items() if not key.startswith("share of ")}
        assert mine == {
            key: pytest.approx(value, abs=1e-9) if value is not None else None for key, value in near.items()
        }


@settings(max_examples=examples(15), deadline=None)
@given(MANY, st.sampled_from(UnitKind))
def test_what_labels_are_called_and_where_they_stand_in_the_codebook_changes_no_number(
    found: list[CodedText], unit: UnitKind
) -> None:
    design = replace(WHOLE, unit=unit)
    labels = [label.model_copy(update={"id": CALLED[label.id]}) for label in reversed(LABELS)]
    one, other = study(found, design=design), study([*map(renamed, found)], design=design, labels=labels)
    assert_same(one, other, dict(CALLED))


@settings(max_examples=examples(15), deadline=None)
@given(MANY, st.integers(0, 3), st.sampled_from(UnitKind))
def test_who_coded_nothing_changes_no_number_of_the_others(found: list[CodedText], at: int, unit: UnitKind) -> None:
    design = replace(WHOLE, unit=unit)
    one = numbers(study(found, design=design))
    other = numbers(study(found, [*CODERS[:at], NOBODY, *CODERS[at:]], design))
    for (aspect, coefficient, label, part, coders), values in one.items():
        joined = coders if len(coders) == 2 else coders | {NOBODY}
        kept = other[aspect, coefficient, label, part, frozenset(joined)]
        assert kept == {
            key: value if value is None else pytest.approx(value, abs=1e-9) for key, value in values.items()
        }


@settings(max_examples=examples(15), deadline=None)
@given(MANY, MANY, st.sampled_from(UnitKind))
def test_what_is_counted_in_some_documents_and_in_others_adds_up(
    some: list[CodedText], others: list[CodedText], unit: UnitKind
) -> None:
    design = replace(WHOLE, unit=unit)
    studies = [study(found, design=design) for found in ([*some, *others], some, others)]
    whole, *pieces = map(numbers, studies)
    # Where nobody coded what a figure hangs on nothing is counted, though it is where somebody did elsewhere.
    uncoded = {said for one in studies[1:] for said in nobody_coded(one)}
    added = ("n", "documents", CORRECT, MISSED, SPURIOUS)
    on_whole = any(not span.extents for text in (*some, *others) for mine in text.spans.values() for span in mine)
    for said, values in whole.items():
        # A dyad of one document is looked for in the others too; labels on whole documents are the labels where no
        # passage has one, and a part of them where one has.
        if (
            said[0] is not Aspect.DYAD
            and not (on_whole and said[0] is Aspect.LABEL)
            and said not in uncoded
            and all(said in piece for piece in pieces)
        ):
            for key in added:
                if values.get(key) is not None:
                    parts = [piece[said].get(key) or 0 for piece in pieces]
                    assert sum(parts) == pytest.approx(values[key]), (said, key)
