"""The workspace on the sample project: computed in the background, with each choice, after each change."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.agreement.input.units import UnitKind
from annotator.agreement.study.study import Aspect
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import annotate
from annotator.operations.people import people
from annotator.ui.agreement import empty
from annotator.ui.agreement.choices import StudyChoices
from annotator.ui.agreement.study_runner import StudyView
from annotator.ui.agreement.wording import number
from tests.ui.agreement.desk import Desk, copied, opened


def test_the_numbers_in_the_table_are_those_of_the_operation(desk: Desk) -> None:
    expected = {(one.aspect, one.label, one.part, one.coefficient): one.result for one in desk.computed().figures[::-1]}
    model = desk.workspace.table.numbers_model
    shown = 0
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            figure = model.figure_at(model.index(row, column))
            if figure is not None:
                every = figure.aspect, figure.label, figure.part, figure.coefficient
                assert figure.result == expected[every]
                assert str(model.index(row, column).data()).startswith(
                    "—" if figure.result.value is None else number(figure.result.value)
                )
                shown += 1
    assert shown > 20 and desk.workspace.table.hasFocus()


def test_numbers_come_first_with_their_intervals_and_the_words_after_them(
    sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with opened(copied(sample, tmp_path / "two.annot"), qtbot) as desk:
        told: list[tuple[bool, bool, str]] = []

        def on_found(found: StudyView) -> None:
            whole = found.study.figures[0].result if found.study is not None else None
            said = desk.page.state.text() if desk.page.state.isVisible() else ""
            told.append((bool(found.words), whole is not None and whole.interval is not None, said))

        desk.workspace.measurer.found.connect(on_found)
        desk.workspace.measure()
        desk.settled()
        assert told == [(False, True, empty.EARLY), (True, True, "")]


def test_the_summary_and_the_lines_beneath_say_what_is_at_hand(desk: Desk) -> None:
    assert desk.page.summary.text().startswith("The coders agree on “Warning” with α ")
    figure = desk.go(Aspect.LABEL, "warning")
    detail = desk.workspace.detail
    assert detail.sentence.text().startswith("Krippendorff's alpha (nominal) ")
    assert desk.workspace.right.title.text() == "Warning, label, all 3 coders"
    assert detail.prevalence.text().startswith("Prevalence: ") and "Krippendorff, K." in detail.convention.text()
    assert figure.result.convention in detail.convention.text()


def test_every_choice_computes_anew(desk: Desk) -> None:
    bar, layers = desk.bar, desk.workspace.found.layers if desk.workspace.found else ()
    changes: tuple[Callable[[], object], ...] = (
        lambda: bar.unit.setCurrentIndex(bar.unit.findText("by words")),
        lambda: bar.unmarked.setCurrentIndex(1),
        lambda: bar._choose(labels=("warning", "appeal")),
        lambda: bar._choose(documents=tuple(one.document for one in desk.study.by_document[:2])),
        lambda: bar._choose(level=0.9, seed=5),
        lambda: bar._choose(layers=tuple(layer.id for layer in layers[1:])),
    )
    for change in changes:
        before = desk.study
        change()
        assert desk.workspace.measurer.is_busy
        desk.settled()
        assert desk.study is not before and desk.study.design == bar.choices.design()
        assert desk.study.figures == desk.computed().figures
    assert desk.study.design.unit is UnitKind.WORDS and desk.study.documents == 2
    assert desk.study.coders == tuple(layer.id for layer in layers[1:]) and desk.bar.whose.isHidden()
    bar.all_button.click()
    desk.settled()
    assert len(desk.study.coders) == 3 and desk.study.documents == 4


def test_more_coefficients_of_the_same_study_are_shown_without_computing_and_all_of_them_with(desk: Desk) -> None:
    model, bar = desk.workspace.table.numbers_model, desk.bar
    one = len(model.numbers.cells)
    bar.extent.setCurrentIndex(1)
    assert not desk.workspace.measurer.is_busy and len(model.numbers.cells) > one
    bar.extent.setCurrentIndex(2)
    assert desk.workspace.measurer.is_busy
    desk.workspace.page.progress.stop_button.click()
    desk.settled()


def test_the_numbers_of_two_coders_are_a_choice_away(desk: Desk) -> None:
    bar, model = desk.bar, desk.workspace.table.numbers_model
    desk.go(Aspect.ALL)
    bar.whose.setCurrentIndex(bar.whose.findText("of Ana and Ben"))
    figure = desk.workspace.table.figure
    assert figure is not None and figure.coders == (0, 1) and not desk.workspace.measurer.is_busy
    assert figure == desk.study.find(figure.coefficient, coders=(0, 1))
    assert desk.page.summary.text().startswith("Ana and Ben agree on ") and model.numbers.coders == (0, 1)


def test_a_number_is_compared_with_those_that_one_goes_to(desk: Desk) -> None:
    line, compare = desk.workspace.detail.difference, desk.workspace.handlers()["agreement.compare"]
    held = desk.go(Aspect.ALL, "warning")
    assert line.isHidden()
    compare()
    assert line.text() == "Warning, all 3 coders is to be compared: go to another number."
    figure = desk.go(Aspect.ALL, "appeal")
    assert figure.coefficient == held.coefficient
    less = "lower" if (figure.result.value or 0) < (held.result.value or 0) else "higher"
    between = abs((figure.result.value or 0) - (held.result.value or 0))
    than = f"{between:.3f} {less} than Warning, all 3 coders; no interval: An interval needs at least 5 documents"
    assert line.text().startswith(than)
    desk.go(Aspect.BOUNDARY, "appeal")
    assert line.text() == "It is another coefficient than the one that is to be compared."
    desk.bar.unit.setCurrentIndex(desk.bar.unit.findText("by words"))
    desk.settled()
    desk.go(Aspect.ALL, "appeal")
    assert "than Warning, all 3 coders" in line.text(), "the number is compared as it is now"
    compare()
    assert line.isHidden()


def test_computing_can_be_stopped_and_begun_again(desk: Desk) -> None:
    before = desk.study
    desk.bar._choose(level=0.9)
    assert desk.page.progress.isVisible()
    desk.page.progress.stop_button.setFocus()
    QTest.keyClick(desk.page.progress.stop_button, Qt.Key.Key_Return)
    desk.settled()
    assert not desk.page.progress.isVisible() and desk.page.state.text().startswith("These numbers are out of date")
    desk.bar._choose(level=0.95)
    desk.settled()
    assert not desk.page.state.isVisible() and desk.study.figures == before.figures


def test_a_changed_project_puts_the_numbers_out_of_date_and_they_are_computed_once_again(desk: Desk) -> None:
    found: list[bool] = []
    desk.workspace.measurer.found.connect(lambda one: found.append(one.is_early))
    figure = desk.go(Aspect.FOUND)
    desk.press(Qt.Key.Key_Return)
    listed = desk.listed()
    agreed = [place for place in desk.study.places if all(place.spans)]
    for place in agreed[:2]:
        assert place.spans[0] is not None
        with desk.away("Ana"):
            desk.session.run(annotate.remove_spans, [place.spans[0].id])
    assert desk.page.state.text().startswith("The project has changed since") and desk.page.state.isVisible()
    assert desk.workspace.table.figure is figure
    desk.settled()
    assert found == [True, False] and not desk.page.state.isVisible()
    assert len(desk.listed()) == len(listed) + 2 and desk.study.figures == desk.computed().figures


def test_a_decision_that_leaves_no_gold_puts_the_numbers_out_of_date_too(desk: Desk) -> None:
    project = desk.session.project
    layers = people.layers_named(project, None)
    case = next(one.case for info in project.documents.all() for one in adjudicate.cases_of(project, info.id, layers))
    desk.session.run(adjudicate.decide_by, case, "none")
    assert desk.page.state.text().startswith("The project has changed since") and desk.page.state.isVisible()
    desk.settled()
    assert not desk.page.state.isVisible()


def test_what_changes_elsewhere_is_computed_when_one_comes_back(desk: Desk) -> None:
    workspace = desk.workspace
    workspace.leave()
    workspace.enter()
    assert not workspace.measurer.is_busy
    workspace.leave()
    span = next(place.spans[0] for place in desk.study.places if place.spans[0] is not None)
    with desk.away("Ana"):
        desk.session.run(annotate.remove_spans, [span.id])
    assert not workspace.measurer.is_busy
    workspace.enter()
    assert workspace.measurer.is_busy
    desk.settled()


def test_another_project_shows_nothing_of_the_first(desk: Desk, tmp_path: Path) -> None:
    desk.tab("Confusion")
    desk.session.close()
    assert (
        desk.workspace.found is None and desk.workspace.picture.picture is None and desk.bar.choices == StudyChoices()
    )
    assert desk.page.is_empty and desk.workspace.passages.isHidden()
