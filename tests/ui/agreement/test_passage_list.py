"""A place is read as it is drawn: the words, who said what of them, the document."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId
from annotator.model.wording import isolated
from annotator.operations.agreement.disputes import Disputed
from annotator.ui.agreement.passage_list import DisputeRows, passage_panel
from annotator.ui.pictures.passage_panel import PassagePanel
from tests.ui.agreement.studies import CODERS, PLACES

DOCUMENT = DocumentInfo(DocumentId("d0"), "Readout of a call", "", 100, {}, "", 0)
SAID = st.tuples(*[st.sampled_from(["Appeal", "Warning", "nothing"])] * len(CODERS))


def disputed(quote: str = "urged China", said: tuple[str, ...] = ("Appeal", "Warning", "Appeal")) -> Disputed:
    return Disputed(DOCUMENT, "2023-04-06", PLACES[0], quote, said)


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[PassagePanel[DisputeRows]]:
    made = passage_panel()
    qtbot.addWidget(made)
    made.model.coders = CODERS
    made.resize(320, 500)
    made.show()
    yield made


@given(st.lists(SAID, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_each_saying_has_one_line_with_all_who_said_it(
    panel: PassagePanel[DisputeRows], said: list[tuple[str, ...]]
) -> None:
    tester = QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    panel.show_passages("Warning: some places", [disputed(said=one) for one in said])
    assert panel.model.rowCount() == len(said) and tester.model() is panel.model
    for row, one in enumerate(said):
        lines = panel.model.lines(panel.model.passages[row])
        told = {words: names.split(", ") for names, _, words in (line.partition(": ") for line in lines)}
        assert len(lines) == len(set(one)) == len(told)
        assert told == {words: [name for name, each in zip(CODERS, one, strict=True) if each == words] for words in one}
        spoken = panel.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == f"“urged China”. {'. '.join(lines)}. Readout of a call · 2023-04-06"
        height = panel.list.sizeHintForIndex(panel.model.index(row)).height()
        assert height == 50 + 19 * len(lines)
    panel.clear()


def test_of_very_many_sayings_some_are_drawn_and_all_are_in_the_tooltip(panel: PassagePanel[DisputeRows]) -> None:
    panel.model.coders = tuple(f"Coder {number}" for number in range(9))
    panel.show_passages("Places", [disputed(said=tuple(f"saying {number}" for number in range(9)))])
    tip = panel.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert all(f"Coder {number}: saying {number}" in tip for number in range(9))
    assert panel.list.sizeHintForIndex(panel.model.index(0)).height() == 50 + 19 * 6


def test_words_are_on_one_line_keep_their_direction_and_are_cut(panel: PassagePanel[DisputeRows]) -> None:
    def quoted(quote: str) -> str:
        panel.show_passages("Places", [disputed(quote)])
        return str(panel.model.index(0).data())

    assert quoted("two\n words") == "“two words”" and quoted("") == "the whole text"
    assert quoted("دعا الرئيس") == f"“{isolated('دعا الرئيس')}”"
    assert quoted("x" * 400) == f"“{'x' * 400}”" and quoted("x" * 401) == f"“{'x' * 400}…”"


def test_a_document_without_a_date_is_named_alone_and_one_goes_to_the_first_span(
    panel: PassagePanel[DisputeRows],
) -> None:
    panel.show_passages("Places", [replace(disputed(), date="")])
    assert panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).endswith(". Readout of a call")
    assert panel.place_at_hand() == ("d0", PLACES[0].found[0].id)


def test_every_line_is_drawn(panel: PassagePanel[DisputeRows]) -> None:
    images = []
    for said in (("Appeal", "Warning", "nothing"), ("Appeal", "Warning", "Doubt"), ("Appeal", "nothing", "Warning")):
        panel.show_passages("Places", [disputed(said=said)])
        images.append(panel.list.grab().toImage())
    assert all(one != other for number, one in enumerate(images) for other in images[:number])
