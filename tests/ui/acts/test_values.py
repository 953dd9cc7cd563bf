"""Every kind of attribute is filled in the card of the real window, by keys."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.acts.acts import Act
from annotator.adjudication.cases import find_cases
from annotator.agreement.study.study import Design
from annotator.model.attribute_kinds import VALUE_TYPES, AttributeKind
from annotator.model.codebook import Attribute, Codebook, Label
from annotator.model.document import DocumentDraft
from annotator.model.ids import AttributeId, LabelId, LayerId
from annotator.model.span import AttributeValue
from annotator.model.values import in_words
from annotator.model.wording import plain
from annotator.operations.agreement import disputes, measure
from annotator.operations.codebook import codebook
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.acts.rows import CardRow, Fill, rows_of
from annotator.ui.acts.values import chosen_value, typed_value
from annotator.ui.adjudication.case_status import CaseContext
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.adjudication.composable import parts_of
from annotator.ui.cases.wording import NOTHING, differences
from tests.model.codebooks import attribute_of, some_value
from tests.projects import make_desk
from tests.ui.acts.desks import field_of, offered, rows
from tests.ui.windows import FIRST, Stage

LISTED = ("urges", "calls on", "يدعو إلى")
VALUES: dict[AttributeKind, tuple[AttributeValue, ...]] = {
    AttributeKind.CHOICE: LISTED,
    AttributeKind.CHOICES: (["urges"], ["يدعو إلى", "urges"], ["calls on", "urges"]),
    AttributeKind.FLAG: (True, False),
    AttributeKind.ORDINAL: LISTED,
    AttributeKind.NUMBER: (0, -12, 3.5),
    AttributeKind.DATE: ("2023-04-06",),
    AttributeKind.TEXT: ("a remark, with a comma", "ملاحظة (٣)", "True"),
}


def label_of(kind: AttributeKind) -> Label:
    has_list = VALUE_TYPES[kind].listed
    attribute = Attribute(id=AttributeId("a"), name="Manner", kind=kind, values=LISTED if has_list else ())
    return Label(id=LabelId("claim"), name="Claim", colour="#000000", attributes=(attribute,))


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


@pytest.mark.parametrize("kind", AttributeKind)
def test_a_value_is_said_alike_on_the_card_in_adjudicate_and_behind_a_number(
    tmp_path: Path, kind: AttributeKind
) -> None:
    label = label_of(kind)
    desk = make_desk(tmp_path, (" ".join(f"word{at}" for at in range(len(VALUES[kind]))),))
    project = desk.project
    codebook.save(project, project.codebook.with_labels([*project.codebook.labels, label]))
    _, other = people.add_coder(project, "Ben")
    for at, value in enumerate(VALUES[kind]):
        annotate.set_attribute(project, desk.code(f"word{at}", "claim").id, "a", value)
        desk.code(f"word{at}", "claim", layer=other)
    layers = [desk.layer, other]
    study = measure.agree(project, layers, Design(gamma_samples=0, coefficients=("alpha-nominal",)))
    behind = disputes.passages(project, study, range(len(study.places)))
    spans = {layer.id: project.spans.of_document(desk.documents[0].id, layer.id) for layer in layers}
    cases = find_cases(desk.documents[0].id, spans, [])
    known = CaseContext(labels={label.id: label}, coder_letters=CoderLetters(tuple(layers), False))
    assert len(cases) == len(behind) == len(VALUES[kind])
    for value, case, place in zip(VALUES[kind], cases, behind, strict=True):
        words = in_words(label.attributes[0], value)
        (difference,) = differences(case, known.labels, {})
        assert set(difference.values.values()) == {words, NOTHING}
        (_, part) = parts_of(case, LayerId(desk.layer.id), known)
        assert {option.words for option in part.options} == {words, NOTHING}
        assert sorted(place.said) == sorted(["Claim", f"Claim · Manner: {words}"])
        (own,) = [span for span in case.candidates if span.layer == desk.layer.id]
        (row,) = rows_of(Act(own, label, {}), {})
        assert row.said == (plain(words) if row.is_typed else words)
