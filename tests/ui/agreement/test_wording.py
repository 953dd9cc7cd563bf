"""Numbers in words."""

from dataclasses import replace

import pytest

from annotator.agreement.coefficients.alpha import alpha
from annotator.agreement.gamma.gamma import MONTE_CARLO_ERROR
from annotator.agreement.plus_one import LeftOut
from annotator.agreement.results import CoefficientResult, Interval
from annotator.agreement.study.study import Aspect
from annotator.agreement.tally import left_out
from annotator.model.wording import undefined_because
from annotator.operations.agreement.study_names import StudyNames
from annotator.ui.agreement.wording import brackets, compared, count, number, percent, prevalence, said, title
from tests.coverage.units import UnitsDrawn
from tests.ui.agreement.studies import NAMES, ONE_CATEGORY, figure

SOME = UnitsDrawn(shares=(0.6, 0.3, 0.1), errors=0.3, coders=4, documents=25).ratings(1)


def test_a_number_has_its_digits_and_never_a_minus_before_nothing() -> None:
    assert [number(value) for value in (0.805, -0.004, -0.114, 1.0)] == ["0.81", "0.00", "\u22120.11", "1.00"]
    assert number(0.8049, 3) == "0.805" and count(52340) == "52\u202f340"


def test_an_interval_stands_in_brackets_or_not_at_all() -> None:
    assert brackets(Interval(0.74, 0.87, 0.95, 1000)) == "[0.74, 0.87]"
    assert brackets(Interval(None, None, 0.95, 1000, why="No.")) == "" and brackets(None) == ""


def test_a_figure_is_said_with_what_it_is_of_its_interval_and_n() -> None:
    one = figure(0.805, Aspect.SLOT, "warning", "addressee", interval=(0.741, 0.8704), n=46)
    assert said(one, NAMES, "Alpha") == (
        "Warning, Addressee, all 3 coders: Alpha 0.805, 95% interval 0.741 to 0.870, n = 46 in 9 documents."
    )
    assert title(figure(0.5, coders=(0, 2)), NAMES) == "All labels, Ana and Chloé"


def test_what_rests_on_samples_is_said_with_their_error() -> None:
    one = figure(0.5)
    drawn = replace(one, result=replace(one.result, details={MONTE_CARLO_ERROR: 0.01234}))
    assert "Monte Carlo error 0.012" in said(drawn, NAMES, "Gamma")
    assert "Monte Carlo" not in said(one, NAMES, "Gamma")


def test_precision_and_recall_are_said_of_two_coders_with_who_is_the_reference() -> None:
    one = figure(0.5, coders=(0, 2))
    details = {"precision": 0.75, "recall": 0.25}
    scored = replace(one, result=replace(one.result, details=details))
    assert "precision 0.750 and recall 0.250 of Chloé against Ana" in said(scored, NAMES, "F1")
    assert "precision" not in said(replace(scored, coders=(0, 1, 2)), NAMES, "F1")


def test_an_undefined_figure_says_why() -> None:
    said_so = said(figure(None, Aspect.LABEL), NAMES, "Alpha")
    assert said_so == f"All labels, label, all 3 coders: Alpha is {undefined_because(ONE_CATEGORY)}"


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval(None, None, 0.95, why="There is one document."), "no interval (There is one document), n = 312"),
        (
            Interval(0.1, 1, 0.9, df=4, documents=9, effective=6.25, expected=20, note="No disagreement was seen."),
            "90% interval 0.100 to 1.000 (documents count as 6.2 of equal weight); no disagreement was seen, n",
        ),
    ],
)
def test_what_is_to_be_known_of_an_interval_is_said(interval: Interval, words: str) -> None:
    one = figure(0.5)
    assert words in said(replace(one, result=replace(one.result, interval=interval)), NAMES, "Alpha")


def test_prevalence_names_labels_and_what_is_rare_is_never_nothing() -> None:
    assert prevalence(figure(0.5), NAMES) == "nothing 90%, Appeal 9.9%, Appeal + Warning less than 0.1%"
    many = CoefficientResult(coefficient="percent", value=1.0, prevalence={f"c{at}": 0.125 for at in range(8)})
    assert prevalence(replace(figure(0.5), result=many), NAMES).endswith(", 2 more 25%")
    assert percent(0.5) == "50%" and percent(0) == "0%"


def test_parts_are_called_as_the_label_calls_them_and_otherwise_by_their_id() -> None:
    label = next(iter(NAMES.labels.values()))
    attribute, role = label.attributes[0], label.roles[0]
    assert NAMES.part(Aspect.ATTRIBUTE, attribute.id, label.id) == attribute.name
    assert NAMES.part(Aspect.SLOT, role.id, label.id) == role.name
    assert NAMES.part(Aspect.ATTRIBUTE, "actor", label.id) == "Actor"
    assert StudyNames().part(Aspect.SLOT, "speaker", label.id) == "Speaker" and StudyNames().label(label.id) == label.id


def given(found: LeftOut) -> CoefficientResult:
    return replace(figure(float(found.value)).result, without=lambda: found)


def test_a_number_is_compared_with_another_and_the_interval_of_the_difference_is_said() -> None:
    of = [left_out(alpha(SOME.of_coders(who))) for who in ((0, 1), (2, 3))]
    held, other = (
        replace(figure(0.5, coders=who), result=given(one))
        for who, one in zip(((0, 1), (0, 2)), of, strict=True)
        if one is not None
    )
    less = (other.result.value or 0) - (held.result.value or 0)
    assert compared(held, other, NAMES, 0.95).startswith(
        f"{abs(less):.3f} {'higher' if less >= 0 else 'lower'} than All labels, Ana and Ben: "
        "95% interval of the difference "
    )
    assert compared(held, held, NAMES, 0.95) == "All labels, Ana and Ben is to be compared: go to another number."
    assert "is undefined" in compared(held, figure(None), NAMES, 0.95)
    assert "another coefficient" in compared(held, figure(0.5, coefficient="percent"), NAMES, 0.95)


def test_a_standard_error_is_said_with_what_it_takes_for_granted() -> None:
    made = figure(0.5)
    with_error = replace(made, result=replace(made.result, details={"standard error": 0.0512}))
    assert said(with_error, NAMES, "Alpha").endswith(
        "n = 312 in 9 documents, standard error 0.051 if these were independent of each other."
    )
    assert "standard error" not in said(made, NAMES, "Alpha")


def test_what_is_conditional_is_said_with_the_places_of_which_it_is_a_part() -> None:
    made = figure(0.5, Aspect.SLOT, "warning", "addressee", n=41)
    some = replace(made, result=replace(made.result, details={"places": 60, "share compared": 41 / 60}))
    assert "n = 41 of 60 (68.3%) in 9 documents" in said(some, NAMES, "Alpha")
