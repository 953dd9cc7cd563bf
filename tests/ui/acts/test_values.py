"""Every kind of attribute is filled in the card of the real window, by keys."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.attribute_kinds import VALUE_TYPES, AttributeKind
from annotator.model.codebook import Codebook, Label
from annotator.model.document import DocumentDraft
from annotator.model.ids import LabelId
from annotator.operations import documents
from annotator.store.project import Project
from annotator.ui.acts.rows import CardRow, Fill
from annotator.ui.acts.values import chosen_value, typed_value
from tests.model.codebooks import attribute_of, some_value
from tests.ui.acts.desks import field_of, offered, rows
from tests.ui.windows import FIRST, Stage


@pytest.fixture
def stage_of_all_kinds(stage: Stage, tmp_path: Path) -> Stage:
    """The window at a span whose label has an attribute of each kind, all named after their kinds."""
    attributes = tuple(attribute_of(kind, id=kind).model_copy(update={"name": kind.title()}) for kind in AttributeKind)
    label = Label(id=LabelId("appeal"), name="Appeal", key="1", attributes=attributes)
    path = tmp_path / "kinds.annot"
    with Project.create(path, Codebook(labels=(label,))) as project:
        documents.add_drafts(project, [DocumentDraft("Document", FIRST)])
    stage.open(path, "Ana")
    stage.select("urged China")
    stage.press("1")
    QApplication.processEvents()
    return stage


def test_each_kind_takes_a_value_that_is_typed_or_chosen_and_keeps_it(stage_of_all_kinds: Stage) -> None:
    stage = stage_of_all_kinds
    for kind in AttributeKind:
        attribute = attribute_of(kind, id=kind)
        value = some_value(attribute)
        field_of(stage, f"attribute:{kind}").setFocus()
        QApplication.processEvents()
        assert bool(offered(stage)) == (not VALUE_TYPES[kind].is_typed)
        stage.write(attribute.words(value)[0])
        stage.press("Return")
        span = stage.window.coding.active
        assert span is not None and span.attributes[kind] == value
        assert rows(stage)[kind.title()] == ", ".join(attribute.words(value))


def test_space_goes_through_the_values_of_what_is_yes_or_no(stage_of_all_kinds: Stage) -> None:
    stage = stage_of_all_kinds
    for kind in AttributeKind:
        field = field_of(stage, f"attribute:{kind}")
        assert field.row.is_toggled == bool(VALUE_TYPES[kind].fixed)
        if not field.row.is_toggled:
            continue
        field.setFocus()
        seen = []
        for _ in VALUE_TYPES[kind].fixed:
            stage.press("Space")
            seen.append(rows(stage)[kind.title()])
        assert seen == list(field.row.offered)


@pytest.mark.parametrize("kind", list(AttributeKind))
def test_a_row_that_is_empty_says_what_belongs_into_it(kind: AttributeKind) -> None:
    attribute = attribute_of(kind)
    row = CardRow("attribute:one", "One", attribute)
    assert row.prompt == VALUE_TYPES[kind].prompt and row.is_open
    assert CardRow("attribute:one", "One", attribute, required=True).prompt == "empty, required"


def test_what_is_typed_is_tidied_and_of_several_choices_all_stay_in_their_order() -> None:
    assert typed_value(attribute_of(AttributeKind.TEXT), " two  words ") == "two words"
    assert typed_value(attribute_of(AttributeKind.TEXT), "  ") is None
    several = attribute_of(AttributeKind.CHOICES)
    row = CardRow("attribute:one", "One", several, several=True, fills=(Fill("high", value="high"),))
    assert chosen_value(row, several, "low") == ["low", "high"]
