"""An act is coded with the keyboard alone: its slots, its force, in six key strokes; the row of the table follows."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute
from annotator.model.ids import AttributeId
from annotator.model.span import Span
from annotator.model.wording import isolated
from annotator.operations.codebook import codebook
from annotator.operations.exchange import exporting
from annotator.store.project import Project
from tests.ui.acts.desks import (
    ACT,
    URGED,
    at_row,
    card_of,
    code_the_act,
    field_of,
    lit,
    offered,
    project_with_actors,
    rows,
    settled,
    type_letters,
)
from tests.ui.windows import Stage, code_as

FILLED = {"Speaker": "France", "Addressee": "China", "Force": "urges"}


class Counting:
    """Presses keys and counts them."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.count = stage, 0

    def press(self, *keys: str) -> None:
        """Press some."""
        self.count += len(keys)
        self.stage.press(*keys)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with the actors that come with the program, mentions not offered."""
    return project_with_actors(tmp_path / "acts.annot")


def test_the_french_president_urged_china_is_coded_by_keys_and_found_in_the_dyad_table(
    stage: Stage, path: Path, tmp_path: Path
) -> None:
    stage.open(path, "Ana")
    code_the_act(stage)
    stage.press("Return")
    assert at_row(stage) == "Speaker"
    settled(stage)
    stage.write("fran")
    assert lit(stage) == "France"
    stage.press("Return")
    assert (at_row(stage), lit(stage)) == ("Force", "urges")
    stage.press("Return")
    assert at_row(stage) == "Addressee"
    type_letters("Pékin")
    assert lit(stage) == "China"
    stage.press("Return", "Escape")
    assert stage.reader.hasFocus() and rows(stage) == FILLED
    out = tmp_path / "dyads.csv"
    exporting.export(stage.window.session.project, out, "dyads", "Ana")
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["source_iso3"], row["target_iso3"], row["act"], row["force"]) == ("FRA", "CHN", "appeal", "urges")
    assert (row["source_cow"], row["target_cow"], row["quote"]) == ("220", "710", ACT)


def test_with_actors_coded_a_typical_act_takes_at_most_six_keys_after_its_span_is_selected(
    stage: Stage, path: Path
) -> None:
    code_as(path, "Ana", ("French President", "actor"), ("China", "actor"), ("Minister", "actor"))
    stage.open(path, "Ana")
    # Who the two are was said in their own cards.
    for quote, name in (("French President", "France"), ("China", "China")):
        stage.reader.set_selection(stage.text.index(quote), stage.text.index(quote))
        stage.press("F6", "Return")
        assert at_row(stage) == "Mentions"
        stage.write(name)
        stage.press("Return")
    code_the_act(stage)
    keys = Counting(stage)
    keys.press("Return")
    assert offered(stage)[:3] == ["France", "China", "Minister"]
    keys.press("Return", "Return", "Return")
    assert rows(stage) == FILLED
    assert keys.count == 4
    act = next(span for span in _spans(stage) if span.label == "appeal")
    links = stage.window.session.project.links.of_spans([act.id])
    assert {stage.window.session.project.spans.get(link.span or "").quote for link in links} == {
        "French President",
        "China",
    }


def test_with_mentions_offered_it_takes_at_most_six_keys_too_and_codes_who_is_mentioned(
    stage: Stage, tmp_path: Path
) -> None:
    stage.open(project_with_actors(tmp_path / "offered.annot", offered=True), "Ana")
    settled(stage)
    code_the_act(stage)
    settled(stage)
    keys = Counting(stage)
    keys.press("Return", "Return", "Return", "Return")
    # The register has the office by this name, below the state.
    assert rows(stage) == FILLED | {"Speaker": "President of France"}
    assert keys.count <= 6
    assert [(quote, label) for quote, label in stage.spans() if label == "actor"] == [
        ("China", "actor"),
        ("French President", "actor"),
    ]


def test_a_letter_chooses_a_force_and_nothing_is_taken_that_nothing_points_to(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    stage.select("The Minister")
    stage.press("1", "Return")
    card_of(stage).go("attribute:force")
    assert lit(stage) == "" and offered(stage) == ["invites", "encourages", "calls on", "urges", "demands"]
    stage.press("Return")
    assert rows(stage) == {} and at_row(stage) == "Addressee"
    card_of(stage).go("attribute:force")
    stage.press("u")
    assert lit(stage) == "urges"
    stage.press("Return")
    assert rows(stage) == {"Force": "urges"}
    # In a row that is filled Enter goes on and changes nothing.
    card_of(stage).go("attribute:force")
    assert lit(stage) == ""
    stage.press("Down", "Down", "Return")
    assert rows(stage) == {"Force": "encourages"}


def test_several_addressees_stay_with_plus_or_control_enter_and_go_out_with_delete(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    code_the_act(stage)
    stage.press("Return", "Tab", "Tab")
    assert at_row(stage) == "Addressee"
    stage.write("germany")
    stage.press("+")
    stage.write("italy")
    stage.press("Ctrl+Return")
    stage.write("collective")
    stage.press("Return")
    assert rows(stage) == {"Addressee": "Germany, Italy, collective"} and at_row(stage) == "Content"
    assert "done" not in stage.said
    stage.press("Shift+Tab", "Delete")
    assert rows(stage) == {"Addressee": "Germany, Italy"}
    stage.press("Down")
    assert lit(stage) == "✓ Germany"
    stage.press("Backspace")
    assert rows(stage) == {"Addressee": "Italy"}
    stage.press("Escape", "Ctrl+Z", "Ctrl+Z")
    assert rows(stage) == {"Addressee": "Germany, Italy, collective"}


def test_after_escape_from_a_row_for_words_the_next_return_takes_the_words(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    code_the_act(stage)
    stage.press("Return")
    card_of(stage).go("role:condition")
    stage.press("Escape")
    # Words beyond the act, which stays selected while they are looked for.
    stage.select("The Minister was")
    assert stage.active_quote() == ACT
    stage.press("Return")
    assert rows(stage) == {"Condition": "The Minister was"}
    assert not stage.selected, "words that fill a slot are not offered for the next one"


def test_what_was_typed_into_a_row_for_words_is_not_lost_in_silence(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    code_the_act(stage)
    stage.press("Return")
    card_of(stage).go("role:content")
    stage.write("was not there")
    stage.press("Return")
    assert at_row(stage) == "Content" and rows(stage) == {}
    problem = card_of(stage).lines["role:content"].problem
    assert problem.text() == "Nothing is called “was not there” here; select the words in the text, then Return."


def test_tab_goes_through_the_rows_and_on_to_the_note(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    code_the_act(stage)
    stage.press("Return")
    gone = []
    while at_row(stage):
        gone.append(at_row(stage))
        tab(Qt.Key.Key_Tab)
    assert gone == [row.name for row in card_of(stage).rows]
    assert gone[:4] == ["Speaker", "Force", "Addressee", "Content"]
    assert QApplication.focusWidget() is stage.window.coding.inspector.card.note
    tab(Qt.Key.Key_Backtab)
    assert at_row(stage) == "Deadline" and rows(stage) == {}


def test_escape_leaves_everything_saved_in_the_file(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    code_the_act(stage)
    stage.press("Return")
    stage.write("implicit")
    stage.press("Return", "Escape")
    assert stage.reader.hasFocus() and stage.active_quote() == ACT
    assert not card_of(stage).popup.isVisible()
    with Project.open(path) as other:
        (act,) = other.spans.of_document(stage.window.document or "")
        assert [(link.role, link.value) for link in other.links.of_spans([act.id])] == [("speaker", "implicit")]


def test_return_begins_at_the_first_open_row(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    code_the_act(stage)
    stage.press("Return")
    stage.write("implicit")
    stage.press("Return", "Escape", "Return")
    assert at_row(stage) == "Force"
    QTest.keyClick(field_of(stage, "attribute:force"), Qt.Key.Key_Backtab)
    assert at_row(stage) == "Speaker"
    # A bare letter or digit is typed here and codes nothing.
    stage.press("2")
    assert len(_spans(stage)) == 1 and field_of(stage, "role:speaker").text() == "2"


def tab(key: Qt.Key) -> None:
    target = QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    QTest.keyClick(target, key)


def _spans(stage: Stage) -> list[Span]:
    session = stage.window.session
    assert session.layer is not None
    return session.project.spans.of_document(stage.window.document or "", session.layer.id)


assert ACT in URGED


def test_what_is_asked_of_each_party_is_coded_by_keys_as_it_comes_up(stage: Stage, path: Path) -> None:
    with Project.open(path) as project:
        book = project.codebook
        appeal = book.get("appeal")
        assert appeal is not None
        kind = Attribute(
            id=AttributeId("kind"), name="Kind", kind=AttributeKind.CHOICE, values=("state", "group"), required=True
        )
        armed = Attribute(id=AttributeId("armed"), name="Armed", kind=AttributeKind.FLAG, when={kind.id: ("group",)})
        roles = tuple(
            role.model_copy(update={"attributes": (kind, armed), "several": True}) if role.id == "addressee" else role
            for role in appeal.roles
        )
        changed = appeal.model_copy(update={"roles": roles})
        codebook.save(project, book.with_labels(changed if one is appeal else one for one in book.labels))
    stage.open(path, "Ana")
    code_the_act(stage)
    stage.press("Return")
    settled(stage)
    card_of(stage).go("role:addressee")
    stage.write("china")
    stage.press("Return")
    assert at_row(stage) == f"Kind ({isolated('China')})"
    stage.write("gr")
    stage.press("Return")
    assert at_row(stage) == f"Armed ({isolated('China')})", "what that value asks for comes next"
    stage.press("Space")
    assert at_row(stage) == f"Armed ({isolated('China')})"
    card_of(stage).go("role:addressee")
    stage.write("france")
    stage.press("Ctrl+Return")
    assert at_row(stage) == "Addressee", "one more may follow"
    addressee = card_of(stage).lines["role:addressee"]
    assert (addressee.field.text(), len(addressee.row.fills)) == ("", 2)
    of_document = stage.window.session.project.links.of_document(stage.window.document or "")
    links = {link.actor: dict(link.attributes) for link in of_document}
    assert sorted(map(str, links.values())) == ["{'armed': True, 'kind': 'group'}", "{}"]
    card_of(stage).go("said:addressee:1:kind")
    stage.write("st")
    stage.press("Return")
    assert "said:addressee:1:armed" not in card_of(stage).lines, "what is not asked any more is gone"
    stage.press("Escape")
    stage.press("Ctrl+Z")
    QApplication.processEvents()
    assert card_of(stage).lines["said:addressee:1:armed"].row.said == "yes"
