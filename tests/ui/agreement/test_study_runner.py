"""The study that is asked for is computed in the background: at first without intervals, the last one alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.text import words
from annotator.operations.adjudication import adjudicate
from annotator.operations.agreement import measure, recoding
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people, roles
from annotator.store.project import Project
from annotator.ui.agreement.choices import CoefficientRange, StudyChoices
from annotator.ui.agreement.study_runner import Measurer, Stock, StudyView
from annotator.ui.background.session import Session
from tests.ui.agreement.desk import copied
from tests.ui.windows import make_project

SOON = StudyChoices()


class Runner:
    """A `Measurer` on a project with whoever leads at the desk, and what it told."""

    def __init__(self, path: Path, qtbot: QtBot) -> None:
        self.session, self.qtbot = Session(), qtbot
        self.session.open(Project.open(path))
        (lead,) = roles.leads(self.session.coders())
        self.session.set_coder(lead)
        self.measurer = Measurer(self.session)
        self.views, self.errors, self.progress = list[StudyView](), list[Exception](), list[str]()
        self.measurer.found.connect(self.views.append)
        self.measurer.failed.connect(self.errors.append)
        self.measurer.progressed.connect(lambda done, total, text: self.progress.append(text))

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.session.tasks.busy)


@pytest.fixture
def runner(few: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Runner]:
    made = Runner(copied(few, tmp_path / "few.annot"), qtbot)
    yield made
    made.session.close()
    made.session.deleteLater()


def test_a_study_is_told_with_its_intervals_and_then_whole_as_the_operation_makes_it(runner: Runner) -> None:
    runner.measurer.measure(SOON)
    runner.settle()
    early, whole = runner.views
    project = runner.session.project
    layers = people.layers_named(project, None)
    expected = measure.agree(project, layers, SOON.design())
    assert whole.study is not None and whole.study.figures == expected.figures and not whole.is_early
    assert early.is_early and early.study is not None and early.words == {}
    assert early.study.figures == expected.figures, "without gamma nothing is to come but the words"
    assert early.reading is whole.reading is not None, "what was read of the places is read once"
    assert list(whole.layers) == layers and whole.names.coders == tuple(layer.name for layer in layers)
    assert whole.words == {info.id: len(words(project.documents.get(info.id).text)) for info in project.documents.all()}


def test_of_several_that_are_asked_for_in_a_hurry_the_last_is_told(runner: Runner) -> None:
    for seed in range(4):
        runner.measurer.measure(StudyChoices(seed=seed))
    runner.settle()
    assert [view.is_early for view in runner.views] == [True, False]
    assert [view.study.design.seed for view in runner.views if view.study is not None] == [3, 3]


def test_early_numbers_of_an_earlier_study_are_told_no_more(runner: Runner) -> None:
    runner.measurer.measure(StudyChoices(extent=CoefficientRange.ALL))
    runner.qtbot.waitUntil(lambda: bool(runner.views))
    early = runner.views.pop()
    runner.measurer._early.emit(runner.measurer._run - 1, early)
    runner.measurer._early.emit(runner.measurer._run, early)
    runner.qtbot.waitUntil(lambda: bool(runner.views))
    runner.measurer.stop()
    with runner.qtbot.waitSignal(runner.measurer.ended):
        pass
    assert runner.views == [early]
    runner.measurer._early.emit(runner.measurer._run, early)
    runner.settle()
    QApplication.processEvents()
    assert runner.views == [early] and runner.errors == []


def test_with_fewer_than_two_coders_there_is_no_study_but_what_can_be_chosen(tmp_path: Path, qtbot: QtBot) -> None:
    runner = Runner(make_project(tmp_path / "new.annot", coders=["Ana", "Ben"]), qtbot)
    runner.measurer.measure(SOON)
    runner.settle()
    (view,) = runner.views
    assert view.study is None and view.layers == () and view.stock == Stock.of(runner.session.project)
    assert len(view.stock.documents) == 2 and len(view.stock.labels) == 4 and view.stock.begun == ()
    runner.session.close()


def test_what_is_gone_from_the_project_is_left_out_of_the_choices(runner: Runner) -> None:
    project = runner.session.project
    first, second = (info.id for info in project.documents.all()[:2])
    documents.remove(project, [second], with_codings=True)
    runner.measurer.measure(StudyChoices(documents=(first, second)))
    runner.settle()
    study = runner.views[-1].study
    assert study is not None and study.design.documents == (first,)


def test_a_re_code_sample_can_be_chosen_but_is_no_coder_of_its_own(runner: Runner) -> None:
    project = runner.session.project
    ana = next(layer for layer in people.layers_named(project, None) if layer.name == "Ana")
    again = recoding.sample(project, ana.id, 1, 0)
    before = Stock.of(project)
    assert again.id not in {layer.id for layer in before.begun} and before.samples == frozenset()
    (shown,) = recoding.documents_of(project, again)
    with people.acting_as(project, ana.coder):
        annotate.add_span(project, shown.id, again.id, [(0, 5)], project.codebook.labels[0].id)
    after = Stock.of(project)
    assert again.id in {layer.id for layer in after.begun} and after.samples == {again.id}
    runner.measurer.measure(SOON)
    runner.settle()
    assert again not in runner.views[-1].layers and len(runner.views[-1].layers) == 3


def test_gold_can_be_compared_with_a_coder_and_is_the_reference(runner: Runner) -> None:
    project = runner.session.project
    adjudicate.settle(project, "unanimous", people.layers_named(project, None))
    gold, coder = project.layers.gold(), people.layers_named(project, None)[0]
    assert gold is not None and Stock.of(project).offered[0] == gold and gold not in Stock.of(project).begun
    runner.measurer.measure(StudyChoices(layers=(coder.id, gold.id)))
    runner.settle()
    found = runner.views[-1]
    assert found.layers == (gold, coder) and found.study is not None
    strict = found.study.find("f1-strict")
    assert strict is not None and strict.result.details["precision"] is not None


def test_words_are_counted_once_for_each_text_until_another_project_is_opened(runner: Runner) -> None:
    runner.measurer.measure(SOON)
    runner.settle()
    known = dict(runner.measurer._words)
    assert len(known) == 4 == len(runner.views[-1].words)
    runner.measurer._words.update(dict.fromkeys(known, 7))
    runner.measurer.measure(SOON)
    runner.settle()
    assert set(runner.views[-1].words.values()) == {7}
    runner.measurer.reset()
    runner.measurer.measure(SOON)
    runner.settle()
    assert runner.measurer._words == known
