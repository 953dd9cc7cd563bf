"""What is known of a document can be seen, changed and taken away, and what nobody touched stays as it was."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.metadata_dialog import KNOWN, MetadataDialog, is_date

_VALUES = st.text(max_size=9) | st.integers() | st.booleans() | st.lists(st.text(max_size=4), max_size=3)
_METADATA = st.dictionaries(st.sampled_from([*KNOWN, "status", "link"]), _VALUES | st.just({"a": 1}), max_size=6)


@given(_METADATA)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_nobody_changed_is_as_it_was(qtbot: QtBot, metadata: dict[str, Any]) -> None:
    dialog = MetadataDialog("A readout", metadata)
    qtbot.addWidget(dialog)
    assert dialog.metadata == metadata


def test_a_line_is_changed_added_and_taken_away(qtbot: QtBot) -> None:
    dialog = MetadataDialog("A readout", {"date": "2026", "tags": ["a", "b"], "deep": {"x": 1}}, "speaker")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.focusWidget() is dialog.lines["speaker"]
    dialog.lines["speaker"].setText(" France  and China ")
    dialog.lines["date"].setText("")
    dialog.lines["tags"].setText("a, c")
    dialog.new_name.setText("link")
    dialog.new_value.setText("https://example.org")
    with qtbot.waitSignal(dialog.given) as told:
        dialog.accept()
    assert told.args == [
        {"speaker": "France and China", "tags": ["a", "c"], "link": "https://example.org", "deep": {"x": 1}}
    ]


def test_a_date_that_is_none_is_refused_in_a_sentence(qtbot: QtBot) -> None:
    dialog = MetadataDialog("A readout", {"date": "in spring"})
    qtbot.addWidget(dialog)
    dialog.lines["date"].setText("23.1.2026")
    with qtbot.assertNotEmitted(dialog.given):
        dialog.accept()
    assert dialog.notice.text() == "“23.1.2026” is no date; write it as 2026, 2026-01 or 2026-01-23."
    dialog.lines["date"].setText("in spring")
    with qtbot.waitSignal(dialog.given):
        dialog.accept()


@pytest.mark.parametrize("text", ["2026", "2026-01", "2024-02-29"])
def test_a_date_is_as_exact_as_it_is_known(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize("text", ["26", "2026-13", "2026-02-29", "2026-1-1", "2026-01-01T10:00", "0000"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert not is_date(text)
