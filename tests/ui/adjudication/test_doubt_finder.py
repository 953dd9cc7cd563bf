"""The least certain cases first: asked of the model in the background, and only where three coders are compared."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.adjudication.queue import NOT_KNOWN
from annotator.operations.adjudication.posterior import estimate
from annotator.ui.adjudication.doubt_finder import DoubtFinder, doubts
from annotator.ui.background.session import Session
from tests.operations.adjudication.test_posterior import NAMES, crowd
from tests.ui.windows import Stage


def test_doubts_are_those_of_the_model(tmp_path: Path) -> None:
    table = crowd(tmp_path, 1)
    layers = [table.layers[name] for name in NAMES]
    model = estimate(table.project, layers)
    found = doubts(table.project, layers, lambda done, total, text: None)
    assert found.keys() == model.cases.keys()
    for key, number in model.cases.items():
        assert found[key] == model.of_place(number).doubt <= NOT_KNOWN


def test_two_coders_are_told_that_it_needs_three(tmp_path: Path, qtbot: QtBot) -> None:
    table = crowd(tmp_path, 1, NAMES[:2])
    session, told, found = Session(), list[str](), list[dict[str, float]]()
    session.open(table.project)
    finder = DoubtFinder(session, session)
    session.refused.connect(told.append)
    finder.found.connect(found.append)
    finder.find([table.layers[name] for name in NAMES[:2]])
    qtbot.waitUntil(lambda: bool(found))
    assert found == [{}] and "needs three coders" in told[0]
    session.close()


def test_the_queue_is_put_in_that_order_when_the_model_has_answered(keyed: Stage, qtbot: QtBot) -> None:
    adjudication = keyed.window.adjudication
    bar, model = adjudication.panel.bar, adjudication.panel.model
    bar.order.setCurrentIndex(bar.order.findData("doubt"))
    bar.order.activated.emit(bar.order.currentIndex())
    assert adjudication.listing.doubts.is_busy and bar.view.order == "doubt"
    qtbot.waitUntil(lambda: bool(model.view.doubts))
    known = [model.view.doubts.get(row.entry.key, NOT_KNOWN) for row in model.rows]
    assert known == sorted(known, reverse=True) and len(set(known)) > 3
    assert bar.view == model.view
