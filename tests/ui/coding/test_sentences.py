"""What is said of the acts of a text: in the margin, in the list, when the document is done; a step tells its own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.acts.saying import Saying
from annotator.model.ids import ActorId
from annotator.operations.actors import actors
from annotator.operations.coding import acts, annotate
from annotator.operations.coding.acts import SlotFiller
from annotator.ui.acts.stands import words_of
from annotator.ui.kit.rows import ROW_ROLE
from annotator.ui.reader.board import Board
from tests.ui.acts.desks import ACT, card_of, rows
from tests.ui.windows import Stage


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The sentences as the reader has been told them: what it shows, without a second store of them here."""
    shown: dict[str, str] = {}
    whole, some = Board.set_sentences, Board.update_sentences

    def set_all(self: Board, sentences: Mapping[str, Saying]) -> None:
        shown.clear()
        shown.update({id: sentence.text for id, sentence in sentences.items()})
        whole(self, sentences)

    def update(self: Board, sentences: Mapping[str, Saying | None]) -> None:
        for id, sentence in sentences.items():
            shown.pop(id, None)
            if sentence is not None:
                shown[id] = sentence.text
        some(self, sentences)

    monkeypatch.setattr(Board, "set_sentences", set_all)
    monkeypatch.setattr(Board, "update_sentences", update)
    return shown


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
    assert told == {appeal: "Speaker? Appeal · Addressee?", warning: "Speaker? Warning · Addressee?"}
    run(stage, acts.fill_slot, appeal, "speaker", SlotFiller(span=president))
    run(stage, annotate.set_attribute, appeal, "force", "urges")
    assert told[appeal] == "French President urges · Addressee?"
    # Whom the party is was said later, and the act that names it says it too.
    run(stage, annotate.set_actor, president, ActorId("fra"))
    assert told[appeal] == "France urges · Addressee?"
    run(stage, acts.fill_slot, appeal, "addressee", SlotFiller(actor=ActorId("chn")))
    assert told[appeal] == "France urges China"
    project = stage.window.session.project
    run(stage, actors.change, project.actors.get("fra").model_copy(update={"name": "French Republic"}))
    assert told[appeal] == "French Republic urges China" and told[warning] == "Speaker? Warning · Addressee?"
    link = next(one.id for one in project.links.of_spans([appeal]) if one.role == "addressee")
    did(stage, acts.clear_slot, appeal, link)
    assert told[appeal] == "French Republic urges · Addressee?"
    did(stage, annotate.remove_spans, [president])
    assert told[appeal] == "Speaker? urges · Addressee?"
    stage.press("Ctrl+Z", "Ctrl+Z")
    QApplication.processEvents()
    assert told[appeal] == "French Republic urges China"
    did(stage, annotate.remove_spans, [appeal])
    assert told == {warning: "Speaker? Warning · Addressee?"} and china in ids(stage).values()


def test_a_step_tells_of_its_own_act_and_of_no_other(stage: Stage, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.open(path, "Ana")
    calls: list[set[str]] = []
    monkeypatch.setattr(Board, "update_sentences", lambda _, sentences: calls.append(set(sentences)))
    monkeypatch.setattr(Board, "set_sentences", lambda *_: calls.append({"all"}))
    run(stage, annotate.set_attribute, ids(stage)[ACT], "force", "urges")
    run(stage, annotate.set_note, ids(stage)["China"], "noted")
    assert calls == [{ids(stage)[ACT]}]


def test_what_is_required_and_empty_stands_in_the_list_in_the_card_and_in_the_sentence_when_done(
    stage: Stage, path: Path
) -> None:
    stage.open(path, "Ana")
    model = stage.window.coding.inspector.model
    row = model.index(model.row_of(ids(stage)[ACT]))
    assert row.data(ROW_ROLE).title == "Speaker? Appeal · Addressee?  ○"
    assert "empty: Speaker, Addressee, Force" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    stage.press("Ctrl+D")
    assert stage.said == "Done · saved; 2 acts have empty slots"
    stage.press("Ctrl+D")
    stage.window.coding.shown.go_to(ids(stage)[ACT])
    QApplication.processEvents()
    line = card_of(stage).lines["role:speaker"]
    assert words_of(line.row) == "?" and line.field.placeholderText() == "empty, required"
    assert line.field.accessibleName() == "Speaker, empty, required"
    for role in ("speaker", "addressee"):
        run(stage, acts.fill_slot, ids(stage)[ACT], role, SlotFiller(value="unclear"))
    run(stage, annotate.set_attribute, ids(stage)[ACT], "force", "urges")
    assert line.caption.text() == "Speaker" and line.field.accessibleName() == "Speaker: unclear"
    assert row.data(ROW_ROLE).title == "unclear urges unclear" and rows(stage)["Force"] == "urges"
    did(stage, annotate.remove_spans, [ids(stage)["warned France"]])
    stage.press("Ctrl+D")
    assert stage.said == "Done · saved"
