"""The sentence at the top."""

from dataclasses import replace

from annotator.agreement.gamma.gamma import GAMMA
from annotator.agreement.input.units import UnitKind
from annotator.agreement.study.study import Aspect, Design
from annotator.model.compared_texts import ComparedTexts
from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId
from annotator.model.wording import undefined_because
from annotator.ui.agreement.summary import of_what, summed_up
from tests.ui.agreement.studies import NAMES, ONE_CATEGORY, figure, study

ALL = (0, 1, 2)
DOCUMENTS = [DocumentInfo(DocumentId(id), id, "", 100, {}, "", 0) for id in ("a", "b")]


def test_what_coders_agree_on_stands_beside_the_part_on_which_they_do_not() -> None:
    assert summed_up(study(), ALL, NAMES) == (
        "The coders agree on “Warning” with α 0.81 [0.74, 0.87], but on its “Addressee” only with 0.42 [0.30, 0.55]."
    )


def test_where_no_part_lags_behind_the_best_and_the_least_label_are_named() -> None:
    figures = [figure(0.8), figure(0.9, label="appeal"), figure(0.7, label="warning")]
    figures.append(figure(0.65, Aspect.SLOT, "warning", "speaker"))
    assert summed_up(study(figures), ALL, NAMES) == (
        "The coders agree with α 0.80 on all labels together: most on “Appeal” (0.90), least on “Warning” (0.70)."
    )


def test_a_slot_is_named_before_an_attribute_that_lags_further() -> None:
    figures = [figure(0.8), figure(0.9, label="warning"), figure(0.1, Aspect.ATTRIBUTE, "warning", "force")]
    assert "“Force”" in summed_up(study(figures), ALL, NAMES)
    figures.append(figure(0.6, Aspect.SLOT, "warning", "speaker"))
    assert "“Speaker”" in summed_up(study(figures), ALL, NAMES)


def test_a_part_whose_interval_reaches_up_to_the_label_is_not_said_to_lag_behind() -> None:
    figures = [figure(0.8), figure(0.9, label="warning")]
    figures.append(figure(0.3, Aspect.SLOT, "warning", "speaker", interval=(-0.1, 0.95)))
    figures.append(figure(0.7, Aspect.SLOT, "warning", "addressee", interval=(0.6, 0.85)))
    assert "“Addressee” only with 0.70 [0.60, 0.85]" in summed_up(study(figures), ALL, NAMES)


def test_two_coders_are_named_and_one_label_alone_is_not_compared_with_itself() -> None:
    assert summed_up(study(), (0, 1), NAMES) == "Ana and Ben agree with α 0.60 on all labels together."


def test_what_is_undefined_says_so() -> None:
    assert summed_up(study([figure(None)]), ALL, NAMES) == (
        f"How far all 3 coders agree is {undefined_because(ONE_CATEGORY)}"
    )
    assert summed_up(study([]), ALL, NAMES) == ""


def test_the_line_says_of_whom_and_of_how_much_and_what_was_drawn_by_lot_only_where_something_was() -> None:
    texts = ComparedTexts()
    assert of_what(study(), ALL, NAMES, DOCUMENTS, texts) == (
        "Ana, Ben, Chloé · 2 documents · done texts · 312 characters, those that nobody marked included · 95% intervals"
    )
    with_gamma = study([figure(0.8), figure(0.6, coefficient=GAMMA)])
    assert of_what(with_gamma, ALL, NAMES, DOCUMENTS, texts).endswith(" · 95% intervals · gamma of 30 samples, seed 1")
    of_spans = replace(study(), design=Design(unit=UnitKind.SPANS, level=0.9, documents=(DocumentId("a"),)))
    begun_too = ComparedTexts(begun_too=True)
    assert of_what(of_spans, (0, 1), NAMES, DOCUMENTS, begun_too) == (
        "Ana, Ben · 1 document · begun texts too · 312 spans · 90% intervals"
    )


def test_what_is_begun_and_left_out_stands_in_a_line_of_its_own() -> None:
    texts = ComparedTexts(left_out={"Dana": 1})
    line, more = of_what(study(), ALL, NAMES, DOCUMENTS, texts).split("\n")
    assert " · done texts · " in line and more == "Begun and not done, and so left out: 1 text of Dana."
