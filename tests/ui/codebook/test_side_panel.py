"""What stands at the right: the label as coders see it, what is not saved, the versions before."""

from pytestqt.qtbot import QtBot

from annotator.model.codebook import Codebook, Label
from annotator.model.codebook_version import CodebookVersion
from annotator.model.ids import CodebookVersionId, CoderId, LabelId
from annotator.ui.codebook.side_panel import LabelPreview, Unsaved, Versions
from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import keys_in_force
from tests.projects import default_codebook
from tests.ui.codebook.editing import book, in_force, settled, sharpen, version
from tests.ui.windows import Stage


def test_versions_say_what_they_changed_and_can_be_gone_back_to(ana: Stage) -> None:
    first = in_force(ana)
    sharpen(ana)
    panel = book(ana).versions
    assert panel.list.count() == 2 and panel.list.item(0).text().endswith("Ana\nsharper")
    assert "Only in so many words." in panel.changes.as_text() and not panel.again.isEnabled()
    panel.list.setCurrentRow(1)
    panel.again.click()
    settled(ana)
    assert version(ana) == 3 and in_force(ana) == first
    assert book(ana).draft.codebook == first and book(ana).stale.model.codings == []


def version_of(number: int, *names: str, note: str = "") -> CodebookVersion:
    labels = tuple(Label(id=LabelId(name.lower()), name=name) for name in names)
    time = f"2024-03-0{number}T12:00:00+00:00"
    return CodebookVersion(CodebookVersionId(f"v{number}"), number, Codebook(labels=labels), note, CoderId("ana"), time)


def test_a_label_is_shown_as_coders_see_it_and_none_says_what_to_do(qtbot: QtBot) -> None:
    preview = LabelPreview()
    qtbot.addWidget(preview)
    book = default_codebook()
    ampersand = book.labels[0].model_copy(update={"name": "Appeal & call"})
    preview.show_label(ampersand, book)
    assert preview.chip.text() == "1  Appeal && call" and not preview.text.isHidden()
    assert ampersand.definition in preview.text.toPlainText()
    preview.show_label(None, book)
    assert preview.chip.isHidden() and preview.text.isHidden()


def test_what_is_to_be_mended_stands_before_what_is_lost_and_what_changes(qtbot: QtBot) -> None:
    panel = Unsaved()
    qtbot.addWidget(panel)
    panel.show_changes(["changed"], ["faulty"], ["lost"])
    assert panel.list.as_text() == "faulty\nlost\nchanged" and "must be corrected" in panel.state.text()
    panel.show_changes(["changed"], [], ["lost"])
    assert panel.list.as_text() == "lost\nchanged" and panel.state.text().startswith("Not saved yet.")
    panel.show_changes([], [], [])
    assert panel.list.isHidden() and panel.state.text().startswith("Everything is saved")


def test_the_key_that_saves_is_named_as_it_is_now(qtbot: QtBot) -> None:
    panel = Unsaved()
    qtbot.addWidget(panel)
    panel.show_changes(["changed"], [], [])
    put_in_force({**keys_in_force({}), "codebook.save": ("F9",)})
    assert panel.state.text() == "Not saved yet. F9 makes a new version of it."


def test_the_newest_version_stands_first_and_the_first_cannot_be_compared(qtbot: QtBot) -> None:
    panel = Versions()
    qtbot.addWidget(panel)
    first, second = version_of(1, "Appeal"), version_of(2, "Appeal", "Praise", note="praise too")
    panel.show_versions([first, second], {"ana": "Ana"})
    assert panel.list.item(0).text().endswith(" · Ana\npraise too") and panel.chosen == second
    assert panel.changes.as_text() == "The label Praise was added."
    panel.list.setCurrentRow(1)
    assert panel.changes.as_text() == "It has 1 label." and panel.again.isEnabled()
    asked: list[str] = []
    panel.again_requested.connect(asked.append)
    panel.again.click()
    assert asked == ["v1"]


def test_the_version_at_hand_stays_at_hand_when_a_new_one_comes(qtbot: QtBot) -> None:
    panel = Versions()
    qtbot.addWidget(panel)
    made = [version_of(number, *("Appeal", "Praise", "Blame")[:number]) for number in (1, 2, 3)]
    panel.show_versions(made[:2], {})
    panel.list.setCurrentRow(1)
    panel.show_versions(made, {})
    assert panel.chosen == made[0]
    panel.list.setCurrentRow(0)
    panel.show_versions([*made, version_of(4)], {})
    assert panel.chosen is not None and panel.chosen.number == 4
    panel.show_versions([], {})
    assert panel.chosen is None and not panel.again.isEnabled() and panel.changes.as_text() == ""
