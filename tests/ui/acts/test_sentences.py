"""What is said of the acts of a text: in the margin, in the list, when the document is done; a step tells its own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.model.ids import ActorId
from annotator.operations.actors import actors
from annotator.operations.coding import acts, annotate
from annotator.operations.coding.acts import SlotFiller
from annotator.store.project import Project
from annotator.ui.kit.rows import ROW_ROLE
from annotator.ui.reader.view import ReaderView
from tests.ui.acts.desks import ACT, card_of, project_with_actors, rows, settled, with_actors
from tests.ui.windows import Stage, code_as, make_project

TEXT = f"The French President {ACT}. China warned France that patience has an end."


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The sentences as the reader has been told them: what it shows, without a second store of them here."""
    shown: dict[str, str] = {}
    whole, some = ReaderView.set_sentences, ReaderView.update_sentences

    def set_all(self: ReaderView, sentences: Mapping[str, str]) -> None:
        shown.clear()
        shown.update(sentences)
        whole(self, sentences)

    def update(self: ReaderView, sentences: Mapping[str, str | None]) -> None:
        for id, sentence in sentences.items():
            shown.pop(id, None)
            if sentence is not None:
                shown[id] = sentence
        some(self, sentences)

    monkeypatch.setattr(ReaderView, "set_sentences", set_all)
    monkeypatch.setattr(ReaderView, "update_sentences", update)
    return shown


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two acts with nothing in their slots, and two actors who are coded and registered."""
    made = make_project(tmp_path / "acts.annot", [TEXT])
    with Project.open(made) as project:
        with_actors(project, ("fra", "France"), ("chn", "China"))
    code_as(
        made, "Ana", (ACT, "appeal"), ("warned France", "warning"), ("French President", "actor"), ("China", "actor")
    )
    return made


def ids(stage: Stage) -> dict[str, Any]:
    """Return the ids of the spans by their quote."""
    return {span.quote: span.id for span in stage.window.coding.inspector.model.spans}


def run(stage: Stage, *arguments: Any, **named: Any) -> None:
    """Do a verb and let the window answer."""
    assert stage.window.session.run(*arguments, **named) is not None
    QApplication.processEvents()


def did(stage: Stage, *arguments: Any) -> None:
    """As `run`, for verbs that return nothing."""
    assert stage.window.session.did(*arguments)
    QApplication.processEvents()


def test_the_sentence_of_an_act_follows_its_slots_its_force_its_parties_and_their_names(
    stage: Stage, path: Path, told: dict[str, str]
) -> None:
    stage.open(path, "Ana")
    spans = ids(stage)
    appeal, warning, president, china = spans[ACT], spans["warned France"], spans["French President"], spans["China"]
    assert told == {appeal: "? → Appeal → ?", warning: "? → Warning → ?"}
    run(stage, acts.fill_slot, appeal, "speaker", SlotFiller(span=president))
    run(stage, annotate.set_attribute, appeal, "force", "urges")
    assert told[appeal] == "French President → urges → ?"
    # Whom the party is was said later, and the act that names it says it too.
    run(stage, annotate.set_actor, president, ActorId("fra"))
    assert told[appeal] == "France → urges → ?"
    run(stage, acts.fill_slot, appeal, "addressee", SlotFiller(actor=ActorId("chn")))
    assert told[appeal] == "France → urges → China"
    project = stage.window.session.project
    run(stage, actors.change, project.actors.get("fra").model_copy(update={"name": "French Republic"}))
    assert told[appeal] == "French Republic → urges → China" and told[warning] == "? → Warning → ?"
    link = next(one.id for one in project.links.of_spans([appeal]) if one.role == "addressee")
    did(stage, acts.clear_slot, appeal, link)
    assert told[appeal] == "French Republic → urges → ?"
    did(stage, annotate.remove_spans, [president])
    assert told[appeal] == "? → urges → ?"
    stage.press("Ctrl+Z", "Ctrl+Z")
    QApplication.processEvents()
    assert told[appeal] == "French Republic → urges → China"
    did(stage, annotate.remove_spans, [appeal])
    assert told == {warning: "? → Warning → ?"} and china in ids(stage).values()


def test_a_step_tells_of_its_own_act_and_of_no_other(stage: Stage, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.open(path, "Ana")
    calls: list[set[str]] = []
    monkeypatch.setattr(ReaderView, "update_sentences", lambda _, sentences: calls.append(set(sentences)))
    monkeypatch.setattr(ReaderView, "set_sentences", lambda *_: calls.append({"all"}))
    run(stage, annotate.set_attribute, ids(stage)[ACT], "force", "urges")
    run(stage, annotate.set_note, ids(stage)["China"], "noted")
    assert calls == [{ids(stage)[ACT]}]


def test_what_is_required_and_empty_stands_in_the_list_in_the_card_and_in_the_sentence_when_done(
    stage: Stage, path: Path
) -> None:
    stage.open(path, "Ana")
    model = stage.window.coding.inspector.model
    row = model.index(model.row_of(ids(stage)[ACT]))
    assert row.data(ROW_ROLE).title == "Appeal  ○"
    assert "empty: Speaker, Addressee, Force" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    stage.press("Ctrl+D")
    assert stage.said == "Done · saved; 2 acts have empty slots"
    stage.press("Ctrl+D")
    stage.window.coding.shown.go_to(ids(stage)[ACT])
    QApplication.processEvents()
    line = card_of(stage).lines["role:speaker"]
    assert line.caption.text() == "○ Speaker" and line.field.placeholderText() == "empty, required"
    assert line.field.accessibleName() == "Speaker, empty, required"
    for role in ("speaker", "addressee"):
        run(stage, acts.fill_slot, ids(stage)[ACT], role, SlotFiller(value="unclear"))
    run(stage, annotate.set_attribute, ids(stage)[ACT], "force", "urges")
    assert line.caption.text() == "Speaker" and line.field.accessibleName() == "Speaker: unclear"
    assert row.data(ROW_ROLE).title == "Appeal" and rows(stage)["Force"] == "urges"
    did(stage, annotate.remove_spans, [ids(stage)["warned France"]])
    stage.press("Ctrl+D")
    assert stage.said == "Done · saved"


def test_dropping_the_act_on_a_party_asks_which_slot_and_fills_it(stage: Stage, tmp_path: Path) -> None:
    made = project_with_actors(tmp_path / "drop.annot", offered=True)
    code_as(made, "Ana", (ACT, "appeal"), ("Minister", "actor"))
    stage.open(made, "Ana")
    settled(stage)
    settled(stage)
    act = ids(stage)[ACT]
    stage.reader.party_dropped.emit(act, stage.text.index("Minister") + 2)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == [
        "Speaker: Minister",
        "Addressee: Minister",
        "Beneficiary: Minister",
    ]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert rows(stage) == {"Speaker": "Minister"}
    # A mention that is offered is a party too, and is coded by it.
    stage.reader.party_dropped.emit(act, stage.text.index("China") + 1)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and menu.actions()[0].text() == "Addressee: China"
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert rows(stage) == {"Speaker": "Minister", "Addressee": "China"}
    assert ("China", "actor") in stage.spans()
    stage.reader.party_dropped.emit(act, len(stage.text))
    assert "No party stands there" in stage.said


def test_a_drag_from_the_bar_of_the_act_to_a_word_that_is_not_coded_codes_it_as_the_party(
    stage: Stage, path: Path
) -> None:
    stage.open(path, "Ana")
    stage.window.coding.shown.go_to(ids(stage)["warned France"])
    start, stop = stage.point(stage.text.index("warned") + 2), stage.point(stage.text.index("patience") + 3)
    hits = stage.reader.hits()
    assert hits is not None
    while not hits.target(QPointF(start), None).on_bar:
        start += QPoint(0, 1)
    stage.drag(start, stop)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and menu.actions()[1].text() == "Addressee: patience"
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert rows(stage) == {"Addressee": "patience"} and ("patience", "actor") in stage.spans()
