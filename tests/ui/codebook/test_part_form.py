"""What the forms of an attribute and of a role share: each field changes itself alone, and showing changes nothing."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Attribute, Codebook, Role
from annotator.ui.codebook.attribute_form import AttributeForm
from annotator.ui.codebook.part_form import PartForm
from annotator.ui.codebook.role_form import RoleForm
from tests.examples import examples
from tests.model.codebooks import codebooks

Part = Attribute | Role
FORMS: list[tuple[Callable[[], PartForm[Attribute] | PartForm[Role]], str]] = [
    (AttributeForm, "attributes"),
    (RoleForm, "roles"),
]


@pytest.mark.parametrize(("make", "named"), FORMS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(15))
@given(codebook=codebooks(least=1), data=st.data())
def test_each_field_changes_itself_alone(
    qtbot: QtBot, make: Callable[[], PartForm[Part]], named: str, codebook: Codebook, data: st.DataObject
) -> None:
    parts: list[Part] = [part for label in codebook.labels for part in getattr(label, named)]
    form = make()
    qtbot.addWidget(form)
    told: list[object] = []
    form.edited.connect(lambda: told.append(form.part))
    for part in parts:
        form.show_part(part)
    assert told == [] and form.part == (parts[-1] if parts else None)
    if parts:
        part = parts[-1]
        form.required.click()
        form.definition.appendPlainText("Typed.")
        expected = {"required": not part.required, "definition": form.definition.toPlainText()}
        assert form.part == part.model_copy(update=expected) == told[-1]
        assert form.definition.toPlainText().endswith("Typed.") and form.id.isReadOnly()


@pytest.mark.parametrize("make", [make for make, _ in FORMS])
def test_where_no_part_is_at_hand_nothing_is_changed_and_nothing_told(
    qtbot: QtBot, make: Callable[[], PartForm[Part]]
) -> None:
    form = make()
    qtbot.addWidget(form)
    with qtbot.assertNotEmitted(form.edited):
        QTest.keyClicks(form.name, "Force")
        form.required.click()
    assert form.part is None
