"""What is said of the acts of a text: in the margin, in the list, when the document is done; a step tells its own."""

import random
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.acts.saying import Saying
from annotator.model.errors import UserError
from annotator.model.ids import ActorId, DocumentId, LayerId
from annotator.model.verbs.team import TakeIn
from annotator.operations.actors import actors
from annotator.operations.coding import acts, annotate
from annotator.operations.coding.acts import SlotFiller
from annotator.store.history.steps import bulk_changes
from annotator.store.project import Project
from annotator.store.schema.tables import Table
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


def test_what_came_with_more_rows_than_are_named_is_shown_as_if_all_was_shown_anew(
    stage: Stage, path: Path, told: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what others do mostly nothing is of this text and layer: what stays is not drawn anew, nor said."""
    stage.open(path, "Ana")
    shown, session, chance = stage.window.coding.shown, stage.window.session, random.Random(5)
    model, page, calls = stage.window.coding.inspector.model, stage.window.coding.reader.sheet, list[str]()
    assert session.layer is not None and shown.document is not None
    document, layer = DocumentId(shown.document), session.layer.id
    for name in ("set_marks", "update_marks", "set_sentences", "update_sentences"):
        _note_calls(monkeypatch, name, calls)

    def seen() -> tuple[object, ...]:
        shown.marks.finish()
        shown.sentences.finish()
        assert page.page is not None
        marks = sorted((mark.id, mark.style_key, mark.extents, mark.noted) for mark in page.page.marks)
        rows = [model.index(row).data(ROW_ROLE) for row in range(model.rowCount())]
        return marks, list(model.spans), rows, dict(told)

    bulk = bulk_changes(0, "do", TakeIn(), [Table.SPANS, Table.LINKS])
    for _ in range(15):
        with session.project.open_again(session.project.person) as other:
            for _ in range(chance.randrange(3)):
                _do_something(other, document, layer, chance)
        before = seen()
        calls.clear()
        session.changed.emit(bulk)
        after = seen()
        drawn = [*calls]
        shown.show(shown.document)
        assert after == seen()
        assert (after != before) == bool(drawn) and "set_marks" not in drawn


def _note_calls(monkeypatch: pytest.MonkeyPatch, name: str, calls: list[str]) -> None:
    real = getattr(Board, name)

    def noted(self: Board, *arguments: Any) -> None:
        calls.append(name)
        real(self, *arguments)

    monkeypatch.setattr(Board, name, noted)


def _do_something(project: Project, document: DocumentId, layer: LayerId, chance: random.Random) -> None:
    """Do one thing to the acts of a layer, as far as it can be done."""
    spans = project.spans.of_document(document, layer)
    deeds = [span for span in spans if span.label in ("appeal", "warning")]
    links = project.links.of_spans([span.id for span in deeds])
    what = chance.choice(["add", "relabel", "remove", "fill", "force", "note", "clear"])
    with suppress(UserError):
        if what == "add":
            start = chance.randrange(40)
            annotate.add_span(project, document, layer, [(start, start + 5)], chance.choice(["actor", "appeal"]))
        elif what == "clear" and links:
            link = chance.choice(links)
            acts.clear_slot(project, link.act, link.id)
        elif what == "relabel":
            annotate.relabel(project, [chance.choice(spans).id], chance.choice(["warning", "appeal"]))
        elif what == "remove" and len(spans) > 3:
            annotate.remove_spans(project, [chance.choice(spans).id])
        elif what == "fill" and deeds:
            filler = SlotFiller(actor=ActorId(chance.choice(["fra", "chn"])))
            acts.fill_slot(project, chance.choice(deeds).id, chance.choice(["speaker", "addressee"]), filler)
        elif what == "force" and deeds:
            annotate.set_attribute(project, chance.choice(deeds).id, "force", chance.choice(["urges", "calls on"]))
        elif what == "note":
            annotate.set_note(project, chance.choice(spans).id, chance.choice(["noted", ""]))
