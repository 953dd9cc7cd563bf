"""The form of a label changes what is typed and nothing else, and says what is wrong where it is."""

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtTest import QTest

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Role
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.ui.codebook.attribute_form import AttributeForm
from annotator.ui.codebook.editor import Editor
from annotator.ui.codebook.faults import CodebookFault
from tests.examples import examples
from tests.model.codebooks import codebooks
from tests.ui.codebook.editing import attribute_form, draft_of


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(15))
@given(codebook=codebooks(least=1))
def test_typing_in_one_field_changes_that_field_alone(editor: Editor, codebook: Codebook) -> None:
    draft = draft_of(editor)
    draft.begin(codebook)
    label = codebook.labels[0]
    editor.show_label(label.id)
    form = editor.form
    form.texts["include"].setPlainText("Typed.")
    form.names_actors.click()
    expected = {"include": "Typed.", "names_actors": not label.names_actors}
    if label.attributes:
        form.attributes.list.setCurrentRow(0)
        at = attribute_form(form)
        at.required.click()
        first = label.attributes[0].model_copy(update={"required": not label.attributes[0].required})
        expected["attributes"] = (first, *label.attributes[1:])
    assert draft.labels == (label.model_copy(update=expected), *codebook.labels[1:])


def test_an_item_of_a_list_may_have_several_lines(editor: Editor) -> None:
    area = editor.form.lists["examples"]
    area.show_items(["one\nand more", "two"])
    assert area.items() == ("one\nand more", "two")
    QTest.keyClicks(area, "x")
    assert draft_of(editor).labels[0].examples == ("xone\nand more", "two")


def test_colours_are_chosen_by_name_or_typed(editor: Editor) -> None:
    field = editor.form.colour
    row = field.named.findText("Orange")
    field.named.setCurrentIndex(row)
    field.named.activated.emit(row)
    assert draft_of(editor).labels[0].colour == "#E69F00"
    field.code.clear()
    QTest.keyClicks(field.code, "#12")
    assert field.named.currentText() == "Another one"
    assert [fault.path for fault in draft_of(editor).faults] == [("colour",)]
    assert editor.form.tabText(1) == "Look and place (!)"


def test_a_label_is_made_a_kind_of_another_but_never_of_itself(editor: Editor) -> None:
    draft, offered = draft_of(editor), editor.form.parent_label
    assert offered.findData("appeal") < 0
    row = offered.findData("warning")
    offered.setCurrentIndex(row)
    offered.activated.emit(row)
    assert draft.labels[0].parent == LabelId("warning")
    editor.show_label("warning")
    assert offered.findData("appeal") < 0 and offered.findData("actor") > 0


@pytest.mark.parametrize(
    ("path", "page"),
    [
        (("name",), 0),
        (("examples", 0), 0),
        ((), 0),
        (("key",), 1),
        (("parent",), 1),
        (("attributes", 0, "values"), 2),
        (("roles", 0, "name"), 3),
        (("counterparts", 0, "scheme"), 4),
    ],
)
def test_what_is_wrong_marks_the_page_on_which_it_is_mended(
    editor: Editor, path: tuple[str | int, ...], page: int
) -> None:
    form = editor.form
    form.say([CodebookFault(LabelId("appeal"), path, "This is wrong."), CodebookFault(LabelId("warning"), path, "No.")])
    marked = [number for number in range(form.count()) if form.tabText(number).endswith("(!)")]
    assert marked == [page]
    form.say([])
    assert not any(form.tabText(number).endswith("(!)") for number in range(form.count()))


def test_a_heading_loses_its_key_and_a_label_has_an_external_code(editor: Editor) -> None:
    form, draft = editor.form, draft_of(editor)
    assert draft.labels[0].key
    QTest.keyClicks(form.code, "504")
    form.heading.click()
    assert (draft.labels[0].code, draft.labels[0].heading, draft.labels[0].key) == ("504", True, "")
    assert not form.key.isEnabled() and draft.faults == ()
    form.heading.click()
    assert form.key.isEnabled() and not draft.labels[0].heading


def test_what_hangs_on_a_value_follows_when_it_is_renamed(editor: Editor) -> None:
    draft, form = draft_of(editor), editor.form
    kind, size = (
        Attribute(id=AttributeId("kind"), name="Kind", kind=AttributeKind.CHOICE, values=("state", "group")),
        Attribute(id=AttributeId("size"), name="Size", kind=AttributeKind.NUMBER),
    )
    first = draft.labels[0]
    role = Role(id=RoleId("target"), name="Target", attributes=(kind, size))
    draft.put(first.model_copy(update={"attributes": (kind, size), "roles": (role,), "counterparts": ()}))
    editor.refresh()
    for parts in (form.attributes, form.of_slots):
        asked = parts.form
        assert isinstance(asked, AttributeForm)
        parts.list.setCurrentRow(1)
        QTest.keyClicks(asked.when, "kind = group")
        parts.list.setCurrentRow(0)
        cell = asked.values.table.item(1, 0)
        assert cell is not None
        cell.setText("armed group")
        parts.list.setCurrentRow(1)
        assert asked.when.text() == "kind = armed group"
    (changed,) = draft.labels[:1]
    for attributes in (changed.attributes, changed.roles[0].attributes):
        assert attributes[1].when == {"kind": ("armed group",)} and attributes[0].values == ("state", "armed group")
    assert draft.faults == ()


def test_a_condition_that_cannot_be_is_said_where_it_stands(editor: Editor) -> None:
    draft, form = draft_of(editor), editor.form
    asked = Attribute(id=AttributeId("size"), name="Size", kind=AttributeKind.NUMBER, when={AttributeId("kind"): ()})
    role = Role(id=RoleId("target"), name="Target", attributes=(asked,))
    draft.put(draft.labels[0].model_copy(update={"roles": (role,), "counterparts": ()}))
    editor.refresh()
    (fault,) = draft.faults
    assert fault.path == ("roles",) and "no attribute there" in fault.sentence
    assert form.tabText(3) == "Roles (!)"
