"""The left side: what is unfolded and chosen stays so when documents are counted anew."""

from pytestqt.qtbot import QtBot

from annotator.model.document_set import DocumentSet
from annotator.model.ids import DocumentId, SetId
from annotator.ui.documents.set_lines import ALL, LineKind, Looks, SetMembers, grouped
from annotator.ui.documents.set_panel import SetPanel
from tests.ui.documents.one_row import ANA, row

LOOKS = Looks((ANA,))


def test_what_is_unfolded_and_chosen_stays(qtbot: QtBot) -> None:
    panel = SetPanel()
    qtbot.addWidget(panel)
    panel.show_groups(grouped([row("1", kind="a")], LOOKS, [], []))
    panel.list.toggled.emit("kind")
    value = next(line for line in panel.model.lines if line.kind is LineKind.VALUE)
    chosen: list[str] = []
    panel.set_chosen.connect(chosen.append)
    panel.choose(value.id)
    panel.show_groups(grouped([row("1", kind="a"), row("2", kind="b")], LOOKS, [], []))
    assert chosen == [value.id] and panel.chosen == value.id and panel.list.at_hand is not None
    assert panel.list.at_hand.id == value.id
    panel.reset()
    assert panel.chosen == ALL and all(line.kind is not LineKind.VALUE for line in panel.model.lines)


def test_a_set_that_was_made_is_chosen_once_it_is_listed(qtbot: QtBot) -> None:
    panel = SetPanel()
    qtbot.addWidget(panel)
    chosen: list[str] = []
    panel.set_chosen.connect(chosen.append)
    panel.choose_later("s")
    assert chosen == []
    made = SetMembers(DocumentSet(SetId("s"), "Mine", 0, documents=(DocumentId("1"),)), {DocumentId("1")})
    panel.show_groups(grouped([row("1")], LOOKS, [], [made]))
    panel.show_groups(grouped([row("1")], LOOKS, [], [made]))
    assert chosen == ["set.s"]
